import { createHmac } from 'node:crypto';
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';

/** What came to the app, as it came. */
export interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  readonly isSigned: boolean;
  /** The form's fields, or the parsed JSON of `payload` or of the body. */
  readonly content: Record<string, unknown>;
}

export interface Answer {
  readonly status?: number;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
}

/** A bare server in the place of the app: it notes what comes and answers what the test says; `null` never answers. */
export async function startTinyApp() {
  const received: Received[] = [];
  let answer: (got: Received) => Answer | null | Promise<Answer | null> = () => ({});
  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await text(request);
    const got = { headers: request.headers, body, isSigned: isSigned(request.headers, body), content: contentOf(body) };
    received.push(got);
    const said = await answer(got);
    if (said === null) return;
    const json = said.body === undefined ? '' : JSON.stringify(said.body);
    const sent = typeof said.body === 'string' ? said.body : json;
    response.writeHead(said.status ?? 200, { 'content-type': 'application/json', ...said.headers }).end(sent);
  };
  const server = createServer((request, response) => void serve(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const bound = server.address();
  const port = typeof bound === 'object' && bound !== null ? bound.port : 0;
  return {
    url: `http://127.0.0.1:${port}/slack/events`,
    received,
    answers: (with_: typeof answer): void => {
      answer = with_;
    },
    stop: (): Promise<void> =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

export type TinyApp = Awaited<ReturnType<typeof startTinyApp>>;

function isSigned(headers: IncomingHttpHeaders, body: string): boolean {
  const base = `v0:${String(headers['x-slack-request-timestamp'])}:${body}`;
  return headers['x-slack-signature'] === `v0=${createHmac('sha256', 'shhh').update(base).digest('hex')}`;
}

function contentOf(body: string): Record<string, unknown> {
  if (body.startsWith('{')) return object(JSON.parse(body));
  const form = Object.fromEntries(new URLSearchParams(body));
  return form['payload'] === undefined ? form : object(JSON.parse(form['payload']));
}

const object = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {};

import { z } from 'zod';
import { ConnectorBroken, ConnectorRefusal } from './errors.js';

/** A request as botbuilder's client hands it on, as far as we read it. */
interface WireRequest<Headers> {
  readonly url: string;
  readonly method: string;
  readonly body?: unknown;
  readonly headers: Headers;
}
interface WireHeaders<Headers> {
  rawHeaders(): Record<string, string>;
  headerNames(): string[];
  clone(): Headers;
  set(name: string, value: string): void;
  remove(name: string): boolean;
}

interface WireOptions {
  /** Milliseconds until a call is given up. */
  readonly timeoutMs: number;
  /** Whether an address is the connector's: the token goes there. */
  readonly isAllowed: (url: URL) => boolean;
}

/**
 * Carries botbuilder's requests, in the place of its own client: once, with a time limit, to Teams' own addresses, and
 * without following a redirect. What is no 2xx rejects with an error of ours, which its pipeline does not repeat: by
 * itself it would post the same message up to four times.
 */
export function createWire({ timeoutMs, isAllowed }: WireOptions) {
  return {
    async sendRequest<H extends WireHeaders<H>, R extends WireRequest<H>>(request: R) {
      const url = URL.canParse(request.url) ? new URL(request.url) : null;
      if (url === null || !isAllowed(url)) throw new ConnectorRefusal(0, 'ForeignAddress', request.url, null);
      const response = await fetched(url, request, timeoutMs);
      const body = await response.text().catch((error: unknown) => {
        throw new ConnectorBroken(reasonOf(error));
      });
      if (!response.ok) throw refusalOf(response, body);
      return { request, status: response.status, headers: headersOf(request.headers, response), bodyAsText: body };
    },
  };
}

async function fetched<H extends WireHeaders<H>>(url: URL, request: WireRequest<H>, timeoutMs: number) {
  const { method, body, headers } = request;
  try {
    return await fetch(url, {
      method,
      headers: headers.rawHeaders(),
      ...(typeof body === 'string' ? { body } : {}),
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    });
  } catch (error) {
    throw new ConnectorBroken(reasonOf(error));
  }
}

const caused = z.object({ cause: z.object({ code: z.string() }) });

/** Fetch says "fetch failed"; why stands in the cause. */
export function reasonOf(error: unknown): string {
  const parsed = caused.safeParse(error);
  if (parsed.success) return parsed.data.cause.code;
  return error instanceof Error ? error.name : '';
}

const answered = z.object({ error: z.object({ code: z.string().default(''), message: z.string().default('') }) });

function refusalOf({ status, headers }: Response, body: string): ConnectorRefusal {
  const { code, message } = errorOf(body);
  const seconds = Number(headers.get('retry-after') ?? Number.NaN);
  const isSaid = Number.isFinite(seconds) && seconds >= 0;
  return new ConnectorRefusal(status, code, message, isSaid ? seconds * 1000 : null);
}

function errorOf(body: string): { readonly code: string; readonly message: string } {
  try {
    return answered.parse(JSON.parse(body)).error;
  } catch {
    return { code: '', message: '' };
  }
}

/** In the same kind of collection as the request's own, which is botbuilder's. */
function headersOf<H extends WireHeaders<H>>(like: H, { headers }: Response): H {
  const collection = like.clone();
  for (const name of collection.headerNames()) collection.remove(name);
  headers.forEach((value, name) => collection.set(name, value));
  return collection;
}

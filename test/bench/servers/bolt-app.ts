import { App, HTTPReceiver, type Logger, LogLevel } from '@slack/bolt';
import type { RequestListener } from 'node:http';

const silent = (): void => undefined;
const SILENT: Logger = {
  debug: silent,
  info: silent,
  warn: silent,
  error: silent,
  setLevel: silent,
  getLevel: () => LogLevel.ERROR,
  setName: silent,
};

/** A Bolt app as its guide shows it: verifies the signature, finds the listener, and answers. */
export function boltApp(signingSecret: string, onPress: (body: unknown) => void): RequestListener {
  const receiver = new HTTPReceiver({ signingSecret, endpoints: ['/slack/events'], logger: SILENT });
  const app = new App({ receiver, authorize: async () => ({ botToken: 'xoxb-bench' }), logger: SILENT });
  app.action(/.*/, async ({ ack, body }) => {
    onPress(body);
    await ack();
  });
  return (request, response) => receiver.requestListener(request, response);
}

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createServer } from 'node:http';
import type { types } from '@slack/bolt';
import { App, HTTPReceiver, SocketModeReceiver } from '@slack/bolt';
import type { SlackPeer } from '../../../src/local/slack-peer/slack-peer.js';
import { SILENT, startAcme } from './acme.js';

type ModalView = types.ModalView;

/** Bolt's own receivers are the judges of what the peer sends. */
let peer: SlackPeer;
let stopApp: () => Promise<unknown>;
let appUrl: string;

beforeEach(async () => {
  ({ peer } = await startAcme({ appUrl: () => appUrl, appToken: 'xapp-acme' }));
});
afterEach(async () => {
  await stopApp();
  await peer.stop();
});

const VIEW: ModalView = {
  type: 'modal',
  callback_id: 'start',
  title: { type: 'plain_text', text: 'Start' },
  submit: { type: 'plain_text', text: 'Send' },
  blocks: [
    {
      type: 'input',
      block_id: 'why',
      label: { type: 'plain_text', text: 'Reason' },
      element: { type: 'plain_text_input', action_id: 'value' },
    },
  ],
};

function listen(app: App): void {
  app.command('/handover', async ({ ack, client, body }) => {
    await ack();
    await client.views.open({ trigger_id: body.trigger_id, view: VIEW });
  });
  app.view('start', async ({ ack, view, client, body }) => {
    const reason = view.state.values['why']?.['value']?.value ?? '';
    if (reason.length < 3) {
      await ack({ response_action: 'errors', errors: { why: 'Say more' } });
      return;
    }
    await ack();
    const done = { type: 'button', action_id: 'done', text: { type: 'plain_text', text: 'Done' } } as const;
    await client.chat.postMessage({
      channel: body.user.id,
      text: reason,
      blocks: [
        { type: 'section', text: { type: 'mrkdwn', text: reason } },
        { type: 'actions', elements: [done] },
      ],
    });
  });
  app.action('done', async ({ ack, respond }) => {
    await ack();
    await respond({ replace_original: true, text: 'It is *done*' });
  });
  app.message(async ({ message, say }) => {
    await say({ text: `heard ${'text' in message ? message.text : ''}`, thread_ts: message.ts });
  });
}

function boltApp(receiver: HTTPReceiver | SocketModeReceiver): App {
  const app = new App({
    receiver,
    authorize: () => Promise.resolve({ botToken: 'xoxb-acme', botUserId: 'UHANDOVER', botId: 'BHANDOVER' }),
    clientOptions: { slackApiUrl: peer.apiUrl() },
    logger: SILENT,
  });
  listen(app);
  return app;
}

async function talk(): Promise<readonly string[]> {
  const alice = peer.user('alice');
  await alice.command('/handover @bob');
  await peer.waitFor(() => alice.openView());
  expect(await alice.submit({ Reason: 'hm' })).toEqual({ kind: 'errors', errors: { Reason: 'Say more' } });
  expect(await alice.submit({ Reason: 'moving on' })).toEqual({ kind: 'closed' });
  await peer.waitFor(() => alice.find('moving on'));
  await alice.press('Done');
  await peer.waitFor(() => alice.find('It is done'));
  await alice.say('hello');
  await peer.waitFor(() => alice.find('heard hello'));
  return alice.read();
}

describe("the peer, before Bolt's own receivers", () => {
  it('is understood over HTTP, and refused with a wrong or an old signature', async () => {
    const receiver = new HTTPReceiver({ signingSecret: 'shhh', logger: SILENT });
    const server = createServer((request, response) => {
      receiver.requestListener(request, response);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const bound = server.address();
    const port = typeof bound === 'object' && bound !== null ? bound.port : 0;
    appUrl = `http://127.0.0.1:${port}/slack/events`;
    stopApp = () => new Promise((resolve) => server.close(resolve));
    boltApp(receiver);
    expect(await talk()).toEqual(['It is done', 'alice: hello', '  | heard hello']);
    const event = '{"type":"event_callback"}';
    expect(await peer.signed(event, { secret: 'guess' })).toMatchObject({ status: 401 });
    expect(await peer.signed(event, { timestamp: Math.floor(Date.now() / 1000) - 600 })).toMatchObject({ status: 401 });
  });

  it('is understood over Socket Mode', async () => {
    const receiver = new SocketModeReceiver({
      appToken: 'xapp-acme',
      logger: SILENT,
      installerOptions: { clientOptions: { slackApiUrl: peer.apiUrl() } },
    });
    appUrl = 'http://127.0.0.1:9/';
    const app = boltApp(receiver);
    stopApp = () => app.stop();
    await app.start();
    expect(await talk()).toEqual(['It is done', 'alice: hello', '  | heard hello']);
  });
});

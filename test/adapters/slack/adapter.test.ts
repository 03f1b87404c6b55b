import { request } from 'node:http';
import { afterEach, describe, expect, it } from '@jest/globals';
import type { Instant, TenantId } from '../../../src/core/ids.js';
import type { Answer, Delivery } from '../../../src/engine/ports.js';
import { signedHeaders } from '../../../src/local/slack-peer/sign.js';
import { aCard, aDialog, text } from '../../conformance/chat-platform/cards.js';
import type { Fixture } from '../../conformance/chat-platform/driver.js';
import { seenMessage } from './seen.js';
import { envelopeOf, type Lab, openLab } from './slack-driver.js';

let lab: Lab;
let received: Delivery[];

afterEach(() => lab.close());

const open = async (answer: Answer = { kind: 'none' }): Promise<void> => {
  received = [];
  lab = await openLab(fixtureWith(answer));
};

const fixtureWith = (answer: Answer): Fixture => ({
  desk: {
    receive: async (delivery) => {
      received.push(delivery);
      return answer;
    },
  },
  tenant: 'acme' as TenantId,
  now: () => Date.now() as Instant,
  people: () => null,
});

const hello = JSON.stringify(
  envelopeOf({ type: 'message', channel_type: 'im', channel: 'DALICE', user: 'UALICE', text: 'hi', ts: '1.000001' }),
);
const seconds = (offset = 0): number => Math.floor(Date.now() / 1000) + offset;

/** The bare HTTP status; null when the connection ended without one. */
const send = (method: string, path: string, headers: Record<string, string>, body = ''): Promise<number | null> =>
  new Promise((resolve) => {
    const sending = request(new URL(lab.url), { path, method, headers, agent: false }, (response) => {
      response.resume();
      resolve(response.statusCode ?? null);
    });
    sending.on('error', () => resolve(null));
    sending.end(body);
  });

const post = (body: string, headers: Record<string, string>): Promise<number | null> =>
  send('POST', '/slack/events', { 'content-type': 'application/json', ...headers }, body);

describe('the door for Slack', () => {
  it('takes what is signed, within five minutes on either side', async () => {
    await open();
    for (const offset of [0, -290, 290]) {
      expect(await post(hello, signedHeaders('shhh', seconds(offset), hello))).toBe(200);
    }
    expect(received).toHaveLength(3);
  });

  it.each<[string, () => Record<string, string>]>([
    ['without a signature', () => ({})],
    ['with another secret', () => signedHeaders('other', seconds(), hello)],
    ['for another body', () => signedHeaders('shhh', seconds(), `${hello} `)],
    ['from the past', () => signedHeaders('shhh', seconds(-310), hello)],
    ['from the future', () => signedHeaders('shhh', seconds(310), hello)],
    ['from the far future', () => signedHeaders('shhh', seconds(315_360_000), hello)],
    ['with a time that is no number', () => signedHeaders('shhh', 'now', hello)],
    ['with a time in another notation', () => signedHeaders('shhh', `${seconds()}.5`, hello)],
    ['with a time in hexadecimal', () => signedHeaders('shhh', `0x${seconds().toString(16)}`, hello)],
    ['with a time but no signature', () => ({ 'x-slack-request-timestamp': String(seconds()) })],
  ])('refuses what comes %s', async (_, headers) => {
    await open();
    expect(await post(hello, headers())).toBe(401);
    expect(received).toEqual([]);
  });

  it('answers an unsigned ssl_check without passing anything on', async () => {
    await open();
    const payload = new URLSearchParams({ ssl_check: '1', payload: hello, command: '/handover', text: 'list' });
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    expect(await post(payload.toString(), headers)).toBe(200);
    expect(received).toEqual([]);
  });

  it('refuses a body above 256 kB', async () => {
    await open();
    const large = hello.replace('"hi"', JSON.stringify('x'.repeat(260 * 1024)));
    expect(await post(large, signedHeaders('shhh', seconds(), large))).toBe(413);
    expect(received).toEqual([]);
  });

  it.each([
    ['GET', '/slack/events', 405],
    ['PUT', '/slack/events', 405],
    ['POST', '/slack/events/', 404],
    ['POST', '//', 404],
    ['POST', '/', 404],
  ])('survives %s %s', async (method, path, status) => {
    await open();
    expect(await send(method, path, {})).toBe(status);
    expect(await post(hello, signedHeaders('shhh', seconds(), hello))).toBe(200);
  });

  it.each(['', '[]', '"x"', '{', '{"type":"event_callback"}'])('survives the signed body %j', async (body) => {
    await open();
    await post(body, signedHeaders('shhh', seconds(), body));
    expect(await post(hello, signedHeaders('shhh', seconds(), hello))).toBe(200);
    expect(received.at(-1)?.ask.kind).toBe('message');
  });

  it('says that it is not there any more while it stops', async () => {
    await open();
    await lab.adapter.stop();
    expect(await post(hello, signedHeaders('shhh', seconds(), hello))).toBe(503);
  });
});

describe('answers on Slack', () => {
  it('says that a form came too late, never nothing', async () => {
    await open({ kind: 'open', dialog: aDialog() });
    lab.peer.fail('views.open', { error: 'expired_trigger_id' });
    await lab.peer.user('alice').command('/handover');
    const told = await lab.peer.waitFor(() => lab.peer.state.messages.find(({ onlyFor }) => onlyFor === 'UALICE'));
    expect(told.text).toContain('Please try again');
  });

  it('says nothing more when the form is open already', async () => {
    await open({ kind: 'open', dialog: aDialog() });
    lab.peer.fail('views.open', { error: 'exchanged_trigger_id' });
    await lab.peer.user('alice').command('/handover');
    await lab.logs('slack_form_not_opened');
    await lab.adapter.stop();
    expect(lab.peer.state.messages).toEqual([]);
  });

  it('reaches the person in a channel where the bot is not', async () => {
    await open({ kind: 'say', card: aCard() });
    const alice = lab.peer.user('alice');
    await alice.command('/handover list', { channel: 'CGENERAL' });
    await alice.press('Done');
    await lab.peer.waitFor(() => lab.peer.calls('response_url').length === 1);
    expect(lab.peer.state.messages.map(({ channel, onlyFor }) => [channel, onlyFor])).toEqual([
      ['CGENERAL', 'UALICE'],
      ['CGENERAL', 'UALICE'],
    ]);
  });

  it('answers in the thread of the card that was pressed', async () => {
    await open({ kind: 'say', card: text('not yours') });
    const conversation = await lab.adapter.platform.openConversation(identity('UALICE'));
    const root = await lab.adapter.platform.post({ conversation, thread: null, card: text('root'), marker: 'a' });
    await lab.adapter.platform.post({ conversation, thread: root, card: aCard(), marker: 'b' });
    await lab.peer.user('alice').press('Done');
    const told = await lab.peer.waitFor(() => lab.peer.state.messages.find(({ onlyFor }) => onlyFor !== null));
    expect(told.threadTs).toBe(root.message);
  });

  it('uses the response_url when the conversation refuses', async () => {
    await open({ kind: 'say', card: text('not yours') });
    const conversation = await lab.adapter.platform.openConversation(identity('UALICE'));
    await lab.adapter.platform.post({ conversation, thread: null, card: aCard(), marker: 'b' });
    lab.peer.fail('chat.postEphemeral', { status: 500 });
    await lab.peer.user('alice').press('Done');
    const said = await lab.peer.waitFor(() => lab.peer.calls('response_url')[0]);
    expect(said.user).toBe('UALICE');
  });

  it('tells somebody of a workspace that is not served whom to ask', async () => {
    received = [];
    lab = await openLab(fixtureWith({ kind: 'none' }), { tenantOf: () => null });
    await lab.peer.user('alice').command('/handover list');
    expect(toldTo('UALICE')).toContain('not set up for your workspace');
    expect(received).toEqual([]);
  });
});

/** All that this person alone was told. */
const toldTo = (user: string): string =>
  lab.peer.state.messages.flatMap((message) => (message.onlyFor === user ? seenMessage(message).text : [])).join('\n');

const identity = (user: string) => ({ platform: 'slack', workspace: 'TACME', user });

describe('people who change', () => {
  it('brings a new zone, and that somebody left', async () => {
    await open();
    await lab.peer.changeUser('UALICE', { tz: 'America/New_York' });
    await lab.peer.deactivate('UALICE');
    expect(received.map(({ from, ask }) => [from, ask])).toMatchObject([
      [identity('UALICE'), { kind: 'profile_changed', profile: { zone: 'America/New_York', locale: 'de-DE' } }],
      [identity('UALICE'), { kind: 'profile_changed', profile: { isDeactivated: true } }],
    ]);
  });
});

describe('links to messages', () => {
  it('are those of Slack, once the workspace is known', async () => {
    await open();
    const { platform } = lab.adapter;
    const conversation = await platform.openConversation(identity('UALICE'));
    const root = await platform.post({ conversation, thread: null, card: text('root'), marker: 'a' });
    const reply = await platform.post({ conversation, thread: root, card: text('reply'), marker: 'b' });
    const id = root.message.replace('.', '');
    expect(platform.link(root, null)).toBe(`https://acme.slack.com/archives/${conversation}/p${id}`);
    expect(platform.link(root, root)).toBe(`https://acme.slack.com/archives/${conversation}/p${id}`);
    expect(platform.link(reply, root)).toBe(
      `https://acme.slack.com/archives/${conversation}/p${reply.message.replace('.', '')}` +
        `?thread_ts=${root.message}&cid=${conversation}`,
    );
  });
});

describe('Slack being down', () => {
  it('does not stop the start, and is asked again with the next message', async () => {
    received = [];
    lab = await openLab(fixtureWith({ kind: 'none' }), {}, {}, (peer) => peer.fail('auth.test', { status: 503 }));
    const { platform } = lab.adapter;
    await lab.peer.waitFor(() => lab.peer.calls('auth.test').length === 1);
    expect(platform.link({ conversation: 'D1', message: '1.1' }, null)).toBeNull();
    const conversation = await platform.openConversation(identity('UALICE'));
    await platform.post({ conversation, thread: null, card: text('now'), marker: 'a' });
    expect(lab.peer.calls('auth.test')).toHaveLength(2);
    expect(platform.link({ conversation: 'D1', message: '1.1' }, null)).not.toBeNull();
  });

  it('sends nothing while the workspace is unknown, and says so', async () => {
    received = [];
    const down = { times: Infinity };
    lab = await openLab(fixtureWith({ kind: 'none' }), {}, {}, (peer) => peer.fail('auth.test', { status: 503 }, down));
    const posting = lab.adapter.platform.post({ conversation: 'DALICE', thread: null, card: text('x'), marker: 'a' });
    await expect(posting).rejects.toMatchObject({ failure: { code: 'unavailable' } });
    expect(lab.peer.calls('chat.postMessage')).toEqual([]);
  });
});

describe('Socket Mode', () => {
  const socket = { transport: { appToken: 'xapp-acme' } };

  it('does all that HTTP does, and acknowledges after the desk', async () => {
    received = [];
    lab = await openLab(fixtureWith({ kind: 'say', card: text('only you') }), socket, { appToken: 'xapp-acme' });
    await lab.logs('slack_socket_connected');
    await lab.peer.user('alice').say('hello');
    await lab.peer.user('alice').command('/handover list');
    expect(received.map(({ ask }) => ask.kind)).toEqual(['message', 'list']);
    expect(toldTo('UALICE')).toContain('only you');
    expect(await post(hello, signedHeaders('shhh', seconds(), hello))).toBe(404);
  });

  it('comes back when Slack is down at the start', async () => {
    received = [];
    lab = await openLab(fixtureWith({ kind: 'none' }), socket, { appToken: 'xapp-acme' }, (peer) =>
      peer.fail('apps.connections.open', { status: 503 }),
    );
    await lab.logs('slack_socket_connected');
    expect(lab.peer.calls('apps.connections.open')).toHaveLength(2);
    await lab.peer.user('alice').say('hello');
    expect(received).toHaveLength(1);
  });
});

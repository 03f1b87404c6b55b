import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { WebClient } from '@slack/web-api';
import type { Person } from '../../../src/local/slack-peer/person.js';
import type { SlackPeer } from '../../../src/local/slack-peer/slack-peer.js';
import { startAcme } from './acme.js';
import type { TinyApp } from './tiny-app.js';
import { startTinyApp } from './tiny-app.js';

let app: TinyApp;
let peer: SlackPeer;
let web: WebClient;
let alice: Person;
let now = Date.now();

beforeEach(async () => {
  app = await startTinyApp();
  ({ peer, web } = await startAcme({ appUrl: app.url, clock: () => now }));
  alice = peer.user('alice');
});
afterEach(async () => {
  await peer.stop();
  await app.stop();
});

const plain = (text: string) => ({ type: 'plain_text', text }) as const;
const section = (text: string) => ({ type: 'section', text: { type: 'mrkdwn', text } }) as const;
const button = (text: string, value: string) =>
  ({ type: 'button', text: plain(text), action_id: `press:${value}`, value }) as const;
const option = (text: string, value: string) => ({ text: plain(text), value });
const STEP = [
  section('*Step 5*: unlink the `authenticator` of <@UBOB> &amp; <https://acme.example|co>'),
  {
    type: 'actions',
    elements: [
      {
        type: 'checkboxes',
        action_id: 'tick',
        options: [option('Unlinked', 'a'), option('Linked', 'b'), option('Tried', 'c')],
        initial_options: [option('Linked', 'b')],
      },
    ],
  },
  {
    type: 'actions',
    elements: [
      button('Done', 'done'),
      {
        type: 'static_select',
        action_id: 'snooze',
        placeholder: plain('Snooze'),
        options: [option('Tomorrow', '1'), option('In 3 days', '3')],
      },
    ],
  },
];
const lastReceived = (): Record<string, unknown> => app.received.at(-1)?.content ?? {};

describe('a slash command', () => {
  it('comes as a signed form, with people as mentions, a trigger and a response URL', async () => {
    await alice.command('/handover @bob <b> & #general', { channel: 'CGENERAL' });
    expect(app.received).toMatchObject([
      { isSigned: true, headers: { 'content-type': 'application/x-www-form-urlencoded' } },
    ]);
    expect(lastReceived()).toMatchObject({
      command: '/handover',
      text: '<@UBOB|bob> &lt;b&gt; &amp; <#CGENERAL|general>',
      user_id: 'UALICE',
      team_id: 'TACME',
      channel_id: 'CGENERAL',
      channel_name: 'general',
    });
    await web.views.open({
      trigger_id: String(lastReceived()['trigger_id']),
      view: { type: 'modal', title: plain('Start'), blocks: [section('hello')] },
    });
    expect(alice.openView()).toContain('hello');
  });

  it('shows what it is answered with to this person alone', async () => {
    app.answers(() => ({ body: { response_type: 'ephemeral', text: 'Only *you*' } }));
    await alice.command('/handover help', { channel: 'CGENERAL' });
    app.answers(() => ({ body: 'plain words' }));
    await alice.command('/handover help', { channel: 'CGENERAL' });
    expect(alice.read()).toEqual(['(only you) Only you', '(only you) plain words']);
    expect(peer.user('UBOB').read()).toEqual([]);
  });

  it('is seen to fail when the app fails, answers nonsense, is away, or takes more than 3 seconds', async () => {
    app.answers(() => ({ status: 500 }));
    await alice.command('/handover');
    app.answers(() => ({ body: { text: 'x', blocks: [{ type: 'nonsense' }] } }));
    await alice.command('/handover');
    await app.stop();
    await alice.command('/handover');
    expect(alice.read()).toEqual([
      '! /handover failed with the error "dispatch_failed"',
      '! /handover failed with the error "invalid_blocks unsupported type: nonsense [json-pointer:/blocks/0/type]"',
      '! /handover failed with the error "dispatch_failed"',
    ]);
  });

  it('does not exist without the scope', async () => {
    peer.state.scopes = ['chat:write'];
    expect(await alice.command('/handover')).toBeNull();
    expect(alice.read()).toEqual(['! /handover is not a valid command.']);
  });

  it('can be answered by its response URL, five times in half an hour', async () => {
    await alice.command('/handover');
    const url = String(lastReceived()['response_url']);
    const respond = (text: string) =>
      fetch(url, { method: 'POST', body: JSON.stringify({ text }), headers: JSON_TYPE });
    const five = await Promise.all(['1', '2', '3', '4', '5'].map(respond));
    expect(five.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    expect((await respond('6')).status).toBe(404);
    await alice.command('/handover');
    now += 31 * 60_000;
    const late = String(lastReceived()['response_url']);
    expect((await fetch(late, { method: 'POST', body: '{"text":"late"}', headers: JSON_TYPE })).status).toBe(404);
    expect(alice.read()).toEqual(['(only you) 1', '(only you) 2', '(only you) 3', '(only you) 4', '(only you) 5']);
  });
});

const JSON_TYPE = { 'content-type': 'application/json' };

describe('a message card', () => {
  beforeEach(() => web.chat.postMessage({ channel: 'UALICE', text: 'Step 5', blocks: STEP }));

  it('reads as people see it', () => {
    expect(alice.read()).toEqual([
      'Step 5: unlink the authenticator of @Bob & co',
      '[ ] Unlinked',
      '[x] Linked',
      '[ ] Tried',
      '[Done] [Snooze v: Tomorrow | In 3 days]',
    ]);
  });

  it('sends a press whole: what, where, who, and the state of the rest', async () => {
    await alice.press('Done');
    const [message] = peer.state.messages;
    expect(app.received).toMatchObject([{ isSigned: true }]);
    expect(lastReceived()).toMatchObject({
      type: 'block_actions',
      user: { id: 'UALICE', team_id: 'TACME' },
      team: { id: 'TACME', domain: 'acme' },
      container: { type: 'message', message_ts: message?.ts, channel_id: 'DALICE', is_ephemeral: false },
      message: { ts: message?.ts, text: 'Step 5', bot_id: 'BHANDOVER' },
      channel: { id: 'DALICE' },
      actions: [{ type: 'button', action_id: 'press:done', value: 'done', text: plain('Done') }],
    });
    expect(JSON.stringify(lastReceived()['state'])).toContain('"selected_options":[{"text":');
  });

  it('ticks boxes one after the other, each click with all that is ticked', async () => {
    await alice.tick(['Tried', 'Linked']);
    const ticked = app.received.map(({ content }) => JSON.stringify(content['actions']).match(/"value":"\w"/g));
    expect(ticked).toEqual([['"value":"b"', '"value":"c"'], ['"value":"c"']]);
    expect(alice.read()).toContain('[x] Tried');
    expect(alice.read()).toContain('[ ] Linked');
  });

  it('forgets ticks that the app did not draw when it is redrawn', async () => {
    await alice.tick(['Tried']);
    const [message] = peer.state.messages;
    await web.chat.update({ channel: 'DALICE', ts: message?.ts ?? '', text: 'x', blocks: STEP });
    expect(alice.read()).toContain('[ ] Tried');
  });

  it('sends the option of a menu', async () => {
    await alice.select('Snooze', 'In 3 days');
    expect(lastReceived()).toMatchObject({ actions: [{ type: 'static_select', selected_option: { value: '3' } }] });
  });

  it('is pressed where it was seen, even when it is older than what stands there now', async () => {
    const [old] = alice.messages();
    await web.chat.update({ channel: 'DALICE', ts: old?.ts ?? '', text: 'x', blocks: [section('done')] });
    await expect(alice.press('Done')).rejects.toThrow('there is no "Done" to press');
    await alice.press('Done', old === undefined ? {} : { in: old });
    expect(lastReceived()).toMatchObject({ actions: [{ value: 'done' }] });
  });

  it('takes the newest message that has the button', async () => {
    await web.chat.postMessage({
      channel: 'UALICE',
      text: 'newer',
      blocks: [{ type: 'actions', elements: [button('Done', 'new')] }],
    });
    await alice.press(/^Done$/);
    expect(lastReceived()).toMatchObject({ actions: [{ value: 'new' }] });
  });

  it('shows that a press failed', async () => {
    app.answers(() => ({ status: 404 }));
    await alice.press('Done');
    expect(alice.read().at(-1)).toBe('! "Done" failed: We had some trouble connecting. Try again?');
  });

  it('is not seen, and cannot be pressed, by anybody else', async () => {
    await expect(peer.user('bob').press('Done')).rejects.toThrow('there is no "Done" to press');
  });
});

describe('a form', () => {
  const input = (block_id: string, label: string, element: object, more = {}) => ({
    type: 'input',
    block_id,
    label: plain(label),
    element: { action_id: 'value', ...element },
    ...more,
  });
  const form = (title: string) => ({
    type: 'modal' as const,
    title: plain(title),
    submit: plain('Send'),
    close: plain('Cancel'),
    private_metadata: 'secret-ish',
    notify_on_close: true,
    blocks: [
      input('who', 'Successor', { type: 'users_select' }),
      input('why', 'Reason', { type: 'static_select', options: [option('Resigned', 'r'), option('Moved', 'm')] }),
      input('day', 'Last day', { type: 'datepicker' }, { optional: true }),
      input('quiet', 'Quiet', { type: 'checkboxes', options: [option('Confidential', 'y')] }, { optional: true }),
      input('note', 'Note', { type: 'plain_text_input', max_length: 5, initial_value: 'hm' }, { optional: true }),
    ],
  });
  const FILLED = { Successor: '@bob', Reason: 'Moved', 'Last day': '2026-11-30', Quiet: ['Confidential'] };
  const open = async (): Promise<void> => {
    await alice.command('/handover');
    const trigger_id = String(lastReceived()['trigger_id']);
    await web.apiCall('views.open', { trigger_id, view: form('Start') });
  };
  beforeEach(open);

  it('sends all its values and closes', async () => {
    expect(await alice.submit(FILLED)).toEqual({ kind: 'closed' });
    expect(lastReceived()).toMatchObject({
      type: 'view_submission',
      user: { id: 'UALICE' },
      view: {
        private_metadata: 'secret-ish',
        hash: expect.any(String),
        state: {
          values: {
            who: { value: { type: 'users_select', selected_user: 'UBOB' } },
            why: { value: { selected_option: { value: 'm' } } },
            day: { value: { selected_date: '2026-11-30' } },
            quiet: { value: { selected_options: [{ value: 'y' }] } },
            note: { value: { value: 'hm' } },
          },
        },
      },
    });
    expect(alice.openView()).toBeNull();
  });

  it('is held back by Slack while a required field is empty or a text too long', async () => {
    const count = app.received.length;
    const { errors } = { errors: {}, ...(await alice.submit({ Reason: 'Moved', note: 'too long' })) };
    expect(errors).toEqual({
      Successor: 'Please complete this required field.',
      Note: 'Please enter no more than 5 characters.',
    });
    expect(app.received).toHaveLength(count);
    expect(alice.openView()).toContain('! Please complete this required field.');
  });

  it('shows the errors of the app and keeps what was typed', async () => {
    app.answers(() => ({ body: { response_action: 'errors', errors: { who: 'A bot cannot do that' } } }));
    expect(await alice.submit(FILLED)).toEqual({ kind: 'errors', errors: { Successor: 'A bot cannot do that' } });
    expect(alice.openView()).toContain('! A bot cannot do that');
    app.answers(() => ({}));
    expect(await alice.submit()).toEqual({ kind: 'closed' });
    expect(JSON.stringify(lastReceived())).toContain('2026-11-30');
  });

  it('is replaced, put under another, or closed as the answer says', async () => {
    app.answers(() => ({ body: { response_action: 'update', view: form('Again') } }));
    expect(await alice.submit(FILLED)).toEqual({ kind: 'updated' });
    app.answers(() => ({ body: { response_action: 'push', view: form('Above') } }));
    expect(await alice.submit()).toEqual({ kind: 'pushed' });
    expect(alice.openView()).toContain('# Above');
    expect((await alice.closeView())?.payload).toMatchObject({ type: 'view_closed' });
    expect(alice.openView()).toContain('# Again');
    app.answers(() => ({ body: { response_action: 'clear' } }));
    expect(await alice.submit()).toEqual({ kind: 'cleared' });
    expect(alice.openView()).toBeNull();
  });

  it('stays open with trouble when the answer is an error, late, or not as Slack wants it', async () => {
    const trouble = async (answer: object): Promise<unknown> => {
      app.answers(() => answer);
      return alice.submit(FILLED);
    };
    expect(await trouble({ status: 500 })).toEqual({ kind: 'failed' });
    expect(await trouble({ body: { response_action: 'errors', errors: { nowhere: 'x' } } })).toEqual({
      kind: 'failed',
    });
    expect(await trouble({ body: { response_action: 'update', view: { type: 'modal' } } })).toEqual({ kind: 'failed' });
    expect(await trouble({ body: { hello: 'world' } })).toEqual({ kind: 'failed' });
    expect(alice.openView()).toContain('# Start');
    expect(alice.read()).toHaveLength(4);
  });

  it('opens by a trigger once, and within 3 seconds', async () => {
    const view = form('Start');
    const used = String(app.received.at(-1)?.content['trigger_id']);
    await expect(web.apiCall('views.open', { trigger_id: used, view })).rejects.toThrow('exchanged_trigger_id');
    await alice.command('/handover');
    now += 3001;
    const old = String(lastReceived()['trigger_id']);
    await expect(web.apiCall('views.open', { trigger_id: old, view })).rejects.toThrow('expired_trigger_id');
    await expect(web.apiCall('views.open', { trigger_id: 'made.up', view })).rejects.toThrow('invalid_trigger_id');
  });

  it('is updated in place, unless somebody was faster', async () => {
    const [{ id, hash } = { id: '', hash: '' }] = peer.state.views;
    await web.apiCall('views.update', { view_id: id, hash, view: form('Second') });
    expect(alice.openView()).toContain('# Second');
    await expect(web.apiCall('views.update', { view_id: id, hash, view: form('Third') })).rejects.toThrow(
      'hash_conflict',
    );
    await expect(web.apiCall('views.update', { view_id: 'VNONE', view: form('Third') })).rejects.toThrow('not_found');
  });
});

describe('a message to the bot', () => {
  it('comes as a signed event with mentions and its thread', async () => {
    const { ts = '' } = await web.chat.postMessage({ channel: 'UALICE', text: 'root' });
    const root = alice.find('root');
    await alice.say('hi @bob & co', root === null ? {} : { thread: root });
    expect(app.received).toMatchObject([{ isSigned: true, headers: { 'content-type': 'application/json' } }]);
    expect(lastReceived()).toMatchObject({
      type: 'event_callback',
      team_id: 'TACME',
      event_id: expect.stringMatching(/^Ev/),
      event: {
        type: 'message',
        channel: 'DALICE',
        channel_type: 'im',
        user: 'UALICE',
        text: 'hi <@UBOB> &amp; co',
        thread_ts: ts,
        client_msg_id: expect.any(String),
      },
    });
    expect(alice.read()).toEqual(['root', '  | alice: hi @Bob & co']);
  });

  it('is not heard without the scope', async () => {
    peer.state.scopes = ['chat:write'];
    expect(await alice.say('hi')).toBeNull();
    expect(app.received).toEqual([]);
  });
});

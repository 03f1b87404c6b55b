import { describe, expect, it } from '@jest/globals';
import { commandAsk, parse } from '../../../adapters/slack/parse.js';
import { profileOf, slackUser } from '../../../adapters/slack/people.js';
import type { Instant, TenantId } from '../../../src/core/ids.js';
import { envelopeOf } from './slack-driver.js';

const reception = {
  at: 1 as Instant,
  tenantOf: (workspace: string) => (workspace === 'TACME' ? ('acme' as TenantId) : null),
};
const read = (body: unknown) => parse(body, reception);
const message = { type: 'message', channel_type: 'im', channel: 'D1', user: 'U1', text: 'hi', ts: '1700000000.000100' };
const event = (change: object, more: object = {}) => read({ ...envelopeOf({ ...message, ...change }), ...more });

describe('a message to the bot', () => {
  it.each([
    ['an edit', { subtype: 'message_changed' }],
    ['a deletion', { subtype: 'message_deleted' }],
    ['somebody joining', { subtype: 'channel_join' }],
    ['a bot', { bot_id: 'B1' }],
    ['an app', { app_id: 'A1' }],
    ['a message in a channel', { channel_type: 'channel' }],
    ['a hidden message', { hidden: true }],
    ['nobody', { user: undefined }],
    ['no text at all where text should be', { text: 7 }],
  ])('passes over %s', (_, change) => {
    expect(event(change)).toMatchObject({ kind: 'ignored' });
  });

  it.each(['file_share', 'thread_broadcast'])('hears words that come as %s', (subtype) => {
    expect(event({ subtype })).toMatchObject({ kind: 'delivery', delivery: { ask: { kind: 'message', text: 'hi' } } });
  });

  it('has the same id under another event id, because Slack sends one message under several', () => {
    const first = event({});
    expect(event({}, { event_id: 'EvTwo' })).toEqual(first);
    expect(event({ ts: '1700000000.000200' })).not.toEqual(first);
  });

  it('knows the thread it stands in', () => {
    expect(event({ thread_ts: '1699999999.000100' })).toMatchObject({
      delivery: { ask: { thread: '1699999999.000100' } },
    });
  });

  it('is read as it was typed', () => {
    const text = 'a &lt;b&gt; &amp; <https://x.example/?a=1&amp;b=2|x.example> &amp;lt;';
    expect(event({ text })).toMatchObject({ delivery: { ask: { text: 'a <b> & https://x.example/?a=1&b=2 &lt;' } } });
  });

  it('belongs to the workspace of its author', () => {
    expect(event({ team: 'TOTHER' })).toMatchObject({ kind: 'not_served', workspace: 'TOTHER' });
  });
});

describe('a command', () => {
  const ask = (text: string) => commandAsk(text, 'TACME', 'C1');
  const user = (id: string) => ({ platform: 'slack', workspace: 'TACME', user: id });

  it.each([
    ['<@U123|bob>', user('U123'), null],
    ['<@W123>', user('W123'), null],
    ['<@U1|a> <@U2|b>', user('U1'), user('U2')],
    ['from <@U1|a> to <@U2|b>', user('U1'), user('U2')],
    ['', null, null],
    ['   ', null, null],
    ['@bob', null, null],
  ])('opens the form after %j', (text, outgoing, successor) => {
    expect(ask(text)).toEqual({ kind: 'open_start', outgoing, successor, channel: 'C1' });
  });

  it.each(['help', 'HELP', 'frobnicate', 'bob', '?'])('helps after %j', (text) => {
    expect(ask(text)).toEqual({ kind: 'help' });
  });

  it('takes the words behind `status` as they were typed', () => {
    expect(ask('Status  r&amp;d   account')).toEqual({ kind: 'status', which: 'r&d account' });
    expect(ask('List')).toEqual({ kind: 'list' });
  });

  it('tells no channel when it was typed in a direct conversation', () => {
    expect(commandAsk('', 'TACME', 'D1')).toMatchObject({ channel: null });
  });
});

describe('anything else that is signed', () => {
  it.each([
    [undefined],
    [null],
    ['text'],
    [{}],
    [{ type: 'block_actions' }],
    [{ type: 'block_actions', user: { id: 'U1' }, container: {}, actions: [] }],
    [{ type: 'view_submission', user: { id: 'U1' } }],
    [{ type: 'shortcut', callback_id: 'x' }],
    [envelopeOf({ type: 'app_uninstalled' })],
    [envelopeOf({ type: 'user_change', user: 7 })],
  ])('is passed over: %j', (body) => {
    expect(read(body)).toMatchObject({ kind: 'ignored' });
  });
});

describe('a person on Slack', () => {
  const profile = (change: object) =>
    profileOf(slackUser.parse({ id: 'U1', team_id: 'TACME', name: 'al', ...change }), 'TACME');

  it('is called by the display name, else the real name, else the handle', () => {
    expect(profile({ profile: { display_name: 'Ali', real_name: 'Alice' } }).name).toBe('Ali');
    expect(profile({ profile: { display_name: ' ', real_name: 'Alice' } }).name).toBe('Alice');
    expect(profile({}).name).toBe('al');
  });

  it.each([[undefined], [null], ['Mars/Olympus']])('has UTC for a zone of %j', (tz) => {
    expect(profile({ tz }).zone).toBe('UTC');
  });

  it.each([
    ['a guest', { is_restricted: true, is_ultra_restricted: true }, false],
    [
      'somebody of another workspace of the same organization',
      { team_id: 'T2', enterprise_user: { teams: ['TACME'] } },
      false,
    ],
    ['a stranger', { is_stranger: true, team_id: 'T2' }, true],
    ['somebody of another team', { team_id: 'T2' }, true],
  ])('is foreign or not: %s', (_, change, isForeign) => {
    expect(profile(change)).toMatchObject({ isForeign, identity: { workspace: isForeign ? 'T2' : 'TACME' } });
  });

  it('is a bot when Slack says so, and Slackbot always', () => {
    expect(profile({ is_bot: true }).isBot).toBe(true);
    expect(profile({ id: 'USLACKBOT' }).isBot).toBe(true);
    expect(profile({}).isBot).toBe(false);
  });
});

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { WebClient } from '@slack/web-api';
import type { SlackPeer } from '../../../src/local/slack-peer/slack-peer.js';
import { startAcme, webClient } from './acme.js';

let peer: SlackPeer;
let web: WebClient;
let now = Date.parse('2026-11-24T09:00:00Z');

beforeEach(async () => {
  now = Date.parse('2026-11-24T09:00:00Z');
  ({ peer, web } = await startAcme({ clock: () => now }));
});
afterEach(() => peer.stop());

const marked = (id: string) => ({ event_type: 'handover_card', event_payload: { id } });
const dm = async (user: string): Promise<string> => {
  const { channel } = await web.conversations.open({ users: user });
  return channel?.id ?? '';
};
const post = async (channel: string, text: string, more: { thread_ts?: string; id?: string } = {}): Promise<string> => {
  const { id, ...rest } = more;
  const answer = await web.chat.postMessage({
    channel,
    text,
    ...rest,
    ...(id === undefined ? {} : { metadata: marked(id) }),
  });
  return answer.ts ?? '';
};

describe('who is who', () => {
  it('tells the bot who and where it is', async () => {
    expect(await web.auth.test()).toMatchObject({
      url: 'https://acme.slack.com/',
      team_id: 'TACME',
      user_id: 'UHANDOVER',
    });
  });

  it('gives a profile with zone, and the locale only when asked', async () => {
    const { user } = await web.users.info({ user: 'UALICE' });
    expect(user).toMatchObject({
      tz: 'Asia/Kolkata',
      tz_offset: 19_800,
      deleted: false,
      is_bot: false,
      team_id: 'TACME',
    });
    expect(user).not.toHaveProperty('locale');
    expect((await web.users.info({ user: 'UALICE', include_locale: true })).user).toHaveProperty('locale', 'de-DE');
    expect((await web.users.info({ user: 'UFAR' })).user).toMatchObject({ is_stranger: true, team_id: 'TOTHER' });
    await expect(web.users.info({ user: 'UNOBODY' })).rejects.toThrow('user_not_found');
  });

  it('finds people by e-mail', async () => {
    expect((await web.users.lookupByEmail({ email: 'Bob@acme.example' })).user?.id).toBe('UBOB');
    await expect(web.users.lookupByEmail({ email: 'gone@acme.example' })).rejects.toThrow('users_not_found');
  });

  it('opens the same direct conversation every time, and none with those who left or belong elsewhere', async () => {
    expect(await dm('UALICE')).toBe(await dm('UALICE'));
    await expect(dm('UGONE')).rejects.toThrow('user_disabled');
    await expect(dm('UNOBODY')).rejects.toThrow('user_not_found');
    await expect(dm('UFAR')).rejects.toThrow('invalid_user_combination');
  });
});

describe('messages', () => {
  it('have timestamps that are unique and rise, even when the clock stands still or goes back', async () => {
    const channel = await dm('UALICE');
    const first = await post(channel, 'one');
    const second = await post(channel, 'two');
    now -= 60_000;
    const third = await post(channel, 'three');
    expect(Number(second)).toBeGreaterThan(Number(first));
    expect(Number(third)).toBeGreaterThan(Number(second));
  });

  it('are read back newest first, a page at a time, and their threads oldest first', async () => {
    const channel = await dm('UALICE');
    const roots = [await post(channel, 'a'), await post(channel, 'b'), await post(channel, 'c')];
    await post(channel, 'reply', { thread_ts: roots[0] ?? '' });
    const first = await web.conversations.history({ channel, limit: 2 });
    expect(first.messages?.map(({ text }) => text)).toEqual(['c', 'b']);
    const cursor = first.response_metadata?.next_cursor ?? '';
    const second = await web.conversations.history({ channel, limit: 2, cursor });
    expect(second.messages?.map(({ text, reply_count }) => [text, reply_count])).toEqual([['a', 1]]);
    expect(second.has_more).toBe(false);
    const after = await web.conversations.history({ channel, oldest: roots[0] ?? '', latest: roots[2] ?? '' });
    expect(after.messages?.map(({ text }) => text)).toEqual(['b']);
    const thread = await web.conversations.replies({ channel, ts: roots[0] ?? '' });
    expect(thread.messages?.map(({ text }) => text)).toEqual(['a', 'reply']);
    await expect(web.conversations.replies({ channel, ts: '1.000001' })).rejects.toThrow('thread_not_found');
  });

  it('carry their metadata only for those who ask, and lose it with a badly named event type', async () => {
    const channel = await dm('UALICE');
    await post(channel, 'marked', { id: 'm-1' });
    expect((await web.conversations.history({ channel })).messages?.[0]).not.toHaveProperty('metadata');
    const asked = await web.conversations.history({ channel, include_all_metadata: true });
    expect(asked.messages?.[0]?.metadata).toEqual(marked('m-1'));
    const dotted = { event_type: 'handover.card', event_payload: {} };
    const dropped = await web.chat.postMessage({ channel, text: 'x', metadata: dotted });
    expect(dropped['warning']).toBe('invalid_metadata_schema');
    expect(peer.state.messages.at(-1)?.metadata).toBeNull();
  });

  it('are changed in place, keeping what the call leaves out', async () => {
    const channel = await dm('UALICE');
    const blocks = [{ type: 'section', text: { type: 'mrkdwn', text: 'old' } }];
    const { ts = '' } = await web.chat.postMessage({ channel, text: 'old', blocks, metadata: marked('m-1') });
    await web.chat.update({ channel, ts, text: 'new' });
    expect(peer.state.messages).toMatchObject([{ ts, text: 'new', blocks, metadata: marked('m-1') }]);
    await web.chat.update({ channel, ts, text: 'new', blocks: [] });
    expect(peer.state.messages).toMatchObject([{ blocks: [] }]);
    await expect(web.chat.update({ channel, ts: '1.000001', text: 'x' })).rejects.toThrow('message_not_found');
    await expect(web.chat.update({ channel: 'UALICE', ts, text: 'x' })).rejects.toThrow('channel_not_found');
  });

  it('are deleted; a root with replies leaves a tombstone', async () => {
    const channel = await dm('UALICE');
    const alone = await post(channel, 'alone');
    const root = await post(channel, 'root');
    await post(channel, 'reply', { thread_ts: root });
    await web.chat.delete({ channel, ts: alone });
    await web.chat.delete({ channel, ts: root });
    const { messages } = await web.conversations.history({ channel });
    expect(messages?.map(({ text, subtype }) => [text, subtype])).toEqual([['This message was deleted.', 'tombstone']]);
    await expect(web.chat.delete({ channel, ts: alone })).rejects.toThrow('message_not_found');
  });

  it('reply to roots only', async () => {
    const channel = await dm('UALICE');
    const root = await post(channel, 'root');
    const reply = await post(channel, 'reply', { thread_ts: root });
    await expect(post(channel, 'x', { thread_ts: reply })).rejects.toThrow('cannot_reply_to_message');
    await expect(post(channel, 'x', { thread_ts: '1.000001' })).rejects.toThrow('thread_not_found');
  });

  it('need words and a place', async () => {
    const channel = await dm('UALICE');
    await expect(post(channel, '')).rejects.toThrow('no_text');
    await expect(post(channel, 'x'.repeat(40_001))).rejects.toThrow('msg_too_long');
    await expect(post('CNOWHERE', 'x')).rejects.toThrow('channel_not_found');
    await expect(post('CPRIVATE', 'x')).rejects.toThrow('not_in_channel');
    expect(await post('CGENERAL', 'x')).not.toBe('');
  });

  it('for one pair of eyes are in no history', async () => {
    await web.chat.postEphemeral({ channel: 'CGENERAL', user: 'UALICE', text: 'psst' });
    expect((await web.conversations.history({ channel: 'CGENERAL' })).messages).toEqual([]);
    expect(peer.state.messages).toMatchObject([{ text: 'psst', onlyFor: 'UALICE' }]);
    await expect(web.chat.postEphemeral({ channel: 'CGENERAL', user: 'UNOBODY', text: 'x' })).rejects.toThrow(
      'user_not_in_channel',
    );
  });

  it('have a link that leads into their thread', async () => {
    const channel = await dm('UALICE');
    const root = await post(channel, 'root');
    const reply = await post(channel, 'reply', { thread_ts: root });
    const { permalink } = await web.chat.getPermalink({ channel, message_ts: reply });
    expect(permalink).toBe(
      `https://acme.slack.com/archives/${channel}/p${reply.replace('.', '')}?thread_ts=${root}&cid=${channel}`,
    );
  });
});

describe('tokens, scopes and bodies', () => {
  it('asks for a token, and for the right one', async () => {
    const bare = await fetch(`${peer.apiUrl()}auth.test`, { method: 'POST' });
    expect(await bare.json()).toMatchObject({ ok: false, error: 'not_authed' });
    await expect(webClient(peer.apiUrl(), 'xoxb-other').auth.test()).rejects.toThrow('invalid_auth');
  });

  it('names the scope that is missing', async () => {
    await peer.stop();
    ({ peer, web } = await startAcme({ scopes: ['commands'] }));
    const needed = { data: { error: 'missing_scope', needed: 'chat:write', provided: 'commands' } };
    await expect(web.chat.postMessage({ channel: 'UALICE', text: 'x' })).rejects.toMatchObject(needed);
    await expect(web.users.info({ user: 'UALICE' })).rejects.toMatchObject({ data: { needed: 'users:read' } });
    await expect(web.conversations.open({ users: 'UALICE' })).rejects.toMatchObject({ data: { needed: 'im:write' } });
    await expect(web.conversations.history({ channel: 'D1' })).rejects.toMatchObject({
      data: { needed: 'im:history' },
    });
  });

  it('takes JSON as well as forms', async () => {
    const answer = await fetch(`${peer.apiUrl()}chat.postMessage`, {
      method: 'POST',
      headers: { authorization: 'Bearer xoxb-acme', 'content-type': 'application/json; charset=utf-8' },
      body: JSON.stringify({ channel: 'UALICE', text: 'as JSON', blocks: [{ type: 'divider' }] }),
    });
    expect(await answer.json()).toMatchObject({ ok: true, channel: 'DALICE', message: { text: 'as JSON' } });
  });

  it('knows which methods there are', async () => {
    await expect(web.apiCall('chat.shout')).rejects.toThrow('unknown_method');
  });

  it('answers with the place of what is wrong with blocks', async () => {
    const blocks = [{ type: 'divider' }, { type: 'header', text: { type: 'plain_text', text: 'x'.repeat(151) } }];
    const says = '[ERROR] must be less than 151 characters [json-pointer:/blocks/1/text/text]';
    await expect(web.chat.postMessage({ channel: 'UALICE', text: 'x', blocks })).rejects.toMatchObject({
      data: { error: 'invalid_blocks', response_metadata: { messages: [says] } },
    });
    expect(peer.state.messages).toEqual([]);
  });
});

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { WebClient } from '@slack/web-api';
import type { SlackPeer } from '../../../src/local/slack-peer/slack-peer.js';
import { startAcme, webClient } from './acme.js';

let peer: SlackPeer;
let web: WebClient;
let now = Date.parse('2026-11-24T09:00:00Z');

beforeEach(async () => {
  ({ peer, web } = await startAcme({ clock: () => now }));
});
afterEach(() => peer.stop());

const post = (text: string, user = 'UALICE') => web.chat.postMessage({ channel: user, text });
const texts = (): string[] => peer.state.messages.map(({ text }) => text);
const outcomes = (): string[] => peer.calls('chat.postMessage').map(({ outcome }) => outcome);

describe('faults', () => {
  it('answer an HTTP error, before or after the message is stored', async () => {
    peer.fail('chat.postMessage', { status: 500 });
    await expect(post('lost')).rejects.toMatchObject({ statusCode: 500 });
    peer.fail('chat.postMessage', { status: 503, isStored: true });
    await expect(post('kept')).rejects.toMatchObject({ statusCode: 503 });
    await post('fine');
    expect(texts()).toEqual(['kept', 'fine']);
    expect(outcomes()).toEqual(['http 500', 'http 503', 'ok']);
  });

  it("answer Slack's own errors, and 429 with the time to wait", async () => {
    peer.fail('chat.postMessage', { error: 'internal_error' });
    await expect(post('x')).rejects.toThrow('internal_error');
    peer.fail('chat.postMessage', { rateLimitedFor: 7 });
    await expect(post('x')).rejects.toMatchObject({ retryAfter: 7 });
    expect(texts()).toEqual([]);
  });

  it('break the connection before or after the message is stored', async () => {
    peer.fail('chat.postMessage', { drop: 'before' });
    await expect(post('lost')).rejects.toThrow('fetch failed');
    peer.fail('chat.postMessage', { drop: 'after' });
    await expect(post('kept')).rejects.toThrow('fetch failed');
    expect(texts()).toEqual(['kept']);
    expect(outcomes()).toEqual(['dropped before', 'dropped after']);
  });

  it('hold a call until it is released, while the client has long gone', async () => {
    const held = peer.fail('chat.postMessage', { hang: true });
    const impatient = webClient(peer.apiUrl(), 'xoxb-acme', 50);
    await expect(impatient.chat.postMessage({ channel: 'UALICE', text: 'late' })).rejects.toThrow('timeout');
    expect(texts()).toEqual([]);
    held.lift();
    await peer.waitFor(() => texts().includes('late'));
    expect(held.hits()).toBe(1);
  });

  it('slow a call down', async () => {
    peer.fail('chat.postMessage', { delayMs: 20 });
    await post('slow');
    expect(texts()).toEqual(['slow']);
  });

  it('hit so many calls, of one person or channel, or everything, until they are lifted', async () => {
    peer.fail('chat.postMessage', { status: 500 }, { times: 2, user: 'UALICE' });
    await post('for bob', 'UBOB');
    await expect(post('1')).rejects.toMatchObject({ statusCode: 500 });
    await expect(post('2')).rejects.toMatchObject({ statusCode: 500 });
    await post('3');
    peer.fail('chat.postMessage', { status: 500 }, { channel: 'CGENERAL' });
    await post('4');
    await expect(post('5', 'CGENERAL')).rejects.toMatchObject({ statusCode: 500 });
    peer.fail('*', { status: 500 }, { times: Number.POSITIVE_INFINITY });
    await expect(web.auth.test()).rejects.toMatchObject({ statusCode: 500 });
    await expect(post('6')).rejects.toMatchObject({ statusCode: 500 });
    peer.heal();
    await post('7');
    expect(texts()).toEqual(['for bob', '3', '4', '7']);
    expect(peer.calls('chat.postMessage', 'UBOB')).toHaveLength(1);
  });

  it('never carry out what was held when the peer stops', async () => {
    peer.fail('chat.postMessage', { hang: true });
    const posting = post('held');
    await peer.waitFor(() => peer.calls('chat.postMessage').length > 0);
    await Promise.all([expect(posting).rejects.toThrow('fetch failed'), peer.stop()]);
    expect(texts()).toEqual([]);
    await peer.start();
  });

  it('keep the newest messages out of history for a while', async () => {
    await post('old');
    await post('new');
    peer.lagLookups(1);
    const read = async () => (await web.conversations.history({ channel: 'DALICE' })).messages?.map(({ text }) => text);
    expect(await read()).toEqual(['old']);
    peer.lagLookups(0);
    expect(await read()).toEqual(['new', 'old']);
  });

  it('include somebody who has left, and the app that was removed', async () => {
    await post('while here');
    await peer.deactivate('UALICE');
    await expect(web.conversations.open({ users: 'UALICE' })).rejects.toThrow('user_disabled');
    expect((await web.users.info({ user: 'UALICE' })).user?.deleted).toBe(true);
    await peer.uninstall();
    await expect(web.auth.test()).rejects.toThrow('account_inactive');
  });

  it('limit posts to one a second in a channel, when asked to', async () => {
    await peer.stop();
    ({ peer, web } = await startAcme({ clock: () => now, limitsPosts: true }));
    await post('1');
    await expect(post('2')).rejects.toMatchObject({ retryAfter: 1 });
    await post('for bob', 'UBOB');
    now += 1000;
    await post('3');
    expect(texts()).toEqual(['1', 'for bob', '3']);
  });
});

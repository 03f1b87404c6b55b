import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { seedState } from '../../../src/local/teams-peer/seeds.js';
import type { TeamsPeer } from '../../../src/local/teams-peer/teams-peer.js';
import { APP_ID, startAcme, TENANT } from './acme.js';
import type { Bot } from './bot.js';
import { getToken, referenceOf, startBot } from './bot.js';

let peer: TeamsPeer;
let bot: Bot;
let now = Date.parse('2026-11-24T09:00:00Z');
const CHAT = 'a:1-carol';

beforeEach(async () => {
  jest.spyOn(console, 'error').mockImplementation(() => undefined);
  bot = await startBot(() => peer);
  peer = await startAcme({ appUrl: bot.url, clock: () => now });
  await peer.user('carol').say('hello');
});
afterEach(async () => {
  await bot.stop();
  await peer.stop();
  jest.restoreAllMocks();
});

/** A bare call, without the retries of Microsoft's client. */
const call = async (method: string, path: string, body?: object, signal: AbortSignal | null = null) =>
  fetch(`${peer.serviceUrl()}v3/conversations/${path}`, {
    method,
    signal,
    headers: { authorization: `Bearer ${await getToken(peer)}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
const post = (text: string, chat = CHAT) => call('POST', `${chat}/activities`, { type: 'message', text });
const texts = (): unknown[] => peer.state.messages.filter(({ isFromBot }) => isFromBot).map(({ body }) => body['text']);
const outcomes = (): string[] => peer.calls('sendActivity').map(({ outcome }) => outcome);

describe('faults', () => {
  it.each([
    [412, 'PreconditionFailed'],
    [500, 'ServiceError'],
    [502, 'ServiceError'],
    [503, 'ServiceUnavailable'],
    [504, 'GatewayTimeout'],
  ])('answer %d %s, before or after the message is stored', async (status, code) => {
    peer.fail('sendActivity', { status });
    const refused = await post('lost');
    expect([refused.status, await refused.json()]).toEqual([status, { error: expect.objectContaining({ code }) }]);
    peer.fail('sendActivity', { status, isStored: true });
    expect((await post('kept')).status).toBe(status);
    await post('fine');
    expect(texts()).toEqual(['kept', 'fine']);
    expect(outcomes()).toEqual([`http ${status}`, `http ${status}`, 'ok']);
  });

  it('answer any code, and 429 with the time to wait', async () => {
    peer.fail('sendActivity', { status: 403, code: 'BotDisabledByAdmin' });
    expect(await (await post('x')).json()).toMatchObject({ error: { code: 'BotDisabledByAdmin' } });
    peer.fail('sendActivity', { rateLimitedFor: 7 });
    const late = await post('x');
    expect([late.status, late.headers.get('retry-after')]).toEqual([429, '7']);
    expect(outcomes()).toEqual(['BotDisabledByAdmin', 'Throttled']);
  });

  it('break the connection before or after the message is stored', async () => {
    peer.fail('sendActivity', { drop: 'before' });
    await expect(post('lost')).rejects.toThrow('fetch failed');
    peer.fail('sendActivity', { drop: 'after' });
    await expect(post('kept')).rejects.toThrow('fetch failed');
    expect(texts()).toEqual(['kept']);
  });

  it('hold a call until it is released, or slow it down', async () => {
    const held = peer.fail('*', { hang: true }, { conversation: CHAT });
    const impatient = call('POST', `${CHAT}/activities`, { type: 'message', text: 'late' }, AbortSignal.timeout(200));
    await expect(impatient).rejects.toThrow('timeout');
    expect(texts()).toEqual([]);
    held.lift();
    await peer.waitFor(() => texts().includes('late'));
    peer.fail('sendActivity', { delayMs: 20 });
    await post('slow');
    expect(texts()).toEqual(['late', 'slow']);
  });

  it('hit so many calls, of one person or method, or everything, until they are lifted', async () => {
    const alice = peer.user('alice');
    await alice.install();
    peer.fail('sendActivity', { status: 503 }, { times: 2, user: alice.id });
    expect((await post('for carol')).status).toBe(201);
    expect([(await post('1', 'a:1-alice')).status, (await post('2', 'a:1-alice')).status]).toEqual([503, 503]);
    await post('3', 'a:1-alice');
    const token = peer.fail('getToken', { status: 500 }, { times: Number.POSITIVE_INFINITY });
    await expect(post('4')).rejects.toThrow('500 ServiceError');
    peer.heal();
    await post('5');
    expect([texts(), token.hits()]).toEqual([['for carol', '3', '5'], 1]);
    expect(peer.calls('sendActivity', alice.id)).toHaveLength(3);
  });

  it('include what is too big, what is no activity, and a card that Teams does not draw', async () => {
    const big = await post('x'.repeat(52_000));
    expect([big.status, await big.json()]).toEqual([
      413,
      { error: expect.objectContaining({ code: 'MessageSizeTooBig' }) },
    ]);
    expect((await call('POST', `${CHAT}/activities`, { type: 'message' })).status).toBe(400);
    expect((await call('POST', `${CHAT}/activities`, { type: 'nonsense' })).status).toBe(400);
    expect((await call('POST', `${CHAT}/activities`, { type: 'typing' })).status).toBe(201);
    const card = { type: 'AdaptiveCard', version: '1.5', body: [{ type: 'TextBlock' }] };
    const attachments = [{ contentType: 'application/vnd.microsoft.card.adaptive', content: card }];
    const bad = await call('POST', `${CHAT}/activities`, { type: 'message', attachments });
    expect(await bad.text()).toContain('missing required field: text [json-pointer:/body/0]');
    expect(texts()).toEqual([]);
  });

  it('limit posts to seven a second and sixty in half a minute, when asked to', async () => {
    await peer.stop();
    peer = await startAcme({ state: peer.state, clock: () => now, limitsPosts: true });
    const statuses = async (times: number): Promise<readonly number[]> => {
      const all: number[] = [];
      for (let i = 0; i < times; i += 1) all.push((await post(`${i}`)).status);
      return all;
    };
    expect(await statuses(8)).toEqual([...Array.from({ length: 7 }, () => 201), 429]);
    expect((await post('x', 'a:1-carol')).headers.get('retry-after')).toBe('1');
    now += 1000;
    expect(await statuses(2)).toEqual([201, 429]);
    now += 2000;
    expect(await statuses(1)).toEqual([201]);
  });

  it('move the service: activities name the new address, and the old one is dead', async () => {
    const old = peer.serviceUrl();
    peer.moveTo('amer');
    await peer.user('carol').say('hello again');
    expect(bot.seen.map(({ serviceUrl }) => serviceUrl)).toEqual([old, peer.serviceUrl()]);
    expect((await fetch(`${old}v3/conversations/${CHAT}/members`)).status).toBe(404);
    expect((await post('found')).status).toBe(201);
  });

  it('go on from a state that was kept as plain data', async () => {
    await post('kept');
    const state = JSON.parse(JSON.stringify(peer.state)) as ReturnType<typeof seedState>;
    await peer.stop();
    peer = await startAcme({ state });
    expect(peer.user('carol').read()).toEqual(['carol: hello', 'kept']);
  });
});

describe('deliveries', () => {
  it('are brought again: the same activity, or one with an id and a time of its own', async () => {
    now += 1000;
    const first = bot.seen[0];
    await peer.resend(2);
    await peer.resend(1, { newId: true });
    expect(bot.seen.map(({ id }) => id === first?.id)).toEqual([true, true, true, false]);
    expect(bot.seen.map(({ text }) => text)).toEqual(['hello', 'hello', 'hello', 'hello']);
    expect(bot.seen.at(-1)?.timestamp).not.toEqual(first?.timestamp);
    expect(peer.state.deliveries).toHaveLength(4);
  });

  it('are retried three times when the app fails or is away, but not when it refuses', async () => {
    bot.does(() => Promise.reject(new Error('broken')));
    bot.adapter().onTurnError = () => Promise.reject(new Error('broken'));
    await peer.user('carol').say('retry me');
    expect(peer.state.deliveries.at(-1)).toMatchObject({ outcome: 'http_error', status: 500 });
    for (let i = 0; i < 4; i += 1) await peer.retryPending();
    expect(bot.seen.filter(({ text }) => text === 'retry me')).toHaveLength(4);
    expect(peer.state.deliveries.at(-1)).toMatchObject({ retries: 3 });
    await bot.stop();
    await peer.user('carol').say('nobody hears');
    expect(peer.state.deliveries.at(-1)).toMatchObject({ outcome: 'connection_failed', status: null });
    expect(await peer.retryPending()).toHaveLength(1);
  });

  it('do not reach the bot for whom it is not installed; the peer says what is amiss with a test', async () => {
    await expect(peer.user('bob').say('hello')).rejects.toThrow('bob has not installed the app: call install() first');
    await expect(peer.user('carol').say('x', { in: 'nowhere' })).rejects.toThrow('there is no conversation nowhere');
    expect(() => peer.user('nobody')).toThrow("there is no user nobody: add one to the peer's users");
    expect(() => seedState({ appId: APP_ID, tenantId: TENANT, users: [{ name: 'a' }, { name: 'a' }] })).toThrow(
      'two users',
    );
    const lost = peer.waitFor(() => null, { ms: 1, what: 'the message' });
    await expect(lost).rejects.toThrow(
      /the message did not come within 1 ms\n== alice[\s\S]*carol: hello[\s\S]*message 29/,
    );
  });
});

describe('a chat without threads', () => {
  it('shows what was sent into one at its end', async () => {
    await peer.stop();
    peer = await startAcme({ state: peer.state, hasThreads: false });
    await post('root');
    await post('reply', `${CHAT};messageid=${peer.state.messages[1]?.id}`);
    await bot.adapter().continueConversationAsync(APP_ID, referenceOf(peer, CHAT), async (context) => {
      await context.sendActivity('more');
    });
    expect(peer.user('carol').read()).toEqual(['carol: hello', 'root', 'reply', 'more']);
  });
});

import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { WRONG_TOKENS } from '../../../src/local/teams-peer/sign-token.js';
import type { TeamsPeer } from '../../../src/local/teams-peer/teams-peer.js';
import { APP_ID, OTHER_TENANT, startAcme, TENANT } from './acme.js';
import type { Bot } from './bot.js';
import { getToken, referenceOf, startBot } from './bot.js';

/** Microsoft's own CloudAdapter is the judge of what the peer sends and answers. */
let peer: TeamsPeer;
let bot: Bot;
let strict: TeamsPeer | null = null;

beforeEach(async () => {
  jest.spyOn(console, 'error').mockImplementation(() => undefined);
  bot = await startBot(() => peer);
  peer = await startAcme({ appUrl: bot.url });
});
afterEach(async () => {
  await bot.stop();
  await peer.stop();
  await strict?.stop();
  strict = null;
  jest.restoreAllMocks();
});

const say = (conversation: string, text: string) =>
  bot.adapter().continueConversationAsync(APP_ID, referenceOf(peer, conversation), async (context) => {
    await context.sendActivity(text);
  });

const open = (member: string, tenant = TENANT) =>
  bot.adapter().createConversationAsync(
    APP_ID,
    'msteams',
    peer.serviceUrl(),
    'https://api.botframework.com',
    {
      isGroup: false,
      bot: { id: peer.state.bot.id, name: '' },
      members: [{ id: member, name: '' }],
      tenantId: tenant,
      channelData: { tenant: { id: tenant } },
      activity: undefined as never,
      topicName: undefined as never,
    },
    async (context) => {
      await context.sendActivity(`hello in ${context.activity.conversation.id}`);
    },
  );

describe("the peer, before Microsoft's own adapter", () => {
  it('installs the app, and carries a message there and back', async () => {
    bot.does(async (context) => {
      if (context.activity.type === 'message') await context.sendActivity(`heard ${context.activity.text}`);
    });
    const alice = peer.user('alice');
    await alice.install();
    await alice.say('handover @bob');
    expect(peer.state.deliveries.map(({ kind, outcome }) => [kind, outcome])).toEqual([
      ['installationUpdate', 'acknowledged'],
      ['conversationUpdate', 'acknowledged'],
      ['message', 'acknowledged'],
    ]);
    expect(alice.read()).toEqual(['alice: handover @bob', 'heard handover @bob']);
    expect(bot.seen[0]).toMatchObject({ type: 'installationUpdate', action: 'add' });
    expect(bot.seen[1]).toMatchObject({ membersAdded: [{ id: `28:${APP_ID}` }] });
    expect(bot.seen[2]).toMatchObject({
      text: 'handover @bob',
      from: { id: alice.id, name: 'Alice Adams', aadObjectId: peer.state.users[0]?.aadObjectId },
      conversation: { conversationType: 'personal', tenantId: TENANT },
      channelData: { tenant: { id: TENANT } },
      locale: 'de-DE',
      localTimezone: 'Asia/Kolkata',
      localTimestamp: expect.any(Date),
      entities: [{ type: 'clientInfo', timezone: 'Asia/Kolkata' }],
    });
    expect(peer.calls('sendActivity', alice.id)).toMatchObject([{ outcome: 'ok' }]);
  });

  it('is heard in channels and group chats only where it is mentioned, in a thread of a channel', async () => {
    bot.does(async (context) => {
      await context.sendActivity('here');
    });
    const alice = peer.user('alice');
    expect(await alice.say('not for you', { in: 'general' })).toBeNull();
    await alice.say('handover @bob & <co>', { in: 'general', mentionBot: true });
    await alice.say('hello', { in: 'lunch', mentionBot: true });
    expect(bot.seen[0]).toMatchObject({
      text: '<at>Handover</at> handover <at>Bob</at> & <co>',
      conversation: { conversationType: 'channel', isGroup: true },
      entities: [
        { type: 'mention', mentioned: { id: `28:${APP_ID}` }, text: '<at>Handover</at>' },
        { type: 'mention', mentioned: { id: '29:1-bob' } },
        { type: 'clientInfo' },
      ],
      channelData: { channel: { id: '19:general@thread.tacv2' }, team: { id: '19:team@thread.tacv2' } },
    });
    expect(bot.seen[0]?.conversation.id).toMatch(/^19:general@thread\.tacv2;messageid=\d+$/);
    expect(alice.read()).toEqual([
      'alice: not for you',
      'alice: @Handover handover @Bob & <co>',
      '  | here',
      'alice: @Handover hello',
      'here',
    ]);
    expect(peer.user('eve').read()).toEqual(['alice: @Handover hello', 'here']);
  });

  it.each(Object.entries(WRONG_TOKENS))('makes a token with %s, which no turn is run for', async (_title, flaws) => {
    const alice = peer.user('alice');
    await alice.install();
    const good = peer.state.deliveries[0]?.payload ?? {};
    const turns = bot.seen.length;
    const wrong = await peer.signed(good, peer.token(flaws));
    expect(wrong).toMatchObject({ kind: 'answered' });
    expect(wrong.kind === 'answered' && wrong.status).toBeGreaterThanOrEqual(401);
    expect(await peer.signed(good, null)).toMatchObject({ status: 401 });
    expect(bot.seen).toHaveLength(turns);
    expect(await peer.signed(good)).toMatchObject({ status: 200 });
    expect(bot.seen).toHaveLength(turns + 1);
  });

  it('sends people of another tenant with good tokens: whom to hear is for the app to decide', async () => {
    await peer.user('eve').say('let me in');
    expect(bot.seen).toMatchObject([{ conversation: { tenantId: OTHER_TENANT } }]);
  });

  it('gives the app a token for its own secret only', async () => {
    await expect(getToken(peer, { client_id: 'other' })).rejects.toThrow('400 unauthorized_client');
    await expect(getToken(peer, { scope: 'https://graph.microsoft.com/.default' })).rejects.toThrow('invalid_scope');
    await expect(getToken(peer, { grant_type: 'password' })).rejects.toThrow('unsupported_grant_type');
    await expect(getToken(peer, { client_secret: '' })).rejects.toThrow('401 invalid_client');
  });

  it('refuses calls with another token than it gave, and an old one', async () => {
    let late = 0;
    const secretive = await startAcme({ appPassword: 'secret', wallClock: () => Date.now() + late });
    strict = secretive;
    const members = async (bearer: string) =>
      (
        await fetch(`${secretive.serviceUrl()}v3/conversations/19:general@thread.tacv2/members`, {
          headers: { authorization: `Bearer ${bearer}` },
        })
      ).status;
    const token = await getToken(secretive);
    expect(await members(token)).toBe(200);
    expect(await members('guess')).toBe(401);
    late = 3_600_001;
    expect(await members(token)).toBe(401);
    await expect(getToken(secretive, { client_secret: 'guess' })).rejects.toThrow('401 invalid_client');
  });
});

describe('the connector', () => {
  it('opens the same chat again for the same person, by either of their ids', async () => {
    const carol = peer.user('carol');
    await open(carol.id);
    await open(peer.state.users.find(({ name }) => name === 'carol')?.aadObjectId ?? '');
    await say('a:1-carol', 'later');
    expect(carol.read()).toEqual(['hello in a:1-carol', 'hello in a:1-carol', 'later']);
  });

  it('opens none for people it cannot reach', async () => {
    const { id } = peer.user('alice');
    await expect(open(id)).rejects.toMatchObject({ statusCode: 403, code: 'ForbiddenOperationException' });
    await expect(open('29:nobody')).rejects.toMatchObject({ statusCode: 400, code: 'BadSyntax' });
    await expect(open(peer.user('carol').id, OTHER_TENANT)).rejects.toMatchObject({ statusCode: 403 });
    peer.deactivate('carol');
    await expect(open(peer.user('carol').id)).rejects.toMatchObject({ statusCode: 403 });
    expect(peer.state.messages).toEqual([]);
  });

  it('lets the bot write only where it is installed and not blocked', async () => {
    const alice = peer.user('alice');
    await alice.install();
    alice.block();
    await expect(say('a:1-alice', 'x')).rejects.toMatchObject({ statusCode: 403, code: 'MessageWritesBlocked' });
    alice.unblock();
    await say('a:1-alice', 'fine');
    await alice.uninstall();
    await expect(say('a:1-alice', 'x')).rejects.toMatchObject({ statusCode: 403, code: 'MessageWritesBlocked' });
    await expect(say('19:private@thread.tacv2', 'x')).rejects.toMatchObject({ code: 'BotNotInConversationRoster' });
    await expect(say('a:1-nobody', 'x')).rejects.toMatchObject({ statusCode: 404, code: 'ConversationNotFound' });
    await alice.install();
    expect(alice.read()).toEqual(['fine']);
  });

  it('replaces and deletes the messages of the bot alone, and keeps the root of a thread', async () => {
    const carol = peer.user('carol');
    await carol.say('mine');
    await say('a:1-carol', 'first');
    const [mine, first] = carol.messages();
    await bot.adapter().continueConversationAsync(APP_ID, referenceOf(peer, 'a:1-carol'), async (context) => {
      await context.updateActivity({ type: 'message', id: first?.id ?? '', text: 'second' });
      expect(carol.read()).toEqual(['carol: mine', 'second']);
      await expect(context.updateActivity({ type: 'message', id: mine?.id ?? '', text: 'x' })).rejects.toMatchObject({
        code: 'NotEnoughPermissions',
      });
      await expect(context.deleteActivity('1')).rejects.toMatchObject({ code: 'ActivityNotFoundInConversation' });
      await say(`a:1-carol;messageid=${first?.id}`, 'in the thread');
      expect(carol.read()).toEqual(['carol: mine', 'second', '  | in the thread']);
      await context.deleteActivity(first?.id ?? '');
    });
    expect(carol.read()).toEqual(['carol: mine', '(deleted)', '  | in the thread']);
    await expect(say('a:1-carol;messageid=5', 'x')).rejects.toMatchObject({ statusCode: 404 });
  });

  it('says who is in a conversation, page by page, and who somebody is', async () => {
    const connector = `${peer.serviceUrl()}v3/conversations/19:lunch@thread.v2`;
    const authorization = `Bearer ${await getToken(peer)}`;
    const get = async (path: string): Promise<unknown> =>
      (await fetch(`${connector}/${path}`, { headers: { authorization } })).json();
    expect(await get('members')).toMatchObject([{ name: 'Alice Adams', givenName: 'Alice', surname: 'Adams' }, {}, {}]);
    expect(await get('pagedmembers?pageSize=2')).toMatchObject({ members: [{}, {}], continuationToken: '2' });
    expect(await get('pagedmembers?pageSize=2&continuationToken=2')).toEqual({
      members: [expect.objectContaining({ email: 'eve@other.example', tenantId: OTHER_TENANT })],
    });
    expect(await get('members/alice@acme.example')).toMatchObject({ id: '29:1-alice', tenantId: TENANT });
    expect(await get('members/29:1-carol')).toMatchObject({ error: { code: 'MemberNotFoundInConversation' } });
  });
});

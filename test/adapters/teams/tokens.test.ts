import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { Instant, TenantId } from '../../../src/core/ids.js';
import type { Delivery } from '../../../src/engine/ports.js';
import { type JsonObject, objectOf } from '../../../src/local/json.js';
import { type TokenFlaws, WRONG_TOKENS } from '../../../src/local/teams-peer/sign-token.js';
import { type Lab, openLab, OTHER_TENANT_ID } from './teams-driver.js';

// Real tokens, signed with real keys, against botbuilder's real check and ours in front of it.
const received: Delivery[] = [];
let lab: Lab;
let message: JsonObject;
let number = 0;

beforeAll(async () => {
  // Botbuilder writes about each token that it refuses.
  jest.spyOn(console, 'error').mockImplementation(() => undefined);
  lab = await openLab({
    desk: {
      receive: async (delivery) => {
        received.push(delivery);
        return { kind: 'none' };
      },
    },
    tenant: 'main' as TenantId,
    now: () => Date.now() as Instant,
    people: () => null,
  });
  await lab.peer.user('alice').say('handover help');
  message = lab.peer.state.deliveries.at(-1)?.payload ?? {};
});
beforeEach(() => void received.splice(0));
afterAll(() => lab.close());

const fresh = (): JsonObject => {
  number += 1;
  return { ...message, id: `token-${number}` };
};
/** What the door answers: the status and the body. */
const knock = async (bearer: string | null, activity = fresh()): Promise<readonly [number, string]> => {
  const outcome = await lab.peer.signed(activity, bearer);
  if (outcome.kind !== 'answered') throw new Error(outcome.kind);
  return [outcome.status, outcome.body];
};

describe('a delivery from Teams', () => {
  it('is taken with a good token', async () => {
    expect(await knock(lab.peer.token())).toEqual([200, '']);
    expect(received.map(({ ask }) => ask)).toEqual([{ kind: 'help' }]);
  });

  it('is taken with a token that ended within the five minutes that clocks may differ', async () => {
    expect(await knock(lab.peer.token({ expiresIn: -120 }))).toEqual([200, '']);
    expect(received).toHaveLength(1);
  });

  it.each(Object.entries(WRONG_TOKENS))('is refused without a word, and runs nothing: %s', async (_, flaws) => {
    expect(await knock(lab.peer.token(flaws))).toEqual([401, '']);
    expect(received).toEqual([]);
  });

  it('is refused without a token, and with what is none', async () => {
    for (const bearer of [null, '', 'x', 'a.b', 'a.b.c', `${lab.peer.token()}.more`, 'x'.repeat(20_000)]) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other, so that the answer belongs to the token
      const [status, body] = await knock(bearer);
      // Node itself refuses a header of that length.
      expect([401, 431]).toContain(status);
      expect(body).toBe('');
    }
    expect(received).toEqual([]);
  });

  it('is refused for another channel, and when it names another address than its token', async () => {
    expect(await knock(lab.peer.token(), { ...fresh(), channelId: 'webchat' })).toEqual([401, '']);
    expect(await knock(lab.peer.token(), { ...fresh(), channelId: 'emulator' })).toEqual([401, '']);
    expect(await knock(lab.peer.token(), { ...fresh(), serviceUrl: 'https://elsewhere.example/' })).toEqual([401, '']);
    expect(received).toEqual([]);
  });

  it('runs nothing for a tenant that is not allowed, whose people are told so', async () => {
    const activity = fresh();
    const elsewhere = {
      ...activity,
      conversation: { id: 'a:1-alice', conversationType: 'personal', tenantId: OTHER_TENANT_ID },
      channelData: { tenant: { id: OTHER_TENANT_ID } },
    };
    expect(await knock(lab.peer.token(), elsewhere)).toEqual([200, '']);
    expect(received).toEqual([]);
    expect(lab.logged).toContain('teams_tenant_not_served');
  });

  it('says nothing where others read along to a command that only its person saw', async () => {
    await lab.peer.user('alice').say('help', { in: 'lunch', mentionBot: true });
    const asked = lab.peer.state.deliveries.at(-1)?.payload ?? {};
    const said = (): number =>
      lab.peer.state.messages.filter(({ conversation, isFromBot }) => isFromBot && conversation.startsWith('19:'))
        .length;
    const before = said();
    const recipient = { ...objectOf(asked, 'recipient'), isTargeted: true };
    expect(await knock(lab.peer.token(), { ...asked, id: 'targeted-1', recipient })).toEqual([200, '']);
    expect(received.map(({ ask }) => ask.kind)).toEqual(['help', 'help']);
    expect(said()).toBe(before);
  });

  it('gives away nothing when it is no activity', async () => {
    expect(await knock(lab.peer.token(), { hello: 'there' })).toEqual([400, '']);
    expect(received).toEqual([]);
  });

  it('refuses the same wrong tokens for a press', async () => {
    const press = { ...fresh(), type: 'invoke', name: 'adaptiveCard/action', value: {} };
    const flaws: readonly TokenFlaws[] = [{ algorithm: 'none' }, { isSignatureBroken: true }, { expiresIn: -900 }];
    for (const flaw of flaws) {
      // oxlint-disable-next-line no-await-in-loop -- as above
      expect(await knock(lab.peer.token(flaw), press)).toEqual([401, '']);
    }
  });
});

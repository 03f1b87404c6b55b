import { expect, it } from '@jest/globals';
import { activityShape } from '../../../adapters/teams/activity.js';
import { createDirectory } from '../../../adapters/teams/directory.js';
import { createReceive, type ReceiveOptions } from '../../../adapters/teams/receive.js';
import { english } from '../../../adapters/teams/words.js';
import type { Instant, PersonId, TenantId, Zone } from '../../../src/core/ids.js';
import type { Ask, KnownPerson } from '../../../src/engine/ports.js';

const ALICE = { platform: 'teams', workspace: 'acme', user: 'alice' };
const SERVICE_URL = 'https://smba.trafficmanager.net/emea/';
const alice = {
  person: 'p_alice' as PersonId,
  conversation: null,
  profile: { identity: ALICE, name: 'Alice', zone: 'UTC' as Zone, locale: 'en-US' },
} as KnownPerson;

it('hears where somebody is also when all that they do is to close a form', async () => {
  const asked: Ask[] = [];
  const silent = (): void => undefined;
  const receive = createReceive({
    directory: createDirectory({ serviceUrl: SERVICE_URL, known: () => null }),
    connector: {} as ReceiveOptions['connector'],
    answerer: { reply: () => ({ body: undefined, afterwards: null }) },
    desk: {
      async receive({ ask }) {
        asked.push(ask);
        return { kind: 'none' };
      },
    },
    tenantOf: () => 'acme' as TenantId,
    drawingOf: () => null,
    known: () => alice,
    people: () => alice,
    cardAt: () => null,
    keepRoom: silent,
    clock: { now: () => Date.UTC(2026, 10, 30, 9) as Instant },
    log: { debug: silent, info: silent, warn: silent, error: silent },
    words: english,
  });
  await receive(
    activityShape.parse({
      type: 'message',
      id: 'f:1',
      timestamp: '2026-11-30T09:00:00.000Z',
      channelId: 'msteams',
      serviceUrl: SERVICE_URL,
      from: { id: '29:alice', aadObjectId: 'alice' },
      recipient: { id: '28:app' },
      conversation: { id: 'a:alice', conversationType: 'personal', tenantId: 'acme' },
      entities: [{ type: 'clientInfo', locale: 'en-US', timezone: 'Asia/Kolkata' }],
      value: { handover: { close: 'a press' } },
    }),
  );
  expect(asked).toMatchObject([{ kind: 'profile_changed', profile: { zone: 'Asia/Kolkata' } }]);
});

import { expect, it } from '@jest/globals';
import { type Activity, activityShape } from '../../../adapters/teams/activity.js';
import { createDirectory } from '../../../adapters/teams/directory.js';

const ALICE = { platform: 'teams', workspace: 'acme', user: 'alice' };

const activityAt = (timestamp: string, timezone: string): Activity =>
  activityShape.parse({
    type: 'message',
    id: `f:${timestamp}`,
    timestamp,
    channelId: 'msteams',
    serviceUrl: 'https://smba.trafficmanager.net/emea/',
    from: { id: '29:alice', aadObjectId: 'alice' },
    recipient: { id: '28:app' },
    conversation: { id: 'a:alice', conversationType: 'personal', tenantId: 'acme' },
    entities: [{ type: 'clientInfo', locale: 'en-US', timezone }],
  });

it('believes the newest word of where somebody is, not the one that arrives last', () => {
  const directory = createDirectory({ serviceUrl: 'https://smba.trafficmanager.net/emea/', known: () => null });
  const inBerlin = activityAt('2026-11-30T09:00:00.000Z', 'Europe/Berlin');
  directory.meet(inBerlin);
  expect(directory.of(ALICE).zone).toBe('Europe/Berlin');
  directory.meet(activityAt('2026-12-01T09:00:00.000Z', 'Asia/Kolkata'));
  expect(directory.of(ALICE).zone).toBe('Asia/Kolkata');
  // Brought again, because its acknowledgement was lost.
  directory.meet(inBerlin);
  expect(directory.of(ALICE).zone).toBe('Asia/Kolkata');
});

it('takes the word of an activity without a time when it knows nothing newer', () => {
  const directory = createDirectory({ serviceUrl: 'https://smba.trafficmanager.net/emea/', known: () => null });
  directory.meet({ ...activityAt('2026-11-30T09:00:00.000Z', 'Europe/Berlin'), timestamp: null });
  expect(directory.of(ALICE).zone).toBe('Europe/Berlin');
});

it('knows what is older than the newest that it heard of somebody', () => {
  const directory = createDirectory({ serviceUrl: 'https://smba.trafficmanager.net/emea/', known: () => null });
  const [earlier, later] = ['2026-11-30T09:00:00.000Z', '2026-12-01T09:00:00.000Z'].map((at) => activityAt(at, 'UTC'));
  if (!earlier || !later) throw new Error('no activities');
  expect(directory.isOld(earlier)).toBe(false);
  directory.meet(later);
  expect([directory.isOld(earlier), directory.isOld(later)]).toEqual([true, false]);
  expect(directory.isOld({ ...earlier, timestamp: null })).toBe(false);
});

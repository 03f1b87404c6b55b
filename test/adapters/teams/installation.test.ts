import { expect, it } from '@jest/globals';
import type { Instant, TenantId } from '../../../src/core/ids.js';
import type { Delivery } from '../../../src/engine/ports.js';
import { activityOf, openLab } from './teams-driver.js';

it('takes of adding and taking out what came last by the clock of Teams, in whichever order it arrives', async () => {
  const received: Delivery[] = [];
  const { peer, close } = await openLab({
    tenant: 'acme' as TenantId,
    now: () => 0 as Instant,
    people: () => null,
    desk: {
      receive: (delivery) => {
        received.push(delivery);
        return Promise.resolve({ kind: 'none' });
      },
    },
  });
  const tell = (action: string, timestamp: string): Promise<unknown> =>
    peer.signed(activityOf(peer, 'alice', { type: 'installationUpdate', id: `f:${timestamp}`, action, timestamp }));
  await tell('add', '2026-11-30T12:00:00.000Z');
  // Sent before, and held up on its way.
  await tell('remove', '2026-11-30T11:00:00.000Z');
  await tell('remove', '2026-11-30T13:00:00.000Z');
  await close();
  expect(received.map(({ ask }) => ask)).toEqual([
    { kind: 'reach', why: null },
    { kind: 'reach', why: 'not_installed' },
  ]);
});

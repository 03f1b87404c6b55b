import { describe, expect, it } from '@jest/globals';
import type { PersonId, TenantId } from '../../src/core/ids.js';
import type { Input } from '../../src/core/input.js';
import { createReach } from '../../src/engine/reach.js';
import { MONDAY } from '../support/a-handover.js';

const tenant = 't1' as TenantId;
const bob = 'p_bob' as PersonId;

function setUp() {
  const said: string[] = [];
  const reach = createReach(
    { giveAll: async (_tenant, _person, { type }: Input) => void said.push(type) },
    { revive: () => void said.push('revive') },
    { now: () => MONDAY },
    () => void said.push('wake'),
  );
  return { said, reach };
}

describe('Whether somebody can be reached', () => {
  it('is told each time that they cannot: a handover that began since knows nothing of it', async () => {
    const { said, reach } = setUp();
    await reach.report(tenant, bob, 'blocked');
    await reach.report(tenant, bob, 'blocked');
    expect(said).toEqual(['unreachable', 'unreachable']);
  });

  it('is told once while messages arrive', async () => {
    const { said, reach } = setUp();
    await reach.report(tenant, bob, null);
    await reach.report(tenant, bob, null);
    expect(said).toEqual(['reachable', 'revive', 'wake']);
  });

  it('has what was given up sent after all, and at once', async () => {
    const { said, reach } = setUp();
    await reach.report(tenant, bob, null);
    await reach.report(tenant, bob, 'not_installed');
    await reach.report(tenant, bob, null);
    expect(said.slice(-3)).toEqual(['reachable', 'revive', 'wake']);
  });
});

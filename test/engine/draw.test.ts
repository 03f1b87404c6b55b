import { expect, it } from '@jest/globals';
import type { Instant, TenantId } from '../../src/core/ids.js';
import { DEFAULT_RULES } from '../../src/core/rules.js';
import { createDraw } from '../../src/engine/draw.js';
import type { KnownPerson, OutboxRow } from '../../src/engine/ports.js';
import type { Scenes } from '../../src/engine/scenes.js';
import { alice, DAY_MS, type Play } from '../support/a-handover.js';
import { audienceOf, sceneOf } from '../support/a-scene.js';
import { branchA, small } from '../support/core/a-small-play.js';

/** The message of that day for Alice, who is waited on, as it is drawn five hours after the play. */
function drawn(play: Play, change: Partial<OutboxRow> = {}) {
  const now = (play.now + 5 * 3_600_000) as Instant;
  const scenes = {
    scenesOf: () => [sceneOf(play.handover, alice, now)],
    audience: () => audienceOf(alice, now),
  } as unknown as Scenes;
  const draw = createDraw({ load: () => play.handover }, scenes, {
    command: '/handover',
    rules: DEFAULT_RULES,
    clock: { now: () => now },
  });
  const day = new Date(now).toISOString().slice(0, 10);
  const row = { tenant: 't1' as TenantId, subject: { kind: 'nudge', day }, ref: null, ...change } as OutboxRow;
  const known = { person: alice, conversation: null, profile: { zone: 'UTC' } } as KnownPerson;
  return draw(row, known, false);
}

const asked = (): Play => branchA(small()());
const nudged = (): Play => {
  const play = asked();
  play.wait(DAY_MS);
  play.give({ type: 'clock' });
  return play;
};

it('a message of the day that was held up is said while what it was for still waits', () => {
  expect(drawn(nudged())?.card.isOver).toBe(false);
});

it('a message of the day that was held up is not said for what was asked since', () => {
  expect(drawn(asked())?.card.isOver).toBe(true);
});

it('a message that stands already lists what was asked since, too', () => {
  expect(drawn(asked(), { ref: { conversation: 'D', message: '1' } })?.card.isOver).toBe(false);
});

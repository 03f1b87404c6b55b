import { describe, expect, it } from '@jest/globals';
import type { PersonId } from '../../src/core/ids.js';
import { transition } from '../../src/core/transition.js';
import { stranger } from '../support/a-handover.js';
import { AGELESS, inputsBy, ROLES, STATES } from '../support/core/permission-states.js';
import { PERMISSIONS } from '../support/core/permission-table.js';

/** Every input by every role in every state, as far as it is not refused; and how many there were. */
function allowed(age: number, who: Readonly<Record<string, PersonId>> = ROLES) {
  const found: Record<string, Record<string, string[]>> = {};
  let cells = 0;
  for (const [state, begin] of Object.entries(STATES)) {
    for (const [role, by] of Object.entries(who)) {
      const play = begin();
      for (const input of inputsBy(by, play, age)) {
        cells += 1;
        if (transition(play.handover, input, play.now, play.rules).kind === 'refused') continue;
        const states = ((found[input.type] ??= {})[role] ??= []);
        states.push(state);
      }
    }
  }
  return { found, cells };
}

const sorted = (states: Readonly<Record<string, readonly string[]>>): object =>
  Object.fromEntries(Object.entries(states).map(([role, all]) => [role, all.toSorted()]));

describe('who may do what', () => {
  const { found, cells } = allowed(0);

  it.each(Object.entries(PERMISSIONS))('%s is as the table says, and nothing beyond it', (input, { who }) => {
    expect(sorted(found[input] ?? {})).toEqual(sorted(who));
  });

  it('is looked at for every input, role and state', () => {
    expect(cells).toBe(Object.keys(PERMISSIONS).length * Object.keys(ROLES).length * Object.keys(STATES).length);
    expect(Object.keys(found).filter((input) => !Object.hasOwn(PERMISSIONS, input))).toEqual([]);
  });

  it('does not depend on how old a button is only where the table has no revision; all other old buttons do nothing', () => {
    const stale = Object.keys(allowed(1).found);
    expect(stale.toSorted()).toEqual(AGELESS.toSorted());
    const early = Object.keys(allowed(-1).found);
    expect(early.toSorted()).toEqual(AGELESS.toSorted());
  });

  it('is nothing for somebody who takes no part, however the button came to them', () => {
    expect(allowed(0, { stranger }).found).toEqual({});
    expect(allowed(1, { stranger }).found).toEqual({});
  });
});

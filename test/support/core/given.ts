import { expect, it } from '@jest/globals';
import type { HandoverEvent } from '../../../src/core/event.js';
import type { Input, Refusal } from '../../../src/core/input.js';
import { transition } from '../../../src/core/transition.js';
import { Play } from '../a-handover.js';
import { deepFreeze } from './deep-freeze.js';

/** As it is written in a test: a key is a text. */
type Plain<T> = T extends string ? string : T extends number ? number : { readonly [K in keyof T]: Plain<T[K]> };
/** Some of what an event or a refusal says; its kind always. */
type Some<T, Kind extends keyof T> = T extends unknown ? Pick<T, Kind> & Partial<Plain<Omit<T, Kind>>> : never;
type SomeEvent = Some<HandoverEvent, 'type'>;
type SomeRefusal = Some<Refusal, 'code'>;

/** One example of what the core does. */
interface Example {
  readonly found: () => unknown;
  readonly expected: unknown;
}

/** What has happened so far: things done to a play, or what comes of doing them to another one. */
type SetUp = (play: Play) => unknown;
type Asked = Input | ((play: Play) => Input);

/** `given(a handover so far).when(something is asked).thenComes(these events)`, or what else comes of it. */
export const given = (setUp: SetUp, begin: () => Play = () => new Play()) => ({
  when: (asked: Asked) => {
    const example = (expected: unknown): Example => ({ found: () => outcome(begin(), setUp, asked), expected });
    return {
      /** All events in order, each with at least what is said here. */
      thenComes: (...events: readonly SomeEvent[]) => example({ kind: 'moved', events }),
      /** It is allowed, and changes nothing. */
      thenNothing: () => example({ kind: 'unmoved' }),
      thenRefused: (refusal: SomeRefusal) => example({ kind: 'refused', refusals: [refusal] }),
    };
  },
});

function outcome(play: Play, setUp: SetUp, asked: Asked): unknown {
  setUp(play);
  const input = typeof asked === 'function' ? asked(play) : asked;
  return transition(deepFreeze(play.handover), deepFreeze(input), play.now, play.rules);
}

/** A test for each example; its name is the sentence in front of it. */
export function examples(named: Readonly<Record<string, Example>>): void {
  it.each(Object.entries(named))('%s', (_sentence, { found, expected }) => {
    expect(found()).toMatchObject(expected as object);
  });
}

export const words = (text: string) => ({ text, isNoSecret: false });

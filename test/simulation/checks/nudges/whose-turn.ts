import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

// The program's own rules are not used here: who is waited on is read from the stored state as it lies in the file, and
// from the procedure's own file.

const role = z.enum(['outgoing', 'successor', 'initiator', 'administrator', 'escalation_contact']);
type Role = z.output<typeof role>;
const standIn = z.looseObject({ by: z.union([role, z.literal('ticket')]) });
const definition = z.looseObject({
  key: z.string(),
  assignee: role,
  confirmer: role,
  isPersonal: z.boolean(),
  whenGone: standIn.extend({ onceDone: standIn.extend({ steps: z.array(z.string()) }).nullable() }),
});
const file = join(__dirname, '../../../../src/procedures/huawei-cloud.json');
const { steps: DEFINITIONS } = z
  .looseObject({ steps: z.array(definition) })
  .parse(JSON.parse(readFileSync(file, 'utf8')));

const wait = z.looseObject({ since: z.number(), askedAt: z.number(), snoozedUntil: z.string().nullable() });
const stored = z.looseObject({
  id: z.string(),
  account: z.looseObject({ said: z.string() }),
  status: z.string(),
  people: z.record(role, z.string()),
  unreachable: z.record(z.string(), z.looseObject({ why: z.string() })),
  acceptance: z.looseObject({ state: z.string(), wait: wait.optional() }),
  intake: z.looseObject({ state: z.string(), wait: wait.optional() }),
  steps: z.record(z.string(), z.looseObject({ state: z.string(), wait: wait.optional(), by: z.string().nullish() })),
  gone: z.unknown().nullable(),
  paused: z.unknown().nullable(),
});
type Stored = z.output<typeof stored>;

/** Something that is waited for, and on whom. */
export interface Turn {
  readonly handover: string;
  readonly account: string;
  /** `acceptance`, `intake`, or the key of a step. */
  readonly key: string;
  readonly isPaused: boolean;
  /** The vendor has the ball, and somebody asks after it. */
  readonly isVendor: boolean;
  readonly on: string;
  readonly since: number;
  readonly askedAt: number;
  readonly snoozedUntil: string | null;
}

const holder = ({ people, gone, unreachable }: Stored, of: Role): string => {
  const person = people[of];
  const isOut = gone !== null && of !== 'outgoing' && person === people.outgoing;
  const isLost = of === 'escalation_contact' && unreachable[person]?.why === 'deactivated';
  return isOut || isLost ? people.initiator : person;
};

function doerOf(state: Stored, key: string): string {
  const found = DEFINITIONS.find((one) => one.key === key.split(':')[0]);
  if (!found) throw new Error(`the procedure has no step ${key}`);
  if (state.gone === null) return holder(state, found.assignee);
  const { onceDone, by } = found.whenGone;
  const isEasier = onceDone?.steps.some((other) => state.steps[other]?.state === 'done') === true;
  const instead = isEasier ? onceDone.by : by;
  return holder(state, instead === 'ticket' ? 'escalation_contact' : instead);
}

/** Whoever proves it: the one whom the procedure names, else the first of the others who did not do it. */
function proverOf(state: Stored, key: string): string {
  const found = DEFINITIONS.find((one) => one.key === key.split(':')[0]);
  const { people, gone, acceptance } = state;
  const doer = state.steps[key]?.by ?? '';
  const isOfFormer = found?.isPersonal === true && found.assignee === 'successor' && doer !== people.successor;
  const first = isOfFormer ? 'successor' : (found?.confirmer ?? 'successor');
  const order = [first, 'successor', 'initiator', 'administrator', 'escalation_contact', 'outgoing'] as const;
  const may = order.filter((one) => {
    const person = holder(state, one);
    const isOut = person === people.outgoing && gone !== null;
    return person !== doer && !isOut && !(one === 'successor' && acceptance.state === 'declined');
  });
  return may[0] === undefined ? people.successor : holder(state, may[0]);
}

/** As many texts as the running handovers of some worlds have. */
const KNOWN_MAX = 200;
const known = new Map<string, readonly Turn[]>();

/** All that a running handover waits for, from the text in which it is stored; most are asked about again and again. */
export function turnsOf(json: string): readonly Turn[] {
  let turns = known.get(json);
  if (!turns) {
    if (known.size >= KNOWN_MAX) known.clear();
    turns = turnsIn(JSON.parse(json));
    known.set(json, turns);
  }
  return turns;
}

/** The same, from the state itself. */
export function turnsIn(value: unknown): readonly Turn[] {
  const state = stored.parse(value);
  const { id, account, people, acceptance, intake } = state;
  if (state.status !== 'running') return [];
  const common = { handover: id, account: account.said, isPaused: state.paused !== null };
  const turn = (key: string, on: string, open: z.output<typeof wait> | undefined, isVendor = false): readonly Turn[] =>
    open === undefined ? [] : [{ ...common, key, on, isVendor, ...open }];
  return [
    ...(acceptance.state === 'asked' ? turn('acceptance', people.successor, acceptance.wait) : []),
    ...(acceptance.state === 'declined' ? turn('acceptance', people.initiator, acceptance.wait) : []),
    ...(intake.state === 'asking' ? turn('intake', people.outgoing, intake.wait) : []),
    ...Object.entries(state.steps).flatMap(([key, step]) => {
      if (step.state === 'awaiting_confirmation') return turn(key, proverOf(state, key), step.wait);
      if (step.state !== 'open' && step.state !== 'at_vendor') return [];
      return turn(key, doerOf(state, key), step.wait, step.state === 'at_vendor');
    }),
  ];
}

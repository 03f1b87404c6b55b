import { z } from 'zod';
import { NAMES, PLATFORMS } from './cast.js';
import { TROUBLES } from './chat-side.js';

const person = z.enum(NAMES);
const id = z.string().max(300);
const text = z.string().max(40_000);

/** What somebody does at their chat. */
const personAct = z.discriminatedUnion('kind', [
  /** Writes, or types a slash command. `thread`: the item that is replied to. */
  z.strictObject({ kind: z.literal('say'), person, text: text.min(1), thread: id.nullable() }),
  /** On Slack: presses a button, chooses from a menu, or clicks a box. */
  z.strictObject({
    kind: z.literal('press'),
    person,
    surface: id,
    block: id,
    action: id,
    /** The value of the option; null for a button. */
    option: text.nullable(),
  }),
  /** On Teams: presses a button of a card, with all that is filled in on the card. */
  z.strictObject({
    kind: z.literal('press_card'),
    person,
    surface: id,
    /** Where in the card it stands, `0/body/3/actions/0`. */
    place: id,
    /** By the ids of the inputs. */
    values: z.record(id, text),
  }),
  /** Sends the form that is open. */
  z.strictObject({
    kind: z.literal('submit'),
    person,
    form: id,
    values: z.record(id, z.union([text, z.array(text).max(100)])),
  }),
  z.strictObject({ kind: z.literal('close'), person, form: id }),
]);
export type PersonAct = z.infer<typeof personAct>;

/** What happens to the world around them. */
const worldAct = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('example') }),
  z.strictObject({ kind: z.literal('platform'), person, platform: z.enum(PLATFORMS) }),
  z.strictObject({ kind: z.literal('jump'), to: z.enum(['morning', 'three_days', 'after_last_day', 'next_try']) }),
  z.strictObject({
    kind: z.literal('trouble'),
    platform: z.enum(PLATFORMS),
    trouble: z.enum(['none', ...TROUBLES]),
  }),
  z.strictObject({ kind: z.literal('gone'), isGone: z.boolean() }),
  z.strictObject({ kind: z.literal('restart') }),
  z.strictObject({ kind: z.literal('start_over') }),
]);
export type WorldAct = z.infer<typeof worldAct>;

/** All that the page can ask for. */
export const act = z.union([personAct, worldAct]);
export type Act = z.infer<typeof act>;

const PERSON_KINDS: ReadonlySet<string> = new Set<PersonAct['kind']>(['say', 'press', 'press_card', 'submit', 'close']);

export const isPersonAct = (one: Act): one is PersonAct => PERSON_KINDS.has(one.kind);

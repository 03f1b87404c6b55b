import { z } from 'zod';
import { createHash } from 'node:crypto';
import type { Instant } from '../../src/core/ids.js';
import type { Ask, FormValue, FormValues, Identity, TouchedLines } from '../../src/engine/ports.js';
import type { Activity } from './activity.js';
import { decodeValue } from './dialog.js';
import type { Read, ReplyPlace } from './found.js';
import { TICK } from './render.js';

// What comes back from a card: our own data, and the inputs beside it.

const tick = z.object({ item: z.string(), isTicked: z.boolean() });
const touchedShape = z.object({ save: z.string(), ticks: z.array(tick) });

const ours = z.union([
  z.object({
    press: z.string(),
    save: z.string().optional(),
    ticks: z.record(z.string(), z.boolean()).default({}),
  }),
  z.object({
    form: z.string(),
    nonce: z.string(),
    fields: z.array(z.string()),
    touched: touchedShape.nullish(),
  }),
  z.object({ close: z.string(), touched: touchedShape.nullish() }),
]);

/** The value of a message, and the data of an action within an invoke. */
const submitted = z.looseObject({ handover: ours });
const executed = z.object({ action: z.looseObject({ data: submitted }) });
const windowed = z.looseObject({ data: submitted });

type Submitted = z.infer<typeof submitted>;

/** Null for an activity that comes from no card. */
export function readInputs(activity: Activity, at: { readonly id: string; readonly now: Instant }): Read {
  const found = dataOf(activity);
  if (found === null) return null;
  const { data, via } = found;
  if (data === null) return { ignored: 'a card of an unknown shape' };
  const place = { ...placeOf(activity), via };
  const { handover } = data;
  if ('press' in handover) return pressOf(activity, data, handover, place, at);
  if ('form' in handover) return formOf(activity, data, handover, place, at.id);
  const touched = handover.touched ?? null;
  const closed = { ...place, of: 'close', press: handover.close, touched } as const;
  // What was ticked before the form stood there is stored now, as if *Save* had been pressed.
  const ask = touched && saveOf(touched, activity, at.now);
  return { id: at.id, ask, place: closed };
}

/** What every activity says of where its answer goes. */
export const placeOf = (activity: Activity): ReplyPlace => ({
  via: 'event',
  of: 'press',
  nonce: activity.id,
  conversation: activity.conversation.id,
  isPersonal: activity.conversation.conversationType === 'personal',
  isTargeted: activity.recipient.isTargeted === true,
  message: activity.replyToId ?? null,
  press: '',
  entries: {},
  touched: null,
});

function dataOf({
  type,
  name,
  value,
}: Activity): { readonly data: Submitted | null; readonly via: ReplyPlace['via'] } | null {
  if (type === 'invoke' && name === 'adaptiveCard/action') {
    return { data: executed.safeParse(value).data?.action.data ?? null, via: 'execute' };
  }
  if (type === 'invoke' && name === 'composeExtension/submitAction') {
    return { data: windowed.safeParse(value).data?.data ?? null, via: 'window' };
  }
  if (type !== 'message' || value === undefined || value === null) return null;
  return { data: submitted.safeParse(value).data ?? null, via: 'submit' };
}

/** When the person pressed, by Teams' clock. */
function pressedAt({ timestamp }: Activity, now: Instant): Instant {
  const parsed = Date.parse(timestamp ?? '');
  return Number.isNaN(parsed) ? now : (parsed as Instant);
}

function pressOf(
  activity: Activity,
  data: Submitted,
  handover: Extract<Submitted['handover'], { press: string }>,
  place: ReplyPlace,
  { id, now }: { readonly id: string; readonly now: Instant },
): Read {
  const { press, save = '', ticks: drawn } = handover;
  const ticks = touchedLines(data, drawn);
  const asked = { kind: 'press', press, pressedAt: pressedAt(activity, now) } as const;
  const at = { ...place, of: 'press', press } as const;
  if (press === save) return { id, ask: { ...asked, ticks }, place: at };
  if (ticks.length === 0) return { id, ask: { ...asked, ticks: [] }, place: at };
  const touched = { save, ticks };
  return { id, ask: { ...asked, ticks: [], touched }, place: { ...at, touched } };
}

/** Only the lines that stand otherwise than they were drawn: two presses in quick succession cannot undo each other. */
function touchedLines(data: Submitted, drawn: Readonly<Record<string, boolean>>): TouchedLines['ticks'] {
  return Object.entries(drawn).flatMap(([item, wasTicked]) => {
    const value = data[TICK + item];
    if (value !== 'true' && value !== 'false') return [];
    const isTicked = value === 'true';
    return isTicked === wasTicked ? [] : [{ item, isTicked }];
  });
}

const saveOf = ({ save, ticks }: TouchedLines, activity: Activity, now: Instant): Ask => ({
  kind: 'press',
  press: save,
  ticks,
  pressedAt: pressedAt(activity, now),
});

function formOf(
  activity: Activity,
  data: Submitted,
  handover: Extract<Submitted['handover'], { form: string }>,
  place: ReplyPlace,
  id: string,
): Read {
  const { form, fields, nonce, touched = null } = handover;
  const entries = Object.fromEntries(fields.map((field) => [field, textOf(data[field])]));
  const tenant = activity.channelData?.tenant?.id ?? activity.conversation.tenantId ?? '';
  const values: FormValues = Object.fromEntries(
    Object.entries(entries).map(([field, text]) => {
      const [kind = '', ...name] = field.split('.');
      return [name.join('.'), valueOf(kind, text, tenant)];
    }),
  );
  // One opening sent twice is one form, also under two activity ids; filled in otherwise it is another.
  const filled = createHash('sha256').update(JSON.stringify(entries)).digest('base64url').slice(0, 16);
  return {
    id: `${id.slice(0, id.lastIndexOf('/'))}/form/${nonce}/${filled}`,
    ask: { kind: 'form', press: form, values, ...(touched ? { touched } : {}) },
    place: { ...place, of: 'form', press: form, entries, touched },
  };
}

const textOf = (value: unknown): string =>
  typeof value === 'string' ? value : typeof value === 'boolean' || typeof value === 'number' ? String(value) : '';

function valueOf(kind: string, text: string, tenant: string): FormValue {
  switch (kind) {
    case 'person': {
      const [user = ''] = text.split(',');
      return user === '' ? null : personOf(user, tenant);
    }
    case 'choice':
      return text === '' ? null : decodeValue(text);
    case 'choices':
      return text === '' ? [] : text.split(',').map(decodeValue);
    case 'toggle':
      return text === 'true';
    default:
      return text;
  }
}

const personOf = (user: string, workspace: string): Identity => ({ platform: 'teams', workspace, user });

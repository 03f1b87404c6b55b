import type { EventOf } from './event.js';
import type { Handover, Reason } from './handover.js';
import { type HandoverId, type Instant, type LocalDate, type PersonId, type Zone } from './ids.js';
import type { Candidate, FormField, Refusal, StartForm } from './input.js';
import { somebodyConfirms } from './people.js';
import type { Procedure, Role } from './procedure.js';
import type { Rules } from './rules.js';
import { addDays, localDate, parseDate } from './time.js';
import { checkTyped, LABEL_MAX } from './typed.js';

/** What stands around a start: whether this person may, and what runs already. */
export interface Permission {
  readonly mayStart: boolean;
  /** A running handover for the same account and outgoing employee. */
  readonly clash: HandoverId | null;
  /** The initiator looked at a text that only seems to be a secret. */
  readonly isNoSecret: boolean;
}

type Checked = { readonly ok: EventOf<'handover_started'> } | { readonly no: readonly Refusal[] };

/** Checks the form and gives the first event, or all that is wrong with it. */
export function checkStart(
  form: StartForm,
  procedure: Procedure,
  permission: Permission,
  now: Instant,
  rules: Rules,
): Checked {
  if (!permission.mayStart) return { no: [{ code: 'may_not_start' }] };
  const wrong: Refusal[] = [...wrongPeople(form)];
  const account = checkTyped(
    { text: form.account, isNoSecret: permission.isNoSecret },
    { field: 'account', max: LABEL_MAX, allowsNumber: true },
  );
  if ('no' in account) wrong.push(account.no);
  const lastDay = checkLastDay(form, now, rules);
  if (typeof lastDay !== 'string') wrong.push(lastDay);
  if (wrong.length === 0 && permission.clash !== null)
    wrong.push({ code: 'already_running', handover: permission.clash });
  const { outgoing, successor } = form;
  if (wrong.length > 0 || !('ok' in account) || typeof lastDay !== 'string' || !outgoing || !successor)
    return { no: wrong };
  return {
    ok: {
      type: 'handover_started',
      at: now,
      by: form.initiator.person,
      account: account.ok,
      reason: form.reason,
      lastDay,
      confidential: form.confidential,
      channel: form.channel,
      people: fillRoles(form, outgoing, successor),
      zones: zonesOf(form),
      procedure,
    },
  };
}

function* wrongPeople(form: StartForm): Generator<Refusal> {
  const named: [FormField, Candidate | null][] = [
    ['outgoing', form.outgoing],
    ['successor', form.successor],
    ['administrator', form.administrator],
    ['escalation_contact', form.escalationContact],
  ];
  for (const [field, candidate] of named) {
    if (!candidate) {
      if (field === 'outgoing' || field === 'successor') yield { code: 'person_missing', field };
      continue;
    }
    const { person } = candidate;
    if (candidate.isBot) yield { code: 'is_bot', field, person };
    else if (candidate.isForeign) yield { code: 'is_foreign', field, person };
    else if (candidate.isDeactivated && !(field === 'outgoing' && isAtStart(form.reason))) {
      yield { code: 'is_deactivated', field, person };
    }
  }
  const { outgoing, successor } = form;
  if (outgoing && successor && outgoing.person === successor.person) yield { code: 'same_person' };
  else if (outgoing && successor && isAtStart(form.reason) && !somebodyConfirms(fillRoles(form, outgoing, successor))) {
    yield { code: 'nobody_to_confirm', field: 'administrator' };
  }
}

/**
 * An empty administrator or escalation contact is the initiator; somebody who starts their own handover cannot stand in
 * for themselves once gone, so then it is the successor.
 */
function fillRoles(form: StartForm, outgoing: Candidate, successor: Candidate): Readonly<Record<Role, PersonId>> {
  const initiator = form.initiator.person;
  const standIn = initiator === outgoing.person ? successor.person : initiator;
  return {
    initiator,
    outgoing: outgoing.person,
    successor: successor.person,
    administrator: form.administrator?.person ?? standIn,
    escalation_contact: form.escalationContact?.person ?? standIn,
  };
}

function zonesOf(form: StartForm): Handover['zones'] {
  const all = [form.initiator, form.outgoing, form.successor, form.administrator, form.escalationContact];
  const zones: Record<PersonId, Zone> = {};
  for (const candidate of all) if (candidate) zones[candidate.person] = candidate.zone;
  return zones;
}

function checkLastDay(form: StartForm, now: Instant, rules: Rules): LocalDate | Refusal {
  const bad = (why: 'not_a_date' | 'past' | 'too_far'): Refusal => ({ code: 'bad_date', why, field: 'last_day' });
  const today = localDate(now, form.initiator.zone);
  if (form.reason === 'dismissed') return today;
  const day = parseDate(form.lastDay);
  if (day === null) return bad('not_a_date');
  if (day > addDays(today, rules.lastDayWithinDays)) return bad('too_far');
  if (form.reason === 'already_gone') return day < addDays(today, -10 * rules.lastDayWithinDays) ? bad('past') : day;
  return day < today ? bad('past') : day;
}

/** Reasons for which nothing is asked of the outgoing employee from the first minute on. */
export const isAtStart = (reason: Reason): boolean => reason === 'already_gone' || reason === 'dismissed';

/** A handover as it stands right after its first event. */
export function begin(form: Pick<StartForm, 'tenant' | 'id'>, started: EventOf<'handover_started'>): Handover {
  return {
    tenant: form.tenant,
    id: form.id,
    version: 1,
    status: 'running',
    procedure: started.procedure,
    account: started.account,
    reason: started.reason,
    lastDay: started.lastDay,
    confidential: started.confidential,
    channel: started.channel,
    people: started.people,
    zones: started.zones,
    unreachable: {},
    startedAt: started.at,
    acceptance: {
      state: 'asked',
      rev: 0,
      wait: { since: started.at, askedAt: started.at, nudges: 0, snoozedUntil: null, rung: 'nudging' },
    },
    intake: { state: 'skipped' },
    answers: {},
    steps: {},
    helps: [],
    escalated: null,
    gone: isAtStart(started.reason) ? { at: started.at, why: 'at_start' } : null,
    paused: null,
    nudgedNowAt: null,
    isDeadlineTold: false,
    last: { what: started.type, at: started.at, by: started.by, step: null },
  };
}

import type { Handover, Reason, Unreachable } from './handover.js';
import type { HandoverId, Instant, ItemKey, PersonId, QuestionKey, StepKey, TenantId, Zone } from './ids.js';
import type { Role } from './procedure.js';
import type { SecretKind } from './secrets.js';

/** Somebody named in the start form, as the platform describes them. */
export interface Candidate {
  readonly person: PersonId;
  readonly zone: Zone;
  readonly isBot: boolean;
  /** Belongs to another organization. */
  readonly isForeign: boolean;
  readonly isDeactivated: boolean;
}

/** What the initiator filled in. Missing administrator and escalation contact are filled in by {@link start}. */
export interface StartForm {
  readonly tenant: TenantId;
  readonly id: HandoverId;
  readonly initiator: Candidate;
  readonly outgoing: Candidate | null;
  readonly successor: Candidate | null;
  readonly administrator: Candidate | null;
  readonly escalationContact: Candidate | null;
  readonly reason: Reason;
  /** As typed; `start` checks it. */
  readonly lastDay: string;
  readonly account: string;
  readonly confidential: boolean;
  readonly channel: string | null;
}

/** A person typed it. `isNoSecret`: they were asked and say that it is none. */
export interface Typed {
  readonly text: string;
  readonly isNoSecret: boolean;
}

type Press<T extends string, D = unknown> = {
  readonly type: T;
  readonly by: PersonId;
  readonly rev: number;
} & Readonly<D>;
type OnStep<T extends string, D = unknown> = Press<T, { step: StepKey } & D>;

/** What was asked of a handover. `rev` is the revision that the pressed button was drawn from. */
export type Input =
  | Press<'accept'>
  | Press<'decline', { because: Typed }>
  | Press<'choose_successor', { successor: Candidate }>
  | Press<'answer', { question: QuestionKey; value: string }>
  | Press<'answer_names', { question: QuestionKey; names: readonly string[]; isNoSecret: boolean }>
  | Press<'change_answer', { question: QuestionKey }>
  /** Only the lines that were touched: two ticks in quick succession cannot undo each other. */
  | OnStep<'tick', { ticks: readonly { readonly item: ItemKey; readonly isTicked: boolean }[] }>
  | OnStep<'done'>
  | OnStep<'not_applicable', { because: Typed }>
  | OnStep<'ask_help', { what: Typed }>
  | OnStep<'confirm'>
  | OnStep<'send_back', { because: Typed }>
  | OnStep<'ticket_submitted', { number: Typed }>
  | OnStep<'ticket_resolved'>
  | OnStep<'ticket_still_waiting'>
  | OnStep<'ticket_more_asked', { what: Typed }>
  | OnStep<'ticket_refused', { because: Typed }>
  /** `wait` is a step's key, `intake` or `acceptance`. */
  | Press<'snooze', { wait: WaitKey; until: SnoozeUntil }>
  | { readonly type: 'answer_help'; readonly by: PersonId; readonly help: number; readonly text: Typed }
  | { readonly type: 'escalate'; readonly by: PersonId }
  | { readonly type: 'cancel'; readonly by: PersonId; readonly because: Typed }
  | Press<'choose_administrator', { administrator: Candidate }>
  | { readonly type: 'pause' | 'resume' | 'nudge_now' | 'say_gone'; readonly by: PersonId }
  /** `lastDay`: as typed. */
  | { readonly type: 'extend'; readonly by: PersonId; readonly lastDay: string }
  /** `zones`: where people are now, as nobody told a closed handover of a move; left out: where they were. */
  | {
      readonly type: 'reopen';
      readonly by: PersonId;
      readonly because: Typed;
      readonly steps: readonly StepKey[];
      readonly zones?: Handover['zones'];
    }
  | OnStep<'undo'>
  /** The scheduler's tick, the only input without a person. */
  | { readonly type: 'clock' }
  | { readonly type: 'zone_changed'; readonly person: PersonId; readonly zone: Zone }
  | { readonly type: 'unreachable'; readonly person: PersonId; readonly why: Unreachable }
  | { readonly type: 'reachable'; readonly person: PersonId };

export type SnoozeUntil = 'tomorrow' | 'in_3_days';

/** Names one wait inside a handover. */
export type WaitKey = 'acceptance' | 'intake' | StepKey;

/** Not allowed, and why: a value that the view turns into friendly words, never an exception. */
export type Refusal =
  | { readonly code: 'not_a_participant' }
  /** Somebody else holds it. */
  | { readonly code: 'not_yours'; readonly whose: PersonId }
  | { readonly code: 'self_confirmation' }
  | { readonly code: 'initiator_only' }
  | { readonly code: 'may_not_escalate' }
  | { readonly code: 'closed' }
  /** The button is older than the step; the card is redrawn. */
  | { readonly code: 'stale' }
  | { readonly code: 'not_now'; readonly step: StepKey }
  | { readonly code: 'unknown' }
  | { readonly code: 'items_open'; readonly step: StepKey; readonly items: readonly ItemKey[] }
  | { readonly code: 'ticket_first'; readonly step: StepKey }
  /** An answer cannot change any more, because of this step. */
  | { readonly code: 'hangs_on_it'; readonly step: StepKey }
  | { readonly code: 'already_answered' }
  | { readonly code: 'already_escalated' }
  | { readonly code: 'too_late_to_snooze' }
  /** Something rests on the step already: this one. */
  | { readonly code: 'rests_on_it'; readonly step: StepKey }
  | { readonly code: 'nothing_to_undo' }
  | { readonly code: 'already_paused' | 'not_paused' | 'already_gone' | 'not_closed' }
  /** A handover can be reopened for this many days after its end. */
  | { readonly code: 'too_late_to_reopen'; readonly days: number }
  | { readonly code: 'steps_missing' }
  /** The next nudge at once may be asked for at this instant. */
  | { readonly code: 'nudged_lately'; readonly next: Instant }
  | { readonly code: 'nobody_to_nudge' }
  | {
      readonly code: 'looks_like_secret';
      readonly kind: SecretKind;
      readonly isCertain: boolean;
      readonly field: FormField;
    }
  | { readonly code: 'text_missing'; readonly field: FormField }
  | { readonly code: 'text_too_long'; readonly field: FormField; readonly max: number }
  | { readonly code: 'same_person' }
  | { readonly code: 'person_missing'; readonly field: FormField }
  | { readonly code: 'is_bot'; readonly field: FormField; readonly person: PersonId }
  | { readonly code: 'is_foreign'; readonly field: FormField; readonly person: PersonId }
  | { readonly code: 'is_deactivated'; readonly field: FormField; readonly person: PersonId }
  | { readonly code: 'bad_date'; readonly why: 'not_a_date' | 'past' | 'too_far'; readonly field: 'last_day' }
  /** The outgoing employee is gone and nobody but this person could confirm what the successor does. */
  | { readonly code: 'nobody_to_confirm'; readonly field: 'administrator' | 'successor' }
  | { readonly code: 'already_running'; readonly handover: HandoverId }
  | { readonly code: 'may_not_start' };

/** The field of a form that a refusal is about. */
export type FormField = Role | 'reason' | 'last_day' | 'account' | 'names' | 'text';

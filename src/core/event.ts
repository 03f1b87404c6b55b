import type { Handover, Reason, Unreachable, WhyGone } from './handover.js';
import type { Instant, ItemKey, LocalDate, PersonId, QuestionKey, Said, StepKey, Zone } from './ids.js';
import type { WaitKey } from './input.js';

type Fact<T extends string, D = unknown> = { readonly type: T; readonly at: Instant } & Readonly<D>;
type ByPerson<T extends string, D = unknown> = Fact<T, { by: PersonId } & D>;

/** What happened. `evolve` is the only thing that reads these to change a handover. */
export type HandoverEvent =
  | ByPerson<
      'handover_started',
      {
        account: Said;
        reason: Reason;
        lastDay: LocalDate;
        confidential: boolean;
        channel: string | null;
        people: Handover['people'];
        zones: Handover['zones'];
        /** The copy that the handover carries from now on. */
        procedure: Handover['procedure'];
      }
    >
  | ByPerson<'successor_accepted'>
  | ByPerson<'successor_declined', { because: Said }>
  | ByPerson<'successor_chosen', { successor: PersonId; zone: Zone }>
  | Fact<'question_asked', { question: QuestionKey }>
  | ByPerson<'question_answered', { question: QuestionKey; value: string | readonly Said[] }>
  | ByPerson<'answer_reopened', { question: QuestionKey }>
  | Fact<'intake_finished'>
  /** A step exists from now on: blocked until it opens. `subject`: the service, for a repeated step. */
  | Fact<'step_planned', { step: StepKey; subject: Said | null }>
  | Fact<'step_opened', { step: StepKey }>
  /** An answer changed, and what must come before is not settled any more. */
  | Fact<'step_held', { step: StepKey }>
  | Fact<'step_ruled_out', { step: StepKey; why: 'answers' | 'covered_by_ticket' | 'not_needed' }>
  | ByPerson<'items_ticked', { step: StepKey; items: readonly ItemKey[] }>
  | ByPerson<'step_reported_done', { step: StepKey }>
  | ByPerson<'step_reported_not_applicable', { step: StepKey; because: Said }>
  | ByPerson<'step_confirmed', { step: StepKey }>
  | ByPerson<'step_sent_back', { step: StepKey; because: Said }>
  | ByPerson<'ticket_submitted', { step: StepKey; number: Said }>
  | ByPerson<'ticket_resolved', { step: StepKey }>
  | ByPerson<'ticket_still_waiting', { step: StepKey }>
  | ByPerson<'ticket_more_asked', { step: StepKey; what: Said }>
  | ByPerson<'ticket_refused', { step: StepKey; because: Said }>
  | ByPerson<'help_asked', { step: StepKey; what: Said }>
  | ByPerson<'help_answered', { help: number; text: Said }>
  | ByPerson<'snoozed', { wait: WaitKey; until: LocalDate }>
  | Fact<'nudged', { wait: WaitKey; to: PersonId }>
  | Fact<'initiator_told', { wait: WaitKey }>
  | Fact<'escalated', { by: PersonId | null; wait: WaitKey | null }>
  | ByPerson<'administrator_chosen', { administrator: PersonId; zone: Zone }>
  /** The initiator has left, and somebody takes over the decisions. */
  | Fact<'initiator_replaced', { initiator: PersonId }>
  | Fact<'outgoing_left', { why: WhyGone; by: PersonId | null }>
  | ByPerson<'handover_paused'>
  | ByPerson<'handover_resumed'>
  | ByPerson<'last_day_changed', { lastDay: LocalDate }>
  | ByPerson<'handover_reopened', { because: Said; steps: readonly StepKey[] }>
  /** Somebody takes their own last *Done* or *Confirm* back. */
  | ByPerson<'step_undone', { step: StepKey }>
  /** Another successor came: what holds for one person only is confirmed again. */
  | Fact<'step_to_confirm_again', { step: StepKey }>
  | ByPerson<'nudge_wanted', { waits: readonly WaitKey[] }>
  /** The last working day is near, and this is still open that only the outgoing employee can do. */
  | Fact<'deadline_told', { steps: readonly StepKey[] }>
  | Fact<'zone_changed', { person: PersonId; zone: Zone }>
  | Fact<'person_unreachable', { person: PersonId; why: Unreachable }>
  | Fact<'person_reachable', { person: PersonId }>
  | Fact<'handover_completed', { by: PersonId | null; byTicket: boolean }>
  | ByPerson<'handover_cancelled', { because: Said }>;

export type EventOf<T extends HandoverEvent['type']> = Extract<HandoverEvent, { type: T }>;

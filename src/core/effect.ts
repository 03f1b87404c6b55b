import type { LocalDate, PersonId, StepKey } from './ids.js';
import type { WaitKey } from './input.js';

/**
 * Which message: one per person and handover each. A card is drawn from the state at the time of sending, so an effect
 * only says that the card has to be looked at again.
 */
export type CardKey =
  /** The person's overview of the handover; everything else hangs in its thread. */
  | { readonly card: 'root' }
  /** *Accept* or *Decline*. */
  | { readonly card: 'invite' }
  | { readonly card: 'intake' }
  /** What the assignee does. */
  | { readonly card: 'step'; readonly step: StepKey }
  | { readonly card: 'confirm'; readonly step: StepKey }
  /** A call for help, as the helper sees it. */
  | { readonly card: 'help'; readonly help: number }
  /** Something to know, said once: `seq` is the journal's number of the event behind it. */
  | { readonly card: 'notice'; readonly notice: Notice; readonly seq: number }
  /** At the end, for everyone; the initiator's is the report. */
  | { readonly card: 'closing' };

export type Notice =
  /** The step came back to its assignee. */
  | { readonly about: 'sent_back'; readonly step: StepKey }
  /** It waits on this person once more; the card stands already, and redrawing it would tell nobody. */
  | { readonly about: 'again'; readonly step: StepKey }
  | { readonly about: 'help_answered'; readonly help: number }
  | { readonly about: 'ticket_resolved'; readonly step: StepKey }
  | { readonly about: 'more_asked'; readonly step: StepKey }
  | { readonly about: 'ticket_refused'; readonly step: StepKey }
  | { readonly about: 'declined' }
  /** The outgoing employee has left, or is about to with something critical open. */
  | { readonly about: 'outgoing_left' }
  | { readonly about: 'deadline' }
  /** The decisions are this person's from now on. */
  | { readonly about: 'initiator_replaced' }
  | { readonly about: 'reopened' }
  | { readonly about: 'stalled'; readonly wait: WaitKey }
  | { readonly about: 'escalated' }
  | { readonly about: 'unreachable'; readonly person: PersonId };

/** The person's local day; behind it a number when the initiator asked for one more at once. */
export type NudgeKey = LocalDate | `${LocalDate}/${number}`;

/** What is to be shown. */
export type Effect =
  /** Post the card, or redraw it in place when it stands already. */
  | { readonly type: 'show'; readonly to: PersonId; readonly card: CardKey }
  /** Redraw the card if it stands or is about to; `force` even when nothing seems to have changed. */
  | { readonly type: 'redraw'; readonly to: PersonId; readonly card: CardKey; readonly force: boolean }
  /** One message for all that waits on this person, over all handovers; `day` is the person's own, one message each. */
  | { readonly type: 'nudge'; readonly to: PersonId; readonly day: NudgeKey }
  /** The day's message is drawn anew, if there is one: something on it was answered or put off. */
  | { readonly type: 'redraw_nudge'; readonly to: PersonId; readonly day: LocalDate }
  /** One line in the channel where it was started. */
  | { readonly type: 'tell_channel'; readonly what: 'started' | 'ended' };

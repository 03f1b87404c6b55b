import type {
  HandoverId,
  Instant,
  ItemKey,
  LocalDate,
  PersonId,
  QuestionKey,
  Said,
  StepKey,
  TenantId,
  Zone,
} from './ids.js';
import type { Procedure, Role } from './procedure.js';

export type Reason = 'transferred' | 'resigned' | 'already_gone' | 'dismissed';

/** How we know that nothing can be asked of the outgoing employee any more. */
export type WhyGone = 'at_start' | 'deactivated' | 'last_day_over' | 'said';

/** The period in which we wait on one person. It carries its nudges: leave the wait and they are gone. */
export interface Wait {
  readonly since: Instant;
  /** When we last asked. The next nudge counts from here, so downtime never makes a burst. */
  readonly askedAt: Instant;
  readonly nudges: number;
  /** Not before this day, by the person's own wish. */
  readonly snoozedUntil: LocalDate | null;
  readonly rung: 'nudging' | 'initiator_told' | 'escalated';
}

/** What an answer to an intake question can be: a choice's key, or the names of a list question. */
export type AnswerValue = 'yes' | 'no' | 'not_sure' | string | readonly Said[];

export interface Answer {
  /** Counts the answers to this question, from 1; a question not yet answered is at 0. */
  readonly rev: number;
  readonly value: AnswerValue;
  readonly by: PersonId;
  readonly at: Instant;
}

/** What the assignee says of a step, and the confirmer confirms. */
export type Claim = { readonly kind: 'done' } | { readonly kind: 'not_applicable'; readonly because: Said };

/** Why a step does not apply. `not_needed`: the final ticket, when everything else got done without it. */
export type WhyNot =
  | { readonly kind: 'answers' }
  | { readonly kind: 'covered_by_ticket' }
  | { readonly kind: 'not_needed' }
  | { readonly kind: 'claimed'; readonly because: Said };

export interface TicketState {
  readonly number: Said;
  readonly submittedBy: PersonId;
  readonly submittedAt: Instant;
  readonly resolvedAt: Instant | null;
  /** What the vendor asked for meanwhile, oldest first. */
  readonly asked: readonly Said[];
}

interface StepCommon {
  /** Counts the changes of `state`. A button drawn from an older one is stale. */
  readonly rev: number;
  /** The service's name, for a step that is repeated. */
  readonly subject: Said | null;
  readonly ticked: readonly ItemKey[];
  readonly ticket: TicketState | null;
}

export interface SentBack {
  readonly by: PersonId | 'vendor';
  readonly at: Instant;
  readonly because: Said;
}

export type Step = StepCommon &
  (
    | { readonly state: 'blocked' }
    | { readonly state: 'open'; readonly wait: Wait; readonly sentBack: SentBack | null }
    | { readonly state: 'at_vendor'; readonly wait: Wait }
    | {
        readonly state: 'awaiting_confirmation';
        readonly wait: Wait;
        readonly claim: Claim;
        readonly by: PersonId;
        readonly at: Instant;
      }
    | {
        readonly state: 'done';
        readonly by: PersonId;
        readonly at: Instant;
        readonly confirmedBy: PersonId;
        readonly confirmedAt: Instant;
        /** Who was the successor then. What holds for one person alone holds for them. */
        readonly confirmedFor: PersonId;
      }
    | {
        readonly state: 'not_applicable';
        readonly why: WhyNot;
        /** Who claimed and who confirmed it; null when the answers decided. */
        readonly by: PersonId | null;
        readonly confirmedBy: PersonId | null;
        readonly at: Instant;
      }
  );

export type Acceptance =
  | { readonly state: 'asked'; readonly rev: number; readonly wait: Wait }
  | { readonly state: 'accepted'; readonly rev: number; readonly at: Instant }
  /** Waits on the initiator, who picks another successor. */
  | {
      readonly state: 'declined';
      readonly rev: number;
      readonly at: Instant;
      readonly because: Said;
      readonly wait: Wait;
    };

export type Intake =
  | { readonly state: 'asking'; readonly question: QuestionKey; readonly wait: Wait }
  | { readonly state: 'finished' }
  /** The outgoing employee was already gone. */
  | { readonly state: 'skipped' };

/** One call for help. Its number is its place in {@link Handover.helps}. */
export interface Help {
  readonly step: StepKey;
  readonly by: PersonId;
  readonly at: Instant;
  readonly what: Said;
  readonly answer: { readonly by: PersonId; readonly at: Instant; readonly text: Said } | null;
}

/** Something worth showing as "the last thing that happened". */
export interface Last {
  readonly what: string;
  readonly at: Instant;
  readonly by: PersonId | null;
  readonly step: StepKey | null;
}

interface HandoverCommon {
  readonly tenant: TenantId;
  readonly id: HandoverId;
  /** Counts events, from 1: the journal's number of the last one. */
  readonly version: number;
  /** The handover's own copy: later editions of the file do not change it. */
  readonly procedure: Procedure;
  readonly account: Said;
  readonly reason: Reason;
  readonly lastDay: LocalDate;
  /** True: only the named people ever hear of it. */
  readonly confidential: boolean;
  /** Where it was started, opaque to the core; told of start and end unless confidential. */
  readonly channel: string | null;
  readonly people: Readonly<Record<Role, PersonId>>;
  readonly zones: Readonly<Record<PersonId, Zone>>;
  /** People who cannot be reached, and the platform's reason. */
  readonly unreachable: Readonly<Record<PersonId, { readonly at: Instant; readonly why: Unreachable }>>;
  readonly startedAt: Instant;
  readonly acceptance: Acceptance;
  readonly intake: Intake;
  readonly answers: Readonly<Record<QuestionKey, Answer>>;
  readonly steps: Readonly<Record<StepKey, Step>>;
  readonly helps: readonly Help[];
  readonly escalated: { readonly at: Instant; readonly by: PersonId | null } | null;
  /** The outgoing employee has left; null while they are still there. */
  readonly gone: { readonly at: Instant; readonly why: WhyGone } | null;
  /** While paused no clock runs; the buttons stay. */
  readonly paused: { readonly at: Instant; readonly by: PersonId } | null;
  /** When the initiator last asked for a nudge at once. */
  readonly nudgedNowAt: Instant | null;
  /** The initiator was told that the last working day is near and something critical is open. */
  readonly isDeadlineTold: boolean;
  readonly last: Last;
}

export type Unreachable = 'deactivated' | 'blocked' | 'not_installed' | 'unknown_person' | 'other';

export type RunningHandover = HandoverCommon & { readonly status: 'running' };
export type ClosedHandover = HandoverCommon & {
  readonly status: 'completed' | 'completed_by_ticket' | 'cancelled';
  readonly endedAt: Instant;
  readonly endedBy: PersonId | null;
  /** The reason given for cancelling. */
  readonly because: Said | null;
};

export type Handover = RunningHandover | ClosedHandover;

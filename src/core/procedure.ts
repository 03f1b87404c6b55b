import type { ItemKey, LocalDate, QuestionKey, StepKey } from './ids.js';

/** Who somebody is in a handover. One person may hold several roles, but outgoing and successor are never the same. */
export type Role = 'initiator' | 'outgoing' | 'successor' | 'administrator' | 'escalation_contact';

/**
 * A sentence of the procedure in each language it has; English always. `{outgoing}`, `{successor}`, `{administrator}`,
 * `{account}` and `{service}` are filled in by the view.
 */
export interface Localized {
  readonly en: string;
  readonly zh?: string | undefined;
}

/** A named, versioned definition: what is asked, what is to be done, by whom, when, and in what order. */
export interface Procedure {
  readonly key: string;
  /** Our own version of this file, `2026-01-23.1`. */
  readonly version: string;
  readonly title: Localized;
  /** The vendor's page this follows; its version is shown to people, because the page changes. */
  readonly page: { readonly title: string; readonly url: string; readonly version: LocalDate };
  readonly questions: readonly Question[];
  readonly steps: readonly StepDefinition[];
}

interface QuestionCommon {
  readonly key: QuestionKey;
  readonly text: Localized;
  /** How to find out; shown after *Not sure*. */
  readonly findOut: Localized;
  /** Asked unless this is `no`. */
  readonly when: Condition;
}

export type Question =
  | (QuestionCommon & { readonly kind: 'yes_no' })
  /** A branch: nothing that hangs on it opens before it has a real answer. */
  | (QuestionCommon & { readonly kind: 'choice'; readonly choices: readonly Choice[] })
  /** Names of things; each becomes a step of its own (see {@link StepDefinition.each}). */
  | (QuestionCommon & { readonly kind: 'list'; readonly suggestions: readonly string[] });

export interface Choice {
  readonly key: string;
  readonly label: Localized;
}

export interface StepDefinition {
  readonly key: StepKey;
  /** As people read it, `8a`. */
  readonly number: string;
  /** The item on the vendor's page; null for what the page does not have. */
  readonly item: number | null;
  readonly title: Localized;
  /** What and why, three sentences at most. */
  readonly why: Localized;
  /** The exact menu path. */
  readonly where: Localized;
  readonly links: readonly Link[];
  /** What goes wrong in the wrong order; null when nothing does. */
  readonly danger: Localized | null;
  readonly items: readonly Item[];
  readonly assignee: Role;
  readonly confirmer: Role;
  /** What the confirmer tries before pressing *Confirm*. */
  readonly check: Localized;
  readonly when: Condition;
  /** Steps that must be settled before this one opens. */
  readonly after: readonly StepKey[];
  /** A list question: the step is repeated for each of its names. */
  readonly each: QuestionKey | null;
  /** The question whose *Not sure* opens this step with how to find out. */
  readonly findOut: QuestionKey | null;
  readonly ticket: TicketDefinition | null;
  /** True when only the outgoing employee can do it, while still reachable: it is marked and comes first. */
  readonly beforeLastDay: boolean;
  /** True when it holds for this successor only (their phone, their mailbox): another one confirms it again. */
  readonly isPersonal: boolean;
  /** Opens at once, before everything else, when somebody was dismissed today. */
  readonly isEmergency: boolean;
  readonly whenGone: WhenGone;
  /** The final step is opened by an escalation, never by order. A procedure has exactly one. */
  readonly final: boolean;
}

/** When the outgoing employee is gone: who does it instead, or `ticket` when the final ticket covers it. */
export interface WhenGone {
  readonly by: Role | 'ticket';
  readonly note: Localized;
  /** Once one of these steps is done, somebody else can do it without the ticket. */
  readonly onceDone: { readonly steps: readonly StepKey[]; readonly by: Role; readonly note: Localized } | null;
}

export interface Link {
  readonly label: Localized;
  readonly url: string;
}

export interface Item {
  readonly key: ItemKey;
  readonly text: Localized;
  readonly required: boolean;
  /** In a step with a ticket: can be ticked only once the vendor has resolved it. */
  readonly afterTicket: boolean;
}

export interface TicketDefinition {
  /** Ready to paste. Holds no secret. */
  readonly text: Localized;
  readonly place: Localized;
  readonly url: string;
  readonly materials: readonly Localized[];
}

/** Data that decides whether something applies. */
export type Condition =
  | { readonly op: 'always' }
  | { readonly op: 'answered'; readonly question: QuestionKey; readonly is: string }
  | { readonly op: 'not'; readonly of: Condition }
  | { readonly op: 'all'; readonly of: readonly Condition[] }
  | { readonly op: 'any'; readonly of: readonly Condition[] };

import type { Handover } from '../../src/core/handover.js';
import type { Effect } from '../../src/core/effect.js';
import type { HandoverEvent } from '../../src/core/event.js';
import type {
  HandoverId,
  Instant,
  ItemKey,
  PersonId,
  QuestionKey,
  StepKey,
  TenantId,
  Zone,
} from '../../src/core/ids.js';
import type { Candidate, Input, StartForm } from '../../src/core/input.js';
import { definitionOf } from '../../src/core/people.js';
import type { Procedure } from '../../src/core/procedure.js';
import { DEFAULT_RULES, type Rules } from '../../src/core/rules.js';
import { start, transition } from '../../src/core/transition.js';
import { huaweiCloud } from '../../src/procedures/load-procedure.js';

export const ines = 'p_ines' as PersonId;
export const alice = 'p_alice' as PersonId;
export const bob = 'p_bob' as PersonId;
export const carol = 'p_carol' as PersonId;
export const stranger = 'p_stranger' as PersonId;

/** A Monday, 10:00 UTC. */
export const MONDAY = Date.UTC(2026, 10, 23, 10) as Instant;
export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;

export const candidate = (person: PersonId, zone = 'UTC'): Candidate => ({
  person,
  zone: zone as Zone,
  isBot: false,
  isForeign: false,
  isDeactivated: false,
});

export const aForm = (change: Partial<StartForm> = {}): StartForm => ({
  tenant: 't1' as TenantId,
  id: 'h1' as HandoverId,
  initiator: candidate(ines),
  outgoing: candidate(alice),
  successor: candidate(bob),
  administrator: candidate(carol),
  escalationContact: null,
  reason: 'resigned',
  lastDay: '2026-12-04',
  account: 'acme-prod',
  confidential: true,
  channel: null,
  ...change,
});

/** Plays people against the real core, and keeps the journal. */
export class Play {
  handover: Handover;
  readonly events: HandoverEvent[];
  now = MONDAY;

  constructor(
    change: Partial<StartForm> = {},
    procedure: Procedure = huaweiCloud(),
    readonly rules: Rules = DEFAULT_RULES,
  ) {
    const permission = { mayStart: true, clash: null, isNoSecret: false };
    const begun = start(aForm(change), procedure, permission, this.now, rules);
    if (begun.kind !== 'moved') throw new Error(`not started: ${JSON.stringify(begun)}`);
    this.handover = begun.handover;
    this.events = [...begun.events];
  }

  /** Gives an input, and what came of it: `moved`, `unmoved`, or the refusal's code. */
  give(input: Input): string {
    const result = transition(this.handover, input, this.now, this.rules);
    if (result.kind === 'refused') return result.refusals[0]?.code ?? 'refused';
    if (result.kind === 'unmoved') return 'unmoved';
    this.handover = result.handover;
    this.events.push(...result.events);
    return 'moved';
  }

  /** What people would see of an input, which is not kept. */
  effectsOf(input: Input): readonly Effect[] {
    const result = transition(this.handover, input, this.now, this.rules);
    return result.kind === 'unmoved' ? [] : result.effects;
  }

  wait(ms: number): this {
    this.now = (this.now + ms) as Instant;
    return this;
  }

  accept(): this {
    this.give({ type: 'accept', by: bob, rev: this.handover.acceptance.rev });
    return this;
  }

  answer(values: Readonly<Record<string, string | readonly string[]>>): this {
    for (let turn = 0; turn < 20 && this.handover.intake.state === 'asking'; turn += 1) {
      const question = this.handover.intake.question;
      const rev = this.handover.answers[question]?.rev ?? 0;
      const value = values[question] ?? 'no';
      if (typeof value !== 'string') {
        this.give({ type: 'answer_names', by: alice, rev, question, names: value, isNoSecret: false });
      } else this.give({ type: 'answer', by: alice, rev, question, value });
    }
    return this;
  }

  state(step: string): string {
    return this.handover.steps[step as StepKey]?.state ?? 'absent';
  }

  rev(step: string): number {
    return this.handover.steps[step as StepKey]?.rev ?? -1;
  }

  on(step: string) {
    return { step: step as StepKey, rev: this.rev(step) };
  }

  /** Ticks every item that can be ticked now. */
  tick(step: string, by: PersonId): string {
    const items = definitionOf(this.handover, step as StepKey).items.map((i): ItemKey => i.key);
    return this.give({ type: 'tick', by, ...this.on(step), ticks: items.map((item) => ({ item, isTicked: true })) });
  }

  question(key: string): { question: QuestionKey; rev: number } {
    const question = key as QuestionKey;
    return { question, rev: this.handover.answers[question]?.rev ?? 0 };
  }
}

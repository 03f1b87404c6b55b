import type { HandoverEvent } from '../../../src/core/event.js';
import type { AnswerValue } from '../../../src/core/handover.js';

/**
 * What must have become of every step of the Huawei Cloud procedure, worked out from what people said alone: which answers
 * they gave last, and what they last agreed on. It knows the vendor's page by heart, and nothing of the core.
 */
export function stepsByHand(events: readonly HandoverEvent[]): Readonly<Record<string, string>> {
  const answers = new Map<string, AnswerValue>();
  const services: (string | null)[] = [];
  for (const event of events) {
    if (event.type === 'question_answered') answers.set(event.question, event.value);
    // Services keep the numbers under which they first came up.
    if (event.type === 'step_planned' && event.step.startsWith('9:')) {
      const name = event.subject?.said ?? null;
      if (!services.includes(name)) services.push(name);
    }
  }
  const agreed = agreements(events);
  const isNo = (question: string, ...no: readonly string[]): boolean => {
    const value = answers.get(question);
    return typeof value === 'string' && no.includes(value);
  };
  const isOwn = isNo('huawei_id', 'personal');
  const ruledOut: Readonly<Record<string, boolean>> = {
    '8a': isNo('access_keys', 'no'),
    '1': isOwn,
    '2': isNo('huawei_id', 'company'),
    '5': isOwn || isNo('authenticator', 'no'),
    '3': false,
    '4': false,
    '6': isOwn || isNo('third_party', 'no'),
    '7a': isNo('iam_user', 'no'),
    '8b': isNo('access_keys', 'no'),
    '7b': isNo('iam_user', 'no'),
    ...Object.fromEntries(services.map((name, n) => [`9:${n + 1}`, !named(answers.get('services')).includes(name)])),
  };
  const steps = Object.entries(ruledOut).map(([key, isOut]) => [
    key,
    agreed.get(key) ?? (isOut ? 'answers' : 'covered_by_ticket'),
  ]);
  return Object.fromEntries([...steps, ['F', agreed.get('F') ?? 'not_needed']]) as Record<string, string>;
}

/** The names that a list was answered with; one without a name when nobody could say. */
function named(value: AnswerValue | undefined): readonly (string | null)[] {
  if (value === undefined || value === 'not_sure') return [null];
  return typeof value === 'string' ? [] : value.map(({ said }) => said);
}

/** What two people agreed on last, by step: `done`, or `claimed` not to apply; nothing once it was taken back. */
function agreements(events: readonly HandoverEvent[]): ReadonlyMap<string, string> {
  const reported = new Map<string, string>();
  const agreed = new Map<string, string>();
  for (const event of events) {
    switch (event.type) {
      case 'step_reported_done':
        reported.set(event.step, 'done');
        break;
      case 'step_reported_not_applicable':
        reported.set(event.step, 'claimed');
        break;
      case 'step_confirmed':
        agreed.set(event.step, reported.get(event.step) ?? 'never reported');
        break;
      case 'step_undone':
      case 'step_sent_back':
      case 'step_to_confirm_again':
        agreed.delete(event.step);
        break;
      case 'handover_reopened':
        for (const step of event.steps) agreed.delete(step);
        break;
      case 'escalated':
        if (agreed.get('F') === 'claimed') agreed.delete('F');
        break;
      default:
    }
  }
  return agreed;
}

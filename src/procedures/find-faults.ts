import { asksAbout } from '../core/condition.js';
import type { Condition, Procedure, Question, StepDefinition } from '../core/procedure.js';

/** Something wrong in a procedure: where it stands, and what is wrong together with the cure. */
export interface Fault {
  readonly place: string;
  readonly cure: string;
}

/** What holds between the parts of a procedure beyond their shape; every fault, so that a file is mended in one go. */
export function findFaults(procedure: Procedure): readonly Fault[] {
  const { questions, steps } = procedure;
  return [
    ...twice('questions', questions),
    ...twice('steps', steps),
    ...questions.flatMap((question, i) => questionFaults(question, questions.slice(0, i))),
    ...steps.flatMap((step) => stepFaults(step, procedure)),
    ...cycleFaults(steps),
    ...finalFaults(steps),
  ];
}

const placeOf = (step: StepDefinition): string => `steps "${step.key}"`;
const list = (keys: readonly { readonly key: string }[]): string => keys.map((k) => k.key).join(', ') || 'none';

function twice(place: string, entries: readonly { readonly key: string }[]): Fault[] {
  const keys = entries.map((entry) => entry.key);
  const doubled = new Set(keys.filter((key, i) => keys.indexOf(key) !== i));
  return [...doubled].map((key) => ({ place, cure: `the key "${key}" stands twice; give one of them another key` }));
}

function questionFaults(question: Question, earlier: readonly Question[]): Fault[] {
  const place = `questions "${question.key}"`;
  const faults = conditionFaults(`${place} > when`, question.when, earlier, 'a question asked before this one');
  if (question.kind === 'choice') faults.push(...twice(`${place} > choices`, question.choices));
  if (question.kind === 'list') {
    faults.push(
      ...twice(
        `${place} > suggestions`,
        question.suggestions.map((key) => ({ key })),
      ),
    );
  }
  return faults;
}

function conditionFaults(place: string, condition: Condition, known: readonly Question[], cure: string): Fault[] {
  switch (condition.op) {
    case 'always':
      return [];
    case 'answered': {
      const question = known.find((q) => q.key === condition.question);
      if (!question) {
        return [{ place, cure: `there is no question "${condition.question}"; name ${cure}: ${list(known)}` }];
      }
      if (question.kind === 'list') {
        return [{ place, cure: `"${question.key}" is a list, which has no single answer; use "each"` }];
      }
      const answers = question.kind === 'yes_no' ? ['yes', 'no'] : question.choices.map((choice) => choice.key);
      if (answers.includes(condition.is)) return [];
      return [{ place, cure: `"${question.key}" has no answer "${condition.is}"; use one of ${answers.join(', ')}` }];
    }
    case 'not':
      return conditionFaults(place, condition.of, known, cure);
    case 'all':
    case 'any':
      return condition.of.flatMap((inner) => conditionFaults(place, inner, known, cure));
  }
}

function stepFaults(step: StepDefinition, { questions, steps }: Procedure): Fault[] {
  const place = placeOf(step);
  const faults = [
    ...conditionFaults(`${place} > when`, step.when, questions, 'a question'),
    ...twice(`${place} > items`, step.items),
    ...afterFaults(step, steps),
    ...questionLinkFaults(step, questions),
  ];
  if (step.assignee === step.confirmer) {
    faults.push({
      place: `${place} > confirmer`,
      cure: `it is the assignee too (${step.assignee}); name another role`,
    });
  }
  const early = step.items.find((item) => item.afterTicket);
  if (early && !step.ticket) {
    const cure = `the step has no ticket; add one, or set afterTicket to false`;
    faults.push({ place: `${place} > items "${early.key}"`, cure });
  }
  if (step.each === null && JSON.stringify(step).includes('{service}')) {
    faults.push({ place, cure: '{service} stands only in a step with "each"; set "each" or name the thing' });
  }
  return faults;
}

function afterFaults(step: StepDefinition, steps: readonly StepDefinition[]): Fault[] {
  const place = `${placeOf(step)} > after`;
  return step.after.flatMap((key) => {
    const before = steps.find((s) => s.key === key);
    if (!before) return [{ place, cure: `there is no step "${key}"; name some of ${list(steps)}` }];
    if (before.final) return [{ place, cure: `"${key}" is the final step, which nothing waits for; leave it out` }];
    if (before.each !== null)
      return [{ place, cure: `"${key}" is repeated, and no step can wait for it; leave it out` }];
    return [];
  });
}

/** `each` and `findOut` name questions. After *Not sure* a branch opens nothing, so `findOut` never names one. */
function questionLinkFaults(step: StepDefinition, questions: readonly Question[]): Fault[] {
  const faults: Fault[] = [];
  const lists = questions.filter((q) => q.kind === 'list');
  if (step.each !== null && !lists.some((q) => q.key === step.each)) {
    const place = `${placeOf(step)} > each`;
    faults.push({ place, cure: `there is no list question "${step.each}"; name one of ${list(lists)}` });
  }
  if (step.findOut === null) return faults;
  const place = `${placeOf(step)} > findOut`;
  const askable = questions.filter((q) => q.kind !== 'choice');
  if (!askable.some((q) => q.key === step.findOut)) {
    faults.push({
      place,
      cure: `there is no yes-or-no or list question "${step.findOut}"; name one of ${list(askable)}`,
    });
  } else if (step.each !== step.findOut && !asksAbout(step.when, step.findOut)) {
    faults.push({
      place,
      cure: `the step does not hang on "${step.findOut}"; ask about it in "when", or set it to null`,
    });
  }
  return faults;
}

function cycleFaults(steps: readonly StepDefinition[]): Fault[] {
  const settled = new Set<string>();
  let left = steps;
  for (;;) {
    const free = left.filter((s) => s.after.every((key) => settled.has(key) || !steps.some((o) => o.key === key)));
    if (free.length === 0) break;
    for (const step of free) settled.add(step.key);
    left = left.filter((s) => !settled.has(s.key));
  }
  if (left.length === 0) return [];
  return [
    {
      place: 'steps',
      cure: `these wait for each other and could never open: ${list(left)}; break the circle in "after"`,
    },
  ];
}

function finalFaults(steps: readonly StepDefinition[]): Fault[] {
  const finals = steps.filter((s) => s.final);
  if (finals.length !== 1) {
    return [{ place: 'steps', cure: `${finals.length} steps are final (${list(finals)}); mark exactly one` }];
  }
  return finals.flatMap((step) => {
    const faults: Fault[] = [];
    const place = placeOf(step);
    if (!step.ticket) faults.push({ place: `${place} > ticket`, cure: 'the final step is a ticket; write its text' });
    if (step.after.length > 0) {
      faults.push({
        place: `${place} > after`,
        cure: 'the final step is opened by an escalation, never by order; empty it',
      });
    }
    if (step.each !== null)
      faults.push({ place: `${place} > each`, cure: 'the final step is never repeated; set it to null' });
    if (step.whenGone.by === 'ticket') {
      faults.push({ place: `${place} > whenGone`, cure: 'the final step is the ticket itself; name who submits it' });
    }
    return faults;
  });
}

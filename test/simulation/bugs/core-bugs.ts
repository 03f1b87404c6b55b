import type { Bug } from './bug.js';

/** In what is decided, and in what people are shown of it. */
export const CORE_BUGS: readonly Bug[] = [
  {
    title: 'Each handover nudges for itself',
    file: 'src/core/react.ts',
    find: `day: localDate(at, zoneOf(after, to)) }];`,
    replace: `day: localDate(at, zoneOf(after, to)) + after.id as never }];`,
  },
  {
    title: 'The confirmer is not shown what to confirm',
    file: 'src/core/react.ts',
    find: `        show(confirmer, { card: 'confirm', step: event.step }),
        ...again(`,
    replace: `        redraw(confirmer, { card: 'confirm', step: event.step }),
        ...again(`,
  },
  {
    title: 'A ticket that came back is not drawn anew',
    file: 'src/core/react.ts',
    find: `    case 'ticket_resolved':
      return [...roots(after), ...redrawStep(after, event.step)];`,
    replace: `    case 'ticket_resolved':
      return [...roots(after)];`,
  },
  {
    title: 'Whoever takes over gets no cards of what is open',
    file: 'src/core/react-cards.ts',
    find: `  return from === to ? [] : [show(to, { card, step }), redraw(from, { card, step })];`,
    replace: `  return from === to ? [] : [redraw(from, { card, step })];`,
  },
  {
    title: 'Old buttons still work',
    file: 'src/core/decide-step.ts',
    find: `  if (step.rev !== input.rev) return refused({ code: 'stale' });
  if (step.state !== 'open')`,
    replace: `  if (step.state !== 'open')`,
  },
  {
    title: 'Anybody can confirm, the doer too',
    file: 'src/core/decide-step.ts',
    find: `  if (by === step.by) return refused({ code: 'self_confirmation' });
  const whose = confirmerOf(handover, key);
  if (by !== whose)`,
    replace: `  const whose = confirmerOf(handover, key);
  if (by === whose && by !== whose)`,
  },
  {
    title: 'A snooze is not kept',
    file: 'src/core/schedule.ts',
    find: `  if (snoozedUntil !== null && snoozedUntil > day) day`,
    replace: `  if (snoozedUntil === null && snoozedUntil > day) day`,
  },
  {
    title: 'The next moment is forgotten when only the deadline is left',
    file: 'src/core/schedule.ts',
    find: `    if (next === null || at < next) next = at;`,
    replace: `    if (next !== null && at < next) next = at;`,
  },
  {
    title: 'The initiator is told of a wait every morning',
    file: 'src/core/schedule.ts',
    find: `    if (wait.rung === 'nudging' && nudges >= rules.nudgesUntilTold) {`,
    replace: `    if (nudges >= rules.nudgesUntilTold) {`,
  },
  {
    title: 'Nobody hears where somebody has moved to',
    file: 'src/core/decide.ts',
    find: `handover.zones[person] !== zone;`,
    replace: `handover.zones[person] === zone;`,
  },
];

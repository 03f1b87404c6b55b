import type { Fault } from './fault.js';

const removed = (title: string, file: string, find: string, replace = ''): Fault => ({ title, file, find, replace });

/** Every check of who may do what, and when, taken out one at a time; the table of permissions finds each. */
export const CHECKS: readonly Fault[] = [
  removed(
    'anybody accepts for the successor',
    'src/core/decide-acceptance.ts',
    "  if (by !== people.successor) return refused({ code: 'not_yours', whose: people.successor });\n",
  ),
  removed(
    'an old Accept counts',
    'src/core/decide-acceptance.ts',
    "acceptance.state !== 'asked' || acceptance.rev !== input.rev",
    "acceptance.state !== 'asked'",
  ),
  removed(
    'anybody chooses the successor',
    'src/core/decide-acceptance.ts',
    "  if (by !== people.initiator) return refused({ code: 'initiator_only' });\n",
  ),
  removed(
    'an old choice of the successor counts',
    'src/core/decide-acceptance.ts',
    "  if (acceptance.rev !== rev) return refused({ code: 'stale' });\n",
  ),
  removed(
    'anybody answers the questions',
    'src/core/decide-intake.ts',
    "  if (by !== whose) return refused({ code: 'not_yours', whose });\n",
  ),
  removed(
    'an old answer counts',
    'src/core/decide-intake.ts',
    "  if (input.rev !== (answers[question.key]?.rev ?? 0)) return refused({ code: 'stale' });\n",
  ),
  removed(
    'anybody confirms',
    'src/core/decide-step.ts',
    "  if (by !== whose) return refused({ code: 'not_yours', whose });\n  if (input.type === 'confirm')",
    "  if (input.type === 'confirm')",
  ),
  removed(
    'what was not reported is confirmed',
    'src/core/decide-step.ts',
    "  if (step.state !== 'awaiting_confirmation') return refused({ code: 'not_now', step: key });\n  if (by === step.by) return refused({ code: 'self_confirmation' });\n",
    "  if (step.state !== 'awaiting_confirmation') return accepted({ type: 'step_confirmed', at, by, step: key });\n  if (by === step.by) return refused({ code: 'self_confirmation' });\n",
  ),
  removed(
    'what is not open is reported',
    'src/core/decide-step.ts',
    "  if (step.state !== 'open') return refused({ code: 'not_now', step: key });\n",
  ),
  removed(
    'anybody speaks for a ticket',
    'src/core/decide-ticket.ts',
    "  if (by !== whose) return refused({ code: 'not_yours', whose });\n",
  ),
  removed(
    'an old button of a ticket counts',
    'src/core/decide-ticket.ts',
    "  if (step.rev !== input.rev) return refused({ code: 'stale' });\n",
  ),
  removed(
    'a ticket is resolved that was not submitted',
    'src/core/decide-ticket.ts',
    "  if (step.state !== 'at_vendor') return refused({ code: 'not_now', step: key });\n",
  ),
  removed(
    'a ticket is submitted again',
    'src/core/decide-ticket.ts',
    "  if (step.state !== 'open' || step.ticket !== null) return refused({ code: 'not_now', step: key });\n",
  ),
  removed(
    'anybody asks for help with what another one holds',
    'src/core/decide-whole.ts',
    "  if (by !== whose) return refused({ code: 'not_yours', whose });\n",
  ),
  removed(
    'an old call for help counts',
    'src/core/decide-whole.ts',
    "  if (step.rev !== input.rev) return refused({ code: 'stale' });\n",
  ),
  removed(
    'anybody answers a call for help',
    'src/core/decide-whole.ts',
    "  if (!helpers.includes(by)) return refused({ code: 'not_yours', whose: helpers[0] ?? handover.people.initiator });\n",
  ),
  removed(
    'anybody escalates',
    'src/core/decide-whole.ts',
    "      if (by !== initiator && by !== successor) return refused({ code: 'may_not_escalate' });\n",
  ),
  removed(
    'an old Snooze counts',
    'src/core/decide-whole.ts',
    '!open || revOf(handover, input.wait) !== input.rev',
    '!open',
  ),
  removed(
    'anybody snoozes what another one holds',
    'src/core/decide-whole.ts',
    "  if (open.on !== by) return refused({ code: 'not_yours', whose: open.on });\n",
  ),
  removed(
    'anybody pauses, extends and says that somebody is gone',
    'src/core/decide-changes.ts',
    "  if (by !== handover.people.initiator) return refused({ code: 'initiator_only' });\n  switch",
    '  switch',
  ),
  removed(
    'anybody reopens',
    'src/core/decide-changes.ts',
    "  if (by !== handover.people.initiator) return refused({ code: 'initiator_only' });\n  const days",
    '  const days',
  ),
  removed(
    'a handover is reopened however long ago it ended',
    'src/core/decide-changes.ts',
    "  if (at > handover.endedAt + days * DAY_MS) return refused({ code: 'too_late_to_reopen', days });\n",
  ),
  removed(
    'anybody takes back what another one said',
    'src/core/decide-changes.ts',
    "  if (!mayUndo(step, by)) return refused({ code: 'nothing_to_undo' });\n",
  ),
  removed(
    'an old Undo counts',
    'src/core/decide-changes.ts',
    "  if (step.rev !== input.rev) return refused({ code: 'stale' });\n",
  ),
];

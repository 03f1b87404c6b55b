import { type Decision, accepted, refused } from './decision.js';
import type { RunningHandover } from './handover.js';
import type { Instant } from './ids.js';
import { unfitFor } from './decide-changes.js';
import type { Candidate, Input } from './input.js';
import { isAlone } from './people.js';
import { checkTyped, TEXT_MAX } from './typed.js';

type AcceptanceInput = Extract<Input, { type: 'accept' | 'decline' | 'choose_successor' }>;

export function decideAcceptance(handover: RunningHandover, input: AcceptanceInput, at: Instant): Decision {
  const { acceptance, people } = handover;
  const { by } = input;
  if (input.type === 'choose_successor') return chooseSuccessor(handover, input.by, input.rev, input.successor, at);
  if (by !== people.successor) return refused({ code: 'not_yours', whose: people.successor });
  if (acceptance.state !== 'asked' || acceptance.rev !== input.rev) return refused({ code: 'stale' });
  if (input.type === 'accept') return accepted({ type: 'successor_accepted', at, by });
  const because = checkTyped(input.because, { field: 'text', max: TEXT_MAX, allowsNumber: false });
  return 'no' in because ? refused(because.no) : accepted({ type: 'successor_declined', at, by, because: because.ok });
}

function chooseSuccessor(
  handover: RunningHandover,
  by: RunningHandover['people']['initiator'],
  rev: number,
  successor: Candidate,
  at: Instant,
): Decision {
  const { acceptance, people } = handover;
  if (by !== people.initiator) return refused({ code: 'initiator_only' });
  if (acceptance.rev !== rev) return refused({ code: 'stale' });
  if (successor.person === people.outgoing) return refused({ code: 'same_person' });
  const problem = unfitFor('successor', successor);
  if (problem) return refused(problem);
  if (isAlone({ ...handover, people: { ...people, successor: successor.person } })) {
    return refused({ code: 'nobody_to_confirm', field: 'successor' });
  }
  if (successor.person === people.successor && acceptance.state !== 'declined') return accepted();
  return accepted({ type: 'successor_chosen', at, by, successor: successor.person, zone: successor.zone });
}

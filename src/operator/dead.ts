import { openReader, type Reader } from '../store/open-reader.js';
import type { OutboxRow, Subject } from '../engine/ports.js';
import { counted, type Operation } from './operation.js';

const LISTED_MAX = 1_000;

/** Lists what was given up, and what may stand twice: for whom, what it was, and why. */
export function listDead({ config, say }: Operation): number {
  const reader = openReader(config().databasePath);
  try {
    const dead = reader.dead(LISTED_MAX);
    for (const { row, why } of dead) say(`${recipientOf(row, reader)}: ${subjectWords(row.subject)} (${why})`);
    say(
      dead.length === 0
        ? `No message was given up. ${counted(reader.pending(), 'message')} still to be sent.`
        : `${counted(dead.length, 'message')} given up. They are sent as soon as the person can be reached again.`,
    );
    listDoubtful(reader, say);
    return 0;
  } finally {
    reader.close();
  }
}

/** Nothing has to be done about these: their readers are told which copy counts. */
function listDoubtful(reader: Reader, say: Operation['say']): void {
  const doubtful = reader.doubtful(LISTED_MAX);
  if (doubtful.length === 0) return;
  for (const row of doubtful) say(`${recipientOf(row, reader)}: ${subjectWords(row.subject)} (may stand twice)`);
  say(`${counted(doubtful.length, 'message')} may stand twice: the platform never said whether the first one arrived.`);
}

function recipientOf({ tenant, to }: OutboxRow, reader: Reader): string {
  if ('channel' in to) return `channel ${to.channel}`;
  const known = reader.person(tenant, to.person);
  return known ? `${known.profile.name} (${known.profile.identity.user})` : to.person;
}

function subjectWords(subject: Subject): string {
  switch (subject.kind) {
    case 'card': {
      const { card } = subject;
      const what = 'step' in card ? `${card.card} ${card.step}` : card.card;
      return `the card "${what}" of handover ${subject.handover}`;
    }
    case 'nudge':
      return `the nudge of ${subject.day}`;
    case 'channel':
      return `the line "${subject.what}" of handover ${subject.handover}`;
    case 'reply':
      return 'an answer to what they wrote';
  }
}

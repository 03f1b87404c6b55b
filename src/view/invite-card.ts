import { actions, button, note, text } from './blocks.js';
import type { Block, Card, Rich } from './card.js';
import { pressFor, snoozeMenu, snoozeNote } from './press-for.js';
import type { Scene } from './reader.js';
import { closedLine, confidentialLine } from './root-card.js';
import { plainText, type Voice } from './voice.js';

/** Asks the successor to accept; afterwards one line. */
export function inviteCard(scene: Scene, voice: Voice): Card {
  const { handover, reader } = scene;
  const { account, people, acceptance } = handover;
  const { invite } = voice.words;
  const about = { account: account.said, outgoing: voice.name(people.outgoing) };
  const notification =
    people.initiator === reader.person
      ? voice.plain(invite.notificationYourself, about)
      : voice.plain(invite.notification, { ...about, initiator: voice.name(people.initiator) });
  const over = (line: Rich): Card => ({ text: plainText(line, scene.nameOf), blocks: [text(line)], isOver: true });
  if (reader.person !== people.successor) {
    return over(voice.say(invite.elsewhere, { successor: voice.who(people.successor) }));
  }
  if (acceptance.state === 'accepted') {
    return over(voice.say(invite.accepted, { day: voice.dates.day(acceptance.at) }));
  }
  if (handover.status !== 'running') return over(closedLine(voice, handover));
  if (acceptance.state === 'declined') {
    const day = voice.dates.day(acceptance.at);
    return over(voice.say(invite.declined, { day, initiator: voice.who(people.initiator) }));
  }
  return { text: notification, blocks: askingBlocks(scene, voice), isOver: false };
}

function askingBlocks(scene: Scene, voice: Voice): readonly Block[] {
  const { people, lastDay } = scene.handover;
  const { words, dates } = voice;
  const { invite, buttons } = words;
  const outgoing = voice.who(people.outgoing);
  return [
    text(askLine(scene, voice)),
    text([...voice.say(invite.means), ' ', ...voice.say(invite.safe)]),
    text(voice.say(invite.lastDay, { outgoing, date: dates.date(lastDay), relative: dates.fromToday(lastDay) })),
    text(voice.say(invite.next)),
    ...snoozeNote(scene, voice, 'acceptance'),
    ...actions(
      button(buttons.accept, pressFor(scene, 'accept'), 'primary'),
      button(buttons.decline, pressFor(scene, 'decline')),
      snoozeMenu(scene, voice, 'acceptance'),
    ),
    ...confidentialLine(scene, voice).map(note),
  ];
}

function askLine(scene: Scene, voice: Voice): Rich {
  const { people, account } = scene.handover;
  const { invite } = voice.words;
  const slots = { you: voice.mention, account: { bold: account.said }, outgoing: voice.who(people.outgoing) };
  return people.initiator === scene.reader.person
    ? voice.say(invite.askYourself, slots)
    : voice.say(invite.ask, { ...slots, initiator: voice.who(people.initiator) });
}

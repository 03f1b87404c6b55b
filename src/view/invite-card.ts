import { actions, button, note, text } from './blocks.js';
import type { Block, Card } from './card.js';
import { pressFor, snoozeMenu } from './press-for.js';
import type { Scene } from './reader.js';
import { closedLine, confidentialLine } from './root-card.js';
import type { Voice } from './voice.js';

/** Asks the successor to accept; afterwards one line. */
export function inviteCard(scene: Scene, voice: Voice): Card {
  const { handover, reader } = scene;
  const { account, people, acceptance } = handover;
  const { invite } = voice.words;
  const notification = voice.plain(invite.notification, {
    initiator: voice.name(people.initiator),
    account: account.said,
    outgoing: voice.name(people.outgoing),
  });
  const over = (line: Block): Card => ({ text: notification, blocks: [line], isOver: true });
  if (reader.person !== people.successor) {
    return over(text(voice.say(invite.elsewhere, { successor: voice.who(people.successor) })));
  }
  if (acceptance.state === 'accepted') {
    return over(text(voice.say(invite.accepted, { day: voice.dates.day(acceptance.at) })));
  }
  if (handover.status !== 'running') return over(text(closedLine(voice, handover)));
  if (acceptance.state === 'declined') {
    const day = voice.dates.day(acceptance.at);
    return over(text(voice.say(invite.declined, { day, initiator: voice.who(people.initiator) })));
  }
  return { text: notification, blocks: askingBlocks(scene, voice), isOver: false };
}

function askingBlocks(scene: Scene, voice: Voice): readonly Block[] {
  const { people, account, lastDay } = scene.handover;
  const { words, dates } = voice;
  const { invite, buttons } = words;
  const outgoing = voice.who(people.outgoing);
  const initiator = voice.who(people.initiator);
  return [
    text(voice.say(invite.ask, { you: voice.mention, initiator, account: { bold: account.said }, outgoing })),
    text([...voice.say(invite.means), ' ', ...voice.say(invite.safe)]),
    text(voice.say(invite.lastDay, { outgoing, date: dates.date(lastDay), relative: dates.fromToday(lastDay) })),
    text(voice.say(invite.next)),
    ...actions(
      button(buttons.accept, pressFor(scene, 'accept'), 'primary'),
      button(buttons.decline, pressFor(scene, 'decline')),
      snoozeMenu(scene, voice, 'acceptance'),
    ),
    ...confidentialLine(scene, voice).map(note),
  ];
}

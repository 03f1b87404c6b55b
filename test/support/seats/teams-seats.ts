import { type JsonObject, objectOf, objectsOf, textOf } from '../../../src/local/json.js';
import type { TeamsMessage } from '../../../src/local/teams-peer/state.js';
import type { TeamsPeer } from '../../../src/local/teams-peer/teams-peer.js';
import type { Seat, Seating } from './seat.js';

/** The group chat in which people mention each other. */
export const GROUP = 'team';

/** Everybody sits at Teams. */
export const teamsSeats = (peer: TeamsPeer): Seating<TeamsMessage> => ({
  seat: (name) => teamsSeat(peer, name),
  waitFor: (_, look, limits) => peer.waitFor(look, limits),
});

function teamsSeat(peer: TeamsPeer, name: string): Seat<TeamsMessage> {
  const person = peer.user(name);
  const textOfMessage = (message: TeamsMessage): string => person.readMessage(message).join('\n');
  const own = (): readonly TeamsMessage[] => person.messages().filter(({ isFromBot }) => isFromBot);
  const seen: Seat<TeamsMessage>['seen'] = (words) =>
    own().findLast((message) => words.every((word) => textOfMessage(message).includes(word))) ?? null;
  /** The message in which a form stands, and what its button says. */
  const form = (): { readonly message: TeamsMessage; readonly button: string } | null => {
    for (const message of own().toReversed()) {
      const button = cardsOf(peer, person.id, message)
        .flatMap(actionsIn)
        .find((action) => textOf(action, 'verb') === 'form');
      if (button !== undefined) return { message, button: textOf(button, 'title') };
    }
    return null;
  };
  return {
    seen,
    told: seen,
    now: ({ id, conversation }) => {
      const same = person.messages().find((one) => one.id === id && one.conversation === conversation);
      return same ? textOfMessage(same) : '';
    },
    read: () => person.read().join('\n'),
    press: async (label, message) => void (await person.press(label, { in: message })),
    isFormOpen: (title) => {
      const open = form();
      return open !== null && (title === undefined || textOfMessage(open.message).includes(title));
    },
    submit: async (entries) => {
      const open = form();
      if (open === null) throw new Error(`${name} has no form open`);
      for (const [label, value] of Object.entries(entries)) person.set(label, value, { in: open.message });
      await person.press(open.button, { in: open.message });
    },
    tickAll: async (message) => {
      const lines = person.readMessage(message).filter((line) => line.startsWith('[ ] '));
      for (const line of lines) person.toggle(line.slice(4), { in: message });
    },
    start: async (named) => {
      const typed = ['handover', ...named.map((one) => `@${one}`)].join(' ');
      await person.say(typed, { in: GROUP, mentionBot: true });
    },
  };
}

/** The cards of a message as this person sees them: an answer to their press stands in the place of the message's own. */
function cardsOf({ state }: TeamsPeer, user: string, { conversation, id, body }: TeamsMessage): readonly JsonObject[] {
  const surface = `${conversation}/${id}`;
  const answered = state.answeredCards.find((one) => one.user === user && one.surface === surface);
  if (answered !== undefined) return [answered.card];
  return objectsOf(body, 'attachments')
    .map((attachment) => objectOf(attachment, 'content'))
    .filter((card) => card !== null);
}

const actionsIn = (card: JsonObject): readonly JsonObject[] => [
  ...objectsOf(card, 'actions'),
  ...objectsOf(card, 'body').flatMap((part) => objectsOf(part, 'actions')),
];

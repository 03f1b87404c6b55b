import type { SlackPeer } from '../../../src/local/slack-peer/slack-peer.js';
import type { SlackMessage } from '../../../src/local/slack-peer/state.js';
import type { Seat, Seating } from './seat.js';

/** Everybody sits at Slack. */
export const slackSeats = (peer: SlackPeer): Seating<SlackMessage> => ({
  seat: (name) => slackSeat(peer, name),
  waitFor: (_, look, limits) => peer.waitFor(look, limits),
});

function slackSeat(peer: SlackPeer, name: string): Seat<SlackMessage> {
  const person = peer.user(name);
  const textOf = (message: SlackMessage): string => person.readMessage(message).join('\n');
  const seen: Seat<SlackMessage>['seen'] = (words) =>
    person.messages().findLast((message) => words.every((word) => textOf(message).includes(word))) ?? null;
  return {
    seen,
    told: (words) => seen(['(only you)', ...words]),
    now: ({ ts, channel }) => {
      const same = person.messages().find((one) => one.ts === ts && one.channel === channel);
      return same ? textOf(same) : '';
    },
    read: () => person.read().join('\n'),
    press: async (label, message) => void (await person.press(label, { in: message })),
    isFormOpen: (title) => {
      const view = person.openView();
      return view !== null && (title === undefined || JSON.stringify(view).includes(title));
    },
    submit: async (entries) => void (await person.submit(entries)),
    tickAll: async (message) => {
      const lines = person.readMessage(message).filter((line) => line.startsWith('[ ] '));
      await person.tick(
        lines.map((line) => line.slice(4)),
        { in: message },
      );
    },
    start: async (named) => void (await person.command(['/handover', ...named.map((one) => `@${one}`)].join(' '))),
  };
}

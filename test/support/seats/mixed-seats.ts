import type { SlackPeer } from '../../../src/local/slack-peer/slack-peer.js';
import type { SlackMessage } from '../../../src/local/slack-peer/state.js';
import type { TeamsMessage } from '../../../src/local/teams-peer/state.js';
import type { TeamsPeer } from '../../../src/local/teams-peer/teams-peer.js';
import type { Seat, Seating } from './seat.js';
import { slackSeats } from './slack-seats.js';
import { teamsSeats } from './teams-seats.js';

/** A message of one of the two. */
export type AnyMessage = { readonly slack: SlackMessage } | { readonly teams: TeamsMessage };

/** Some sit at Slack, the others at Teams. */
export function mixedSeats(slack: SlackPeer, teams: TeamsPeer, atTeams: readonly string[]): Seating<AnyMessage> {
  const here = wrapped(
    slackSeats(slack),
    (message) => ({ slack: message }),
    (message) => ('slack' in message ? message.slack : null),
  );
  const there = wrapped(
    teamsSeats(teams),
    (message) => ({ teams: message }),
    (message) => ('teams' in message ? message.teams : null),
  );
  const of = (name: string): Seating<AnyMessage> => (atTeams.includes(name) ? there : here);
  return {
    seat: (name) => of(name).seat(name),
    waitFor: (name, look, limits) => of(name).waitFor(name, look, limits),
  };
}

function wrapped<Message>(
  seating: Seating<Message>,
  wrap: (message: Message) => AnyMessage,
  unwrap: (message: AnyMessage) => Message | null,
): Seating<AnyMessage> {
  const own = (message: AnyMessage): Message => {
    const found = unwrap(message);
    if (found === null) throw new Error('a message of the other platform');
    return found;
  };
  const wrapOrNull = (message: Message | null): AnyMessage | null => (message === null ? null : wrap(message));
  return {
    seat(name): Seat<AnyMessage> {
      const seat = seating.seat(name);
      return {
        ...seat,
        seen: (words) => wrapOrNull(seat.seen(words)),
        told: (words) => wrapOrNull(seat.told(words)),
        now: (message) => seat.now(own(message)),
        press: (label, message) => seat.press(label, own(message)),
        tickAll: (message) => seat.tickAll(own(message)),
      };
    },
    waitFor: seating.waitFor,
  };
}

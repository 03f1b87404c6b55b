import { type ChatPlatform, PlatformFailure } from '../../../src/engine/ports.js';
import { createSlackChat } from './slack-chat.js';
import { everySchedule, type Fault } from './schedules.js';
import { createTeamsChat } from './teams-chat.js';
import { createWorld, type Outcome, type WorldOptions } from './world.js';

export interface DeliveryTally {
  readonly schedules: number;
  /** Those that had to be played; the others begin as one of these does, and end as it did. */
  readonly played: number;
  /** Schedules at whose end no message stood. */
  readonly lost: number;
  /** Schedules at whose end the message stood more than once. */
  readonly twice: number;
  /** The most copies that stood at any moment. */
  readonly worst: number;
  /** Schedules with a second copy after the repair. */
  readonly unrepaired: number;
  /** Schedules in which the outcome of a post stayed unknown to the program. */
  readonly unknown: number;
  /** Those of them that the operator is told of, and whose newest copy tells its reader. */
  readonly shown: number;
  /** Schedules that are shown as unknown, and were not. */
  readonly shownWrongly: number;
}

const NOTHING: DeliveryTally = {
  schedules: 0,
  played: 0,
  lost: 0,
  twice: 0,
  worst: 0,
  unrepaired: 0,
  unknown: 0,
  shown: 0,
  shownWrongly: 0,
};

/** What was found in both. */
export const together = (tallies: readonly DeliveryTally[]): DeliveryTally =>
  tallies.reduce(
    (a, b) => ({
      schedules: a.schedules + b.schedules,
      played: a.played + b.played,
      lost: a.lost + b.lost,
      twice: a.twice + b.twice,
      worst: Math.max(a.worst, b.worst),
      unrepaired: a.unrepaired + b.unrepaired,
      unknown: a.unknown + b.unknown,
      shown: a.shown + b.shown,
      shownWrongly: a.shownWrongly + b.shownWrongly,
    }),
    NOTHING,
  );

/** How the platform is driven: as it is, or in a way that is known to be bad. */
export const POLICIES = {
  'as it is': { chat: createSlackChat, lag: 0, driven: (platform) => platform },
  'look-up one message behind': { chat: createSlackChat, lag: 1, driven: (platform) => platform },
  'never looks up': { chat: createSlackChat, lag: 0, driven: withoutLookUp },
  'never tries again': { chat: createSlackChat, lag: 0, driven: givingUp },
  Teams: { chat: createTeamsChat, lag: 0, driven: (platform) => platform },
  'Teams, said to look up': {
    chat: createTeamsChat,
    lag: 0,
    driven: (platform) => ({ ...platform, capabilities: { ...platform.capabilities, looksUpMessages: true } }),
  },
} satisfies Readonly<Record<string, WorldOptions>>;
export type Policy = keyof typeof POLICIES;

/** After these the program cannot know whether the message stands. */
const UNKNOWN = new Set<Fault>(['reply_lost', 'server_error', 'crash_before', 'crash_after']);

/** A part of all schedules of one policy: those that begin with these faults. */
export interface Share {
  readonly policy: Policy;
  readonly depth: number;
  readonly first: readonly Fault[];
}

/** Sends one message through the relay and the platform's own client for each of these schedules. */
export async function deliver({ policy, depth, first }: Share): Promise<DeliveryTally> {
  const world = await createWorld(POLICIES[policy]);
  let tally = NOTHING;
  const play = async (schedule: readonly Fault[]) => {
    const { found, posts } = await world.play(schedule);
    tally = { ...tally, played: tally.played + 1 };
    return { found: { ...found, isUnknown: schedule.some((fault) => UNKNOWN.has(fault)) }, posts };
  };
  await everySchedule(depth, first, play, (found, schedules) => {
    tally = together([tally, tallyOf(found, schedules)]);
  });
  world.close();
  return tally;
}

function tallyOf(found: Outcome & { readonly isUnknown: boolean }, schedules: number): DeliveryTally {
  const { standing, most, afterRepair, marked, doubtful, isUnknown } = found;
  const when = (is: boolean): number => (is ? schedules : 0);
  return {
    schedules,
    played: 0,
    lost: when(standing === 0),
    twice: when(standing > 1),
    worst: most,
    unrepaired: when(afterRepair > 1),
    unknown: when(isUnknown),
    shown: when(isUnknown && marked > 0 && doubtful === 1),
    shownWrongly: when(!isUnknown && (marked > 0 || doubtful > 0)),
  };
}

function withoutLookUp(platform: ChatPlatform): ChatPlatform {
  return { ...platform, find: async () => null, copies: async () => [] };
}

function givingUp(platform: ChatPlatform): ChatPlatform {
  return {
    ...platform,
    post: (message) =>
      platform.post(message).catch((error: unknown) => {
        const isDoubtful = error instanceof PlatformFailure && error.failure.code === 'unknown_outcome';
        throw isDoubtful ? new PlatformFailure({ code: 'refused', detail: 'not tried again' }) : error;
      }),
  };
}

import type { Timer } from '../../../engine/ports.js';
import type { OrderedFault } from '../../faults.js';
import { seedState, type UserSeed } from '../../slack-peer/seeds.js';
import { createSlackPeer } from '../../slack-peer/slack-peer.js';
import type { SlackState, Workspace } from '../../slack-peer/state.js';
import { surfaceOf } from '../../slack-peer/workspace.js';
import type { PersonAct } from '../acts.js';
import { CAST, type Name } from '../cast.js';
import { ActRefused, type ChatSide, EXAMPLE_ROLES, type Trouble } from '../chat-side.js';
import type { DrawBlock } from './draw-block.js';
import { createSlackColumn, itemId } from './slack-column.js';

/** What a real installation has; adapters/slack/uses.ts names what each is for. */
const SCOPES = ['commands', 'chat:write', 'im:write', 'im:history', 'users:read', 'users:read.email'];
/** What went to and fro is kept for a while: what the bot did not take is brought again. */
const LOG_MAX = 20;

export interface SlackSideOptions {
  /** As it was saved; null for a fresh workspace. */
  readonly saved: Readonly<Record<string, unknown>> | null;
  readonly botToken: string;
  readonly signingSecret: string;
  /** Where the bot takes what Slack brings. */
  readonly botUrl: () => string;
  /** Milliseconds; the time of the workspace, which can be moved. */
  readonly clock: () => number;
  readonly timer: Timer;
  readonly zone: string;
  readonly drawBlock: DrawBlock;
}

/** The bot's calls are looked at while they are fresh, and not saved. */
const NONE: readonly never[] = [];

const FAULTS = {
  down: { status: 503 },
  slow: { delayMs: 4_000 },
  busy: { rateLimitedFor: 20 },
} as const satisfies Record<Exclude<Trouble, 'blocked'>, unknown>;

const idOf = (name: Name): string => `U${name.toUpperCase()}`;

/** Slack, played by its peer. */
export function createSlackSide(options: SlackSideOptions): ChatSide & { readonly apiUrl: () => string } {
  const state = stateFrom(options);
  const { clock, zone } = options;
  const workspace: Workspace = { state, now: clock, url: () => '', changed: () => undefined };
  const peer = createSlackPeer({
    state,
    users: [],
    scopes: SCOPES,
    botToken: options.botToken,
    signingSecret: options.signingSecret,
    appUrl: () => `${options.botUrl()}/slack/events`,
    clock,
    timer: options.timer,
  });
  const column = createSlackColumn(workspace, options.drawBlock);
  let fault: OrderedFault | null = null;

  const carryOut = async (name: Name, act: PersonAct): Promise<void> => {
    const person = peer.user(idOf(name));
    switch (act.kind) {
      case 'say':
        return void (act.text.startsWith('/') && act.thread === null
          ? await person.command(act.text)
          : await person.say(act.text, threadOf(state, name, act.thread)));
      case 'press':
        return void (await person.pressAt(act));
      case 'press_card':
        throw new Error('Slack has no cards of Teams');
      case 'submit':
        return void (person.openView() !== null && (await person.submit(act.values)));
      case 'close':
        return void (person.openView() !== null && (await person.closeView()));
    }
  };

  return {
    platform: 'slack',
    troubles: ['slow', 'busy', 'down'],
    apiUrl: peer.apiUrl,
    start: async () => void (await peer.start()),
    stop: peer.stop,
    column: (name) => column(name, idOf(name)),
    async act(name, act) {
      try {
        await carryOut(name, act);
      } catch (error) {
        throw new ActRefused('This has just changed. Please look again.', { cause: error });
      }
    },
    async startHandover(name, example) {
      const person = peer.user(idOf(name));
      const isOpen = (words: string) => () => person.openView()?.join('\n').includes(words) === true;
      await person.command('/handover');
      await peer.waitFor(isOpen('Start a handover'), { what: 'the form' });
      const named = EXAMPLE_ROLES.map((role): readonly [string, string] => {
        const { name: who, email, isHere } = example.people[role];
        return isHere ? [role, who] : [`${role}_email`, email];
      });
      const { lastDay, account } = example;
      await person.submit({ ...Object.fromEntries(named), reason: 'transferred', last_day: lastDay, account });
      if (Object.values(example.people).every(({ isHere }) => isHere)) return;
      await peer.waitFor(isOpen('Please check'), { what: 'the question whom the addresses mean' });
      await person.submit();
    },
    identity: (name) => ({ platform: 'slack', workspace: state.team.id, user: idOf(name) }),
    itemAt: (name, { conversation, message }) => itemId(name, `${conversation}/${message}`),
    async setMembers(names) {
      const others = state.users.filter(({ isBot }) => isBot);
      const seeds = seedState({ users: CAST.filter(({ name }) => names.includes(name)).map(seedOf(zone)), scopes: [] });
      state.users = [...seeds.users.filter(({ isBot }) => !isBot), ...others];
    },
    setTrouble(trouble) {
      fault?.lift();
      fault =
        trouble === null || trouble === 'blocked'
          ? null
          : peer.fail('*', FAULTS[trouble], { times: Number.POSITIVE_INFINITY });
    },
    setGone: async (name, isGone) => void (await peer.changeUser(idOf(name), { deleted: isGone })),
    isGone: (name) => state.users.find(({ id }) => id === idOf(name))?.deleted ?? false,
    bringAgain: async () => void (await peer.retryPending()),
    onChange: (listener) => void peer.onChange(listener),
    parts() {
      if (state.calls.length > 2 * LOG_MAX) state.calls = state.calls.slice(-LOG_MAX);
      if (state.deliveries.length > 2 * LOG_MAX) state.deliveries = state.deliveries.slice(-LOG_MAX);
      return { ...state, calls: NONE };
    },
  };
}

const seedOf =
  (zone: string) =>
  ({ name, email }: (typeof CAST)[number]): UserSeed => ({ id: idOf(name), name, email, tz: zone });

/** What was saved is this program's own; a part that it lacks is as at the beginning. */
function stateFrom({ saved, zone }: SlackSideOptions): SlackState {
  const fresh = seedState({ team: { name: 'Acme' }, users: CAST.map(seedOf(zone)), scopes: SCOPES });
  return { ...fresh, ...saved, scopes: SCOPES };
}

function threadOf(state: SlackState, name: Name, item: string | null) {
  const thread =
    item === null ? undefined : state.messages.find((message) => itemId(name, surfaceOf(message)) === item);
  return thread === undefined ? {} : { thread };
}

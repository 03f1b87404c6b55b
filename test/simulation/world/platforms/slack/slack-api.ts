import type { Call as SlackCall } from '../../../../../adapters/slack/slack-platform.js';
import type { SlackMethod } from '../../../../../adapters/slack/uses.js';
import type { Ledger } from '../../ledger.js';
import { conversationOf, emailOf, type Person } from '../../person.js';
import type { ShownMessage } from '../../screens.js';
import type { World } from '../../world.js';
import { at, type Json, textAt } from '../json.js';
import type { Sendings } from '../lanes.js';
import type { Faults, Wire } from '../wire.js';
import { lookAt } from './look.js';
import type { SlackClient } from './slack-client.js';
import { timestamp } from './slack-names.js';

/** As Slack's library throws it. */
class SlackFailure extends Error {
  constructor(
    readonly code: string,
    more: Json,
  ) {
    super(code);
    Object.assign(this, more);
  }
}

const answered = (error: string): Error => new SlackFailure('slack_webapi_platform_error', { data: { error } });
const broken = (code: string): Error =>
  new SlackFailure('slack_webapi_request_error', { original: { cause: { cause: { code } } } });

export const SLACK_FAULTS: Faults = {
  limited: (waitMs) => new SlackFailure('slack_webapi_rate_limited_error', { retryAfter: waitMs / 1000 }),
  unavailable: () => broken('ECONNREFUSED'),
  silent: () => broken('ETIMEDOUT'),
  refused: () => answered('restricted_action'),
};

/** https://docs.slack.dev/interactivity/handling-user-interaction: a trigger is good for so long. */
const TRIGGER_MS = 3_000;
const PAGE_MAX = 200;

export interface SlackApiOptions {
  readonly world: World;
  readonly workspace: string;
  readonly wire: Wire;
  readonly ledger: Ledger;
  readonly sendings: Sendings;
  readonly client: SlackClient;
}

/** Slack's Web API for one workspace, as far as the adapter uses it; as the adapter calls it. */
export function createSlackApi(options: SlackApiOptions): SlackCall {
  const methods = methodsOf(options);
  return (method, args, shape) => {
    const run = methods[method];
    if (!run) throw new Error(`${method} is not played here`);
    // Whatever else a person asks for, only what is sent into their conversation is one by one, and has to wait.
    const user = textAt(args, 'user') || textAt(args, 'users');
    const channel = textAt(args, 'channel') || options.workspace;
    // The repair looks around beside the relay.
    const isRelay = options.sendings.has(channel);
    const where = user !== '' ? `user ${user}` : isRelay ? channel : `beside ${channel}`;
    const marker = textAt(at(at(args, 'metadata'), 'event_payload'), 'marker');
    const call = method === 'chat.postMessage' ? ({ isPost: true, marker } as const) : {};
    return options.wire({ what: method, where, ...call }, () => shape.parse({ ok: true, ...run(args) }));
  };
}

type Run = (args: Json) => Json;

function methodsOf(options: SlackApiOptions): Partial<Record<SlackMethod, Run>> {
  const { world, workspace, client } = options;
  const isOfOurs = ({ identity }: Person): boolean => identity.platform === 'slack' && identity.workspace === workspace;
  const known = (isWanted: (person: Person) => boolean, error: string): Person => {
    const found = world.people.find((person) => isOfOurs(person) && isWanted(person));
    if (!found) throw answered(error);
    return found;
  };
  const userOf = (id: string): Person => known(({ identity }) => identity.user === id, 'user_not_found');
  return {
    ...writing(options),
    ...reading(options),
    'auth.test': () => ({ url: `https://${workspace}.slack.com/`, team_id: workspace, user_id: 'UBOT' }),
    'conversations.open': (args) => {
      const person = userOf(textAt(args, 'users'));
      if (person.isDeactivated) throw answered('user_disabled');
      return { channel: { id: conversationOf(person.identity) } };
    },
    'users.info': (args) => ({ user: userJson(userOf(textAt(args, 'user'))) }),
    'users.lookupByEmail': ({ email }) => ({
      user: userJson(known(({ name }) => emailOf(name) === email, 'users_not_found')),
    }),
    'views.open': (args) => {
      const opener = world.openers.take(textAt(args, 'trigger_id'));
      if (!opener) throw answered('exchanged_trigger_id');
      if (world.now - opener.at > TRIGGER_MS) throw answered('expired_trigger_id');
      const form = client.formIn(at(args, 'view'));
      if (form) opener.show(form);
      return {};
    },
    // For the eyes of somebody who is told that nothing came of it: they try again, or not.
    'chat.postEphemeral': () => ({}),
  };
}

function writing({ world, ledger, sendings }: SlackApiOptions): Partial<Record<SlackMethod, Run>> {
  const { screens } = world;
  const shown = (channel: string, ts: string): ShownMessage => {
    world.deleted.delete(ts);
    const message = screens.at({ conversation: channel, message: ts });
    if (!message) throw answered('message_not_found');
    return message;
  };
  const drawnAt = (channel: string): number => sendings.get(channel)?.drawnAt ?? world.now;
  return {
    'chat.postMessage': (args) => {
      const channel = textAt(args, 'channel');
      const thread = textAt(args, 'thread_ts') || null;
      if (thread !== null) {
        const root = screens.at({ conversation: channel, message: thread });
        // A root that was deleted is still there, without its words, while anything stands below it.
        if (!root && ![...screens.in(channel).values()].some((one) => one.thread === thread)) {
          throw answered('thread_not_found');
        }
        if (root && root.thread !== null) throw answered('cannot_reply_to_message');
      }
      const ts = timestamp(world.now, world.nextNumber());
      const marker = textAt(at(at(args, 'metadata'), 'event_payload'), 'marker');
      const ref = { conversation: channel, message: ts };
      ledger.posted('slack', ref, marker, args);
      screens.post({ ref, marker, thread, postedAt: world.now, drawnAt: drawnAt(channel) }, lookAt(args));
      return { channel, ts };
    },
    'chat.update': (args) => {
      const channel = textAt(args, 'channel');
      screens.redraw(shown(channel, textAt(args, 'ts')), lookAt(args), drawnAt(channel));
      return {};
    },
    'chat.delete': (args) => {
      screens.remove(shown(textAt(args, 'channel'), textAt(args, 'ts')).ref);
      return {};
    },
  };
}

/** https://docs.slack.dev/reference/methods/conversations.history: roots alone, newest first; replies from the root on. */
function reading({ world: { screens } }: SlackApiOptions): Partial<Record<SlackMethod, Run>> {
  const page = (args: Json, all: readonly ShownMessage[]): Json => {
    const from = Number(textAt(args, 'cursor') || 0);
    const oldest = Number(textAt(args, 'oldest') || 0);
    const newer = all.filter(({ ref }) => Number(ref.message) > oldest);
    const next = newer.length > from + PAGE_MAX ? String(from + PAGE_MAX) : '';
    return {
      messages: newer.slice(from, from + PAGE_MAX).map(({ ref, marker }) => ({
        ts: ref.message,
        metadata: { event_type: 'handover_message', event_payload: { marker } },
      })),
      response_metadata: { next_cursor: next },
    };
  };
  return {
    'conversations.history': (args) => {
      const all = [...screens.in(textAt(args, 'channel')).values()];
      return page(args, all.filter(({ thread }) => thread === null).toReversed());
    },
    'conversations.replies': (args) => {
      const ts = textAt(args, 'ts');
      const all = [...screens.in(textAt(args, 'channel')).values()];
      const thread = all.filter(({ ref, thread: root }) => root === ts || ref.message === ts);
      if (thread.length === 0) throw answered('thread_not_found');
      return page(args, thread);
    },
  };
}

/** https://docs.slack.dev/reference/objects/user-object */
export const userJson = ({ identity, name, zone, isDeactivated }: Person): Json => ({
  id: identity.user,
  team_id: identity.workspace,
  name,
  deleted: isDeactivated,
  tz: zone,
  locale: 'en-US',
  is_bot: false,
  profile: { display_name: name, email: emailOf(name) },
});

import { wordsAsk } from '../../src/engine/command-port.js';
import { z } from 'zod';
import type { Instant, TenantId } from '../../src/core/ids.js';
import type { Ask, Delivery } from '../../src/engine/ports.js';
import { NOWHERE, type Read, type ReplyPlace } from './found.js';
import { readActions, readSubmission } from './interactions.js';
import { identityOf, profileOf, slackUser } from './people.js';
import { unescape } from './rich.js';

// Shapes: https://docs.slack.dev/apis/events-api and https://docs.slack.dev/interactivity/implementing-slash-commands

export type Parsed =
  | { readonly kind: 'delivery'; readonly delivery: Delivery; readonly place: ReplyPlace }
  /** From a workspace that this deployment does not serve. */
  | { readonly kind: 'not_served'; readonly workspace: string; readonly place: ReplyPlace }
  /** Nothing that is meant for us. */
  | { readonly kind: 'ignored'; readonly why: string };

export interface Reception {
  readonly at: Instant;
  readonly tenantOf: (workspace: string) => TenantId | null;
}

/** What Slack sent, verified and decoded from JSON or from a form, as a delivery. */
export function parse(body: unknown, reception: Reception): Parsed {
  const found = readerOf(body)(body);
  if (found === null) return { kind: 'ignored', why: 'a payload of an unknown shape' };
  if ('ignored' in found) return { kind: 'ignored', why: found.ignored };
  const { id, ask, place, from } = found;
  const tenant = reception.tenantOf(from.workspace);
  if (tenant === null) return { kind: 'not_served', workspace: from.workspace, place };
  return { kind: 'delivery', delivery: { tenant, id, at: reception.at, from, ask }, place };
}

/** By the type that Slack names; a command has none. */
function readerOf(body: unknown): (body: unknown) => Read {
  const type = typeof body === 'object' && body !== null && 'type' in body ? body.type : null;
  switch (type) {
    case 'block_actions':
      return readActions;
    case 'view_submission':
      return readSubmission;
    case 'event_callback':
      return readEvent;
    default:
      return readCommand;
  }
}

// ---------------------------------------------------------------- events

const envelope = z.object({
  type: z.literal('event_callback'),
  api_app_id: z.string(),
  team_id: z.string(),
  event_id: z.string(),
  event: z.object({ type: z.string() }).loose(),
});

const message = z.object({
  subtype: z.string().optional(),
  bot_id: z.string().optional(),
  app_id: z.string().optional(),
  hidden: z.boolean().optional(),
  channel_type: z.string().optional(),
  channel: z.string(),
  user: z.string().optional(),
  user_team: z.string().optional(),
  team: z.string().optional(),
  text: z.string().default(''),
  ts: z.string(),
  thread_ts: z.string().optional(),
});

/** Subtypes that a person's own words can have: with a file, and a reply that is also sent to the conversation. */
const SPOKEN = new Set(['file_share', 'thread_broadcast']);

function readEvent(body: unknown): Read {
  const parsed = envelope.safeParse(body);
  if (!parsed.success) return null;
  const { event } = parsed.data;
  if (event.type === 'message') return readMessage(parsed.data);
  if (event.type === 'user_change') return readUserChange(parsed.data);
  return { ignored: `event ${event.type}` };
}

function readMessage({ event, team_id, api_app_id }: z.infer<typeof envelope>): Read {
  const parsed = message.safeParse(event);
  if (!parsed.success) return { ignored: 'a message of an unknown shape' };
  const { subtype, user, channel, ts, thread_ts, text } = parsed.data;
  if (subtype !== undefined && !SPOKEN.has(subtype)) return { ignored: `message ${subtype}` };
  if (parsed.data.bot_id !== undefined || parsed.data.app_id !== undefined || user === undefined) {
    return { ignored: 'a message of a bot' };
  }
  if (parsed.data.channel_type !== 'im' || parsed.data.hidden === true) return { ignored: 'no direct message' };
  const thread = thread_ts ?? null;
  return {
    // Slack is known to send one message under several event ids, so its place is the better name for it.
    id: `slack/${api_app_id}/${team_id}/message/${channel}/${ts}`,
    from: identityOf(parsed.data.user_team ?? parsed.data.team ?? team_id, user),
    ask: { kind: 'message', text: plainText(text), thread },
    place: { ...NOWHERE, via: 'event', user, channel, thread },
  };
}

/** Text as the person typed it: addresses in place of Slack's links, and `& < >` as they are. */
const plainText = (text: string): string =>
  unescape(text.replace(/<((?:https?|mailto|tel):[^|>]*)(?:\|[^>]*)?>/g, (_, address: string) => address));

function readUserChange({ event, team_id, api_app_id, event_id }: z.infer<typeof envelope>): Read {
  const parsed = slackUser.safeParse(event['user']);
  if (!parsed.success) return { ignored: 'a user of an unknown shape' };
  const profile = profileOf(parsed.data, team_id);
  return {
    id: `slack/${api_app_id}/${team_id}/event/${event_id}`,
    from: profile.identity,
    ask: { kind: 'profile_changed', profile },
    place: { ...NOWHERE, via: 'event', user: parsed.data.id },
  };
}

// ---------------------------------------------------------------- commands

const command = z.object({
  command: z.string(),
  text: z.string().default(''),
  team_id: z.string(),
  user_id: z.string(),
  channel_id: z.string(),
  trigger_id: z.string(),
  response_url: z.string().optional(),
});

function readCommand(body: unknown): Read {
  const parsed = command.safeParse(body);
  if (!parsed.success) return null;
  const { team_id, user_id, channel_id, trigger_id, response_url, text } = parsed.data;
  return {
    id: `slack/${team_id}/command/${trigger_id}`,
    from: identityOf(team_id, user_id),
    ask: commandAsk(text, team_id, channel_id),
    place: {
      ...NOWHERE,
      via: 'command',
      user: user_id,
      channel: channel_id,
      trigger: trigger_id,
      responseUrl: response_url ?? null,
      isPrivate: true,
    },
  };
}

const MENTION = /<@([UW][A-Z0-9]+)(?:\|[^>]*)?>/g;

/** `channel`: where it was typed; a direct conversation is no channel to tell. */
export function commandAsk(text: string, workspace: string, channel: string): Ask {
  const [word = '', ...rest] = unescape(text).trim().split(/\s+/);
  const known = wordsAsk(word, rest);
  if (known) return known;
  const [outgoing = null, successor = null] = [...text.matchAll(MENTION)].map(([, user = '']) =>
    identityOf(workspace, user),
  );
  // A name that Slack did not resolve (`@bob`): the form opens empty, and the person picks from its list.
  const wantsForm = word === '' || outgoing !== null || word.startsWith('@');
  if (!wantsForm) return { kind: 'help' };
  return { kind: 'open_start', outgoing, successor, channel: channel.startsWith('D') ? null : channel };
}

import { wordsAsk } from '../../src/engine/command-port.js';
import type { Instant, TenantId } from '../../src/core/ids.js';
import type { Ask, Delivery, Identity } from '../../src/engine/ports.js';
import { type Activity, isBotId, isPersonal, type Mentioned, mentionsOf, tenantOf } from './activity.js';
import { placeOf, readInputs } from './card-inputs.js';
import type { Read, ReplyPlace } from './found.js';
import { splitThread } from './reference.js';

export type Parsed =
  | { readonly kind: 'delivery'; readonly delivery: Delivery; readonly place: ReplyPlace }
  /** Nothing is asked, but a card is to be drawn anew. */
  | ({ readonly kind: 'redraw'; readonly place: ReplyPlace } & Pick<Delivery, 'tenant' | 'id' | 'at' | 'from'>)
  /** From an organization that this deployment does not serve. */
  | { readonly kind: 'not_served'; readonly workspace: string; readonly place: ReplyPlace }
  /** Nothing that is meant for us. */
  | { readonly kind: 'ignored'; readonly why: string };

export interface Reception {
  readonly at: Instant;
  readonly tenantOf: (workspace: string) => TenantId | null;
  /** The person's own chat, where the activity comes from it. */
  readonly home: string | null;
  /** Whom a mention means, where that is known; messages name people by an id of Teams' own. */
  readonly userOf: (mentioned: Mentioned) => string | null;
}

/** What Teams sent, verified, as a delivery. */
export function parse(activity: Activity, reception: Reception): Parsed {
  const { from, conversation } = activity;
  const workspace = tenantOf(activity);
  const user = from.aadObjectId ?? '';
  if (isBotId(from.id)) return { kind: 'ignored', why: 'an activity of a bot' };
  if (user === '' || workspace === '') return { kind: 'ignored', why: `${activity.type} by nobody` };
  const identity: Identity = { platform: 'teams', workspace, user };
  const id = `teams/${workspace}/${splitThread(conversation.id).base}/${activity.id}`;
  const found = readInputs(activity, { id, now: reception.at }) ?? readActivity(activity, id, identity, reception);
  if ('ignored' in found) return { kind: 'ignored', why: found.ignored };
  const { ask, place } = found;
  const tenant = reception.tenantOf(workspace);
  if (tenant === null) return { kind: 'not_served', workspace, place };
  const sent = { tenant, id: found.id, at: reception.at, from: identity };
  if (ask === null) return { kind: 'redraw', ...sent, place };
  const at = { ...sent, ask };
  const { home } = reception;
  return { kind: 'delivery', delivery: home === null ? at : { ...at, conversation: home }, place };
}

function readActivity(activity: Activity, id: string, from: Identity, reception: Reception): NonNullable<Read> {
  switch (activity.type) {
    case 'message':
      return { id, ...readMessage(activity, from, reception) };
    case 'installationUpdate':
    case 'conversationUpdate':
      return readInstallation(activity, id);
    case 'invoke':
      if (activity.name !== 'composeExtension/fetchTask') return { ignored: `invoke ${activity.name ?? ''}` };
      return {
        id,
        ask: { kind: 'open_start', outgoing: null, successor: null, channel: channelOf(activity) },
        place: { ...placeOf(activity), via: 'window', of: 'command' },
      };
    default:
      return { ignored: activity.type };
  }
}

/** The bot was added in somebody's personal scope, or taken out; in a team or group nobody's chat depends on it. */
function readInstallation(activity: Activity, id: string): NonNullable<Read> {
  const { action, membersAdded, membersRemoved, recipient, type } = activity;
  if (!isPersonal(activity)) return { ignored: `${type} outside a personal chat` };
  const isBot = (some: typeof membersAdded): boolean => (some ?? []).some((member) => member.id === recipient.id);
  const isAdded = (action ?? '').startsWith('add') || isBot(membersAdded);
  const isRemoved = (action ?? '').startsWith('remove') || isBot(membersRemoved);
  if (isAdded === isRemoved) return { ignored: `${type} of others` };
  return { id, ask: { kind: 'reach', why: isAdded ? null : 'not_installed' }, place: placeOf(activity) };
}

function readMessage(activity: Activity, from: Identity, reception: Reception): { ask: Ask; place: ReplyPlace } {
  const others = mentionsOf(activity).filter(({ id }) => id !== activity.recipient.id);
  const text = spoken(activity);
  const place = { ...placeOf(activity), via: 'text', of: 'command', message: null } as const;
  const command = /^\/?handover\b[ \t]*(.*)$/is.exec(text)?.[1];
  if (isPersonal(activity) && command === undefined) {
    const ask: Ask = { kind: 'message', text, thread: splitThread(activity.conversation.id).root };
    return { ask, place };
  }
  const named = others.map((mentioned) => {
    const user = reception.userOf(mentioned);
    return user === null ? null : { ...from, user };
  });
  const words = others.reduce((rest, mentioned) => rest.replaceAll(mentioned.text, ' @ '), command ?? text);
  return { ask: commandAsk(words, named, channelOf(activity)), place };
}

/** What was typed, without the mention by which the bot was called. */
function spoken(activity: Activity): string {
  const bot = mentionsOf(activity).filter(({ id }) => id === activity.recipient.id);
  const text = bot.reduce((rest, { text: called }) => rest.replace(called, ' '), activity.text ?? '');
  return text.replaceAll(/&nbsp;|\u00a0/g, ' ').trim();
}

/** Where a line for everybody would go; a personal chat is no channel to tell. */
const channelOf = (activity: Activity): string | null =>
  isPersonal(activity) ? null : splitThread(activity.conversation.id).base;

/** `named`: whom the words name, in their order; null for somebody who could not be found out. */
export function commandAsk(words: string, named: readonly (Identity | null)[], channel: string | null): Ask {
  // Chosen from the list of slash commands, a word comes with its slash.
  const [word = '', ...rest] = words.trim().replace(/^\//, '').split(/\s+/);
  const known = wordsAsk(word, rest);
  if (known) return known;
  // A name that Teams did not resolve (`@bob`): the form opens empty, and the person picks from its list.
  if (word !== '' && !word.startsWith('@')) return { kind: 'help' };
  const [outgoing = null, successor = null] = named;
  return { kind: 'open_start', outgoing, successor, channel };
}

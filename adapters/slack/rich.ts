import type { PersonId } from '../../src/core/ids.js';
import type { KnownPerson } from '../../src/engine/ports.js';
import type { Inline, Rich } from '../../src/view/card.js';
import type { SlackWords } from './words.js';

/** What is needed to draw for somebody in one workspace. */
export interface Drawing {
  /** Slack's id of the workspace (`T…`) that the bot is installed in. */
  readonly workspace: string;
  readonly people: (person: PersonId) => KnownPerson | null;
  readonly words: SlackWords;
}

/** A piece of JSON as Slack takes it. */
export type SlackJson = { readonly [key: string]: unknown };

/**
 * Rich text, where nothing in a text can ever become markup: each piece says what it is.
 * https://docs.slack.dev/reference/block-kit/blocks/rich-text-block
 */
export const richElements = (rich: Rich, drawing: Drawing): readonly SlackJson[] =>
  rich.map((inline) => richElement(inline, drawing)).filter((element) => element !== null);

function richElement(inline: Inline, drawing: Drawing): SlackJson | null {
  if (typeof inline === 'string') return textElement(inline);
  if ('bold' in inline) return textElement(inline.bold, { bold: true });
  if ('code' in inline) return textElement(inline.code, { code: true });
  if ('link' in inline) {
    const { link, label } = inline;
    return isWebAddress(link) ? { type: 'link', url: link, text: label || link } : textElement(label);
  }
  const user = userOf(inline.person, drawing);
  return user === null ? textElement(nameOf(inline.person, drawing)) : { type: 'user', user_id: user };
}

/** Slack refuses an empty piece of text. */
const textElement = (text: string, style?: SlackJson): SlackJson | null =>
  text === '' ? null : { type: 'text', text, ...(style ? { style } : {}) };

/**
 * For the few places that take no rich text (the text beside a button, small print): a text object, or null when some
 * text could be read as formatting there. Escaping `& < >` alone would still leave `*_~`, backticks, quotes and emoji.
 */
export function textObject(rich: Rich, drawing: Drawing): SlackJson | null {
  if (rich.every((inline) => typeof inline === 'string')) {
    return { type: 'plain_text', text: rich.join(''), emoji: false };
  }
  const parts = rich.map((inline) => mrkdwn(inline, drawing));
  if (parts.includes(null)) return null;
  // Verbatim: Slack turns no name, channel or address in the text into a mention or a link by itself.
  return { type: 'mrkdwn', text: parts.join(''), verbatim: true };
}

function mrkdwn(inline: Inline, drawing: Drawing): string | null {
  if (typeof inline === 'string') return unformatted(inline);
  if ('bold' in inline) return wrapped('*', inline.bold);
  if ('code' in inline) return wrapped('`', inline.code);
  if ('link' in inline) {
    const label = unformatted(inline.label);
    if (label === null || /[|\n]/.test(label)) return null;
    return isWebAddress(inline.link) ? `<${linkAddress(inline.link)}|${label}>` : label;
  }
  const user = userOf(inline.person, drawing);
  return user === null ? unformatted(nameOf(inline.person, drawing)) : `<@${user}>`;
}

/** A workspace may name emoji of its own in any script. */
const FORMATS = /[*_~`>]|:[\p{L}\p{N}_+'-]+:/u;

const unformatted = (text: string): string | null => (FORMATS.test(text) ? null : escape(text));

/** A mark binds only around something that neither begins nor ends with space. */
const wrapped = (mark: string, text: string): string | null =>
  text.trim() !== text || text === '' || text.includes('\n') || FORMATS.test(text)
    ? null
    : `${mark}${escape(text)}${mark}`;

/** https://docs.slack.dev/messaging/formatting-message-text#escaping */
export const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** The other way round, for what people typed. */
export const unescape = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');

const linkAddress = (link: string): string => new URL(link).href.replaceAll('|', '%7C').replaceAll('&', '&amp;');

const isWebAddress = (link: string): boolean => /^https?:\/\//.test(link) && URL.canParse(link);

function userOf(person: PersonId, { people, workspace }: Drawing): string | null {
  const identity = people(person)?.profile.identity;
  return identity?.platform === 'slack' && identity.workspace === workspace ? identity.user : null;
}

const nameOf = (person: PersonId, { people, words }: Drawing): string => people(person)?.profile.name || words.somebody;

import type { JsonObject } from '../../json.js';
import { writeMessage, writeText, type Writing } from '../../teams-peer/visible-text.js';
import { escaped, type Html, trusted } from '../html.js';

/** Where a link may lead: the rest stays text. */
const SAFE = /^(?:https?|mailto):/;

/** What Teams' Markdown says, as HTML. Everything plain is escaped, and an address with it. */
const AS_HTML: Writing = {
  plain: escaped,
  bold: (inner) => `<strong>${inner}</strong>`,
  italic: (inner) => `<em>${inner}</em>`,
  link: (inner, address) =>
    SAFE.test(address) ? `<a href="${address}" target="_blank" rel="noreferrer">${inner}</a>` : inner,
  mention: (name) => `<span class="mention">${escaped(name)}</span>`,
};

/** A text of a card. */
export const drawText = (text: string, entities: readonly JsonObject[]): Html =>
  trusted(writeText(text, entities, AS_HTML));

/** The text of a message. */
export const drawMessageText = (activity: JsonObject, entities: readonly JsonObject[]): Html =>
  trusted(writeMessage(activity, entities, AS_HTML));

import type { ColumnItem } from '../chat-side.js';
import { html, type Html } from '../html.js';
import { shortTime } from '../times.js';

/** A message as any platform shows it. */
export interface Framed {
  readonly id: string;
  readonly isReply: boolean;
  readonly isFromBot: boolean;
  readonly isPrivate: boolean;
  readonly sender: string;
  /** Milliseconds. */
  readonly at: number;
  readonly zone: string;
  /** What stands behind the time: that it was edited, that nobody else sees it. */
  readonly remarks: readonly string[];
  /** What a screen reader says before it reads the message. */
  readonly label: string;
  readonly body: Html;
  readonly after: Html | null;
}

/** The frame round a message: who wrote it, and when. */
export function framed(message: Framed): ColumnItem {
  const { id, isReply, sender, at, zone, remarks, label, body, after } = message;
  const drawn = html`<article class="${classOf(message)}" aria-label="${label}">
    <header class="message-head">
      <span class="sender">${sender}</span>
      <time datetime="${new Date(at).toISOString()}">${shortTime(at, zone)}</time>
      ${remarks.map((remark) => html`<span class="quiet">${remark}</span>`)}
    </header>
    <div class="message-body">${body}</div>
    ${after}
  </article>`;
  return { id, html: drawn, isReply };
}

const classOf = ({ isFromBot, isPrivate }: Framed): string =>
  ['message', isFromBot ? 'from-bot' : 'from-person', ...(isPrivate ? ['is-private'] : [])].join(' ');

/** What the platform itself tells somebody. */
export const noticeItem = (id: string, platform: string, text: string): ColumnItem => ({
  id,
  html: html`<article class="message from-platform" aria-label="${platform}"><p>${text}</p></article>`,
  isReply: false,
});

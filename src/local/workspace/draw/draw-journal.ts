import type { Handover } from '../../../core/handover.js';
import { html, type Html } from '../html.js';
import { type Caused, type JournalLine, journalOf, type JournalOfHandover } from '../journal.js';
import { shortTime } from '../times.js';
import type { World } from '../world.js';

const STATUS: Readonly<Record<string, string>> = {
  running: 'running',
  completed: 'completed',
  completed_by_ticket: 'completed by ticket',
  cancelled: 'cancelled',
};

/** What happened in each handover, when, by whom, and which message it caused. */
export function drawJournal(world: World, handovers: readonly Handover[]): Html {
  const records = world.bot.current()?.records;
  if (records === undefined) return html`<p class="quiet">The bot is away.</p>`;
  if (handovers.length === 0) return html`<p class="quiet">No handover yet. Each one gets its journal here.</p>`;
  return html`${handovers.map((handover, n) => journal(world, journalOf(records, world.sides, handover), n === 0))}`;
}

const journal = ({ zone }: World, { id, account, status, lines }: JournalOfHandover, isOpen: boolean): Html =>
  html`<details class="journal" ${isOpen && html`open`}>
    <summary data-key="journal-${id}">
      <h3>${account}</h3>
      <span class="badge">${STATUS[status] ?? status}</span>
    </summary>
    <ol class="lines">
      ${lines.toReversed().map((line) => entry(line, zone))}
    </ol>
  </details>`;

const entry = ({ seq, at, who, what, caused }: JournalLine, zone: string): Html =>
  html`<li>
    <time datetime="${new Date(at).toISOString()}">${shortTime(at, zone)}</time> <span class="number">${seq}</span>
    <span>${who && html`<strong>${who}</strong>`} ${what}</span>
    ${caused.length > 0 && html`<span class="caused">${caused.map(message)}</span>`}
  </li>`;

const message = ({ to, what, item }: Caused): Html =>
  item === null
    ? html`<span class="quiet">→ ${to}: ${what}</span>`
    : html`<a href="#${item}" data-goto="${item}">→ ${to}: ${what}</a>`;

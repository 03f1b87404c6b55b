import type { Handover } from '../core/handover.js';
import type { PersonId, TenantId } from '../core/ids.js';
import type { JournalEntry } from '../engine/ports.js';
import { openReader, type Reader } from '../store/open-reader.js';
import { type Operation, OperatorFault } from './operation.js';

/** Prints a handover's events, oldest first, once its hash chain was found whole. */
export function printJournal({ config, say }: Operation, wanted: string): number {
  const reader = openReader(config().databasePath);
  try {
    const { tenant, id, account, status } = theOne(reader.handovers(), wanted);
    const entries = reader.journal(tenant, id);
    say(`Handover ${id} of ${account.said}: ${status.replaceAll('_', ' ')}`);
    for (const entry of entries) say(lineOf(entry, (person) => nameOf(reader, tenant, person)));
    say(`${entries.length} entries. The chain is whole; its last hash is ${entries.at(-1)?.hash ?? ''}`);
    return 0;
  } finally {
    reader.close();
  }
}

function theOne(all: readonly Handover[], wanted: string): Handover {
  const word = wanted.toLowerCase();
  const exact = all.filter(({ id }) => id === wanted);
  const found = exact.length > 0 ? exact : all.filter(({ account }) => account.said.toLowerCase().includes(word));
  const [only, ...others] = found;
  if (only && others.length === 0) return only;
  const listed = (only ? found : all).map(({ id, account, status }) => `  ${id}  ${account.said}  ${status}`);
  const what = only
    ? `Several handovers are called "${wanted}". Name one by its id`
    : `There is no handover "${wanted}"`;
  throw new OperatorFault([`${what}:`, ...listed].join('\n'));
}

const nameOf = (reader: Reader, tenant: TenantId, person: PersonId): string =>
  reader.person(tenant, person)?.profile.name ?? person;

/** The procedure is long, and the same for all. */
const LEFT_OUT = new Set(['type', 'at', 'by', 'procedure']);

function lineOf({ seq, event }: JournalEntry, name: (person: PersonId) => string): string {
  const by = 'by' in event && event.by !== null ? name(event.by) : '-';
  const details = Object.entries(event)
    .filter(([key, value]) => !LEFT_OUT.has(key) && value !== null)
    .map(([key, value]) => `${key}=${detail(value)}`);
  const at = new Date(event.at).toISOString().slice(0, 19);
  return [String(seq).padStart(4), `${at}Z`, by, event.type, ...details].join('  ');
}

/** Words that were typed stand in quotes, and nothing in them can look like another line or move the cursor. */
function detail(value: unknown): string {
  if (typeof value === 'object' && value !== null && 'said' in value) return JSON.stringify(value.said);
  return typeof value === 'string' ? value : JSON.stringify(value);
}

import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { createInterface } from 'node:readline';

/** What the recorded program did to its files, in order; files by their name without the folder. */
export type Step =
  | { readonly kind: 'write'; readonly file: string; readonly offset: number; readonly bytes: Buffer }
  | { readonly kind: 'truncate'; readonly file: string; readonly length: number }
  /** A sync that another thread's call came in between of: what is written behind its beginning is not its own. */
  | { readonly kind: 'sync_begun'; readonly file: string; readonly thread: string }
  /** A sync that returned; `thread`: one whose beginning was told. */
  | { readonly kind: 'sync'; readonly file: string; readonly thread: string | null }
  /** It said that so many transactions are stored. */
  | { readonly kind: 'acknowledged'; readonly count: number };

const LINE = /^(?:\d+ +)?(\w+)\(\d+<([^>]*)>(?:, (.*))?\) += \d+/;

/** Reads what strace wrote with `-y -xx`. */
export async function readTrace(path: string): Promise<readonly Step[]> {
  const steps: Step[] = [];
  const begun = new Map<string, string>();
  for await (const line of createInterface({ input: createReadStream(path) })) {
    const step = interruptedStep(line, begun) ?? stepOf(line);
    if (step !== null) steps.push(step);
  }
  return steps;
}

const UNFINISHED = /^(\d+) +(.*) <unfinished \.\.\.>$/;
const RESUMED = /^(\d+) +<\.\.\. f(?:data)?sync resumed>\) += 0/;

/**
 * A call that another thread's came in between of stands in two lines. A sync counts where it returned, and all else where
 * it began. `begun`: the file of each sync under way, by its thread.
 */
function interruptedStep(line: string, begun: Map<string, string>): Step | null {
  const [, thread = '', call = ''] = UNFINISHED.exec(line) ?? [];
  if (call !== '') {
    const step = stepOf(`${call}) = 0`);
    if (step?.kind !== 'sync') return step;
    begun.set(thread, step.file);
    return { kind: 'sync_begun', file: step.file, thread };
  }
  const [, back = ''] = RESUMED.exec(line) ?? [];
  const file = begun.get(back);
  begun.delete(back);
  return file === undefined ? null : { kind: 'sync', file, thread: back };
}

function stepOf(line: string): Step | null {
  const [, call = '', name = '', rest = ''] = LINE.exec(line) ?? [];
  const file = basename(unescaped(name).toString('utf8'));
  switch (call) {
    case 'pwrite64': {
      const end = rest.indexOf('"', 1);
      const [, , offset = ''] = rest.slice(end).split(', ');
      return { kind: 'write', file, offset: Number(offset), bytes: unescaped(rest.slice(1, end)) };
    }
    case 'ftruncate':
      return { kind: 'truncate', file, length: Number(rest) };
    case 'fsync':
    case 'fdatasync':
      return { kind: 'sync', file, thread: null };
    case 'write': {
      const said = /^ack (\d+)\n$/.exec(unescaped(rest.slice(1, rest.indexOf('"', 1))).toString('utf8'));
      return said ? { kind: 'acknowledged', count: Number(said[1]) } : null;
    }
    default:
      return null;
  }
}

/** `\x61\x62` as the bytes that it stands for; a name that strace left as it is stays so. */
const unescaped = (text: string): Buffer =>
  text.startsWith('\\x') ? Buffer.from(text.replaceAll('\\x', ''), 'hex') : Buffer.from(text, 'utf8');

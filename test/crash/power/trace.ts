import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { createInterface } from 'node:readline';

/** What the recorded program did to its files, in order; files by their name without the folder. */
export type Step =
  | { readonly kind: 'write'; readonly file: string; readonly offset: number; readonly bytes: Buffer }
  | { readonly kind: 'truncate'; readonly file: string; readonly length: number }
  | { readonly kind: 'sync'; readonly file: string }
  /** It said that so many transactions are stored. */
  | { readonly kind: 'acknowledged'; readonly count: number };

// A thread that syncs may be interrupted by another one's line: it counts where it returned.
const LINE = /^(?:\d+ +)?(\w+)\(\d+<([^>]*)>(?:, (.*))?\) += \d+/;

/** Reads what strace wrote with `-y -xx`. */
export async function readTrace(path: string): Promise<readonly Step[]> {
  const steps: Step[] = [];
  for await (const line of createInterface({ input: createReadStream(path) })) {
    const step = stepOf(line);
    if (step !== null) steps.push(step);
  }
  return steps;
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
      return { kind: 'sync', file };
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

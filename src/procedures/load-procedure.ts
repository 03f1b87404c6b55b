import type { Procedure } from '../core/procedure.js';
import { type Fault, findFaults } from './find-faults.js';
import huaweiCloudFile from './huawei-cloud.json';
import { procedureSchema } from './schema.js';

/**
 * A procedure from the content of its file, frozen in depth. `name` stands in the message.
 * @throws Error whose message lists everything that is wrong, each with its place and its cure.
 */
export function loadProcedure(json: unknown, name: string): Procedure {
  const parsed = procedureSchema.safeParse(json);
  if (!parsed.success) {
    throw broken(
      name,
      parsed.error.issues.map((issue) => ({ place: placeIn(json, issue.path), cure: issue.message })),
    );
  }
  const faults = findFaults(parsed.data);
  if (faults.length > 0) throw broken(name, faults);
  return deepFreeze(parsed.data);
}

let loaded: Procedure | null = null;

/** Huawei Cloud's procedure, read once. */
export function huaweiCloud(): Procedure {
  loaded ??= loadProcedure(huaweiCloudFile, 'huawei-cloud.json');
  return loaded;
}

function broken(name: string, faults: readonly Fault[]): Error {
  const lines = faults.map(({ place, cure }) => `- ${place}: ${cure}`);
  return new Error(`${name} is not a valid procedure. Mend this:\n${lines.join('\n')}`);
}

/** `steps "5" > title > en`: entries of a list by their key where they have one, for people who read the file. */
function placeIn(json: unknown, path: readonly PropertyKey[]): string {
  const names: string[] = [];
  let at = json;
  for (const part of path) {
    const inner: unknown = isRecord(at) ? at[String(part)] : undefined;
    if (typeof part === 'number') {
      const key = isRecord(inner) ? inner['key'] : undefined;
      names.push(`${names.pop() ?? ''} ${typeof key === 'string' ? `"${key}"` : `[${part}]`}`.trim());
    } else {
      names.push(String(part));
    }
    at = inner;
  }
  return names.join(' > ') || 'the file';
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

function deepFreeze<T>(value: T): T {
  if (!isRecord(value) || Object.isFrozen(value)) return value;
  for (const inner of Object.values(value)) deepFreeze(inner);
  return Object.freeze(value);
}

import { explained } from './open-faults.js';
import { sqliteCode } from './sqlite.js';

/** After these nothing is certain any more: a commit that failed so may stand all the same. */
const UNCERTAIN = /^SQLITE_(?:IOERR|FULL|CORRUPT|NOTADB|READONLY|CANTOPEN|PROTOCOL)/;

/** Whether an error of the database leaves open what is stored; it may be the cause of another one. */
function isUncertain(error: unknown): boolean {
  if (UNCERTAIN.test(sqliteCode(error) ?? '')) return true;
  return error instanceof Error && error.cause !== undefined && isUncertain(error.cause);
}

/** The same functions, which also report what leaves everything uncertain, in words that name the cure, and throw it. */
export function guarded<T extends object>(target: T, path: string, onFatal: (error: Error) => void): T {
  const guard = (value: unknown): unknown => {
    if (typeof value !== 'function') return value;
    return (...given: unknown[]): unknown => {
      try {
        return Reflect.apply(value, target, given);
      } catch (error) {
        if (!isUncertain(error)) throw error;
        const fault = explained(error, path);
        onFatal(fault);
        throw fault;
      }
    };
  };
  const guards = Object.entries(target).map(([name, value]: [string, unknown]) => [name, guard(value)] as const);
  return Object.fromEntries(guards) as T;
}

/** Keeps the values that were used lately: all of the last `max / 2`, and at most `max`. */
export interface Recent<T> {
  get(key: string): T | undefined;
  set(key: string, value: T): void;
  remove(key: string): void;
  clear(): void;
}

export function createRecent<T>(max: number): Recent<T> {
  // What is used moves to the young ones. Once these are many, they are the old ones, and the old ones before are gone:
  // to ask for a young one, which is the usual case, is one look.
  let young = new Map<string, T>();
  let old = new Map<string, T>();
  const set = (key: string, value: T): void => {
    if (young.size >= max / 2) {
      old = young;
      young = new Map<string, T>();
    }
    young.set(key, value);
  };
  return {
    get(key) {
      const value = young.get(key);
      if (value !== undefined) return value;
      const before = old.get(key);
      if (before !== undefined) set(key, before);
      return before;
    },
    set,
    remove(key) {
      young.delete(key);
      old.delete(key);
    },
    clear() {
      young.clear();
      old.clear();
    },
  };
}

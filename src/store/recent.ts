/** Keeps the most recently used values, up to a number of them. */
export interface Recent<T> {
  get(key: string): T | undefined;
  set(key: string, value: T): void;
  remove(key: string): void;
  clear(): void;
}

export function createRecent<T>(max: number): Recent<T> {
  // A Map keeps the order of insertion, so the first key is the one that was not used for longest.
  const values = new Map<string, T>();
  const put = (key: string, value: T): void => {
    values.delete(key);
    values.set(key, value);
  };
  return {
    get(key) {
      const value = values.get(key);
      if (value !== undefined) put(key, value);
      return value;
    },
    set(key, value) {
      put(key, value);
      const [oldest] = values.keys();
      if (values.size > max && oldest !== undefined) values.delete(oldest);
    },
    remove: (key) => void values.delete(key),
    clear: () => values.clear(),
  };
}

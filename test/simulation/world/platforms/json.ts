/** JSON as a platform takes and sends it. */
export interface Json {
  readonly [key: string]: unknown;
}

export const isJson = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What stands there, or an empty object. */
export const at = (json: Json, key: string): Json => (isJson(json[key]) ? json[key] : {});

export const listAt = (json: Json, key: string): readonly Json[] => {
  const list = json[key];
  return Array.isArray(list) ? list.filter(isJson) : [];
};

/** What stands there, or an empty text. */
export const textAt = (json: Json, key: string): string => {
  const text = json[key];
  return typeof text === 'string' ? text : '';
};

/** Where words stand, in Block Kit and in Adaptive Cards. */
const READ: ReadonlySet<string> = new Set(['text', 'title', 'label', 'placeholder', 'description', 'user_id']);

/** All that is read of it. */
export function wordsIn(part: unknown): readonly string[] {
  if (Array.isArray(part)) return part.flatMap(wordsIn);
  if (!isJson(part)) return [];
  return Object.entries(part).flatMap(([key, value]) =>
    typeof value === 'string' ? (READ.has(key) ? [value] : []) : key === 'fallback' ? [] : wordsIn(value),
  );
}

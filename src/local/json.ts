/** What JSON can say. A missing key reads as undefined. */
export type Json = string | number | boolean | null | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json | undefined;
}

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isList = (value: unknown): value is readonly Json[] => Array.isArray(value);

const isJson = (value: unknown): value is Json =>
  value === null ||
  ['string', 'number', 'boolean'].includes(typeof value) ||
  (Array.isArray(value) ? value.every(isJson) : isObject(value) && Object.values(value).every(isJson));

/** Undefined where the text is not JSON. */
export function parseJson(text: string): Json | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isJson(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** The text under a key; empty where there is none. A number reads as its digits, as in a form. */
export function textOf(object: JsonObject | null | undefined, key: string): string {
  const value = object?.[key];
  if (typeof value === 'string') return value;
  return typeof value === 'number' ? String(value) : '';
}

/** An object under a key, also where a form carries it as JSON in a text. */
export function objectOf(object: JsonObject | null | undefined, key: string): JsonObject | null {
  const value = unfold(object?.[key]);
  return isObject(value) ? value : null;
}

/** The list under a key, also where a form carries it as JSON in a text; empty where there is none. */
export function listOf(object: JsonObject | null | undefined, key: string): readonly Json[] {
  const value = unfold(object?.[key]);
  return isList(value) ? value : [];
}

/** The objects of a list; anything else in it is passed over. */
export const objectsOf = (object: JsonObject | null | undefined, key: string): readonly JsonObject[] =>
  listOf(object, key).filter(isObject);

/** Forms know only texts: `true` and `1` are yes. */
export const flagOf = (object: JsonObject, key: string): boolean =>
  object[key] === true || object[key] === 'true' || object[key] === '1' || object[key] === 1;

/** A value that a form may carry as JSON in a text. */
export const unfold = (value: Json | undefined): Json | undefined =>
  typeof value === 'string' && /^\s*[[{]/.test(value) ? parseJson(value) : value;

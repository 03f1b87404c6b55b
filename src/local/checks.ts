import type { Json } from './json.js';
import { isObject, textOf } from './json.js';

/** Looks at a value and says what Slack would say against it, each with the place as a JSON pointer. */
export type Check = (value: Json | undefined, path: string) => readonly string[];

export const complain = (says: string, path: string): readonly string[] => [`${says} [json-pointer:${path}]`];

/** Text of `min` to `max` characters. */
export const string =
  (max: number, min = 1): Check =>
  (value, path) => {
    if (typeof value !== 'string') return complain('must be a string', path);
    if (value.length < min) return complain(`must be more than ${min - 1} characters`, path);
    return value.length > max ? complain(`must be less than ${max + 1} characters`, path) : [];
  };

export const boolean: Check = (value, path) => (typeof value === 'boolean' ? [] : complain('must be a boolean', path));

export const integer =
  (min: number, max: number): Check =>
  (value, path) =>
    typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max
      ? []
      : complain(`must be a whole number from ${min} to ${max}`, path);

export const matching =
  (pattern: RegExp, what: string): Check =>
  (value, path) =>
    typeof value === 'string' && pattern.test(value) ? [] : complain(`must be ${what}`, path);

export const oneOf =
  (...allowed: readonly string[]): Check =>
  (value, path) =>
    typeof value === 'string' && allowed.includes(value) ? [] : complain(`must be one of ${allowed.join(', ')}`, path);

export const list =
  (each: Check, min: number, max: number): Check =>
  (value, path) => {
    if (!Array.isArray(value)) return complain('must be an array', path);
    if (value.length < min) return complain(`no fewer than ${min} items allowed`, path);
    if (value.length > max) return complain(`no more than ${max} items allowed`, path);
    return value.flatMap((item: Json, i) => each(item, `${path}/${i}`));
  };

export type Fields = Readonly<Record<string, Check>>;

/** An object with these fields, and no others than `type`. */
export const record =
  (required: Fields, optional: Fields = {}): Check =>
  (value, path) => {
    if (!isObject(value)) return complain('must be an object', path);
    const all: Fields = { ...required, ...optional };
    const missing = Object.keys(required).filter((key) => value[key] === undefined);
    const unknown = Object.keys(value).filter((key) => key !== 'type' && all[key] === undefined);
    return [
      ...missing.flatMap((key) => complain(`missing required field: ${key}`, path)),
      ...unknown.flatMap((key) => complain(`invalid additional property: ${key}`, path)),
      ...Object.entries(all).flatMap(([key, check]) =>
        value[key] === undefined ? [] : check(value[key], `${path}/${key}`),
      ),
    ];
  };

/** An object whose `type` says which check it has to pass. */
export const typed =
  (table: Fields): Check =>
  (value, path) => {
    if (!isObject(value)) return complain('must be an object', path);
    const check = table[textOf(value, 'type')];
    if (check === undefined) return complain(`unsupported type: ${textOf(value, 'type') || 'none'}`, `${path}/type`);
    return check(value, path);
  };

export const all =
  (...checks: readonly Check[]): Check =>
  (value, path) =>
    checks.flatMap((check) => check(value, path));

/** The part of a table with these names. */
export const only = (table: Fields, names: readonly string[]): Fields =>
  Object.fromEntries(Object.entries(table).filter(([name]) => names.includes(name)));

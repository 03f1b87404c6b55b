import { type Said, said } from './ids.js';
import type { FormField, Refusal, Typed } from './input.js';
import { findSecret } from './secrets.js';

/** The longest text a person may type, in characters. */
export const TEXT_MAX = 1000;
export const LABEL_MAX = 80;

export interface TypedLimits {
  readonly field: FormField;
  readonly max: number;
  /** Bare numbers are expected here, such as a ticket's. */
  readonly allowsNumber: boolean;
}

/**
 * Words as they may be stored, or why not. A certain secret is never taken; one that only looks like a secret is taken
 * once the person has said that it is none.
 */
export function checkTyped(typed: Typed, limits: TypedLimits): { readonly ok: Said } | { readonly no: Refusal } {
  const text = typed.text.trim();
  const { field, max } = limits;
  const secret = findSecret(text, limits.allowsNumber);
  if (secret && (secret.isCertain || !typed.isNoSecret)) {
    return { no: { code: 'looks_like_secret', kind: secret.kind, isCertain: secret.isCertain, field } };
  }
  if (text === '') return { no: { code: 'text_missing', field } };
  if ([...text].length > max) return { no: { code: 'text_too_long', field, max } };
  return { ok: said(text) };
}

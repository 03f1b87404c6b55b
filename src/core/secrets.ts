import { isBarePassword } from './announced-password.js';
import { announcedSecret, isBareCode } from './announced-secrets.js';
import {
  CERTAIN_SHAPES,
  LIKELY_SHAPES,
  LIKELY_SHAPES_IN_ADDRESS,
  type SecretKind,
  type Shape,
} from './secret-shapes.js';

export type { SecretKind } from './secret-shapes.js';

/** What a text seems to contain. */
export interface SecretFound {
  readonly kind: SecretKind;
  /** True for shapes that nothing else has; false where an ordinary word or number may look alike. */
  readonly isCertain: boolean;
}

/** Invisible characters that would hide a key from the patterns when they stand inside it. */
const INVISIBLE = /\p{Default_Ignorable_Code_Point}/gu;
/** Squared words and ligatures, which would unfold to many times their length. No key is written with them. */
const UNFOLDING = /[\u3200-\u33FF\uFDF0-\uFDFF]/g;
/** Addresses are full of long random parts. Only certain shapes and passwords in them count. */
const ADDRESS = /\bhttps?:\/\/[^\s<>|]+/gi;

const likely = (kind: SecretKind): SecretFound => ({ kind, isCertain: false });
const shapeIn = (text: string, shapes: readonly Shape[]): Shape | undefined => shapes.find((s) => s.pattern.test(text));

/**
 * Finds what looks like a secret, the certain shapes first. `allowsNumber`: a ticket number may be six digits, so bare
 * numbers are not taken for a one-time code.
 */
export function findSecret(text: string, allowsNumber = false): SecretFound | null {
  const plain = text.replace(UNFOLDING, ' ').normalize('NFKC').replace(INVISIBLE, '');
  const certain = shapeIn(plain, CERTAIN_SHAPES);
  if (certain) return { kind: certain.kind, isCertain: true };
  const shape = shapeIn(plain.replace(ADDRESS, ' '), LIKELY_SHAPES) ?? shapeIn(plain, LIKELY_SHAPES_IN_ADDRESS);
  if (shape) return likely(shape.kind);
  const announced = announcedSecret(plain);
  if (announced) return likely(announced);
  if (isBarePassword(plain)) return likely('password');
  if (!allowsNumber && isBareCode(plain)) return likely('one_time_code');
  return null;
}

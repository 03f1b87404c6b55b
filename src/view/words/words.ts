import type { english } from './en.js';

/**
 * Every sentence a person reads, in one language. Another language has the same keys, and each of its sentences the
 * same slots.
 */
export type Words = typeof english;

import type { Zone } from '../../src/core/ids.js';
import type { Identity, Profile } from '../../src/engine/ports.js';
import type { Member } from './connector.js';
import type { Acquaintance } from './directory.js';

/**
 * Somebody as the roster shows them. Teams' roster knows neither clock nor language: those come with what the person
 * last wrote or pressed, and are UTC and English until then.
 */
export function profileOf(member: Member, identity: Identity, { zone, locale }: Acquaintance): Profile {
  const names = [member.name, member.userPrincipalName, member.email];
  return {
    identity,
    name: names.find((name) => name !== undefined && name !== null && name.trim() !== '') ?? identity.user,
    zone: zone ?? ('UTC' as Zone),
    locale: locale ?? 'en-US',
    isBot: false,
    isForeign: Boolean(member.tenantId) && member.tenantId !== identity.workspace,
    isDeactivated: false,
    email: emailOf(member),
  };
}

/** Somebody of whom no more is known than that nobody can ask about them. */
export const strangerOf = (identity: Identity, what: 'isBot' | 'isForeign'): Profile => ({
  identity,
  name: identity.user,
  zone: 'UTC' as Zone,
  locale: 'en-US',
  isBot: what === 'isBot',
  isForeign: what === 'isForeign',
  isDeactivated: false,
  email: null,
});

/** A guest's own name of sign-in is made of the address elsewhere, and is none. */
const isAddress = (text: string): boolean => text.includes('@') && !text.includes('#');

/** In small letters; null for somebody whose address the roster does not tell. */
export function emailOf({ email, userPrincipalName }: Member): string | null {
  const found = [email, userPrincipalName].find((text) => text && isAddress(text));
  return found?.toLowerCase() ?? null;
}

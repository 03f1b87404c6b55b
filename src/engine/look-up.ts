import type { TenantId } from '../core/ids.js';
import { emailFieldOf, NAMEABLE, type Nameable } from '../view/email-field.js';
import { emailWords } from '../view/email-words.js';
import type { FoundRow } from '../view/found-dialog.js';
import type { Audience } from '../view/reader.js';
import type { AddressBook, FoundPerson } from './address-book.js';
import type { ChatPlatform, Identity } from './ports.js';
import type { FilledStart } from './start-form.js';

/** Whom the addresses of a form led to. */
export interface LookedUp {
  readonly found: readonly { readonly field: Nameable; readonly people: readonly FoundPerson[] }[];
  /** By the name of the form's field. */
  readonly errors: Readonly<Record<string, string>>;
}

/** `picked`: who was chosen from the list, by field: nobody can be both. */
export async function lookUp(
  book: AddressBook,
  tenant: TenantId,
  emails: FilledStart['emails'],
  picked: Readonly<Partial<Record<Nameable, Identity | null>>>,
  audience: Audience,
): Promise<LookedUp> {
  const looked = await Promise.all(
    NAMEABLE.filter((field) => emails[field] !== undefined).map(async (field) => {
      const isBoth = (picked[field] ?? null) !== null;
      const found = isBoth ? { trouble: { code: 'both' } as const } : await book.find(tenant, emails[field] ?? '');
      return { field, found };
    }),
  );
  return {
    found: looked.flatMap(({ field, found }) => ('people' in found ? [{ field, people: found.people }] : [])),
    errors: Object.fromEntries(
      looked.flatMap(({ field, found }) =>
        'trouble' in found ? [[emailFieldOf(field), emailWords(audience, found.trouble)]] : [],
      ),
    ),
  };
}

/** As the initiator is shown them. */
export const rowsOf = (
  { found }: LookedUp,
  emails: FilledStart['emails'],
  platforms: ReadonlyMap<string, ChatPlatform>,
): readonly FoundRow[] =>
  found.map(({ field, people }) => ({
    field,
    people: people.map(({ profile: { name, identity } }) => ({
      name,
      platform: platforms.get(identity.platform)?.label ?? identity.platform,
      email: (emails[field] ?? '').trim().toLowerCase(),
    })),
  }));

/** What a draft keeps of it. */
export const keptOf = ({ found }: LookedUp) =>
  found.map(({ field, people }) => ({ field, people: people.map(({ profile }) => profile.identity) }));

import { z } from 'zod';
import type { PersonId, TenantId } from '../core/ids.js';
import type { Identity, Ids, KnownPerson, Profile } from '../engine/ports.js';
import { createRecent } from './recent.js';
import { personId, zone } from './rows/values.js';
import type { Connection } from './sqlite.js';

/** Who is who. Whose identity is whose is also remembered in memory: this process alone writes the file. */
export interface People {
  personOf(tenant: TenantId, identity: Identity): PersonId | null;
  person(tenant: TenantId, person: PersonId): KnownPerson | null;
  /**
   * Stores what a platform says of somebody; somebody new gets a new id, unless the same human is known from another
   * platform by their address. Messages still go where that human was known first.
   */
  learn(tenant: TenantId, profile: Profile): PersonId;
  /** Forgets who stands behind the pseudonym. Should they come again, they get a new one. */
  erase(tenant: TenantId, person: PersonId): void;
  /** Forgets what is remembered: after a rollback it may be untrue. */
  forget(): void;
  /** As they are on this one platform. */
  knownAs(tenant: TenantId, identity: Identity): KnownPerson | null;
  withEmail(tenant: TenantId, email: string): readonly KnownPerson[];
  setConversation(tenant: TenantId, identity: Identity, conversation: string): void;
}

/** Identities kept in memory: some hundred bytes each. Whose an identity is never changes. */
const RECENT_MAX = 10_000;

const flag = z
  .int()
  .min(0)
  .max(1)
  .transform((value) => value === 1);
const knownRow = z.strictObject({
  platform: z.string(),
  workspace: z.string(),
  user: z.string(),
  name: z.string(),
  zone,
  locale: z.string(),
  isBot: flag,
  isForeign: flag,
  isDeactivated: flag,
  email: z.string().nullable(),
  conversation: z.string().nullable(),
  person: personId,
});
const maybeKnown = knownRow.optional();
const personRow = z.strictObject({ person: personId });
const maybePerson = personRow.optional();
const personRows = z.array(personRow);

const COLUMNS = `i.platform, i.workspace, i.user, i.name, i.zone, i.locale, i.is_bot AS isBot, i.is_foreign AS isForeign,
  i.is_deactivated AS isDeactivated, i.email, i.conversation, i.person`;
const KEY = 'tenant = @tenant AND platform = @platform AND workspace = @workspace AND user = @user';

export function createPeople(connection: Connection, ids: Pick<Ids, 'person'>): People {
  const selectPersonOf = connection.prepare(`SELECT person FROM identity WHERE ${KEY}`);
  const selectPerson = connection.prepare(
    `SELECT ${COLUMNS} FROM person p JOIN identity i USING (tenant, platform, workspace, user)
     WHERE p.tenant = ? AND p.person = ?`,
  );
  const selectIdentity = connection.prepare(`SELECT ${COLUMNS} FROM identity i WHERE ${KEY}`);
  const selectByEmail = connection.prepare(
    `SELECT ${COLUMNS} FROM identity i WHERE tenant = @tenant AND email = @email AND is_bot = 0 ORDER BY i.person`,
  );
  // The same human on another platform; never a second account on the same one.
  const selectSameHuman = connection.prepare(
    `SELECT DISTINCT person FROM identity
     WHERE tenant = @tenant AND email = @email AND is_bot = 0 AND is_foreign = 0 AND is_deactivated = 0
       AND person NOT IN (SELECT person FROM identity WHERE tenant = @tenant AND platform = @platform)`,
  );
  const insertPerson = connection.prepare(
    'INSERT INTO person (tenant, person, platform, workspace, user) VALUES (@tenant, @person, @platform, @workspace, @user)',
  );
  const insertIdentity = connection.prepare(
    `INSERT INTO identity (tenant, platform, workspace, user, person, name, zone, locale, is_bot, is_foreign, is_deactivated, email)
     VALUES (@tenant, @platform, @workspace, @user, @person, @name, @zone, @locale, @isBot, @isForeign, @isDeactivated, @email)`,
  );
  const updateIdentity = connection.prepare(
    `UPDATE identity SET name = @name, zone = @zone, locale = @locale, is_bot = @isBot, is_foreign = @isForeign,
       is_deactivated = @isDeactivated, email = coalesce(@email, email)
     WHERE ${KEY}
       AND (name, zone, locale, is_bot, is_foreign, is_deactivated, email)
           IS NOT (@name, @zone, @locale, @isBot, @isForeign, @isDeactivated, coalesce(@email, email))`,
  );
  const updateConversation = connection.prepare(`UPDATE identity SET conversation = @conversation WHERE ${KEY}`);

  const removeIdentities = connection.prepare('DELETE FROM identity WHERE tenant = ? AND person = ?');
  const removePerson = connection.prepare('DELETE FROM person WHERE tenant = ? AND person = ?');
  // Every card that is drawn asks for several, and this process alone writes the file.
  const recentPeople = createRecent<KnownPerson>(RECENT_MAX);

  const recent = createRecent<PersonId>(RECENT_MAX);

  const personOf = (tenant: TenantId, identity: Identity): PersonId | null => {
    const name = JSON.stringify([tenant, identity.platform, identity.workspace, identity.user]);
    const known = recent.get(name);
    if (known !== undefined) return known;
    const person = maybePerson.parse(selectPersonOf.get({ tenant, ...keyOf(identity) }))?.person ?? null;
    if (person !== null) recent.set(name, person);
    return person;
  };

  const learn = connection.transaction((tenant: TenantId, profile: Profile): PersonId => {
    const known = personOf(tenant, profile.identity);
    const met = known ?? sameHuman(tenant, profile);
    const person = met ?? ids.person();
    const fields = { tenant, person, ...keyOf(profile.identity), ...columnsOf(profile) };
    recentPeople.remove(`${tenant}/${person}`);
    if (known !== null) updateIdentity.run(fields);
    else {
      if (met === null) insertPerson.run(fields);
      insertIdentity.run(fields);
    }
    return person;
  });

  const sameHuman = (tenant: TenantId, { identity, email, isBot, isForeign }: Profile): PersonId | null => {
    if (email === null || isBot || isForeign) return null;
    const [only, ...others] = personRows.parse(selectSameHuman.all({ tenant, email, ...keyOf(identity) }));
    return only && others.length === 0 ? only.person : null;
  };

  const known = (row: unknown): KnownPerson | null => {
    const found = maybeKnown.parse(row);
    if (!found) return null;
    const { person, platform, workspace, user, conversation, ...profile } = found;
    return { person, profile: { ...profile, identity: { platform, workspace, user } }, conversation };
  };

  return {
    personOf,
    learn: (tenant, profile) => learn.immediate(tenant, profile),
    person(tenant, person) {
      const before = recentPeople.get(`${tenant}/${person}`);
      if (before) return before;
      const found = known(selectPerson.get(tenant, person));
      if (found) recentPeople.set(`${tenant}/${person}`, found);
      return found;
    },
    knownAs: (tenant, identity) => known(selectIdentity.get({ tenant, ...keyOf(identity) })),
    withEmail: (tenant, email) =>
      selectByEmail.all({ tenant, email }).flatMap((row) => {
        const found = known(row);
        return found === null ? [] : [found];
      }),
    setConversation(tenant, identity, conversation) {
      updateConversation.run({ tenant, ...keyOf(identity), conversation });
      const person = personOf(tenant, identity);
      if (person !== null) recentPeople.remove(`${tenant}/${person}`);
    },
    erase(tenant, person) {
      removeIdentities.run(tenant, person);
      removePerson.run(tenant, person);
      recent.clear();
      recentPeople.clear();
    },
    forget() {
      recent.clear();
      recentPeople.clear();
    },
  };
}

const keyOf = ({ platform, workspace, user }: Identity) => ({ platform, workspace, user });

const columnsOf = ({ name, zone: timeZone, locale, isBot, isForeign, isDeactivated, email }: Profile) => ({
  name,
  email,
  zone: timeZone,
  locale,
  isBot: Number(isBot),
  isForeign: Number(isForeign),
  isDeactivated: Number(isDeactivated),
});

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
  /** Stores what a platform says of somebody; somebody new gets a new id. */
  learn(tenant: TenantId, profile: Profile): PersonId;
  setConversation(tenant: TenantId, person: PersonId, conversation: string): void;
  /** Forgets who stands behind the pseudonym. Should they come again, they get a new one. */
  erase(tenant: TenantId, person: PersonId): void;
  /** Forgets what is remembered: after a rollback it may be untrue. */
  forget(): void;
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
  conversation: z.string().nullable(),
});
const personRow = z.strictObject({ person: personId });

const KEY = 'tenant = @tenant AND platform = @platform AND workspace = @workspace AND user = @user';

export function createPeople(connection: Connection, ids: Pick<Ids, 'person'>): People {
  const selectPersonOf = connection.prepare(`SELECT person FROM identity WHERE ${KEY}`);
  const selectPerson = connection.prepare(
    `SELECT i.platform, i.workspace, i.user, i.name, i.zone, i.locale, i.is_bot AS isBot, i.is_foreign AS isForeign,
            i.is_deactivated AS isDeactivated, i.conversation
     FROM person p JOIN identity i USING (tenant, platform, workspace, user)
     WHERE p.tenant = ? AND p.person = ?`,
  );
  const insertPerson = connection.prepare(
    'INSERT INTO person (tenant, person, platform, workspace, user) VALUES (@tenant, @person, @platform, @workspace, @user)',
  );
  const insertIdentity = connection.prepare(
    `INSERT INTO identity (tenant, platform, workspace, user, person, name, zone, locale, is_bot, is_foreign, is_deactivated)
     VALUES (@tenant, @platform, @workspace, @user, @person, @name, @zone, @locale, @isBot, @isForeign, @isDeactivated)`,
  );
  const updateIdentity = connection.prepare(
    `UPDATE identity SET name = @name, zone = @zone, locale = @locale, is_bot = @isBot, is_foreign = @isForeign,
       is_deactivated = @isDeactivated
     WHERE ${KEY}
       AND (name, zone, locale, is_bot, is_foreign, is_deactivated)
           IS NOT (@name, @zone, @locale, @isBot, @isForeign, @isDeactivated)`,
  );
  const updateConversation = connection.prepare(
    `UPDATE identity SET conversation = @conversation
     WHERE (tenant, platform, workspace, user) =
       (SELECT tenant, platform, workspace, user FROM person WHERE tenant = @tenant AND person = @person)`,
  );

  const removeIdentities = connection.prepare('DELETE FROM identity WHERE tenant = ? AND person = ?');
  const removePerson = connection.prepare('DELETE FROM person WHERE tenant = ? AND person = ?');

  const recent = createRecent<PersonId>(RECENT_MAX);

  const personOf = (tenant: TenantId, identity: Identity): PersonId | null => {
    const name = JSON.stringify([tenant, identity.platform, identity.workspace, identity.user]);
    const known = recent.get(name);
    if (known !== undefined) return known;
    const person = personRow.optional().parse(selectPersonOf.get({ tenant, ...keyOf(identity) }))?.person ?? null;
    if (person !== null) recent.set(name, person);
    return person;
  };

  const learn = connection.transaction((tenant: TenantId, profile: Profile): PersonId => {
    const known = personOf(tenant, profile.identity);
    const person = known ?? ids.person();
    const fields = { tenant, person, ...keyOf(profile.identity), ...columnsOf(profile) };
    if (known !== null) updateIdentity.run(fields);
    else {
      insertPerson.run(fields);
      insertIdentity.run(fields);
    }
    return person;
  });

  return {
    personOf,
    learn: (tenant, profile) => learn.immediate(tenant, profile),
    person(tenant, person) {
      const row = knownRow.optional().parse(selectPerson.get(tenant, person));
      if (!row) return null;
      const { platform, workspace, user, conversation, ...profile } = row;
      return { person, profile: { ...profile, identity: { platform, workspace, user } }, conversation };
    },
    setConversation(tenant, person, conversation) {
      updateConversation.run({ tenant, person, conversation });
    },
    erase(tenant, person) {
      removeIdentities.run(tenant, person);
      removePerson.run(tenant, person);
      recent.clear();
    },
    forget: () => recent.clear(),
  };
}

const keyOf = ({ platform, workspace, user }: Identity) => ({ platform, workspace, user });

const columnsOf = ({ name, zone: timeZone, locale, isBot, isForeign, isDeactivated }: Profile) => ({
  name,
  zone: timeZone,
  locale,
  isBot: Number(isBot),
  isForeign: Number(isForeign),
  isDeactivated: Number(isDeactivated),
});

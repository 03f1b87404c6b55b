import type { PersonId, TenantId } from '../core/ids.js';
import type { Identity, Ids, KnownPerson, Profile } from '../engine/ports.js';
import type { Database } from './database.js';
import { parseProfile, personRow } from './rows.js';

/** Who is known, and by which platform identities. */
export function createPeople(db: Database, ids: Pick<Ids, 'person'>) {
  const byIdentity = db
    .prepare('SELECT person FROM identity WHERE tenant = ? AND platform = ? AND workspace = ? AND user = ?')
    .pluck();
  const byId = db.prepare('SELECT person, profile, conversation FROM person WHERE tenant = ? AND person = ?');
  const insert = db.prepare('INSERT INTO person (tenant, person, profile) VALUES (?, ?, ?)');
  const update = db.prepare('UPDATE person SET profile = ? WHERE tenant = ? AND person = ?');
  const insertIdentity = db.prepare(
    'INSERT INTO identity (tenant, platform, workspace, user, person) VALUES (?, ?, ?, ?, ?)',
  );
  const talk = db.prepare('UPDATE person SET conversation = ? WHERE tenant = ? AND person = ?');

  const personOf = (tenant: TenantId, { platform, workspace, user }: Identity): PersonId | null => {
    const found: unknown = byIdentity.get(tenant, platform, workspace, user);
    return typeof found === 'string' ? (found as PersonId) : null;
  };

  return {
    personOf,
    person(tenant: TenantId, person: PersonId): KnownPerson | null {
      const raw: unknown = byId.get(tenant, person);
      if (raw === undefined) return null;
      const row = personRow.parse(raw);
      return { person: row.person as PersonId, profile: parseProfile(row.profile), conversation: row.conversation };
    },
    learn(tenant: TenantId, profile: Profile): PersonId {
      const known = personOf(tenant, profile.identity);
      if (known !== null) {
        update.run(JSON.stringify(profile), tenant, known);
        return known;
      }
      const person = ids.person();
      const { platform, workspace, user } = profile.identity;
      insert.run(tenant, person, JSON.stringify(profile));
      insertIdentity.run(tenant, platform, workspace, user, person);
      return person;
    },
    setConversation(tenant: TenantId, person: PersonId, conversation: string): void {
      talk.run(conversation, tenant, person);
    },
  };
}

export type People = ReturnType<typeof createPeople>;

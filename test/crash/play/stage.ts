import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { HandoverId, Instant, PersonId, TenantId, Zone } from '../../../src/core/ids.js';
import { DEFAULT_RULES } from '../../../src/core/rules.js';
import { nextDue } from '../../../src/core/schedule.js';
import { start } from '../../../src/core/transition.js';
import type { Identity, Profile } from '../../../src/engine/ports.js';
import { createSlackPeer, type SlackPeer } from '../../../src/local/slack-peer/slack-peer.js';
import { huaweiCloud } from '../../../src/procedures/load-procedure.js';
import { openStore } from '../../../src/store/open-store.js';
import { candidate } from '../../support/a-handover.js';

export const SECRET = '0123456789abcdef0123456789abcdef';
export const BOT_TOKEN = 'xoxb-acme-1234567890';
export const TENANT = 'main' as TenantId;
export const HANDOVER = 'h1' as HandoverId;
const PEOPLE = ['ines', 'alice', 'bob', 'carol'] as const;
/** A key of the test's own, so that it can press buttons without reading messages. */
export const SEAL_KEY = 'seal-key-of-the-crash-runs';

/** A folder with a database in which one handover has begun, and a Slack for it. */
export interface Stage {
  readonly path: string;
  readonly peer: SlackPeer;
  /** Whoever presses: the platform's id behind a pseudonym. */
  readonly userOf: (person: PersonId) => string;
  /** The port that the program listens on, once it has one. */
  listensOn(port: number): void;
  /** Begins anew: the database as it was, and an empty Slack. */
  close(): Promise<void>;
}

const identity = (name: string): Identity => ({
  platform: 'slack',
  workspace: 'TACME',
  user: `U${name.toUpperCase()}`,
});
const profile = (name: string): Profile => ({
  identity: identity(name),
  name,
  email: null,
  zone: 'UTC' as Zone,
  locale: 'en-US',
  isBot: false,
  isForeign: false,
  isDeactivated: false,
});

let template: string | null = null;

/** The file that every stage begins with; made once, and closed, so that it is one file. */
export function templateDatabase(): string {
  if (template !== null) return template;
  const folder = mkdtempSync(join(tmpdir(), 'handover-crash-template-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, 'handover.db');
  let made = 0;
  const store = openStore({
    path,
    ids: {
      person: () => `p${(made += 1)}_of_crash` as PersonId,
      secret: () => `salt-${(made += 1)}-of-the-crash-runs`,
    },
  });
  store.setMeta('seal_key', SEAL_KEY);
  const at = Date.now() as Instant;
  const [done] = store.handovers.process([
    {
      tenant: TENANT,
      deliveryId: 'start',
      at,
      from: identity('ines'),
      target: { kind: 'start', id: HANDOVER, outgoing: identity('alice'), account: 'acme-prod' },
      learned: PEOPLE.map(profile),
      decide({ personOf }) {
        const of = (name: string) => candidate(personOf(identity(name)) ?? ('nobody' as PersonId));
        const form = {
          tenant: TENANT,
          id: HANDOVER,
          initiator: of('ines'),
          outgoing: of('alice'),
          successor: of('bob'),
          administrator: of('carol'),
          escalationContact: null,
          reason: 'resigned',
          lastDay: new Date(at + 20 * 86_400_000).toISOString().slice(0, 10),
          account: 'acme-prod',
          confidential: true,
          channel: null,
        } as const;
        const permission = { mayStart: true, clash: null, isNoSecret: true };
        const result = start(form, huaweiCloud(), permission, at, DEFAULT_RULES);
        if (result.kind !== 'moved') throw new Error(`not started: ${JSON.stringify(result)}`);
        const { handover, events, effects } = result;
        return {
          result: null,
          moved: { handover, events },
          dueAt: nextDue(handover, at, DEFAULT_RULES),
          effects,
          meaning: null,
        };
      },
    },
  ]);
  if (done?.kind !== 'done') throw new Error('the template was not made');
  store.close();
  template = path;
  return path;
}

export async function createStage(): Promise<Stage> {
  const folder = mkdtempSync(join(tmpdir(), 'handover-crash-'));
  const path = join(folder, 'handover.db');
  copyFileSync(templateDatabase(), path);
  let port = 0;
  const peer = createSlackPeer({
    signingSecret: SECRET,
    botToken: BOT_TOKEN,
    appUrl: () => `http://127.0.0.1:${port}/slack/events`,
    users: PEOPLE.map((name) => ({ id: `U${name.toUpperCase()}`, name })),
    scopes: ['commands', 'chat:write', 'im:write', 'im:history', 'users:read'],
  });
  await peer.start();
  const users = usersIn(path);
  return {
    path,
    peer,
    userOf: (person) => users.get(person) ?? '',
    listensOn(taken) {
      port = taken;
    },
    async close() {
      await peer.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function usersIn(path: string): ReadonlyMap<PersonId, string> {
  const store = openStore({ path, ids: { person: () => '' as PersonId, secret: () => '' } });
  const users = PEOPLE.flatMap((name) => {
    const person = store.handovers.personOf(TENANT, identity(name));
    return person === null ? [] : [[person, identity(name).user] as const];
  });
  store.close();
  return new Map(users);
}

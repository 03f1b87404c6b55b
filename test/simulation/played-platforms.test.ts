import { describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Instant, TenantId } from '../../src/core/ids.js';
import { type ChatPlatform, type Identity, PlatformFailure } from '../../src/engine/ports.js';
import { openLab as openSlack, USERS } from '../adapters/slack/slack-driver.js';
import { openLab as openTeams, TENANT_ID } from '../adapters/teams/teams-driver.js';
import { Ledger } from './world/ledger.js';
import type { Person } from './world/person.js';
import { Program } from './world/program.js';
import { World } from './world/world.js';

// What the simulation plays of the platforms answers as the peers do, which are proven against what the vendors document.

interface Cast {
  readonly somebody: Identity;
  /** On Slack deactivated, on Teams without the app. */
  readonly away: Identity;
  readonly nobody: Identity;
  readonly email: string;
}

const MARKER = '7.abc';
const card = (text: string) => ({ text, blocks: [{ type: 'text', text: [text] }], isOver: false }) as const;

/** Calls a platform in every way that the engine does, and tells what came of each. */
async function script(platform: ChatPlatform, { somebody, away, nobody, email }: Cast): Promise<readonly string[]> {
  const lines: string[] = [];
  const note = async <T>(what: string, run: () => Promise<T>, wordsOf: (found: T) => unknown): Promise<T | null> => {
    try {
      const found = await run();
      lines.push(`${what}: ${JSON.stringify(wordsOf(found))}`);
      return found;
    } catch (error) {
      if (!(error instanceof PlatformFailure)) throw error;
      const { failure } = error;
      lines.push(`${what}: ${failure.code} ${failure.code === 'unreachable' ? failure.why : ''}`);
      return null;
    }
  };
  const isThere = (found: unknown): boolean => found !== null && found !== '';
  const conversation = (await note('opened', () => platform.openConversation(somebody), isThere)) ?? '';
  await note('opened for somebody away', () => platform.openConversation(away), isThere);
  await note('opened for nobody', () => platform.openConversation(nobody), isThere);
  const message = (marker: string, thread: Awaited<ReturnType<ChatPlatform['post']>> | null = null) => ({
    conversation,
    thread,
    card: card(marker),
    marker,
  });
  const root = await note('posted', () => platform.post(message('1.a')), isThere);
  if (!root) throw new Error('nothing was posted');
  const reply = await note('posted in a thread', () => platform.post(message(MARKER, root)), isThere);
  const other = { conversation, message: '1700000000.000001' };
  const isReply = (found: unknown): boolean => JSON.stringify(found) === JSON.stringify(reply);
  const since = 0 as Instant;
  await note('found', () => platform.find(message(MARKER, root), since), isReply);
  await note('not found outside its thread', () => platform.find(message(MARKER), since), isReply);
  await note('not found by another marker', () => platform.find(message('9.z', root), since), isReply);
  await note(
    'copies',
    async () => (await platform.copies?.(message(MARKER, root), since)) ?? [],
    (all) => all.length,
  );
  await note('updated', () => platform.update(root, message('1.a')), isThere);
  await note('updated what never was', () => platform.update(other, message('1.a')), isThere);
  await note('removed', () => platform.remove(reply ?? other), isThere);
  await note('removed again', () => platform.remove(reply ?? other), isThere);
  await note('updated what is gone', () => platform.update(reply ?? other, message(MARKER, root)), isThere);
  await note('posted in a thread that never was', () => platform.post(message('2.b', other)), isThere);
  await note('found alone', () => platform.find(message('2.b'), since), isThere);
  const named = ({ name, zone, email: address, ...profile }: Awaited<ReturnType<ChatPlatform['profile']>>) => ({
    ...profile,
    identity: '',
    isNamed: name !== '' && zone !== ('' as never) && address !== null,
    locale: '',
  });
  await note('profile', () => platform.profile(somebody), named);
  await note('profile of somebody away', () => platform.profile(away), named);
  await note('profile of nobody', () => platform.profile(nobody), named);
  await note(
    'looked up',
    () => platform.findByEmail(email),
    (found) => found.length,
  );
  await note(
    'looked up in vain',
    () => platform.findByEmail('nobody@example.com'),
    (found) => found.length,
  );
  return lines;
}

/** One run of the simulated program, in a world where nothing fails. */
async function played(workspace: string, leave: (person: Person) => void): Promise<readonly string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'handover-played-'));
  const world = new World(1);
  world.isCalm = true;
  const ledger = new Ledger(world);
  const program = new Program(world, ledger, join(folder, 'handover.db'), () => undefined);
  try {
    const [somebody, away] = world.people.filter(({ identity }) => identity.workspace === workspace);
    if (!somebody || !away) throw new Error('nobody is there');
    leave(away);
    const platform = program.platforms.get(somebody.identity.platform);
    if (!platform) throw new Error('the platform is not played');
    const nobody = { ...somebody.identity, user: 'UNOBODY' };
    const cast = { somebody: somebody.identity, away: away.identity, nobody, email: `${somebody.name}@example.com` };
    const run = { isOver: false };
    const running = script(platform, cast).finally(() => {
      run.isOver = true;
    });
    while (!run.isOver) {
      await new Promise((resolve) => setImmediate(resolve));
      const next = world.agenda.take();
      if (next) world.now = Math.max(world.now, next.at);
      next?.run();
    }
    return await running;
  } finally {
    program.kill();
    rmSync(folder, { recursive: true, force: true });
  }
}

const fixture = {
  tenant: 'acme' as TenantId,
  now: () => 0 as Instant,
  people: () => null,
  desk: { receive: () => Promise.resolve({ kind: 'none' } as const) },
};

describe('what the simulation plays of a platform answers as its peer does', () => {
  it('on Slack', async () => {
    const lab = await openSlack(fixture);
    const at = (user: string): Identity => ({ platform: 'slack', workspace: 'TACME', user });
    const cast = {
      somebody: at(USERS.alice),
      away: at(USERS.gone),
      nobody: at('UNOBODY'),
      email: 'alice@acme.example',
    };
    const expected = await script(lab.adapter.platform, cast);
    await lab.close();
    const lines = await played('acme-slack', (person) => (person.isDeactivated = true));
    expect(lines).toEqual(expected);
  });

  it('on Teams', async () => {
    const lab = await openTeams(fixture, {}, {});
    const at = (user: string): Identity => ({ platform: 'teams', workspace: TENANT_ID, user });
    const idOf = (who: string): string => lab.peer.state.users.find(({ name }) => name === who)?.aadObjectId ?? '';
    lab.peer.changeUser('bob', { hasApp: false });
    const cast = { somebody: at(idOf('alice')), away: at(idOf('bob')), nobody: at('UNOBODY'), email: 'x@acme.example' };
    const expected = await script(lab.adapter.platform, cast);
    await lab.close();
    const lines = await played('acme-teams', (person) => (person.conversation = null));
    expect(lines).toEqual(expected);
  });
});

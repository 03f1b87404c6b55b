import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { HandoverId, Instant, PersonId, TenantId, Zone } from '../../src/core/ids.js';
import { DEFAULT_RULES } from '../../src/core/rules.js';
import { createDesk } from '../../src/engine/desk.js';
import { createGiver } from '../../src/engine/giver.js';
import { createMoved } from '../../src/engine/moved.js';
import { createInbox } from '../../src/engine/inbox.js';
import {
  type Answer,
  type Ask,
  type ChatPlatform,
  type Desk,
  type FormValues,
  type Identity,
  PlatformFailure,
} from '../../src/engine/ports.js';
import { createReach } from '../../src/engine/reach.js';
import { createScenes, type Scenes } from '../../src/engine/scenes.js';
import { huaweiCloud } from '../../src/procedures/load-procedure.js';
import type { Store } from '../../src/store/open-store.js';
import { renderCard } from '../../src/view/render-card.js';
import { MONDAY } from '../support/a-handover.js';
import { tempDatabase } from '../support/temp-database.js';

const tenant = 't1' as TenantId;
const identity = (user: string): Identity => ({ platform: 'fake', workspace: 'T1', user });
const rejected = () => Promise.reject(new Error('not for this test'));
/** What the platform says of people beside what is usual. */
let hasLeft = (_user: string): boolean => false;
/** Where the platform says that people are. */
let zone = 'UTC' as Zone;
/** What happens when all handovers of somebody are told something. */
let onTold = (): void => undefined;
/** How many works each transaction had. */
let transactions: number[] = [];
const platform: ChatPlatform = {
  name: 'fake',
  label: 'Fake',
  findByEmail: () => Promise.resolve([]),
  capabilities: { hasThreads: true, looksUpMessages: true, opensDialogs: true, sendsTicks: true },
  openConversation: rejected,
  post: rejected,
  update: rejected,
  find: rejected,
  remove: rejected,
  link: () => null,
  ownsChannel: () => true,
  profile: async (one) =>
    Promise.resolve({
      identity: one,
      name: one.user,
      zone,
      locale: 'en-US',
      isBot: one.user === 'robot',
      isForeign: false,
      isDeactivated: hasLeft(one.user),
      email: null,
    }),
};

let database: ReturnType<typeof tempDatabase>;
let store: Store;
let desk: Desk;
let scenes: Scenes;
let number = 0;
let now: Instant = MONDAY;

beforeEach(() => {
  hasLeft = () => false;
  zone = 'UTC' as Zone;
  onTold = () => undefined;
  transactions = [];
  now = MONDAY;
  database = tempDatabase();
  store = database.open();
  const platforms = new Map([['fake', platform]]);
  const clock = { now: () => now };
  const sealOf = (t: TenantId) => (text: string) => createHmac('sha256', t).update(text).digest('hex').slice(0, 10);
  scenes = createScenes({ store: store.handovers, outbox: store.outbox, platforms, clock, sealOf });
  const silent = () => undefined;
  const failed = (error: Error): never => {
    throw error;
  };
  const { handovers } = store;
  const process: typeof handovers.process = (batch) => {
    transactions.push(batch.length);
    return handovers.process(batch);
  };
  const inbox = createInbox({ store: { ...handovers, process }, onCommit: silent, onFatal: failed });
  const toAll = createGiver({ store: store.handovers, inbox, rules: DEFAULT_RULES, clock });
  const giver: typeof toAll = {
    ...toAll,
    giveAll: (...told) => {
      onTold();
      return toAll.giveAll(...told);
    },
  };
  desk = createDesk({
    store: store.handovers,
    outbox: store.outbox,
    inbox,
    scenes,
    platforms,
    procedure: huaweiCloud(),
    rules: DEFAULT_RULES,
    clock,
    ids: { handover: () => 'h1' as HandoverId, person: () => 'unused' as PersonId, secret: () => 'unused' },
    sealOf,
    mayStart: ({ user }) => user !== 'mallory',
    starters: () => ['ines'],
    giver,
    moved: createMoved(store.handovers, giver),
    reach: createReach(giver, store.outbox, clock, silent),
    command: '/handover',
    onCommit: silent,
    log: { debug: silent, info: silent, warn: silent, error: silent },
  });
});
afterEach(() => database.clean());

const give = (user: string, ask: Ask, id?: string): Promise<Answer> => {
  number += 1;
  return desk.receive({ tenant, id: id ?? `d${number}`, at: MONDAY, from: identity(user), ask });
};
const press = (user: string, code: string): Promise<Answer> =>
  give(user, { kind: 'press', press: code, ticks: [], pressedAt: MONDAY });

const FORM: FormValues = {
  outgoing: identity('alice'),
  successor: identity('bob'),
  administrator: identity('carol'),
  reason: 'resigned',
  last_day: '2026-12-04',
  account: 'acme-prod',
  confidential: true,
};

async function begin(change: FormValues = {}): Promise<Answer> {
  const opened = await give('ines', { kind: 'open_start', outgoing: null, successor: null, channel: null });
  if (opened.kind !== 'open') throw new Error('no form');
  return give('ines', { kind: 'form', press: opened.dialog.press, values: { ...FORM, ...change } });
}

/** The press code of a button, as it stands on the person's card now. */
function button(user: string, card: Parameters<typeof renderCard>[1], label: string): string {
  const handover = store.handovers.load(tenant, 'h1' as HandoverId);
  const person = store.handovers.personOf(tenant, identity(user));
  if (!handover || !person) throw new Error('nothing there');
  for (const block of renderCard(scenes.scene(handover, person), card).blocks) {
    const some = block.type === 'actions' ? block.actions : [];
    const actions = some.flatMap((one) => ('menu' in one ? one.options : [one]));
    for (const action of actions) if (action.label === label) return action.press;
  }
  throw new Error(`${user} has no button ${label}`);
}

const words = (answer: Answer): string => JSON.stringify(answer);
const loaded = () => store.handovers.load(tenant, 'h1' as HandoverId);

describe('the desk', () => {
  it('opens the form, starts a handover once, and lets the successor accept', async () => {
    expect(await begin()).toEqual({ kind: 'none' });
    expect(loaded()?.account.said).toBe('acme-prod');
    expect(await begin()).toEqual({ kind: 'none' });
    expect(loaded()?.version).toBeLessThan(30);
    expect(await press('bob', button('bob', { card: 'invite' }, 'Accept'))).toEqual({ kind: 'none' });
    expect(loaded()?.acceptance.state).toBe('accepted');
    expect(await press('alice', button('alice', { card: 'intake' }, 'Not sure'))).toEqual({ kind: 'none' });
    expect(Object.keys(loaded()?.answers ?? {})).toEqual(['huawei_id']);
  });

  it('shows at the fields what is wrong with the form', async () => {
    const answer = await begin({ successor: identity('alice'), last_day: '2020-01-01' });
    expect(answer.kind).toBe('correct');
    if (answer.kind === 'correct') expect(Object.keys(answer.errors).toSorted()).toEqual(['last_day', 'successor']);
    expect((await begin({ successor: identity('robot') })).kind).toBe('correct');
    expect(loaded()).toBeNull();
  });

  it('asks for words in a form, refuses a secret in it, and offers a way on', async () => {
    await begin();
    const opened = await press('bob', button('bob', { card: 'invite' }, 'Decline'));
    if (opened.kind !== 'open') throw new Error('no form');
    const send = (values: FormValues) => give('bob', { kind: 'form', press: opened.dialog.press, values });
    expect((await send({ text: '' })).kind).toBe('correct');
    const warned = await send({ text: 'the code is 482913' });
    expect(warned.kind).toBe('replace');
    expect(loaded()?.acceptance.state).toBe('asked');
    expect(await send({ text: 'the code is 482913', is_no_secret: true })).toEqual({ kind: 'none' });
    expect(loaded()?.acceptance).toMatchObject({ state: 'declined' });
  });

  it('answers strangers, others and forged buttons without doing anything', async () => {
    await begin();
    const accept = button('bob', { card: 'invite' }, 'Accept');
    const version = loaded()?.version;
    const strangers = await Promise.all([press('mallory', accept), press('alice', accept), press('bob', `${accept}x`)]);
    expect(strangers.map(({ kind }) => kind)).toEqual(['say', 'say', 'say']);
    expect(words(strangers[0] ?? { kind: 'none' })).not.toContain('acme-prod');
    expect(loaded()?.version).toBe(version);
    const may = await give('mallory', { kind: 'open_start', outgoing: null, successor: null, channel: null });
    expect(words(may)).toContain('ines');
  });

  it('answers list, status, help and free text, and keeps no word of the text', async () => {
    await begin();
    expect(words(await give('bob', { kind: 'list' }))).toContain('acme-prod');
    expect(words(await give('bob', { kind: 'status', which: 'acme' }))).toContain('acme-prod');
    expect(words(await give('bob', { kind: 'help' }))).toContain('/handover');
    expect(await give('bob', { kind: 'message', text: 'my password is hunter22xyz', thread: null })).toEqual({
      kind: 'none',
    });
    const rows = store.outbox.claim(MONDAY, new Set(), 50);
    expect(words({ kind: 'none' }) + JSON.stringify(rows)).not.toContain('hunter22');
  });

  it('believes no news of somebody that came late, and has it told again when nobody can be asked', async () => {
    await begin();
    const bob = store.handovers.personOf(tenant, identity('bob')) ?? ('nobody' as PersonId);
    const profile = { ...(await platform.profile(identity('bob'))), isDeactivated: true };
    await give('bob', { kind: 'profile_changed', profile });
    expect(loaded()?.unreachable).toEqual({});
    expect(store.handovers.person(tenant, bob)?.profile.isDeactivated).toBe(false);
    hasLeft = () => {
      throw new PlatformFailure({ code: 'unavailable' });
    };
    // Told again, once the platform answers.
    await expect(give('bob', { kind: 'profile_changed', profile })).rejects.toThrow(PlatformFailure);
    expect(loaded()?.unreachable).toEqual({});
    hasLeft = () => true;
    await give('bob', { kind: 'profile_changed', profile });
    expect(loaded()?.unreachable).toMatchObject({ [bob]: { why: 'deactivated' } });
  });

  it('keeps a move and tells the handovers of it in one transaction, so that nothing is cut short in between', async () => {
    await begin();
    transactions = [];
    const bob = store.handovers.personOf(tenant, identity('bob')) ?? ('nobody' as PersonId);
    const kept = (): string | undefined => store.handovers.person(tenant, bob)?.profile.zone;
    const before: (string | undefined)[] = [];
    onTold = () => void before.push(kept());
    zone = 'Asia/Kolkata' as Zone;
    await give('bob', { kind: 'profile_changed', profile: await platform.profile(identity('bob')) });
    expect(transactions[0]).toBe(2);
    expect([before[0], kept(), loaded()?.zones[bob]]).toEqual(['UTC', 'Asia/Kolkata', 'Asia/Kolkata']);
  });

  it('keeps a preferred hour and what it means for the handovers in one transaction', async () => {
    await begin();
    transactions = [];
    await give('bob', { kind: 'prefer', what: 'hour', value: '7' });
    expect(transactions).toEqual([2]);
  });

  it('dates what needs a look at the platform first by when it is stored, so that the journal stays in order', async () => {
    await begin();
    const opened = await press('ines', button('ines', { card: 'root' }, 'Choose another administrator'));
    if (opened.kind !== 'open') throw new Error('no form');
    const accept = button('bob', { card: 'invite' }, 'Accept');
    hasLeft = () => {
      now = (now + 1_000) as Instant;
      return false;
    };
    const chosen = give('ines', {
      kind: 'form',
      press: opened.dialog.press,
      values: { administrator: identity('dave') },
    });
    await press('bob', accept);
    await chosen;
    const at = store.handovers.journal(tenant, 'h1' as HandoverId).map(({ event }) => event.at);
    expect(at).toEqual(at.toSorted((a, b) => a - b));
    expect(loaded()?.people.administrator).toBe(store.handovers.personOf(tenant, identity('dave')));
  });

  it('does the same delivery once', async () => {
    await begin();
    const code = button('bob', { card: 'invite' }, 'Accept');
    const ask: Ask = { kind: 'press', press: code, ticks: [], pressedAt: MONDAY };
    await Promise.all([give('bob', ask, 'same'), give('bob', ask, 'same'), give('bob', ask, 'other')]);
    expect(loaded()?.acceptance).toMatchObject({ state: 'accepted', rev: 1 });
  });
});

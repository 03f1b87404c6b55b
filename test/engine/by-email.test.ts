import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { HandoverId, PersonId, TenantId, Zone } from '../../src/core/ids.js';
import { DEFAULT_RULES } from '../../src/core/rules.js';
import { createDesk } from '../../src/engine/desk.js';
import { createGiver } from '../../src/engine/giver.js';
import { createMoved } from '../../src/engine/moved.js';
import { createInbox } from '../../src/engine/inbox.js';
import {
  type Answer,
  type ChatPlatform,
  type Desk,
  type FormValues,
  type Identity,
  PlatformFailure,
  type Profile,
} from '../../src/engine/ports.js';
import { createReach } from '../../src/engine/reach.js';
import { createScenes } from '../../src/engine/scenes.js';
import { huaweiCloud } from '../../src/procedures/load-procedure.js';
import type { Store } from '../../src/store/open-store.js';
import type { Dialog } from '../../src/view/card.js';
import { MONDAY } from '../support/a-handover.js';
import { dialogText } from '../support/card-text.js';
import { tempDatabase } from '../support/temp-database.js';

// Two platforms, and people who are on one of them or on both.
const tenant = 't1' as TenantId;
type Where = 'here' | 'there';
const at = (platform: Where, user: string): Identity => ({ platform, workspace: 'T1', user });
const ON: Readonly<Record<Where, readonly string[]>> = {
  here: ['ines', 'alice', 'carol', 'dora'],
  there: ['bob', 'dora', 'new', 'ines'],
};
const rejected = () => Promise.reject(new Error('not for this test'));
const describeIt = ({ platform, user, workspace }: Identity): Profile => ({
  identity: { platform, workspace, user },
  name: user.charAt(0).toUpperCase() + user.slice(1),
  zone: 'UTC' as Zone,
  locale: 'en-US',
  isBot: false,
  isForeign: false,
  isDeactivated: false,
  email: `${user}@acme.example`,
});
let isThereDown = false;

const platformOf = (name: Where): ChatPlatform => ({
  name,
  label: name === 'here' ? 'Here' : 'There',
  capabilities: { hasThreads: true, looksUpMessages: true, opensDialogs: true, sendsTicks: true },
  openConversation: rejected,
  post: rejected,
  update: rejected,
  find: rejected,
  remove: rejected,
  link: () => null,
  ownsChannel: () => true,
  ...(name === 'there' ? { installLink: 'https://there.example/app' } : {}),
  findByEmail: async (email) => {
    if (name === 'there' && isThereDown) throw new PlatformFailure({ code: 'unavailable' });
    return ON[name].filter((user) => `${user}@acme.example` === email).map((user) => at(name, user));
  },
  profile: async (one) => {
    if (one.user === 'new') throw new PlatformFailure({ code: 'unreachable', why: 'not_installed' });
    return describeIt(one);
  },
});

let database: ReturnType<typeof tempDatabase>;
let store: Store;
let desk: Desk;
let number = 0;
const loaded = () => store.handovers.load(tenant, 'h1' as HandoverId);

beforeEach(() => {
  isThereDown = false;
  database = tempDatabase();
  store = database.open();
  const platforms = new Map((['here', 'there'] as const).map((name) => [name as string, platformOf(name)]));
  const clock = { now: () => MONDAY };
  const sealOf = (t: TenantId) => (text: string) => createHmac('sha256', t).update(text).digest('hex').slice(0, 10);
  const { handovers, outbox } = store;
  const silent = () => undefined;
  const onFatal = (error: Error): never => {
    throw error;
  };
  const inbox = createInbox({ store: handovers, onCommit: silent, onFatal });
  const giver = createGiver({ store: handovers, inbox, rules: DEFAULT_RULES, clock });
  desk = createDesk({
    store: handovers,
    outbox,
    inbox,
    scenes: createScenes({ store: handovers, outbox, platforms, clock, sealOf }),
    platforms,
    procedure: huaweiCloud(),
    rules: DEFAULT_RULES,
    clock,
    ids: { handover: () => 'h1' as HandoverId, person: () => 'unused' as PersonId, secret: () => 'unused' },
    sealOf,
    mayStart: () => true,
    starters: () => [],
    giver,
    moved: createMoved(handovers, giver),
    reach: createReach(giver, outbox, clock, silent),
    command: '/handover',
    onCommit: silent,
    log: { debug: silent, info: silent, warn: silent, error: silent },
  });
});
afterEach(() => database.clean());

const FORM: FormValues = {
  outgoing: at('here', 'alice'),
  successor: null,
  successor_email: 'bob@acme.example',
  administrator: at('here', 'carol'),
  reason: 'resigned',
  last_day: '2026-12-04',
  account: 'acme-prod',
  confidential: true,
};
const give = (from: Identity, ask: Parameters<Desk['receive']>[0]['ask']): Promise<Answer> => {
  number += 1;
  return desk.receive({ tenant, id: `d${number}`, at: MONDAY, from, ask });
};
const dialogOf = (answer: Answer): Dialog => {
  if (!('dialog' in answer)) throw new Error(`no form, but ${JSON.stringify(answer)}`);
  return answer.dialog;
};
const send = (dialog: Dialog, values: FormValues): Promise<Answer> =>
  give(at('here', 'ines'), { kind: 'form', press: dialog.press, values });
async function begin(change: FormValues = {}): Promise<Answer> {
  const opened = await give(at('here', 'ines'), { kind: 'open_start', outgoing: null, successor: null, channel: null });
  return send(dialogOf(opened), { ...FORM, ...change });
}
const errorsOf = (answer: Answer): Readonly<Record<string, string>> => (answer.kind === 'correct' ? answer.errors : {});
const nobody = (): string => '';

describe('naming somebody by an e-mail address', () => {
  it('shows whom it found, and starts only after a yes', async () => {
    const asked = await begin();
    expect(asked.kind).toBe('replace');
    expect(dialogText(dialogOf(asked), nobody)).toMatchInlineSnapshot(`
      "# Please check
      This is whom I found. Nothing is sent before you say that it is right.
      found_successor: Who takes it over? = Bob on There (bob@acme.example) | Somebody else
      [Start] [Close]"
    `);
    expect(loaded()).toBeNull();
    expect(store.outbox.claim(MONDAY, new Set(), 50)).toEqual([]);
    expect(store.handovers.personOf(tenant, at('there', 'bob'))).toBeNull();
    expect(await send(dialogOf(asked), { found_successor: '0' })).toEqual({ kind: 'none' });
    expect(loaded()?.people.successor).toBe(store.handovers.personOf(tenant, at('there', 'bob')));
  });

  it('leads back to the form, as it was filled in, when somebody else is meant', async () => {
    const asked = dialogOf(await begin());
    const back = dialogOf(await send(asked, { found_successor: 'else' }));
    const shown = Object.fromEntries(back.fields.map((field) => [field.name, 'value' in field ? field.value : null]));
    expect(shown).toMatchObject({
      outgoing: 'alice',
      successor: null,
      successor_email: 'bob@acme.example',
      account: 'acme-prod',
    });
    expect(loaded()).toBeNull();
    const again = dialogOf(await send(back, { ...FORM, successor_email: 'dora@acme.example' }));
    expect(dialogText(again, nobody)).toContain('Dora on Here (dora@acme.example)');
  });

  it('lets somebody choose between two platforms on which the person is, and writes to the chosen one', async () => {
    const asked = dialogOf(await begin({ successor_email: ' Dora@Acme.Example ' }));
    const text = dialogText(asked, nobody);
    expect(text).toContain('Dora on Here (dora@acme.example)');
    expect(text).toContain('Dora on There (dora@acme.example)');
    await send(asked, { found_successor: '1' });
    const successor = loaded()?.people.successor;
    expect(successor && store.handovers.person(tenant, successor)?.profile.identity).toEqual(at('there', 'dora'));
    // Whoever writes from the other platform afterwards is the same human.
    await give(at('here', 'dora'), { kind: 'list' });
    expect(store.handovers.personOf(tenant, at('here', 'dora'))).toBe(successor);
  });

  it('knows the initiator by the address of the other platform', async () => {
    const answer = await begin({
      successor_email: '',
      successor: at('here', 'alice'),
      outgoing: null,
      outgoing_email: 'alice@acme.example',
    });
    expect(Object.keys(errorsOf(answer))).toEqual(['successor']);
    const asked = dialogOf(
      await begin({
        administrator: null,
        administrator_email: 'ines@acme.example',
        successor_email: 'bob@acme.example',
      }),
    );
    expect(dialogText(asked, nobody)).toContain('Ines on Here');
    await send(asked, { found_successor: '0', found_administrator: '0' });
    expect(loaded()?.people.administrator).toBe(loaded()?.people.initiator);
  });

  it('says what is wrong with an address, and what to do', async () => {
    const wrong = async (change: FormValues): Promise<string> => Object.values(errorsOf(await begin(change))).join();
    expect(await wrong({ successor_email: 'bob' })).toBe('Please write one e-mail address, such as name@company.com.');
    expect(await wrong({ successor: at('here', 'carol') })).toBe(
      'Please choose somebody or write an address, not both.',
    );
    expect(await wrong({ successor_email: 'x@acme.example' })).toBe(
      'I found nobody with this address on Here and There. Please check it. Somebody who is new to me on There has to add the app first, here: https://there.example/app',
    );
    expect(await wrong({ successor_email: 'new@acme.example' })).toBe(
      'new@acme.example has to add the app on There before I can write there. Please pass this on, then send again: https://there.example/app',
    );
    isThereDown = true;
    expect(await wrong({})).toBe(
      'There does not answer just now. Please try again in a minute, or choose somebody from the list.',
    );
    expect(loaded()).toBeNull();
  });

  it('says of somebody from the list too that they have to add the app, unless nothing is asked of them', async () => {
    const answer = await begin({ successor_email: '', successor: at('there', 'new') });
    expect(errorsOf(answer)['successor']).toContain('This person has to add the app on There');
    const gone = { outgoing: at('there', 'new'), reason: 'already_gone', last_day: '2026-11-02' };
    expect(await begin({ ...gone, successor_email: '', successor: at('here', 'alice') })).toEqual({ kind: 'none' });
    const outgoing = loaded()?.people.outgoing;
    expect(outgoing && store.handovers.person(tenant, outgoing)?.profile.name).toBe('outgoing employee');
  });

  it('asks about whom it found only when all else in the form is right', async () => {
    expect(Object.keys(errorsOf(await begin({ account: '', last_day: '2020-01-01' })))).toEqual([
      'account',
      'last_day',
    ]);
  });

  it('does nothing with a question that somebody forged or changed', async () => {
    const asked = dialogOf(await begin());
    const forged = asked.press.replace(/.$/, (last) => (last === 'a' ? 'b' : 'a'));
    expect((await send({ ...asked, press: forged }, { found_successor: '0' })).kind).toBe('say');
    expect(loaded()).toBeNull();
  });

  it('takes another successor by address in the same way', async () => {
    await send(dialogOf(await begin()), { found_successor: '0' });
    const press = { action: 'choose_successor', handover: 'h1' as HandoverId, on: '', rev: 0, value: '' } as const;
    const handover = loaded();
    if (!handover) throw new Error('not started');
    const seal = (text: string) => createHmac('sha256', tenant).update(text).digest('hex').slice(0, 10);
    const { encodePress } = await import('../../src/view/press.js');
    const code = encodePress({ ...press, rev: handover.acceptance.rev }, seal);
    const opened = dialogOf(
      await give(at('here', 'ines'), { kind: 'press', press: code, ticks: [], pressedAt: MONDAY }),
    );
    expect(opened.fields.map(({ name }) => name)).toEqual(['successor', 'successor_email']);
    const asked = dialogOf(await send(opened, { successor: null, successor_email: 'dora@acme.example' }));
    expect(loaded()?.people.successor).toBe(store.handovers.personOf(tenant, at('there', 'bob')));
    expect(await send(asked, { found_successor: '1' })).toEqual({ kind: 'none' });
    expect(loaded()?.people.successor).toBe(store.handovers.personOf(tenant, at('there', 'dora')));
  });
});

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Instant, PersonId, StepKey, Zone } from '../../src/core/ids.js';
import type { Input } from '../../src/core/input.js';
import { createScheduler } from '../../src/engine/scheduler.js';
import type { Store } from '../../src/store/open-store.js';
import { foldOf } from '../conformance/handover-store.suite.js';
import {
  accepting,
  acme,
  cancelling,
  doing,
  giving,
  h,
  identity,
  known,
  profile,
  starting,
} from '../conformance/works.js';
import { DAY_MS, MONDAY } from '../support/a-handover.js';
import { textsInFiles } from '../support/bytes.js';
import { tempDatabase } from '../support/temp-database.js';

// What belongs to Alice, and to nobody else.
const CANARIES = [
  'Alicia Canary',
  'alice@canary.example',
  'UALICECANARY',
  'DALICECANARY',
  'Jenkins-of-alicia',
  'whisper-from-alice',
  'en-ALICE',
];
const INES = 'whisper-from-ines';

let database: ReturnType<typeof tempDatabase>;
let store: Store;
let alice: PersonId;
beforeEach(() => {
  database = tempDatabase();
  store = database.open();
  doing(store, starting());
  alice = known(store, 'alice');
  const { name, ...rest } = profile('alice', {
    name: 'Alicia Canary',
    zone: 'Asia/Kolkata' as Zone,
    locale: 'en-ALICE',
    email: 'alice@canary.example',
  });
  store.handovers.learn(acme, { name, ...rest });
  store.handovers.setConversation(acme, identity('alice'), 'DALICECANARY');
  store.handovers.setPreferences(acme, alice, { nudgeHour: 8, holidays: 'IN' });
  store.outbox.reply(acme, alice, { kind: 'reply', id: 'slack/UALICECANARY/1', reply: 'help', thread: null }, MONDAY);
  doing(store, accepting());
  answerAll();
  expect(askHelp('alice', 'whisper-from-alice')).toBe('moved');
  expect(answerHelp(0, `${INES}: there`)).toBe('moved');
});
afterEach(() => database.clean());

const typed = (text: string) => ({ text, isNoSecret: true });
const say = (name: string, input: (by: PersonId) => Input): string => doing(store, giving(name, input));

/** On the first step that is open. */
function askHelp(name: string, text: string): string {
  const steps = Object.entries(store.handovers.load(acme, h(1))?.steps ?? {});
  const [step, { rev } = { rev: 0 }] = steps.find(([, { state }]) => state === 'open') ?? [''];
  return say(name, (by) => ({ type: 'ask_help', by, rev, step: step as StepKey, what: typed(text) }));
}

const answerHelp = (help: number, text: string): string =>
  say('ines', (by) => ({ type: 'answer_help', by, help, text: typed(text) }));

describe('erasing somebody', () => {
  it('is refused while they take part in a running handover', () => {
    expect(() => store.erasure.erasePerson(acme, alice)).toThrow(/takes part in a running handover/);
  });

  it('leaves no byte of them in the file, in the log beside it or among the messages, and the chain whole', () => {
    doing(store, cancelling());
    expect(textsInFiles(database.path, CANARIES).toSorted()).toEqual([...CANARIES].toSorted());
    const before = store.handovers.journal(acme, h(1)).map(({ hash }) => hash);

    const erased = store.erasure.erasePerson(acme, alice);
    store.erasure.scrub(true);

    expect(erased.texts).toBeGreaterThan(1);
    expect(textsInFiles(database.path, CANARIES)).toEqual([]);
    expect(textsInFiles(database.path, [INES])).toEqual([INES]);
    expect(store.handovers.journal(acme, h(1)).map(({ hash }) => hash)).toEqual(before);
    expect(foldOf(store, { tenant: acme, id: h(1) })).toEqual(store.handovers.load(acme, h(1)));
    expect(store.handovers.person(acme, alice)).toBeNull();
    expect(store.handovers.load(acme, h(1))?.people.outgoing).toBe(alice);
  });

  it('also takes what others wrote with their name in it', () => {
    askHelp('alice', 'once more');
    expect(answerHelp(1, 'alicia is away')).toBe('moved');
    doing(store, cancelling());
    store.erasure.erasePerson(acme, alice);
    store.erasure.scrub(true);
    expect(textsInFiles(database.path, ['is away', 'Alicia'])).toEqual([]);
  });

  it('leaves bytes behind without secure_delete and without the scrub: the scan can see them', () => {
    doing(store, cancelling());
    store.close();
    const careless = database.open();
    careless.erasure.erasePerson(acme, alice);
    expect(textsInFiles(database.path, CANARIES)).not.toEqual([]);
  });
});

describe('the end of the retention', () => {
  const DAYS = 30;
  let now = MONDAY;
  const tick = (retentionDays: number | null = DAYS): Promise<void> =>
    createScheduler({
      store: store.handovers,
      clock: { now: () => now },
      log: { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined },
      retentionDays,
      ring: async () => undefined,
    }).tick();

  beforeEach(() => {
    doing(store, cancelling());
    doing(store, starting({ id: h(2), form: { account: 'still-running' } }));
  });

  it('erases what was said in the handover, and whoever no other one names, and nothing before', async () => {
    now = (MONDAY + DAYS * DAY_MS) as Instant;
    await tick();
    expect(textsInFiles(database.path, [INES])).toEqual([INES]);
    now = (now + 1) as Instant;
    await tick(null);
    expect(textsInFiles(database.path, [INES])).toEqual([INES]);
    const before = store.handovers.journal(acme, h(1)).map(({ hash }) => hash);
    await tick();
    expect(textsInFiles(database.path, [INES, 'whisper-from-alice', 'acme-prod'])).toEqual([]);
    expect(store.handovers.journal(acme, h(1)).map(({ hash }) => hash)).toEqual(before);
    expect(foldOf(store, { tenant: acme, id: h(1) })).toEqual(store.handovers.load(acme, h(1)));
    // Alice takes part in the other one.
    expect(store.handovers.person(acme, alice)?.profile.name).toBe('alice');
    expect(store.handovers.load(acme, h(2))?.account).toEqual({ said: 'still-running' });
  });

  it('erases people with their last handover', async () => {
    doing(store, cancelling({ id: h(2) }));
    now = (MONDAY + DAYS * DAY_MS + 1) as Instant;
    await tick();
    expect(textsInFiles(database.path, [...CANARIES, INES, 'still-running'])).toEqual([]);
    expect(store.handovers.personOf(acme, identity('alice'))).toBeNull();
    expect(() => store.outbox.claim(now, new Set(), 100)).not.toThrow();
  });
});

/** Alice's answers, one of them in her own words. */
function answerAll(): void {
  for (let turn = 0; turn < 20; turn += 1) {
    const handover = store.handovers.load(acme, h(1));
    if (handover?.intake.state !== 'asking') return;
    const { question } = handover.intake;
    const isList = handover.procedure.questions.find(({ key }) => key === question)?.kind === 'list';
    const rev = handover.answers[question]?.rev ?? 0;
    const input = isList
      ? ({ type: 'answer_names', rev, question, names: ['Jenkins-of-alicia'], isNoSecret: true } as const)
      : ({ type: 'answer', rev, question, value: 'no' } as const);
    const value = handover.procedure.questions.find(({ key }) => key === question);
    const chosen = value?.kind === 'choice' ? { ...input, value: value.choices[0]?.key ?? '' } : input;
    say('alice', (by) => ({ ...chosen, by }));
  }
}

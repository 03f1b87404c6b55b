import { createHmac } from 'node:crypto';
import type { HandoverId, Instant, PersonId, TenantId, Zone } from '../../../src/core/ids.js';
import { DEFAULT_RULES } from '../../../src/core/rules.js';
import { createDesk } from '../../../src/engine/desk.js';
import { createGiver } from '../../../src/engine/giver.js';
import { createMoved } from '../../../src/engine/moved.js';
import { createInbox } from '../../../src/engine/inbox.js';
import type { ChatPlatform, Identity } from '../../../src/engine/ports.js';
import { createReach } from '../../../src/engine/reach.js';
import { createScenes } from '../../../src/engine/scenes.js';
import { huaweiCloud } from '../../../src/procedures/load-procedure.js';
import { openStore } from '../../../src/store/open-store.js';

export const TENANT = 'main' as TenantId;
export const identityOf = (user: string): Identity => ({ platform: 'chat', workspace: 'T1', user });

const nobodyToSendTo = () => Promise.reject(new Error('nothing is sent here'));
const platform: ChatPlatform = {
  name: 'chat',
  label: 'Chat',
  findByEmail: () => Promise.resolve([]),
  capabilities: { hasThreads: true, looksUpMessages: true, opensDialogs: true, sendsTicks: true },
  openConversation: nobodyToSendTo,
  post: nobodyToSendTo,
  update: nobodyToSendTo,
  find: nobodyToSendTo,
  remove: nobodyToSendTo,
  link: () => null,
  ownsChannel: () => true,
  profile: (identity) =>
    Promise.resolve({
      identity,
      name: identity.user,
      zone: 'UTC' as Zone,
      locale: 'en-US',
      isBot: false,
      isForeign: false,
      isDeactivated: false,
      email: null,
    }),
};

/** The program's desk, inbox, core and store on real tables in memory; only what is sent stays where it is. */
export function createSmallEngine(time: { now: Instant }) {
  let people = 0;
  let handovers = 0;
  const ids = {
    handover: () => `h${(handovers += 1)}` as HandoverId,
    person: () => `p${(people += 1)}` as PersonId,
    secret: () => 'a secret of this run',
  };
  const silent = (): void => undefined;
  const log = { debug: silent, info: silent, warn: silent, error: silent };
  const onFatal = (error: Error): never => {
    throw error;
  };
  const { handovers: store, outbox, close } = openStore({ path: ':memory:', ids });
  const platforms = new Map([['chat', platform]]);
  const clock = { now: () => time.now };
  const sealOf = () => (text: string) => createHmac('sha256', 'key').update(text).digest('base64url').slice(0, 12);
  const scenes = createScenes({ store, outbox, platforms, clock, sealOf });
  const inbox = createInbox({ store, onCommit: silent, onFatal });
  const giver = createGiver({ store, inbox, rules: DEFAULT_RULES, clock });
  const desk = createDesk({
    store,
    outbox,
    inbox,
    scenes,
    platforms,
    procedure: huaweiCloud(),
    rules: DEFAULT_RULES,
    clock,
    ids,
    sealOf,
    mayStart: () => true,
    starters: () => [],
    giver,
    moved: createMoved(store, giver),
    reach: createReach(giver, outbox, clock, silent),
    command: '/handover',
    onCommit: silent,
    log,
  });
  return { desk, store, scenes, close, begun: () => handovers };
}

export type SmallEngine = ReturnType<typeof createSmallEngine>;

import type { Handover } from '../core/handover.js';
import type { PersonId, TenantId } from '../core/ids.js';
import { stepsToReopen } from '../core/decide-changes.js';
import type { Input, Refusal } from '../core/input.js';
import type { Procedure } from '../core/procedure.js';
import type { Rules } from '../core/rules.js';
import { nextDue } from '../core/schedule.js';
import { type Transition, transition } from '../core/transition.js';
import { dialogFor } from '../view/dialogs.js';
import { decodePress, type Press, type Seal } from '../view/press.js';
import { renderRefusal } from '../view/refusal-words.js';
import { listCard } from '../view/list-card.js';
import { renderStatus } from '../view/status-card.js';
import { usageCard } from '../view/usage-card.js';
import { createChangeDesk } from './desk-change.js';
import { hasToAddTheApp } from './described.js';
import { createPreferDesk } from './desk-prefer.js';
import { createMessageDesk } from './desk-message.js';
import { createChoiceDesk, isChoice } from './desk-choice.js';
import { createStartDesk } from './desk-start.js';
import type { Giver } from './giver.js';
import type { Inbox } from './inbox.js';
import { isHome } from './is-home.js';
import type { Log } from './log-port.js';
import { matching } from './matching.js';
import { type Moved, zonesNow } from './moved.js';
import type {
  Answer,
  Ask,
  Change,
  ChatPlatform,
  Clock,
  Delivery,
  Desk,
  Done,
  HandoverStore,
  Identity,
  Ids,
  Outbox,
  Profile,
  TouchedLines,
} from './ports.js';
import type { Reach } from './reach.js';
import type { Scenes } from './scenes.js';
import { formInput, meaningOf, needsForm, PLACEHOLDER, pressInput, readForm } from './to-input.js';

export interface DeskOptions {
  readonly store: HandoverStore;
  readonly outbox: Outbox;
  readonly inbox: Inbox;
  readonly scenes: Scenes;
  readonly platforms: ReadonlyMap<string, ChatPlatform>;
  readonly procedure: Procedure;
  readonly rules: Rules;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly sealOf: (tenant: TenantId) => Seal;
  readonly mayStart: (identity: Identity) => boolean;
  /** Whom to ask instead, by name. */
  readonly starters: () => readonly string[];
  /** As people type it, `/handover`. */
  readonly command: string;
  readonly giver: Giver;
  readonly reach: Reach;
  readonly moved: Moved;
  readonly onCommit: () => void;
  readonly log: Log;
}

const NONE: Answer = { kind: 'none' };

/** Takes what the adapters bring, hands it to the core inside one transaction, and says what the person sees at once. */
export function createDesk(options: DeskOptions): Desk {
  const { store, inbox, scenes, platforms, rules, clock, sealOf, command, log } = options;
  const starts = createStartDesk(options);
  const messages = createMessageDesk(options, (delivery, press, ask, extra) => pressed(delivery, press, ask, extra));

  const prefer = createPreferDesk(options);
  const choose = createChoiceDesk(options, {
    taken: (delivery, press, ask, profile) => pressed(delivery, press, ask, profile),
    refusal(delivery, press, handover) {
      const refusal = tryForm(delivery, press, handover);
      return (
        refusal &&
        say(refusal, delivery, store.personOf(delivery.tenant, delivery.from) ?? ('stranger' as PersonId), press).card
      );
    },
  });
  const change = createChangeDesk(options, (delivery, ask) => {
    const press = decodePress(ask.press, sealOf(delivery.tenant));
    return press ? pressed(delivery, press, ask, null) : Promise.resolve(NONE);
  });

  const say = (refusal: Refusal, delivery: Delivery, by: PersonId, press: Press | null) => {
    const handover = press && store.load(delivery.tenant, press.handover);
    return renderRefusal(refusal, {
      audience: scenes.audience(delivery.tenant, by),
      scene: handover && refusal.code !== 'not_a_participant' ? scenes.scene(handover, by) : null,
      press,
      command,
      running: null,
      mayStart: options.starters(),
    });
  };

  /** One input to one handover, in the transaction. */
  const submit = (delivery: Delivery, press: Press, ask: Ask, toInput: (by: PersonId) => Input | null) => {
    // Not when it arrived: the platform may have been asked since, and others have done something meanwhile.
    const at = clock.now();
    return inbox.submit<Transition | null>({
      tenant: delivery.tenant,
      deliveryId: delivery.id,
      at,
      from: delivery.from,
      target: { kind: 'handover', id: press.handover },
      learned: [],
      decide({ actor, handover }): Change<Transition | null> {
        const by = actor ?? ('stranger' as PersonId);
        const input = toInput(by);
        if (!handover || !input) return { result: null, moved: null, dueAt: null, effects: [], meaning: null };
        const result = transition(handover, input, at, rules);
        const moved = result.kind === 'moved' ? { handover: result.handover, events: result.events } : null;
        return {
          result,
          moved,
          dueAt: nextDue(moved?.handover ?? handover, at, rules),
          effects: result.kind === 'unmoved' ? [] : result.effects,
          // A form that was refused says why each time, and may be sent again as it is: nobody is told that it was taken.
          meaning: moved === null && ask.kind === 'form' ? null : meaningOf(press, by, ask),
        };
      },
    });
  };

  /** What the core would say to a form that were filled in well. */
  const tryForm = (delivery: Delivery, press: Press, handover: Handover): Refusal | undefined => {
    const by = store.personOf(delivery.tenant, delivery.from) ?? ('stranger' as PersonId);
    const { lastDay } = handover;
    const input = formInput(press, by, { ...PLACEHOLDER, lastDay, steps: stepsToReopen(handover) });
    const tried = input && transition(handover, input, delivery.at, rules);
    const refusal = tried?.kind === 'refused' ? tried.refusals[0] : undefined;
    // What is wrong with a field can still be put right in the form.
    return refusal && !('field' in refusal) ? refusal : undefined;
  };

  const answerTo = (done: Done<Transition | null>, delivery: Delivery, press: Press, ask: Ask): Answer => {
    if (done.kind === 'duplicate') return NONE;
    const by = store.personOf(delivery.tenant, delivery.from) ?? ('stranger' as PersonId);
    if (done.kind === 'broken') {
      log.error('delivery_broken', { delivery: delivery.id, error: done.error.message });
      return { kind: 'say', card: say({ code: 'unknown' }, delivery, by, null).card };
    }
    const refusal: Refusal | undefined =
      done.result === null ? { code: 'unknown' } : done.result.kind === 'refused' ? done.result.refusals[0] : undefined;
    if (!refusal) return NONE;
    const words = say(refusal, delivery, by, press);
    if (ask.kind !== 'form') return { kind: 'say', card: words.card };
    const handover = store.load(delivery.tenant, press.handover);
    if (refusal.code === 'looks_like_secret' && !refusal.isCertain && handover) {
      const { text, names } = readForm(ask.values);
      const dialog = dialogFor(scenes.scene(handover, by), press, { text, names, secret: refusal.kind });
      if (dialog) return { kind: 'replace', dialog };
    }
    const dialog = handover && dialogFor(scenes.scene(handover, by), press);
    return dialog && Object.keys(words.errors).length > 0
      ? { kind: 'correct', errors: words.errors, dialog }
      : { kind: 'say', card: words.card };
  };

  /** Stored in the same transaction as what comes next, and before it. What the core has against it, the card shows. */
  const saveLines = (delivery: Delivery, { save, ticks }: TouchedLines): void => {
    const press = decodePress(save, sealOf(delivery.tenant));
    if (press?.action !== 'tick') return;
    const pressedAt = delivery.ask.kind === 'press' ? delivery.ask.pressedAt : delivery.at;
    const ask = { kind: 'press', press: save, ticks, pressedAt } as const;
    void submit({ ...delivery, id: `${delivery.id}/lines` }, press, ask, (by) => pressInput(press, by, ask));
  };

  /** Opens the form behind a button, if the core would take what comes from it. */
  const openForm = (delivery: Delivery, press: Press): Answer => {
    const by = store.personOf(delivery.tenant, delivery.from) ?? ('stranger' as PersonId);
    const handover = store.load(delivery.tenant, press.handover);
    if (!handover) return { kind: 'say', card: say({ code: 'unknown' }, delivery, by, null).card };
    const refusal = tryForm(delivery, press, handover);
    if (refusal) return { kind: 'say', card: say(refusal, delivery, by, press).card };
    const dialog = dialogFor(scenes.scene(handover, by), press);
    return dialog ? { kind: 'open', dialog } : NONE;
  };

  const pressed = async (delivery: Delivery, press: Press, ask: Ask, profile: Profile | null): Promise<Answer> => {
    if (ask.kind === 'form') {
      if (press.action === 'start') return starts.submitted(delivery, press, ask.values);
      if (profile) {
        await options.moved(delivery.tenant, profile);
        store.learn(delivery.tenant, profile);
      }
      const chosen = profile && store.personOf(delivery.tenant, profile.identity);
      const person = profile && chosen ? { ...profile, person: chosen } : null;
      const zones = press.action === 'reopen' && { zones: zonesNow(store, delivery.tenant, press.handover) };
      const filled = { ...readForm(ask.values), person, ...zones };
      if (ask.touched) saveLines(delivery, ask.touched);
      return answerTo(await submit(delivery, press, ask, (by) => formInput(press, by, filled)), delivery, press, ask);
    }
    if (ask.kind !== 'press') return NONE;
    const form = needsForm(press) ? openForm(delivery, press) : null;
    // A form that opens takes the lines along: they are stored when it comes back.
    if (ask.touched && form?.kind !== 'open') saveLines(delivery, ask.touched);
    if (form) return form;
    return answerTo(await submit(delivery, press, ask, (by) => pressInput(press, by, ask)), delivery, press, ask);
  };

  const receive = async (delivery: Delivery): Promise<Answer> => {
    const { ask, tenant, from } = delivery;
    keepConversation(delivery);
    if (ask.kind === 'profile_changed') return messages.profileChanged(delivery, ask.profile);
    if (ask.kind === 'press' || ask.kind === 'form') {
      const press = decodePress(ask.press, sealOf(tenant));
      const by = store.personOf(tenant, from) ?? ('stranger' as PersonId);
      if (!press) return { kind: 'say', card: say({ code: 'unknown' }, delivery, by, null).card };
      if (ask.kind === 'form' && isChoice(press)) return choose(delivery, press, ask);
      return pressed(delivery, press, ask, null);
    }
    // Whoever takes the app out again without having used it is nobody to us.
    if (ask.kind === 'reach' && ask.why !== null && store.personOf(tenant, from) === null) return NONE;
    const by = store.personOf(tenant, from) ?? (await meet(delivery));
    const audience = scenes.audience(tenant, by);
    switch (ask.kind) {
      case 'open_start':
        return starts.opened(delivery, ask, audience);
      case 'list':
        return { kind: 'say', card: listCard(audience, scenes.scenesOf(tenant, by), command) };
      case 'status':
        return { kind: 'say', card: renderStatus(audience, matching(scenes.scenesOf(tenant, by), ask.which), command) };
      case 'prefer':
        return prefer(delivery, ask, by);
      case 'change':
        return change(delivery, ask, by);
      case 'help':
        return { kind: 'say', card: usageCard(audience, command) };
      case 'message':
        return messages.said(delivery, ask, by);
      case 'reach':
        if (isHome(store.person(tenant, by), from)) await options.reach.report(tenant, by, ask.why, delivery.id);
        return NONE;
    }
  };

  const meet = async (delivery: Delivery): Promise<PersonId> => {
    const { tenant, from } = delivery;
    const profile = await platforms.get(from.platform)?.profile(from);
    if (!profile) throw new Error(`the platform ${from.platform} is not configured`);
    const person = store.learn(tenant, profile);
    keepConversation(delivery);
    return person;
  };

  /** Where the person is now, by the platform's own word. */
  const keepConversation = ({ tenant, from, conversation }: Delivery): void => {
    if (conversation === undefined) return;
    const known = store.knownAs(tenant, from);
    if (known === null || known.conversation === conversation) return;
    store.setConversation(tenant, from, conversation);
  };

  return {
    async receive(delivery) {
      try {
        return await receive({ ...delivery, at: clock.now() });
      } catch (error) {
        // Nobody reads an answer to news: not acknowledged, it is brought again.
        if (delivery.ask.kind === 'profile_changed') throw error;
        log.error('delivery_failed', {
          delivery: delivery.id,
          error: error instanceof Error ? error.message : 'unknown',
        });
        const words = hasToAddTheApp(error) ? addFirst(platforms.get(delivery.from.platform)) : FAILED;
        return { kind: 'say', card: { text: words, blocks: [{ type: 'text', text: [words] }], isOver: false } };
      }
    },
  };
}

// Said when not even the person's language can be looked up.
const FAILED = 'That did not work just now, and nothing was changed. Please try again in a minute.';
/** To somebody whom the platform lets nobody write to. */
const addFirst = (platform: ChatPlatform | undefined): string =>
  `I can only write to you once you have added the app. Please do, then try again. ${platform?.installLink ?? ''}`.trim();

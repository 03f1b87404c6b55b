import type { PersonId } from '../core/ids.js';
import type { Candidate, Refusal } from '../core/input.js';
import { nextDue } from '../core/schedule.js';
import type { SecretKind } from '../core/secrets.js';
import { isAtStart } from '../core/start.js';
import { start, type Transition } from '../core/transition.js';
import type { Dialog } from '../view/card.js';
import { NAMEABLE } from '../view/email-field.js';
import { foundDialog } from '../view/found-dialog.js';
import { encodePress, type Press } from '../view/press.js';
import type { Audience } from '../view/reader.js';
import { renderRefusal } from '../view/refusal-words.js';
import { EMPTY_START, startDialog } from '../view/start-dialog.js';
import { createAddressBook } from './address-book.js';
import type { DeskOptions } from './desk.js';
import { describe, type InForm } from './described.js';
import { askingPress, confirmedIn, type Draft, readDraft } from './draft.js';
import { keptOf, type LookedUp, lookUp, rowsOf } from './look-up.js';
import type { Answer, Ask, Delivery, Done, FormValues, Identity, Loaded, Profile } from './ports.js';
import { elsewhereOf } from './scenes.js';
import { type FilledStart, readStart, shownAgain } from './start-form.js';

const UNKNOWN: Identity = { platform: '', workspace: '', user: '' };
const keyOf = ({ platform, workspace, user }: Identity): string => `${platform}/${workspace}/${user}`;

/** Starting: the form, and what becomes of it. */
export function createStartDesk(options: DeskOptions) {
  const { store, inbox, scenes, platforms, procedure, rules, ids, sealOf, command } = options;
  const book = createAddressBook(options);

  const audienceFor = ({ tenant, from }: Delivery): Audience =>
    scenes.audience(tenant, store.personOf(tenant, from) ?? ('stranger' as PersonId));

  const refuse = (refusals: readonly Refusal[], delivery: Delivery): readonly ReturnType<typeof renderRefusal>[] =>
    refusals.map((refusal) => {
      const audience = audienceFor(delivery);
      const other = refusal.code === 'already_running' ? store.load(delivery.tenant, refusal.handover) : null;
      return renderRefusal(refusal, {
        audience,
        scene: null,
        press: null,
        command,
        running: other && scenes.scene(other, audience.reader.person),
        mayStart: options.starters(),
      });
    });

  const opened = (delivery: Delivery, ask: Extract<Ask, { kind: 'open_start' }>, audience: Audience): Answer => {
    if (!options.mayStart(delivery.from)) {
      const [words] = refuse([{ code: 'may_not_start' }], delivery);
      return words ? { kind: 'say', card: words.card } : { kind: 'none' };
    }
    // The form carries the id that the handover will have, so that sending it twice starts one.
    const press: Press = { action: 'start', handover: ids.handover(), on: '', rev: 0, value: ask.channel ?? '' };
    const values = { ...EMPTY_START, outgoing: ask.outgoing?.user ?? null, successor: ask.successor?.user ?? null };
    const elsewhere = elsewhereOf(platforms, delivery.from.platform);
    const code = encodePress(press, sealOf(delivery.tenant));
    return { kind: 'open', dialog: startDialog(audience, code, values, elsewhere) };
  };

  /** Of somebody who is gone nothing is asked, so they need not be reached either. */
  const peopleIn = ({ from }: Delivery, { roles, reason }: FilledStart): readonly InForm[] => [
    { field: 'initiator', identity: from, isAsked: true },
    ...NAMEABLE.flatMap((field): InForm[] => {
      const identity = roles[field];
      const isAsked = field !== 'outgoing' || !isAtStart(reason);
      return identity && keyOf(identity) !== keyOf(from) ? [{ field, identity, isAsked }] : [];
    }),
  ];

  /** `looked`: people who are not confirmed yet. Then nothing starts, and it is only seen whether it could. */
  const submit = (
    delivery: Delivery,
    press: Press,
    filled: FilledStart,
    learned: readonly Profile[],
    looked: LookedUp | null,
  ): Promise<Done<Transition>> => {
    const { tenant, from, at } = delivery;
    return inbox.submit<Transition>({
      tenant,
      deliveryId: looked ? null : delivery.id,
      at,
      from,
      target: {
        kind: 'start',
        id: press.handover,
        outgoing: filled.roles.outgoing ?? UNKNOWN,
        account: filled.account,
      },
      learned,
      decide(loaded) {
        const candidates = candidatesOf(filled, learned, loaded, looked);
        const initiator = candidateOf(from, learned, loaded);
        if (!initiator) throw new Error('the initiator is not known');
        const { reason, lastDay, account, confidential, isNoSecret } = filled;
        const channel = press.value === '' ? null : press.value;
        const form = {
          tenant,
          id: press.handover,
          initiator,
          ...candidates,
          reason,
          lastDay,
          account,
          confidential,
          channel,
        };
        const permission = { mayStart: options.mayStart(from), clash: loaded.clash, isNoSecret };
        const result: Transition =
          loaded.handover === null ? start(form, procedure, permission, at, rules) : { kind: 'unmoved' };
        if (looked || result.kind !== 'moved') return { result, moved: null, dueAt: null, effects: [], meaning: null };
        const { handover, events, effects } = result;
        const dueAt = nextDue(handover, at, rules);
        return { result, moved: { handover, events }, dueAt, effects, meaning: `start/${press.handover}` };
      },
    });
  };

  const begin = async (
    delivery: Delivery,
    press: Press,
    filled: FilledStart,
    looked: LookedUp | null,
  ): Promise<Answer | null> => {
    const people = peopleIn(delivery, filled);
    const { profiles, errors } = await describe(options, delivery.tenant, people, audienceFor(delivery));
    if (Object.keys(errors).length > 0) {
      return { kind: 'correct', errors, dialog: again(delivery, press, filled, null) };
    }
    await Promise.all(profiles.map(async (profile) => options.moved(delivery.tenant, profile)));
    const done = await submit(delivery, press, filled, profiles, looked);
    if (done.kind === 'broken') throw done.error;
    if (done.kind === 'duplicate' || done.result.kind === 'unmoved') return { kind: 'none' };
    return done.result.kind === 'refused' ? refused(done.result.refusals, delivery, press, filled) : null;
  };

  const submitted = async (delivery: Delivery, press: Press, values: FormValues): Promise<Answer> => {
    const asked = readDraft(press);
    if (asked?.draft.start) return confirmed(delivery, asked.first, asked.draft, asked.draft.start, values);
    const filled = readStart(values);
    if (Object.keys(filled.emails).length === 0)
      return (await begin(delivery, press, filled, null)) ?? { kind: 'none' };
    const audience = audienceFor(delivery);
    const looked = await lookUp(book, delivery.tenant, filled.emails, filled.roles, audience);
    if (Object.keys(looked.errors).length > 0) {
      return { kind: 'correct', errors: looked.errors, dialog: again(delivery, press, filled, null) };
    }
    const refusedAlready = await begin(delivery, press, filled, looked);
    if (refusedAlready) return refusedAlready;
    const code = encodePress(askingPress(press, { start: filled, found: keptOf(looked) }), sealOf(delivery.tenant));
    return { kind: 'replace', dialog: foundDialog(audience, code, rowsOf(looked, filled.emails, platforms), 'start') };
  };

  /** They looked at whom the addresses led to. */
  const confirmed = async (
    delivery: Delivery,
    press: Press,
    draft: Draft,
    filled: FilledStart,
    values: FormValues,
  ): Promise<Answer> => {
    const chosen = confirmedIn(draft, values);
    if (chosen === null) return { kind: 'replace', dialog: again(delivery, press, filled, null) };
    const whole = { ...filled, roles: { ...filled.roles, ...chosen } };
    return (await begin(delivery, press, whole, null)) ?? { kind: 'none' };
  };

  const refused = (refusals: readonly Refusal[], delivery: Delivery, press: Press, filled: FilledStart): Answer => {
    const [only] = refusals;
    if (refusals.length === 1 && only?.code === 'looks_like_secret' && !only.isCertain) {
      return { kind: 'replace', dialog: again(delivery, press, filled, only.kind) };
    }
    const words = refuse(refusals, delivery);
    const errors = Object.assign({}, ...words.map((one) => one.errors)) as Record<string, string>;
    const card = words[0]?.card;
    const dialog = again(delivery, press, filled, null);
    return Object.keys(errors).length > 0 || !card ? { kind: 'correct', errors, dialog } : { kind: 'say', card };
  };

  /** The form as it was filled in. */
  const again = (delivery: Delivery, press: Press, filled: FilledStart, secret: SecretKind | null): Dialog => {
    const elsewhere = elsewhereOf(platforms, delivery.from.platform);
    const code = encodePress(press, sealOf(delivery.tenant));
    return startDialog(audienceFor(delivery), code, shownAgain(filled), elsewhere, secret);
  };

  return { opened, submitted };
}

type Candidates = Readonly<Record<'outgoing' | 'successor' | 'administrator' | 'escalationContact', Candidate | null>>;

function candidatesOf(
  { roles }: FilledStart,
  learned: readonly Profile[],
  loaded: Loaded,
  looked: LookedUp | null,
): Candidates {
  const [outgoing = null, successor = null, administrator = null, escalationContact = null] = NAMEABLE.map((field) => {
    const [found] = looked?.found.find((one) => one.field === field)?.people ?? [];
    // Whoever is not confirmed yet is not stored; for a look at the form their address stands for them.
    if (found) {
      const { person, profile } = found;
      return {
        ...profile,
        person: loaded.personOf(profile.identity) ?? person ?? (keyOf(profile.identity) as PersonId),
      };
    }
    return candidateOf(roles[field], learned, loaded);
  });
  return { outgoing, successor, administrator, escalationContact };
}

function candidateOf(identity: Identity | null, learned: readonly Profile[], loaded: Loaded): Candidate | null {
  if (!identity) return null;
  const known = loaded.personOf(identity);
  const profile = learned.find((one) => keyOf(one.identity) === keyOf(identity));
  return known && profile ? { ...profile, person: known } : null;
}

import type { Reason } from '../core/handover.js';
import type { PersonId } from '../core/ids.js';
import type { Candidate, Refusal } from '../core/input.js';
import { nextDue } from '../core/schedule.js';
import type { SecretKind } from '../core/secrets.js';
import { start, type Transition } from '../core/transition.js';
import type { Dialog } from '../view/card.js';
import { encodePress, type Press } from '../view/press.js';
import type { Audience } from '../view/reader.js';
import { renderRefusal } from '../view/refusal-words.js';
import { EMPTY_START, startDialog, type StartValues } from '../view/start-dialog.js';
import type { DeskOptions } from './desk.js';
import type { Answer, Ask, Delivery, FormValue, FormValues, Identity, Loaded, Profile } from './ports.js';

const isIdentity = (value: FormValue | undefined): value is Identity =>
  typeof value === 'object' && value !== null && 'user' in value;
const person = (value: FormValue | undefined): Identity | null => (isIdentity(value) ? value : null);
const text = (value: FormValue | undefined): string => (typeof value === 'string' ? value : '');
type Roles = Readonly<Record<'outgoing' | 'successor' | 'administrator' | 'escalationContact', Identity | null>>;
const NOBODY: Identity = { platform: '', workspace: '', user: '' };

/** Starting: the form, and what becomes of it. */
export function createStartDesk(options: DeskOptions) {
  const { store, inbox, scenes, platforms, procedure, rules, ids, sealOf, command } = options;

  const refuse = (
    refusals: readonly Refusal[],
    delivery: Delivery,
    by: PersonId,
  ): readonly ReturnType<typeof renderRefusal>[] =>
    refusals.map((refusal) => {
      const other = refusal.code === 'already_running' ? store.load(delivery.tenant, refusal.handover) : null;
      return renderRefusal(refusal, {
        audience: scenes.audience(delivery.tenant, by),
        scene: null,
        press: null,
        command,
        running: other && scenes.scene(other, by),
        mayStart: options.starters(),
      });
    });

  const opened = (delivery: Delivery, ask: Extract<Ask, { kind: 'open_start' }>, audience: Audience): Answer => {
    if (!options.mayStart(delivery.from)) {
      const [words] = refuse([{ code: 'may_not_start' }], delivery, audience.reader.person);
      return words ? { kind: 'say', card: words.card } : { kind: 'none' };
    }
    // The form carries the id that the handover will have, so that sending it twice starts one.
    const press: Press = { action: 'start', handover: ids.handover(), on: '', rev: 0, value: ask.channel ?? '' };
    const values = { ...EMPTY_START, outgoing: ask.outgoing?.user ?? null, successor: ask.successor?.user ?? null };
    return { kind: 'open', dialog: startDialog(audience, encodePress(press, sealOf(delivery.tenant)), values) };
  };

  const profilesOf = async (identities: readonly Identity[]): Promise<readonly Profile[]> => {
    const unique = [...new Map(identities.map((one) => [JSON.stringify(one), one])).values()];
    const found = await Promise.all(unique.map(async (one) => platforms.get(one.platform)?.profile(one)));
    return found.filter((profile) => profile !== undefined);
  };

  const submitted = async (delivery: Delivery, press: Press, values: FormValues): Promise<Answer> => {
    const { tenant, from, at } = delivery;
    const roles = {
      outgoing: person(values['outgoing']),
      successor: person(values['successor']),
      administrator: person(values['administrator']),
      escalationContact: person(values['escalation_contact']),
    };
    const named = [from, ...Object.values(roles)].filter((one) => one !== null);
    const learned = await profilesOf(named);
    const account = text(values['account']);
    const done = await inbox.submit<Transition>({
      tenant,
      deliveryId: delivery.id,
      at,
      from,
      target: { kind: 'start', id: press.handover, outgoing: roles.outgoing ?? NOBODY, account },
      learned,
      decide(loaded) {
        const of = (identity: Identity | null): Candidate | null => candidateOf(identity, learned, loaded);
        const initiator = of(from);
        if (!initiator) throw new Error('the initiator is not known');
        const form = {
          tenant,
          id: press.handover,
          initiator,
          outgoing: of(roles.outgoing),
          successor: of(roles.successor),
          administrator: of(roles.administrator),
          escalationContact: of(roles.escalationContact),
          reason: reasonOf(values['reason']),
          lastDay: text(values['last_day']),
          account,
          confidential: values['confidential'] !== false,
          channel: press.value === '' ? null : press.value,
        };
        const permission = {
          mayStart: options.mayStart(from),
          clash: loaded.clash,
          isNoSecret: values['is_no_secret'] === true,
        };
        const result: Transition =
          loaded.handover === null ? start(form, procedure, permission, at, rules) : { kind: 'unmoved' };
        const moved = result.kind === 'moved' ? { handover: result.handover, events: result.events } : null;
        return {
          result,
          moved,
          dueAt: moved && nextDue(moved.handover, at, rules),
          effects: result.kind === 'moved' ? result.effects : [],
          meaning: `start/${press.handover}`,
        };
      },
    });
    if (done.kind === 'broken') throw done.error;
    if (done.kind === 'duplicate' || done.result.kind !== 'refused') return { kind: 'none' };
    return refused(done.result.refusals, delivery, press, values, roles);
  };

  const refused = (
    refusals: readonly Refusal[],
    delivery: Delivery,
    press: Press,
    values: FormValues,
    roles: Roles,
  ): Answer => {
    const by = store.personOf(delivery.tenant, delivery.from) ?? ('stranger' as PersonId);
    const [only] = refusals;
    if (refusals.length === 1 && only?.code === 'looks_like_secret' && !only.isCertain) {
      return { kind: 'replace', dialog: again(delivery, press, values, roles, only.kind) };
    }
    const words = refuse(refusals, delivery, by);
    const errors = Object.assign({}, ...words.map((one) => one.errors)) as Record<string, string>;
    const card = words[0]?.card;
    const dialog = again(delivery, press, values, roles, null);
    return Object.keys(errors).length > 0 || !card ? { kind: 'correct', errors, dialog } : { kind: 'say', card };
  };

  /** The form as it was filled in. */
  const again = (
    { tenant, from }: Delivery,
    press: Press,
    values: FormValues,
    roles: Roles,
    secret: SecretKind | null,
  ): Dialog => {
    const by = store.personOf(tenant, from) ?? ('stranger' as PersonId);
    const filled: StartValues = {
      outgoing: roles.outgoing?.user ?? null,
      successor: roles.successor?.user ?? null,
      administrator: roles.administrator?.user ?? null,
      escalationContact: roles.escalationContact?.user ?? null,
      reason: reasonOf(values['reason']),
      lastDay: text(values['last_day']),
      account: text(values['account']),
      confidential: values['confidential'] !== false,
    };
    return startDialog(scenes.audience(tenant, by), encodePress(press, sealOf(tenant)), filled, secret);
  };

  return { opened, submitted };
}

function candidateOf(identity: Identity | null, learned: readonly Profile[], loaded: Loaded): Candidate | null {
  if (!identity) return null;
  const known = loaded.personOf(identity);
  const same = ({ platform, workspace, user }: Identity): string => `${platform}/${workspace}/${user}`;
  const profile = learned.find((one) => same(one.identity) === same(identity));
  return known && profile ? { ...profile, person: known } : null;
}

const REASONS: readonly Reason[] = ['transferred', 'resigned', 'already_gone', 'dismissed'];
const reasonOf = (value: FormValue | undefined): Reason => REASONS.find((reason) => reason === value) ?? 'resigned';

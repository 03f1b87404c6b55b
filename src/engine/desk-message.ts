import type { PersonId, TenantId } from '../core/ids.js';
import { helpersOf } from '../core/decide-whole.js';
import { findSecret } from '../core/secrets.js';
import type { Press } from '../view/press.js';
import type { Card } from '../view/card.js';
import { type Reply, renderReply } from '../view/reply-card.js';
import type { DeskOptions } from './desk.js';
import { isHome } from './is-home.js';
import { type Answer, type Ask, type Delivery, PlatformFailure, type Profile } from './ports.js';

type Pressed = (delivery: Delivery, press: Press, ask: Ask, profile: Profile | null) => Promise<Answer>;
const NONE: Answer = { kind: 'none' };

/** Free text in the direct conversation, and news of people. */
export function createMessageDesk(options: DeskOptions, pressed: Pressed) {
  const { store, outbox, scenes, platforms, command, clock, onCommit } = options;

  /** Typed below the root message by a helper who is being asked: that is the answer. */
  const helpAsked = (delivery: Delivery, thread: string | null, by: PersonId): Press | null => {
    const conversation = store.person(delivery.tenant, by)?.conversation;
    if (thread === null || !conversation) return null;
    const id = store.handoverAt(delivery.tenant, { conversation, message: thread });
    const handover = id && store.load(delivery.tenant, id);
    if (!handover || handover.status !== 'running') return null;
    const open = handover.helps.flatMap((help, n) =>
      help.answer === null && helpersOf(handover, help.by).includes(by) ? [n] : [],
    );
    // With two calls open nobody can tell which one is meant; the buttons can.
    return open.length === 1
      ? { action: 'answer_help', handover: handover.id, on: String(open[0]), rev: 0, value: '' }
      : null;
  };

  const replyTo = (text: string): Reply => {
    const secret = findSecret(text);
    if (secret) return `secret:${secret.kind}`;
    const word = text.trim().replace(/^\//, '').toLowerCase();
    if (word === 'status' || word === 'list') return 'status';
    return word === 'help' ? 'help' : 'waiting';
  };

  const replyHere = (tenant: TenantId, by: PersonId, reply: Reply): Card =>
    renderReply(scenes.audience(tenant, by), scenes.scenesOf(tenant, by), reply, command);

  /**
   * News may come late, after newer news. What changes much is looked up before it is believed, where that can be done.
   * That somebody has left is believed from nobody else: rejects when the platform does not answer, to be told again.
   */
  const asTheyAreNow = async (tenant: TenantId, told: Profile): Promise<Profile> => {
    const { identity, zone, isDeactivated } = told;
    const known = store.knownAs(tenant, identity)?.profile;
    const platform = platforms.get(identity.platform);
    if (!platform || (known?.zone === zone && known.isDeactivated === isDeactivated)) return told;
    try {
      return await platform.profile(identity);
    } catch (error) {
      const isDeparture = isDeactivated && known?.isDeactivated !== true;
      if (error instanceof PlatformFailure && !isDeparture) return told;
      throw error;
    }
  };

  return {
    async said(delivery: Delivery, ask: Extract<Ask, { kind: 'message' }>, by: PersonId): Promise<Answer> {
      const reply = replyTo(ask.text);
      const help = reply === 'waiting' ? helpAsked(delivery, ask.thread, by) : null;
      if (help) {
        const form: Ask = { kind: 'form', press: '', values: { text: ask.text } };
        const answer = await pressed(delivery, help, form, null);
        if (answer.kind === 'none') return answer;
      }
      const { tenant, from } = delivery;
      // Somebody who is written to elsewhere is answered here, where they wrote.
      if (!isHome(store.person(tenant, by), from)) return { kind: 'say', card: replyHere(tenant, by, reply) };
      outbox.reply(delivery.tenant, by, { kind: 'reply', id: delivery.id, reply, thread: ask.thread }, clock.now());
      onCommit();
      return NONE;
    },

    /** Their zone moves their mornings; somebody deactivated cannot be reached any more. */
    async profileChanged(delivery: Delivery, told: Profile): Promise<Answer> {
      const { tenant } = delivery;
      const person = store.personOf(tenant, told.identity);
      if (person === null) return NONE;
      const profile = await asTheyAreNow(tenant, told);
      // Messages go to where somebody was known first; what changes elsewhere moves nothing.
      if (!isHome(store.person(tenant, person), profile.identity)) {
        store.learn(tenant, profile);
        return NONE;
      }
      // In one transaction: a platform that tells it once more stops as soon as the profile says the same.
      await Promise.all([
        options.inbox.write(() => store.learn(tenant, profile)),
        options.giver.giveAll(tenant, person, { type: 'zone_changed', person, zone: profile.zone }, delivery.id),
      ]);
      await options.reach.report(tenant, person, profile.isDeactivated ? 'deactivated' : null, delivery.id);
      return NONE;
    },
  };
}

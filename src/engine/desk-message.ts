import type { PersonId } from '../core/ids.js';
import { helpersOf } from '../core/decide-whole.js';
import type { Input } from '../core/input.js';
import { nextDue } from '../core/schedule.js';
import { findSecret } from '../core/secrets.js';
import { transition } from '../core/transition.js';
import type { Press } from '../view/press.js';
import type { Reply } from '../view/reply-card.js';
import type { DeskOptions } from './desk.js';
import type { Answer, Ask, Delivery, Profile } from './ports.js';

type Pressed = (delivery: Delivery, press: Press, ask: Ask, profile: Profile | null) => Promise<Answer>;
const NONE: Answer = { kind: 'none' };
const LIST_MAX = 200;

/** Free text in the direct conversation, and news of people. */
export function createMessageDesk(options: DeskOptions, pressed: Pressed) {
  const { store, outbox, inbox, rules, clock, onCommit } = options;

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

  return {
    async said(delivery: Delivery, ask: Extract<Ask, { kind: 'message' }>, by: PersonId): Promise<Answer> {
      const reply = replyTo(ask.text);
      const help = reply === 'waiting' ? helpAsked(delivery, ask.thread, by) : null;
      if (help) {
        const form: Ask = { kind: 'form', press: '', values: { text: ask.text } };
        const answer = await pressed(delivery, help, form, null);
        if (answer.kind === 'none') return answer;
      }
      outbox.reply(delivery.tenant, by, { kind: 'reply', id: delivery.id, reply, thread: ask.thread }, clock.now());
      onCommit();
      return NONE;
    },

    /** Their zone moves their mornings; somebody deactivated cannot be reached any more. */
    async profileChanged(delivery: Delivery, profile: Profile): Promise<Answer> {
      const { tenant, at } = delivery;
      const person = store.personOf(tenant, profile.identity);
      if (person === null) return NONE;
      store.learn(tenant, profile);
      const inputs: readonly Input[] = [
        { type: 'zone_changed', person, zone: profile.zone },
        profile.isDeactivated ? { type: 'unreachable', person, why: 'deactivated' } : { type: 'reachable', person },
      ];
      const running = store.ofPerson(tenant, person, LIST_MAX).filter(({ status }) => status === 'running');
      const works = running.flatMap(({ id }) =>
        inputs.map((input) =>
          inbox.submit({
            tenant,
            deliveryId: `${delivery.id}/${id}/${input.type}`,
            at,
            from: null,
            target: { kind: 'handover', id },
            learned: [],
            decide({ handover }) {
              const result = handover && transition(handover, input, at, rules);
              const moved = result?.kind === 'moved' ? { handover: result.handover, events: result.events } : null;
              const dueAt = handover && nextDue(moved?.handover ?? handover, at, rules);
              return {
                result: null,
                moved,
                dueAt,
                effects: result?.kind === 'moved' ? result.effects : [],
                meaning: null,
              };
            },
          }),
        ),
      );
      await Promise.all(works);
      return NONE;
    },
  };
}

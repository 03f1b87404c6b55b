import { renderChannelLine } from '../view/channel-line.js';
import { renderNudge } from '../view/nudge-card.js';
import { renderCard } from '../view/render-card.js';
import { type Reply, renderReply } from '../view/reply-card.js';
import type { HandoverStore, KnownPerson, OutboxRow } from './ports.js';
import type { Scenes } from './scenes.js';
import type { Draw } from './sender.js';

/** Draws a row of the outbox from the state as it is at this moment. */
export function createDraw(store: Pick<HandoverStore, 'load'>, scenes: Scenes, command: string): Draw {
  const forPerson = ({ tenant, subject }: OutboxRow, known: KnownPerson): ReturnType<Draw> => {
    const { person, conversation } = known;
    switch (subject.kind) {
      case 'card': {
        const handover = store.load(tenant, subject.handover);
        if (!handover) return null;
        const isRoot = subject.card.card === 'root';
        const thread = isRoot ? null : scenes.refOf(handover, person, { card: 'root' });
        return { card: renderCard(scenes.scene(handover, person), subject.card), thread };
      }
      case 'nudge': {
        const running = scenes.scenesOf(tenant, person).filter(({ handover }) => handover.status === 'running');
        return { card: renderNudge(scenes.audience(tenant, person), running), thread: null };
      }
      case 'reply': {
        const audience = scenes.audience(tenant, person);
        // The desk is the only one who writes these, from the view's own type.
        const card = renderReply(audience, scenes.scenesOf(tenant, person), subject.reply as Reply, command);
        const isThreaded = subject.thread !== null && conversation !== null;
        return { card, thread: isThreaded ? { conversation, message: subject.thread } : null };
      }
      case 'channel':
        return null;
    }
  };

  return (row, reader) => {
    if (reader) return forPerson(row, reader);
    const { subject, tenant } = row;
    const handover = subject.kind === 'channel' ? store.load(tenant, subject.handover) : null;
    if (!handover || subject.kind !== 'channel') return null;
    return { card: renderChannelLine(scenes.scene(handover, handover.people.initiator), subject.what), thread: null };
  };
}

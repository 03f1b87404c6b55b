import { mayReach } from '../core/reach-hours.js';
import { localDate } from '../core/time.js';
import { renderChannelLine } from '../view/channel-line.js';
import { renderNudge } from '../view/nudge-card.js';
import { renderCard } from '../view/render-card.js';
import { type Reply, renderReply } from '../view/reply-card.js';
import { type Waiting, waitingOn } from '../view/waiting-lines.js';
import { withDoubt } from '../view/with-doubt.js';
import type { DeskOptions } from './desk.js';
import type { HandoverStore, KnownPerson, OutboxRow } from './ports.js';
import type { Scenes } from './scenes.js';
import type { Draw } from './sender.js';

/** Draws a row of the outbox from the state as it is at this moment. */
export function createDraw(
  store: Pick<HandoverStore, 'load'>,
  scenes: Scenes,
  { command, rules, clock }: Pick<DeskOptions, 'command' | 'rules' | 'clock'>,
): Draw {
  /** What was held up past its day, or into the evening, is not said any more: the next morning has its own message. */
  const isInTime = (day: string, { person, profile: { zone } }: KnownPerson): boolean => {
    const now = clock.now();
    return isAskedFor(day) || (day === localDate(now, zone) && mayReach(person, zone, now, rules));
  };

  const forPerson = ({ tenant, subject, ref }: OutboxRow, known: KnownPerson): ReturnType<Draw> => {
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
        if (ref === null && !isInTime(subject.day, known)) return null;
        const running = scenes
          .scenesOf(tenant, person)
          .filter(
            ({ handover: { status, paused } }) => status === 'running' && (paused === null || isAskedFor(subject.day)),
          );
        const card = renderNudge(scenes.audience(tenant, person), running);
        // Held up until what it was for is done, it is not said for what was asked since: that has a morning of its own.
        const isOwed = ref !== null || isAskedFor(subject.day) || waitingOn(running, 'with').some(wasNudged);
        return { card: isOwed ? card : { ...card, isOver: true }, thread: null };
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

  const forChannel = ({ subject, tenant }: OutboxRow, mayStandTwice: boolean): ReturnType<Draw> => {
    const handover = subject.kind === 'channel' ? store.load(tenant, subject.handover) : null;
    if (!handover || subject.kind !== 'channel') return null;
    const scene = scenes.scene(handover, handover.people.initiator);
    const card = renderChannelLine(scene, subject.what);
    return { card: mayStandTwice ? withDoubt(scene, card) : card, thread: null };
  };

  return (row, reader, mayStandTwice) => {
    if (reader === null) return forChannel(row, mayStandTwice);
    const drawn = forPerson(row, reader);
    if (drawn === null || !mayStandTwice) return drawn;
    return { ...drawn, card: withDoubt(scenes.audience(row.tenant, reader.person), drawn.card) };
  };
}

/** It has been waited for since a day before. */
const wasNudged = ({ open }: Waiting): boolean => open.wait.nudges > 0;

/** The initiator wanted this one at once, whatever the hour. */
const isAskedFor = (day: string): boolean => day.includes('/');

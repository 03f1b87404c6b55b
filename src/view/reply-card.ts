import type { SecretKind } from '../core/secrets.js';
import { note, text, textBlocks } from './blocks.js';
import type { Block, Card } from './card.js';
import { linkLine } from './links.js';
import type { Audience, Scene } from './reader.js';
import { renderStatus } from './status-card.js';
import { usageCard } from './usage-card.js';
import { voiceFor } from './voice.js';
import { waitingLine, waitingOn } from './waiting-lines.js';

/** What is answered to free text in the direct conversation; it says nothing of the text itself but its kind. */
export type Reply = 'status' | 'help' | 'waiting' | `secret:${SecretKind}`;

/** `scenes`: the person's handovers, running ones first. `command`: as people type it, `/handover`. */
export function renderReply(audience: Audience, scenes: readonly Scene[], reply: Reply, command: string): Card {
  switch (reply) {
    case 'status':
      return renderStatus(audience, scenes.some(isRunning) ? scenes.filter(isRunning) : scenes, command);
    case 'help':
      return usageCard(audience, command);
    case 'waiting':
      return waitingCard(audience, scenes);
    default:
      return secretCard(audience, reply);
  }
}

const isRunning = ({ handover }: Scene): boolean => handover.status === 'running';

function waitingCard(audience: Audience, scenes: readonly Scene[]): Card {
  const voice = voiceFor(audience);
  const { reply, nudge } = voice.words;
  const waiting = waitingOn(scenes, 'with');
  const hint = note(voice.say(reply.hint));
  if (waiting.length > 0) {
    const count = String(waiting.length);
    const slots = { you: audience.nameOf(audience.reader.person), count };
    return {
      text: voice.plain(voice.counted(nudge.notification, waiting.length), slots),
      blocks: [text(voice.say(reply.waiting)), ...textBlocks(waiting.map((one) => waitingLine(voice, one))), hint],
      isOver: false,
    };
  }
  const overviews = scenes.filter(isRunning).flatMap((scene): readonly Block[] => {
    const link = linkLine(scene, { card: 'root' }, scene.handover.account.said);
    return link.length === 0 ? [] : [text(voice.say(reply.overview, { link }))];
  });
  return {
    text: voice.plain(reply.nothing, { you: audience.nameOf(audience.reader.person) }),
    blocks: [text(voice.say(reply.nothing, { you: voice.mention })), ...overviews, hint],
    isOver: false,
  };
}

/** Somebody typed what looks like a secret: what became of it, and what to do. */
function secretCard(audience: Audience, reply: `secret:${SecretKind}`): Card {
  const voice = voiceFor(audience);
  const { reply: words, secret, secretLabels } = voice.words;
  const kind = kindOf(reply);
  return {
    text: voice.plain(words.secretNotification, { kind: secretLabels[kind] }),
    blocks: [
      text(voice.say(words.secret, { you: voice.mention, kind: secretLabels[kind] })),
      text(voice.say(secret.change[kind])),
      text(voice.say(words.falseAlarm)),
    ],
    isOver: false,
  };
}

/** The kind inside a reply; one that an older version of this program wrote counts as a password. */
function kindOf(reply: `secret:${SecretKind}`): SecretKind {
  return KINDS.find((kind) => reply === `secret:${kind}`) ?? 'password';
}

const KINDS: readonly SecretKind[] = [
  'private_key',
  'signed_header',
  'authenticator_seed',
  'access_key',
  'secret_key',
  'token',
  'password',
  'one_time_code',
];

import { Random } from '../../simulation/world/random.js';
import { createSlackPeer } from '../../../src/local/slack-peer/slack-peer.js';
import { bodyOf, broken } from '../delivery/wire.js';
import { BOT_TOKEN, SECRET } from '../play/stage.js';
import type { Agenda } from './agenda.js';
import { CHANNELS, FAILS_FROM, FAILS_UNTIL } from './traffic.js';

export const userOf = (channel: number): string => `U${String(channel).padStart(5, '0')}`;

/** What came of all posts. */
export interface SlackLine {
  /** When each text came to stand first, in the order in which they did. */
  readonly stood: ReadonlyMap<string, number>;
  /** Texts that came to stand once more. */
  readonly twice: () => number;
  /** Posts that were answered 429 because the channel had no rest. */
  readonly tooMany: () => number;
}

/** An answer is on its way for so long, in milliseconds, half of it there and half of it back. */
const WAY_MIN = 80;
const WAY_MAX = 120;
/** After so long Slack's client gives up. */
const TIMEOUT_MS = 3_000;
const KEPT_MAX = 200;
const THIRD = (FAILS_UNTIL - FAILS_FROM) / 3;

/**
 * Slack at the other end of a line that takes time, by the agenda's clock. It takes one post a second in a channel. With
 * `fails`, channel 0 answers 429 for twenty minutes, then nothing arrives for twenty minutes, and then all arrives and
 * no answer comes back.
 */
export function createSlackLine(agenda: Agenda, start: number, fails: boolean): SlackLine {
  const peer = createSlackPeer({
    signingSecret: SECRET,
    botToken: BOT_TOKEN,
    appUrl: 'http://127.0.0.1:1',
    users: Array.from({ length: CHANNELS }, (_, channel) => ({ id: userOf(channel), name: `n${channel}` })),
    scopes: ['chat:write', 'im:write', 'im:history', 'users:read'],
    clock: agenda.now,
    limitsPosts: true,
  });
  const random = new Random(7);
  const stood = new Map<string, number>();
  let [twice, tooMany] = [0, 0];
  const dead = `D${userOf(0).slice(1)}`;

  /** Only the failing channel is ever looked through; to keep all would make each post dearer than the last. */
  const tidy = (): void => {
    peer.state.calls = [];
    if (peer.state.messages.length < KEPT_MAX) return;
    peer.state.messages = peer.state.messages.filter(({ channel }) => channel === dead).slice(-KEPT_MAX / 2);
  };

  const carry = async (method: string, args: Record<string, string>): Promise<Response> => {
    const reply = await peer.answer(method, BOT_TOKEN, args);
    tidy();
    if (reply === 'drop') throw broken('ECONNRESET');
    if (method === 'chat.postMessage' && reply.status === 429) tooMany += 1;
    if (method === 'chat.postMessage' && reply.status === 200) {
      const text = args['text'] ?? '';
      if (stood.has(text)) twice += 1;
      else stood.set(text, agenda.now());
    }
    return new Response(reply.body, { status: reply.status, headers: reply.headers });
  };

  const phaseOf = (channel: string): number => {
    const since = agenda.now() - start - FAILS_FROM;
    const isInIt = fails && channel === dead && since >= 0 && since < FAILS_UNTIL - FAILS_FROM;
    return isInIt ? 1 + Math.floor(since / THIRD) : 0;
  };

  globalThis.fetch = async (input, init = {}) => {
    agenda.stir();
    const { pathname } = new URL(input instanceof Request ? input.url : input);
    const method = pathname.slice(pathname.lastIndexOf('/') + 1);
    const args = Object.fromEntries(new URLSearchParams(bodyOf(init)));
    const way = random.between(WAY_MIN, WAY_MAX) / 2;
    await agenda.wait(way);
    const phase = phaseOf(args['channel'] ?? '');
    if (phase === 1) {
      await agenda.wait(way);
      return new Response('{"ok":false,"error":"ratelimited"}', { status: 429, headers: { 'retry-after': '30' } });
    }
    if (phase === 3) await carry(method, args);
    if (phase > 1) {
      await agenda.wait(TIMEOUT_MS);
      throw new DOMException('The operation timed out.', 'TimeoutError');
    }
    const response = await carry(method, args);
    await agenda.wait(way);
    return response;
  };
  return { stood, twice: () => twice, tooMany: () => tooMany };
}

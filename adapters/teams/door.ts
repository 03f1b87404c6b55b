import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import type { Log } from '../../src/engine/log-port.js';
import type { Timer } from '../../src/engine/ports.js';
import { type Activity, activityShape } from './activity.js';
import type { Reply } from './answer.js';
import { answer, readJson } from './http.js';
import { type ExpectedToken, mayVerify } from './token.js';

export interface DoorOptions {
  /** Verifies the sender, and then runs the turn. */
  readonly take: (authorization: string, activity: Activity, turn: () => Promise<void>) => Promise<void>;
  /** Null lets everybody in, for development. */
  readonly expected: ExpectedToken | null;
  /** Rejects only for a fault; then the activity is not acknowledged, and Teams brings it again. */
  readonly receive: (activity: Activity) => Promise<Reply>;
  /** Milliseconds since the epoch, real time: tokens are dated with it. */
  readonly wallClock: () => number;
  readonly timer: Timer;
  readonly log: Log;
}

/** The only channel that is served: tokens for others are signed by other keys. */
const CHANNEL = 'msteams';
/** To verify a token, the signer's keys may have to be fetched first. */
const VERIFY_MS = 8000;

/** Takes `POST /api/messages`: who it is from is checked first, and it is acknowledged only after the commit. */
export function createDoor({ take, expected, receive, wallClock, timer, log }: DoorOptions) {
  const running = new Set<Promise<void>>();
  let isStopped = false;

  const turn = async (authorization: string, activity: Activity, response: ServerResponse): Promise<void> => {
    let isBegun = false;
    let reply: Reply = { body: undefined, afterwards: null };
    const taken = take(authorization, activity, async () => {
      isBegun = true;
      reply = await receive(activity);
    });
    const cancel = timer.after(VERIFY_MS, () => {
      if (!isBegun) answer(response, 503);
    });
    try {
      await taken;
    } catch (error) {
      const status = isBegun ? 500 : isOutage(error) ? 503 : 401;
      if (status !== 401) log.error('teams_delivery_failed', { status, error: messageOf(error) });
      answer(response, status);
      return;
    } finally {
      cancel();
    }
    answer(response, 200, reply.body);
    await reply.afterwards?.();
  };

  const enter = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { authorization = '' } = request.headers;
    if (expected !== null && !mayVerify(authorization, expected, wallClock())) return answer(response, 401);
    const json = await readJson(request, response);
    if (json === null) return;
    const parsed = activityShape.safeParse(json);
    if (!parsed.success) return answer(response, 400);
    if (expected !== null && parsed.data.channelId !== CHANNEL) return answer(response, 401);
    await turn(authorization, parsed.data, response);
  };

  return {
    async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
      if (isStopped) return answer(response, 503);
      const run = enter(request, response).catch((error: unknown) => {
        log.error('teams_delivery_failed', { error: messageOf(error) });
        answer(response, 500);
      });
      running.add(run);
      await run.finally(() => running.delete(run));
    },
    async stop(): Promise<void> {
      isStopped = true;
      await Promise.allSettled(running);
    },
  };
}

const fetchFailed = z.union([z.object({ name: z.literal('FetchError') }), z.object({ statusCode: z.literal(500) })]);

/** The signer's keys could not be fetched: that says nothing of the token, which is then brought again. */
const isOutage = (error: unknown): boolean => fetchFailed.safeParse(error).success;

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : 'unknown');

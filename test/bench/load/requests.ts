import { createHmac } from 'node:crypto';
import { signedHeaders } from '../../../src/local/slack-peer/sign.js';
import { encodePress } from '../../../src/view/press.js';
import { type ScriptedPress, scriptOfAHandover } from '../script.js';
import { handoverOf, TEAM, TENANT, userOf } from '../seed.js';

/** Makes the HTTP requests of one connection's presses: several handovers in turn, each from its start to its end. */
export interface Requests {
  /** Null when all handovers have ended. */
  next(): Buffer | null;
}

export interface RequestOptions {
  readonly signingSecret: string;
  readonly sealKey: string;
  /** The handovers that are this connection's own: from `first`, so many. */
  readonly first: number;
  readonly count: number;
  /** How many are under way at a time. */
  readonly interleaved: number;
  /** Stops at the first line to tick, and ticks and unticks it from there on. */
  readonly isEndless: boolean;
  /** Another run has brought them all to that line. */
  readonly isBegun?: boolean;
}

/** What a message with a checklist looks like when Slack sends it along: with it a press is about 3 kB. */
const MESSAGE_BLOCKS = Array.from({ length: 6 }, (_, n) => ({
  type: 'section',
  block_id: `line-${n}`,
  text: {
    type: 'plain_text',
    text: `${n}. Change the phone number and the e-mail address that are linked to it`,
    emoji: false,
  },
  fields: [{ type: 'plain_text', text: 'Account center > Basic information > Account & security', emoji: false }],
}));

let instant = Date.now() * 1_000;
/** Slack's own time of a press, in microseconds: never twice the same, and never ahead of the clock. */
const nextTs = (): string => {
  instant += 10;
  return `${Math.floor(instant / 1e6)}.${String(instant % 1e6).padStart(6, '0')}`;
};

function payloadOf(user: string, action: Readonly<Record<string, unknown>>): string {
  const channel = `D${user}`;
  const message = {
    type: 'message',
    user: 'UBOT',
    ts: '1763980000.000100',
    bot_id: 'BBOT',
    app_id: 'A0BENCH',
    blocks: MESSAGE_BLOCKS,
  };
  return JSON.stringify({
    type: 'block_actions',
    user: { id: user, username: user, name: user, team_id: TEAM },
    team: { id: TEAM, domain: 'bench' },
    enterprise: null,
    is_enterprise_install: false,
    api_app_id: 'A0BENCH',
    token: 'legacy-verification-token',
    trigger_id: `${user}.trigger`,
    container: { type: 'message', message_ts: message.ts, channel_id: channel, is_ephemeral: false },
    channel: { id: channel, name: 'directmessage' },
    message,
    response_url: 'https://hooks.slack.com/actions/T0BENCH/1/2',
    state: { values: {} },
    actions: [action],
  });
}

export function actionOf(press: ScriptedPress, code: string): Readonly<Record<string, unknown>> {
  const [tick] = press.ticks;
  if (tick === undefined)
    return { type: 'button', action_id: 'button.1', block_id: 'actions-1', action_ts: nextTs(), value: code };
  const option = { text: { type: 'plain_text', text: tick.item }, value: tick.item };
  const selected = tick.isTicked ? [option] : [];
  return {
    type: 'checkboxes',
    action_id: 'tick.1',
    block_id: `${code}#${tick.item}`,
    action_ts: nextTs(),
    selected_options: selected,
  };
}

export function requestOf(user: string, action: Readonly<Record<string, unknown>>, signingSecret: string): Buffer {
  const body = `payload=${encodeURIComponent(payloadOf(user, action))}`;
  const headers = {
    host: '127.0.0.1',
    'content-type': 'application/x-www-form-urlencoded',
    'content-length': String(Buffer.byteLength(body)),
    ...signedHeaders(signingSecret, Math.floor(Date.now() / 1_000), body),
  };
  const head = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.from(`POST /slack/events HTTP/1.1\r\n${head.join('')}\r\n${body}`);
}

const untick = (press: ScriptedPress): ScriptedPress => ({
  ...press,
  ticks: press.ticks.map(({ item, isTicked }) => ({ item, isTicked: !isTicked })),
});

export function createRequests(options: RequestOptions): Requests {
  const { signingSecret, sealKey, first, count, interleaved, isEndless, isBegun = false } = options;
  const whole = scriptOfAHandover();
  const tick = whole.findIndex(({ ticks }) => ticks.length > 0);
  const script = isEndless ? [...whole.slice(0, tick + 1), ...whole.slice(tick, tick + 1).map(untick)] : whole;
  const seal = (text: string): string =>
    createHmac('sha256', sealKey).update(`${TENANT}\n${text}`).digest('base64url').slice(0, 12);
  const end = first + count;
  let unbegun = first + Math.min(interleaved, count);
  const underWay = Array.from({ length: unbegun - first }, (_, i) => ({ n: first + i, at: isBegun ? tick : 0 }));
  let turn = 0;
  return {
    next() {
      const one = underWay[turn % Math.max(1, underWay.length)];
      const press = one && script[one.at];
      if (!one || !press) return null;
      turn += 1;
      one.at += 1;
      const code = encodePress({ ...press, handover: handoverOf(one.n) }, seal);
      const request = requestOf(userOf(one.n, press.by), actionOf(press, code), signingSecret);
      if (one.at === script.length && isEndless) one.at = tick;
      if (one.at === script.length) {
        one.n = unbegun;
        one.at = unbegun < end ? 0 : script.length;
        unbegun += 1;
        if (one.n >= end) underWay.splice(underWay.indexOf(one), 1);
      }
      return request;
    },
  };
}

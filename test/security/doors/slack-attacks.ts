import { signatureOf } from '../../../src/local/slack-peer/sign.js';
import type { RawRequest } from './pipeline.js';

export const SECRET = '0123456789abcdef0123456789abcdef';
const PATH = '/slack/events';
const FORM = 'application/x-www-form-urlencoded';
const FOREIGN = 'fedcba9876543210fedcba9876543210';

let number = 0;

/** A press as Slack sends it. */
function press(): string {
  number += 1;
  const payload = {
    type: 'block_actions',
    user: { id: 'UALICE', team_id: 'TACME' },
    team: { id: 'TACME' },
    trigger_id: `t.${number}`,
    channel: { id: 'DALICE' },
    container: { message_ts: '1.1' },
    actions: [{ type: 'button', action_id: 'a', block_id: 'b', value: 'x', action_ts: `${number}.1` }],
  };
  return new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
}

type Headers = readonly (readonly [string, string])[];
const request = (body: string, headers: Headers, type = FORM): RawRequest => ({
  path: PATH,
  headers: [['content-type', type], ...headers],
  body,
});
const signed = (body: string, at: string | number, secret = SECRET): Headers => [
  ['x-slack-request-timestamp', String(at)],
  ['x-slack-signature', signatureOf(secret, at, body)],
];
const now = (): number => Math.floor(Date.now() / 1000);

/** Another character somewhere in a text; `n` chooses where. */
const spoiled = (text: string, n: number): string => {
  const at = n % text.length;
  const letter = text[at] === 'a' ? 'b' : 'a';
  return text.slice(0, at) + letter + text.slice(at + 1);
};

/** A request that has to pass: the control. */
export const rightRequest = (): RawRequest => {
  const body = press();
  return request(body, signed(body, now()));
};

/** Each kind of request that has to be refused; `n` varies it. */
export const ATTACKS: Readonly<Record<string, (n: number) => RawRequest>> = {
  unsigned: () => request(press(), []),
  'signed with another secret': () => {
    const body = press();
    return request(body, signed(body, now(), FOREIGN));
  },
  'body changed after signing': (n) => {
    const body = press();
    return request(spoiled(body, n), signed(body, now()));
  },
  'signature changed': (n) => {
    const body = press();
    const at = now();
    const right = signatureOf(SECRET, at, body);
    return request(body, [
      ['x-slack-request-timestamp', String(at)],
      ['x-slack-signature', spoiled(right, 3 + (n % (right.length - 3)))],
    ]);
  },
  stale: (n) => {
    const body = press();
    return request(body, signed(body, now() - 301 - (n % 1_000_000)));
  },
  'from the future': (n) => {
    const body = press();
    return request(body, signed(body, now() + 302 + (n % 1_000_000)));
  },
  'ssl_check with a payload': () => request(`ssl_check=1&${press()}`, []),
  'ssl_check signed wrongly': () => {
    const body = `ssl_check=1&${press()}`;
    return request(body, signed(body, now(), FOREIGN));
  },
  'two signatures': () => {
    const body = press();
    const at = now();
    return request(body, [...signed(body, at), ['x-slack-signature', signatureOf(FOREIGN, at, body)]]);
  },
  'two timestamps': () => {
    const body = press();
    return request(body, [...signed(body, now()), ['x-slack-request-timestamp', String(now() - 9999)]]);
  },
  'a timestamp that is no number': (n) => {
    const body = press();
    const at = [`0x${now().toString(16)}`, `${now()}.0`, `+${now()}`, `${now()}e0`, 'NaN', ''][n % 6] ?? '';
    return request(body, signed(body, at));
  },
  'another type, unsigned': (n) => {
    const type = ['application/json', 'text/plain', 'multipart/form-data; boundary=x', 'application/xml'][n % 4] ?? '';
    return request(JSON.stringify({ type: 'block_actions', n }), [], type);
  },
  'no body': () => request('', signed('', now(), FOREIGN)),
};

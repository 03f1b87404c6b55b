import { createHmac } from 'node:crypto';
import { encodePress } from '../../../src/view/press.js';
import type { Wanted } from './next-press.js';
import { SEAL_KEY, type Stage, TENANT } from './stage.js';

const seal = (text: string): string =>
  createHmac('sha256', SEAL_KEY).update(`${TENANT}\n${text}`).digest('base64url').slice(0, 12);

let presses = 0;

/** The body of a press as Slack sends it. Two bodies are two deliveries. */
export function bodyOf(stage: Stage, { by, press, item }: Wanted): string {
  presses += 1;
  const code = encodePress(press, seal);
  const user = stage.userOf(by);
  const at = (Date.now() / 1000 + presses / 1e6).toFixed(6);
  const button = { type: 'button', action_id: 'a', block_id: 'b', value: code, action_ts: at };
  const box = {
    type: 'checkboxes',
    action_id: 'a',
    block_id: `${code}#${item}`,
    selected_options: [{ value: 'x' }],
    action_ts: at,
  };
  const payload = {
    type: 'block_actions',
    user: { id: user, team_id: 'TACME' },
    team: { id: 'TACME' },
    trigger_id: `trigger.${presses}`,
    channel: { id: `D${user}` },
    container: { message_ts: '1.1' },
    actions: [item === null ? button : box],
  };
  return new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
}

/** Whether it was acknowledged: answered with 200, in whole. */
export async function send(stage: Stage, body: string): Promise<boolean> {
  const outcome = await stage.peer.signed(body, { contentType: 'application/x-www-form-urlencoded' });
  return outcome.kind === 'answered' && outcome.status === 200;
}

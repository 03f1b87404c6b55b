import { createHmac } from 'node:crypto';
import { huaweiCloud } from '../../../src/procedures/load-procedure.js';
import { encodePress } from '../../../src/view/press.js';
import { handoverOf, TENANT, userOf } from '../seed.js';
import { OPEN_STEP } from '../seed-open.js';
import { actionOf, requestOf } from './requests.js';

/** A line of the step that is open in every handover, ticked or not. */
export function tickOnOpen(n: number, isTicked: boolean, sealKey: string) {
  const seal = (text: string): string =>
    createHmac('sha256', sealKey).update(`${TENANT}\n${text}`).digest('base64url').slice(0, 12);
  const definition = huaweiCloud().steps.find(({ key }) => OPEN_STEP.startsWith(key));
  const item = definition?.items[0]?.key ?? '';
  const press = {
    action: 'tick',
    on: OPEN_STEP,
    rev: 1,
    value: '',
    by: 'successor',
    ticks: [{ item, isTicked }],
  } as const;
  return { ...press, code: encodePress({ ...press, handover: handoverOf(n) }, seal) };
}

/** The same as Slack sends it. */
export function pressOnOpen(sealKey: string, signingSecret: string): Buffer {
  const press = tickOnOpen(7, true, sealKey);
  return requestOf(userOf(7, 'successor'), actionOf(press, press.code), signingSecret);
}

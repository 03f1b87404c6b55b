import { createHmac } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import type { HandoverId } from '../../src/core/ids.js';
import { ACTIONS, decodePress, encodePress, type Press } from '../../src/view/press.js';

const sealOf =
  (key: string, tenant: string) =>
  (text: string): string =>
    createHmac('sha256', key).update(`${tenant}\n${text}`).digest('base64url').slice(0, 12);
const seal = sealOf('the deployment', 'acme');
const press = (change: Partial<Press> = {}): Press => ({
  action: 'confirm',
  handover: 'h2345abcde' as HandoverId,
  on: '9:2',
  rev: 3,
  value: '',
  ...change,
});

// Buttons, the private data of Slack's windows and the data of Teams' cards all carry this one code.
describe('what a button carries', () => {
  const code = encodePress(press({ value: 'tomorrow' }), seal);

  it('is nothing once any one byte of it is another, is missing or is one more', () => {
    const taken: string[] = [];
    for (let at = 0; at <= code.length; at += 1) {
      for (let byte = 0; byte < 256; byte += 1) {
        const letter = String.fromCharCode(byte);
        const changed = code.slice(0, at) + letter + code.slice(at + 1);
        const longer = code.slice(0, at) + letter + code.slice(at);
        taken.push(...[changed, longer].filter((one) => one !== code && decodePress(one, seal) !== null));
      }
      const shorter = code.slice(0, at) + code.slice(at + 1);
      if (shorter !== code && decodePress(shorter, seal) !== null) taken.push(shorter);
    }
    expect(taken).toEqual([]);
    expect(decodePress(code, seal)).toEqual(press({ value: 'tomorrow' }));
  });

  it('is nothing when its parts come from two buttons, at whatever place they are joined', () => {
    const presses = ACTIONS.slice(0, 10).flatMap((action) => [
      press({ action }),
      press({ action, handover: 'h9876zyxwv' as HandoverId, on: '1', rev: 1, value: 'yes' }),
    ]);
    const codes = presses.map((one) => encodePress(one, seal));
    const known = new Set(codes);
    const taken: string[] = [];
    for (const a of codes) {
      for (const b of codes) {
        for (let at = 1; at < a.length; at += 1) {
          const joined = a.slice(0, at) + b.slice(at);
          if (!known.has(joined) && decodePress(joined, seal) !== null) taken.push(joined);
        }
      }
    }
    expect(taken).toEqual([]);
  });

  it('is nothing for another tenant, or under another key', () => {
    expect(decodePress(code, sealOf('the deployment', 'other'))).toBeNull();
    expect(decodePress(code, sealOf('another deployment', 'acme'))).toBeNull();
  });

  it('would be taken if nobody looked at the seal: the test can see it', () => {
    const careless = (): string => '';
    expect(decodePress(`${code.slice(0, code.lastIndexOf('|'))}|`, careless)).not.toBeNull();
  });
});

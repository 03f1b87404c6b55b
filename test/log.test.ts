import { describe, expect, it } from '@jest/globals';
import { createLog, type LogLevel } from '../src/log.js';

/** A log, and the lines that it wrote. */
function recorded(level: LogLevel = 'debug') {
  const lines: string[] = [];
  const log = createLog(level, { write: (line) => lines.push(line) });
  const records = (): Record<string, unknown>[] => lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  return { log, lines, records };
}

describe('the log', () => {
  it('writes one line of JSON an event, with level, time and fields', () => {
    const { log, lines, records } = recorded();
    log.info('relay_sent', { lane: 'T1/p1', attempts: 2 });
    log.warn('tick_late');
    expect(lines).toHaveLength(2);
    expect(lines.every((line) => line.endsWith('}\n'))).toBe(true);
    expect(records()[0]).toEqual({
      level: 'info',
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      event: 'relay_sent',
      lane: 'T1/p1',
      attempts: 2,
    });
    expect(records()[1]).toMatchObject({ level: 'warn', event: 'tick_late' });
  });

  it('leaves out what is below its level', () => {
    const { log, records } = recorded('warn');
    log.debug('a');
    log.info('b');
    log.warn('c');
    log.error('d');
    expect(records().map(({ event }) => event)).toEqual(['c', 'd']);
  });

  it('keeps words with line breaks on one line, so that nobody can forge an event', () => {
    const { log, lines } = recorded();
    log.info('parsed', { name: 'Bob\n{"event":"forged"}' });
    expect(lines.join('').match(/\n/g)).toHaveLength(1);
  });

  it.each(['token', 'signingSecret', 'password', 'authorization', 'body', 'payload', 'text', 'said', 'headers'])(
    'blanks the field %s, three deep',
    (field) => {
      const { log, lines } = recorded();
      log.error('failed', {
        [field]: 'plain words',
        a: { [field]: ['plain words'], b: { [field]: { c: 'plain words' } } },
      });
      expect(lines.join('')).not.toContain('plain words');
      expect(lines.join('').match(/\[redacted\]/g)).toHaveLength(3);
    },
  );

  it.each([
    ['a bot token', 'xoxb-1234-abcd'],
    ['a token that expires', 'xoxe.xoxb-1-abcd'],
    ['an app-level token', 'xapp-1-A0-abcd'],
    ['a request signature', 'v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503'],
    ['a response address', 'https://hooks.slack.com/actions/T1/2/abc'],
    ['a bearer header', 'Bearer abc.def-ghi'],
    ['a JSON web token', 'eyJhbGciOiJ.eyJzdWIiOiI.c2ln'],
    ['an authenticator seed', 'otpauth://totp/acme?secret=ABC'],
  ])('blanks %s by its shape wherever it stands, and the line stays JSON', (_what, secret) => {
    const { log, lines, records } = recorded();
    log.error(`sent ${secret}`, { why: `before\n${secret} after`, deep: { a: { b: { c: [`"${secret}"`] } } } });
    log.error('failed', { error: new Error(`refused ${secret}`) });
    expect(lines.join('')).not.toContain(secret);
    expect(records()[0]).toMatchObject({
      why: 'before\n[redacted] after',
      deep: { a: { b: { c: ['"[redacted]"'] } } },
    });
  });

  it('says of an error what it is and where, but nothing that hangs on it', () => {
    const { log, lines, records } = recorded();
    const cause = new Error('connection reset');
    const error = Object.assign(new TypeError('cannot send', { cause }), {
      code: 'ECONNRESET',
      config: { url: 'plain words' },
      original: { request: 'plain words' },
    });
    log.error('send_failed', { error });
    expect(records()[0]?.['error']).toEqual({
      type: 'TypeError',
      message: 'cannot send: connection reset',
      code: 'ECONNRESET',
      stack: expect.stringContaining('log.test.ts'),
    });
    expect(lines.join('')).not.toContain('plain words');
  });

  it('takes an error that is only words', () => {
    const { log, records } = recorded();
    log.error('tick_failed', { error: 'Error: disk full' });
    expect(records()[0]).toMatchObject({ error: 'Error: disk full' });
  });

  it('survives fields that point at themselves', () => {
    const { log, records } = recorded();
    const ring: Record<string, unknown> = {};
    ring['self'] = ring;
    expect(() => log.info('odd', { ring })).not.toThrow();
    expect(records()[0]).toMatchObject({ event: 'odd' });
  });
});

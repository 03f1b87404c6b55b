import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { appIdFrom, parseConfig } from '../../src/config.js';
import type { HandoverId } from '../../src/core/ids.js';
import { createSlackPeer } from '../../src/local/slack-peer/slack-peer.js';
import { operate } from '../../src/operator/operate.js';
import { Sqlite } from '../../src/sqlite-library.js';
import { accepting, cancelling, declining, doing, known, starting } from '../conformance/works.js';
import { MONDAY } from '../support/a-handover.js';
import { tempDatabase } from '../support/temp-database.js';

let database: ReturnType<typeof tempDatabase>;
beforeEach(() => {
  database = tempDatabase();
});
afterEach(() => database.clean());

/** What the operator reads, and the exit code. */
async function asked(command: string, environment: Readonly<Record<string, string>> = {}, nodeVersion = '20.11.0') {
  const lines: string[] = [];
  const code = await operate(command.split(' '), {
    config: () => parseConfig({ DATABASE_PATH: database.path, ...environment }),
    appId: () => appIdFrom(environment),
    appPackage: join(__dirname, '../../adapters/teams/app-package'),
    say: (line) => void lines.push(line),
    clock: { now: () => MONDAY },
    ids: { handover: () => 'h9' as HandoverId, person: () => known(database.open(), 'x'), secret: () => 'secret' },
    nodeVersion,
  });
  return { code, text: lines.join('\n') };
}

const meddle = (sql: string): void => {
  const raw = new Sqlite(database.path);
  raw.exec(sql);
  raw.close();
};

describe('npm run handover', () => {
  it.each(['', 'toString', 'erase-all', 'help'])('says what there is when asked for "%s"', async (command) => {
    const { code, text } = await asked(command);
    expect(code).toBe(command === 'help' ? 0 : 1);
    expect(text).toContain('npm run handover -- backup FILE');
  });

  it.each(['backup', 'erase', 'journal'])('asks for what is missing behind %s', async (command) => {
    expect(await asked(command)).toEqual({ code: 1, text: expect.stringMatching(/^Name .*behind/) });
  });

  it.each(['backup x.db', 'erase U1', 'journal acme', 'dead'])('%s needs a database', async (command) => {
    const { code, text } = await asked(command);
    expect({ code, text }).toEqual({ code: 1, text: expect.stringContaining('Set DATABASE_PATH to the file in use.') });
    expect(existsSync(database.path)).toBe(false);
  });

  it('reads nothing from a file of an older or a newer version, and changes nothing', async () => {
    database.open().close();
    meddle('PRAGMA user_version = 99');
    const before = readFileSync(database.path);
    expect((await asked('dead')).text).toContain('written by a newer version of Handover');
    expect((await asked('backup copy.db')).text).toContain('written by a newer version of Handover');
    expect(readFileSync(database.path)).toEqual(before);
    meddle('PRAGMA user_version = 1');
    expect((await asked('dead')).text).toContain('Start Handover once');
  });
});

describe('backup', () => {
  it('copies a database that is in use, and says what is in the copy', async () => {
    const store = database.open();
    doing(store, starting());
    const target = join(database.folder, 'copy.db');
    const { code, text } = await asked(`backup ${target}`);
    expect({ code, text }).toEqual({
      code: 0,
      text: expect.stringMatching(/copy\.db holds 1 handover with \d+ journal/),
    });
    doing(store, accepting());
    expect((await asked('journal acme', { DATABASE_PATH: target })).text).not.toContain('successor_accepted');
  });

  it('leaves an older copy alone when it cannot be made, and names the cure', async () => {
    database.open().close();
    const target = join(database.folder, 'copy.db');
    writeFileSync(target, 'the older copy');
    const bytes = readFileSync(database.path);
    bytes.fill(0xff, 4096 * 3);
    writeFileSync(database.path, bytes);
    const { code, text } = await asked(`backup ${target}`);
    expect(code).toBe(1);
    expect(text).toMatch(/damaged/);
    expect(readFileSync(target, 'utf8')).toBe('the older copy');
    expect(existsSync(`${target}.partial`)).toBe(false);
  });

  it('says so when the folder of the copy is missing', async () => {
    database.open().close();
    expect(await asked(`backup ${join(database.folder, 'none', 'copy.db')}`)).toEqual({
      code: 1,
      text: expect.stringMatching(/^There is no folder .*none\. Create it first\.$/),
    });
  });
});

describe('journal', () => {
  it('prints who did what, by id or by a part of the name, with what was typed in quotes', async () => {
    const store = database.open();
    doing(store, starting());
    doing(store, declining('No.\n  99  2026  admin  step_confirmed'));
    const { code, text } = await asked('journal ACME-pr');
    expect(code).toBe(0);
    expect(text).toMatch(/^Handover h1 of acme-prod: running\n +1 {2}2026-11-23T10:00:00Z {2}ines {2}handover_started/);
    expect(text).toContain('bob  successor_declined  because="No.\\n  99  2026  admin  step_confirmed"');
    expect(text).toMatch(/The chain is whole; its last hash is [0-9a-f]{64}$/);
    expect((await asked('journal h1')).text).toBe(text);
  });

  it('names those there are when none or several are meant', async () => {
    const store = database.open();
    doing(store, starting());
    doing(store, starting({ id: 'h2' as HandoverId, form: { account: 'acme-test' } }));
    expect(await asked('journal acme')).toEqual({ code: 1, text: expect.stringContaining('h2  acme-test  running') });
    expect((await asked('journal nothing')).text).toContain('There is no handover "nothing"');
  });

  it('fails when an entry was changed', async () => {
    const store = database.open();
    doing(store, starting());
    meddle(`UPDATE journal SET event = replace(event, '2026-12-04', '2026-12-05') WHERE seq = 1`);
    expect(await asked('journal h1')).toEqual({ code: 1, text: expect.stringContaining('broken at entry 1') });
    expect(await asked('doctor')).toEqual({ code: 1, text: expect.stringContaining('WRONG  the journals') });
  });
});

describe('dead', () => {
  it('lists what was given up, for whom and why', async () => {
    const store = database.open();
    doing(store, starting());
    expect((await asked('dead')).text).toMatch(/^No message was given up. \d messages still to be sent/);
    const [row] = store.outbox.claim(MONDAY, new Set(), 1);
    if (!row) throw new Error('nothing to send');
    store.outbox.settle(row, { kind: 'dead', why: 'cannot be reached: blocked' }, MONDAY);
    const { text } = await asked('dead');
    expect(text).toMatch(
      /^ines \(ines\): the card "root" of handover h1 \(cannot be reached: blocked\)\n1 message given up/,
    );
    expect((await asked('doctor')).text).toContain('npm run handover -- dead');
  });

  it('lists what may stand twice, which is nothing to mend', async () => {
    const store = database.open();
    doing(store, starting());
    const [row] = store.outbox.claim(MONDAY, new Set(), 1);
    if (!row) throw new Error('nothing to send');
    const doubtful = { ...row, unknownSince: MONDAY };
    store.outbox.settle(doubtful, { kind: 'sent', ref: { conversation: 'D1', message: '1' }, shown: 'x' }, MONDAY);
    store.outbox.leaveDoubt(row);
    expect((await asked('dead')).text).toMatch(
      /ines \(ines\): the card "root" of handover h1 \(may stand twice\)\n1 message may stand twice: the platform never/,
    );
    expect((await asked('doctor')).text).toMatch(/ok {5}the messages: .* 1 may stand twice/);
  });
});

describe('erase', () => {
  it('erases somebody by the user id, once nothing runs that needs them', async () => {
    const store = database.open();
    doing(store, starting());
    const alice = known(store, 'alice');
    expect((await asked('erase alice')).text).toContain('Another process already uses');
    store.close();
    expect((await asked('erase alice')).text).toContain('alice takes part in 1 running handover (h1)');
    const again = database.open();
    doing(again, cancelling());
    again.close();
    const { code, text } = await asked('erase alice');
    expect({ code, text }).toEqual({ code: 0, text: expect.stringContaining(`know them as ${alice} only`) });
    expect((await asked('erase alice')).text).toContain('Nobody is known as alice');
    expect((await asked('journal h1')).text).toContain(`outgoing":"${alice}`);
  });
});

describe('doctor', () => {
  it('finds nothing wrong with a good installation, before and after the first start', async () => {
    expect(await asked('doctor')).toEqual({
      code: 0,
      text: expect.stringMatching(/will be made[^]*Nothing is wrong\.$/),
    });
    const store = database.open();
    doing(store, starting());
    const { code, text } = await asked('doctor');
    expect({ code, text }).toEqual({ code: 0, text: expect.stringContaining('in use by Handover') });
    expect(text).toMatch(/1 handover, \d+ entries, every chain whole/);
    store.close();
    expect((await asked('doctor')).text).toContain('not in use');
  });

  it('names what is wrong with the configuration, with Node and with the file', async () => {
    expect((await asked('doctor', { PORT: 'x' })).text).toContain('PORT must be');
    expect((await asked('doctor', {}, '18.20.0')).text).toContain('Install Node 20.11 or newer');
    appendFileSync(database.path, 'a text that is long enough to be looked at\n'.repeat(40));
    expect(await asked('doctor')).toEqual({ code: 1, text: expect.stringContaining('is not a database') });
  });

  it('asks Slack whether it takes the token, and names the scopes that the app lacks', async () => {
    const peer = createSlackPeer({
      signingSecret: '0123456789abcdef0123456789abcdef',
      botToken: 'xoxb-acme-1234567890',
      appUrl: () => 'http://127.0.0.1:1',
      users: [],
      channels: [],
      scopes: ['commands', 'chat:write', 'chat:write.public', 'im:history', 'users:read', 'users:read.email'],
    });
    await peer.start();
    const slack = (botToken: string) => ({
      SLACK_BOT_TOKEN: botToken,
      SLACK_SIGNING_SECRET: '0123456789abcdef0123456789abcdef',
      SLACK_API_URL: peer.apiUrl(),
    });
    expect((await asked('doctor', slack('xoxb-acme-1234567890'))).text).toContain('Slack: the app lacks im:write');
    const refused = (await asked('doctor', slack('xoxb-another-1234567890'))).text;
    expect(refused).toContain('Slack: invalid_auth');
    expect(refused).not.toContain('xoxb-another');
    await peer.stop();
    expect((await asked('doctor', slack('xoxb-acme-1234567890'))).text).toContain('Slack: no answer');
  });
});

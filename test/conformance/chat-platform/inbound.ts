import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Answer } from '../../../src/engine/ports.js';
import { aCard, aChecklist, text } from './cards.js';
import type { MakeDriver, PlatformDriver } from './driver.js';
import { openStage, pressDone, type Stage, TENANT } from './stage.js';

/** What comes from people: who it is, what they ask, and when it counts as taken. */
export function describeInbound(make: MakeDriver): void {
  let stage: Stage;
  let driver: PlatformDriver;

  beforeEach(async () => {
    stage = await openStage(make);
    ({ driver } = stage);
  });
  afterEach(() => driver.close());

  describe('who asks', () => {
    it('names the tenant and the verified identity of whoever presses', async () => {
      await pressDone(stage, 'alice');
      expect(stage.last()).toMatchObject({ tenant: TENANT, from: driver.identity('alice') });
    });

    it('takes nothing from an organization that is not served, and breaks off nothing', async () => {
      const ref = await stage.post(aCard());
      expect(await driver.presses('stranger', ref, 'Done')).toBe('acknowledged');
      expect(stage.received).toEqual([]);
    });

    it('knows people, their zone and their language', async () => {
      expect(await driver.platform.profile(driver.identity('alice'))).toMatchObject({
        identity: driver.identity('alice'),
        name: 'Alice',
        zone: 'Asia/Kolkata',
        locale: 'de-DE',
        isBot: false,
        isForeign: false,
        isDeactivated: false,
      });
    });

    it('finds people by their address, once the bot is where they are', async () => {
      await driver.commands('bob', '', ['alice']);
      expect(await driver.platform.findByEmail('alice@acme.example')).toEqual([driver.identity('alice')]);
      expect(await driver.platform.findByEmail('nobody@acme.example')).toEqual([]);
      expect(await driver.platform.profile(driver.identity('alice'))).toMatchObject({ email: 'alice@acme.example' });
    });

    it('knows bots, strangers and those who left', async () => {
      const { platform } = driver;
      expect(await platform.profile(driver.identity('robot'))).toMatchObject({ isBot: true });
      expect(await platform.profile(driver.identity('stranger'))).toMatchObject({ isForeign: true });
      const gone = platform.profile(driver.identity('gone'));
      if (driver.whoLeft === 'deactivated') expect(await gone).toMatchObject({ isDeactivated: true });
      else await expect(gone).rejects.toMatchObject({ failure: { code: 'unreachable', why: driver.whoLeft } });
    });
  });

  describe('what is taken', () => {
    it('gives the same delivery the same id when it comes again', async () => {
      const ref = await pressDone(stage);
      await driver.redelivers();
      await driver.says('alice', 'hello');
      await driver.redelivers();
      const [press, pressAgain, message, messageAgain] = stage.received.map(({ id }) => id);
      expect(pressAgain).toBe(press);
      expect(messageAgain).toBe(message);
      await driver.presses('alice', ref, 'Done');
      await driver.says('alice', 'hello');
      expect(new Set(stage.received.map(({ id }) => id)).size).toBe(4);
    });

    it('acknowledges only after the desk is done', async () => {
      const ref = await stage.post(aCard());
      let finish = (): void => undefined;
      const started = new Promise<void>((begun) => {
        stage.answers(({ ask }) => {
          if (ask.kind !== 'press') return Promise.resolve({ kind: 'none' });
          begun();
          return new Promise<Answer>((resolve) => {
            finish = () => resolve({ kind: 'none' });
          });
        });
      });
      let isTaken = false;
      const taken = driver.presses('alice', ref, 'Done').then((outcome) => {
        isTaken = true;
        return outcome;
      });
      await started;
      // Whole round trips of others pass meanwhile, so that an early acknowledgement had its time.
      for (const words of ['one', 'two', 'three']) await driver.says('bob', words);
      expect(isTaken).toBe(false);
      finish();
      expect(await taken).toBe('acknowledged');
    });

    it('acknowledges a message only after the desk is done', async () => {
      let isDone = false;
      stage.answers(async () => {
        await driver.platform.profile(driver.identity('bob'));
        isDone = true;
        return { kind: 'none' };
      });
      expect(await driver.says('alice', 'hello')).toBe('acknowledged');
      expect(isDone).toBe(true);
    });

    it('acknowledges nothing that the desk failed on, so that it comes again', async () => {
      stage.answers(() => Promise.reject(new Error('the disk is full')));
      expect(await driver.says('alice', 'hello')).toBe('not acknowledged');
      stage.answers({ kind: 'none' });
      expect(await driver.redelivers()).toBe('acknowledged');
    });

    it('passes over what the bot itself said', async () => {
      await stage.post(text('hello'));
      expect(await driver.echoes()).toBe('acknowledged');
      expect(stage.received).toEqual([]);
    });

    it('finishes what came in before it stops, and takes nothing after', async () => {
      let finish = (): void => undefined;
      const started = new Promise<void>((begun) => {
        stage.answers(() => {
          begun();
          return new Promise<Answer>((resolve) => {
            finish = () => resolve({ kind: 'none' });
          });
        });
      });
      const taken = driver.says('alice', 'hello');
      await started;
      let isStopped = false;
      const stopped = driver.stop().finally(() => {
        isStopped = true;
      });
      expect(await driver.says('bob', 'too late')).toBe('not acknowledged');
      expect(isStopped).toBe(false);
      finish();
      expect(await taken).toBe('acknowledged');
      await stopped;
      expect(stage.received).toHaveLength(1);
    });
  });

  describe('what people ask', () => {
    it('brings a message as it was typed', async () => {
      await driver.says('alice', 'a < b & c > d, see https://example.com/?a=1&b=2');
      expect(stage.last().ask).toEqual({
        kind: 'message',
        text: 'a < b & c > d, see https://example.com/?a=1&b=2',
        thread: null,
      });
    });

    it('keeps the press code of a button', async () => {
      const before = Date.now();
      await pressDone(stage);
      expect(stage.last().ask).toMatchObject({ kind: 'press', press: 'p-done', ticks: [] });
      const { ask } = stage.last();
      expect(ask.kind === 'press' && Math.abs(ask.pressedAt - before) < 5000).toBe(true);
    });

    it('keeps the press code of the button beside a text', async () => {
      await driver.presses('alice', await stage.post(aCard()), 'Change');
      expect(stage.last().ask).toMatchObject({ kind: 'press', press: 'p-change' });
    });

    it('keeps the press code of the option of a menu', async () => {
      await driver.chooses('alice', await stage.post(aCard()), 'Snooze', 'In 3 days');
      expect(stage.last().ask).toMatchObject({ kind: 'press', press: 'p-in-3-days' });
    });

    it('brings which line was ticked, and that it was unticked', async () => {
      const ref = await stage.post(aCard());
      await driver.ticks('alice', ref, 'Second thing');
      expect(stage.last().ask).toMatchObject({
        kind: 'press',
        press: 'p-tick',
        ticks: [{ item: 'second', isTicked: true }],
      });
      await driver.ticks('alice', ref, 'First thing');
      expect(stage.last().ask).toMatchObject({
        kind: 'press',
        press: 'p-tick',
        ticks: [{ item: 'first', isTicked: false }],
      });
    });

    it('brings the last line of a long list', async () => {
      const ref = await stage.post(aChecklist(23));
      for (const n of [0, 22]) await driver.ticks('alice', ref, `Thing ${n}`);
      expect(stage.last().ask).toMatchObject({ kind: 'press', ticks: [{ item: 'k22', isTicked: true }] });
    });

    it.each([
      ['help', { kind: 'help' }],
      ['what is this', { kind: 'help' }],
      ['list', { kind: 'list' }],
      ['status', { kind: 'status', which: '' }],
      ['status acme prod', { kind: 'status', which: 'acme prod' }],
    ])('understands the command %j', async (words, ask) => {
      await driver.commands('alice', words);
      expect(stage.last().ask).toEqual(ask);
    });

    it('understands who is named behind the command', async () => {
      await driver.commands('alice', '', ['alice', 'bob']);
      expect(stage.last().ask).toMatchObject({
        kind: 'open_start',
        outgoing: driver.identity('alice'),
        successor: driver.identity('bob'),
      });
      await driver.commands('alice', '');
      expect(stage.last().ask).toMatchObject({ kind: 'open_start', outgoing: null, successor: null });
    });
  });
}

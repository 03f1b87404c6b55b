import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Instant } from '../../../src/core/ids.js';
import type { Capabilities, MessageRef } from '../../../src/engine/ports.js';
import { aCard, ERIN, HOSTILE, longText, text } from './cards.js';
import type { MakeDriver, PlatformDriver } from './driver.js';
import { openStage, type Stage } from './stage.js';

/** What people see of what is sent. */
export function describeOutbound(make: MakeDriver, capabilities: Capabilities): void {
  let stage: Stage;
  let driver: PlatformDriver;

  beforeEach(async () => {
    stage = await openStage(make);
    ({ driver } = stage);
  });
  afterEach(() => driver.close());

  describe('what it sends', () => {
    it('says what it can do', () => {
      expect(driver.platform.capabilities).toEqual(capabilities);
    });

    it('gives the same direct conversation every time', async () => {
      const again = await driver.platform.openConversation(driver.identity('alice'));
      expect(again).toBe(stage.conversation);
      expect(await driver.platform.openConversation(driver.identity('bob'))).not.toBe(stage.conversation);
    });

    it('delivers a card with every element, whole', async () => {
      await stage.post(aCard());
      expect(stage.newest()).toMatchObject({
        notification: 'All there is',
        buttons: ['Change', 'Done', 'Cancel'],
        menus: [{ label: 'Snooze', options: ['Tomorrow', 'In 3 days'] }],
        boxes: [
          { text: 'First thing', ticked: true },
          { text: 'Second thing', ticked: false },
        ],
        styled: expect.arrayContaining(['bold words', 'some code']),
        links: [{ address: 'https://example.com/page?a=1&b=2', label: 'the page' }],
        mentions: [driver.identity('alice').user],
      });
      for (const words of ['A heading', 'plain words', 'Small print', 'line 1\nline 2']) {
        expect(stage.newest().text).toContain(words);
      }
    });

    it('names a person of another platform without a mention', async () => {
      await stage.post(text('Ask ', { person: ERIN }));
      expect(stage.newest().text).toContain('Ask Erin Elsewhere');
      expect(stage.newest().mentions).toEqual([]);
    });

    it('updates a message in place, and again without harm', async () => {
      const ref = await stage.post(text('before'));
      const message = { conversation: stage.conversation, thread: null, card: text('after'), marker: 'm-1' };
      await driver.platform.update(ref, message);
      await driver.platform.update(ref, message);
      expect(driver.sees('alice')).toHaveLength(1);
      expect(stage.newest()).toMatchObject({ text: 'after', ref });
    });

    it('takes the buttons away with the update that has none', async () => {
      const ref = await stage.post(aCard());
      await stage.update(ref, text('over'));
      expect(stage.newest()).toMatchObject({ text: 'over', buttons: [], boxes: [], menus: [] });
    });

    it('removes a message, and again without harm', async () => {
      const ref = await stage.post(text('away'));
      await driver.platform.remove(ref);
      await driver.platform.remove(ref);
      expect(driver.sees('alice')).toEqual([]);
    });

    it('links to a message', async () => {
      const ref = await stage.post(text('here'));
      const link = driver.platform.link(ref, null);
      expect(link === null || URL.canParse(link)).toBe(true);
    });
  });

  describe(capabilities.looksUpMessages ? 'looking up what it sent' : 'without looking up', () => {
    // Our clock may have been an hour ahead when it was sent.
    const find = (marker: string, thread: MessageRef | null = null): Promise<MessageRef | null> =>
      driver.platform.find({ conversation: stage.conversation, thread, marker }, (Date.now() + 3_600_000) as Instant);

    it('finds a message by its marker, if it can, and no other', async () => {
      const since = await stage.post(text('one'), null, 'm-one');
      const other = await stage.post(text('two'), null, 'm-two');
      expect(await find('m-one')).toEqual(capabilities.looksUpMessages ? since : null);
      expect(await find('m-two')).toEqual(capabilities.looksUpMessages ? other : null);
      expect(await find('m-three')).toBeNull();
    });

    it('finds a message still after it was updated', async () => {
      const ref = await stage.post(text('one'), null, 'm-one');
      await stage.update(ref, text('changed'));
      expect(await find('m-one')).toEqual(capabilities.looksUpMessages ? ref : null);
    });

    it('finds a reply in its thread', async () => {
      const root = await stage.post(text('root'), null, 'm-root');
      const reply = await stage.post(text('reply'), root, 'm-reply');
      expect(await find('m-reply', root)).toEqual(capabilities.looksUpMessages ? reply : null);
    });

    it('finds a reply that stands alone, because its thread was gone', async () => {
      const root = await stage.post(text('root'), null, 'm-root');
      await driver.platform.remove(root);
      const reply = await stage.post(text('reply'), root, 'm-reply');
      const other = await stage.post(text('another root'), null, 'm-other');
      const found = capabilities.looksUpMessages ? reply : null;
      expect([await find('m-reply', root), await find('m-reply', other)]).toEqual([found, found]);
    });

    it('finds what was posted although no answer came', async () => {
      driver.fails('lost');
      await expect(stage.post(text('did it?'), null, 'm-lost')).rejects.toMatchObject({
        failure: { code: 'unknown_outcome' },
      });
      expect((await find('m-lost')) !== null).toBe(capabilities.looksUpMessages);
      expect(driver.sees('alice')).toHaveLength(1);
    });
  });

  describe(capabilities.hasThreads ? 'threads' : 'without threads', () => {
    it('puts a reply where it belongs', async () => {
      const root = await stage.post(text('root'));
      await stage.post(text('reply'), root, 'm-2');
      expect(stage.newest().text).toBe('reply');
      expect(stage.newest().thread).toBe(capabilities.hasThreads ? root.message : null);
    });

    it('posts a reply all the same when its root is gone', async () => {
      const root = await stage.post(text('root'));
      await driver.platform.remove(root);
      await stage.post(text('reply'), root, 'm-2');
      expect(stage.newest().text).toBe('reply');
    });
  });

  describe('what is too long', () => {
    it('cuts a text with a notice', async () => {
      await stage.post(text(longText(60_000)));
      expect(stage.newest().text).toContain('line 1 ');
      expect(stage.newest().text).toContain(driver.notices.shortened);
    });

    it('leaves out parts of a card with a notice, and never its buttons', async () => {
      const lines = Array.from({ length: 120 }, (_, n) => text(`part ${n}`).blocks).flat();
      await stage.post({ ...aCard(), blocks: [...lines, ...aCard().blocks] });
      expect(stage.newest().text).toContain('part 0');
      expect(stage.newest().text).toContain(driver.notices.leftOut);
      expect(stage.newest().buttons).toEqual(['Change', 'Done', 'Cancel']);
      expect(stage.newest().boxes).toHaveLength(2);
    });

    it('takes long labels, headings, items and notifications', async () => {
      const long = longText(5000);
      await stage.post({
        text: long,
        isOver: false,
        blocks: [
          { type: 'heading', text: long },
          { type: 'note', text: [long] },
          { type: 'copy', text: long },
          { type: 'text', text: [long], button: { label: long, press: 'p-1', style: 'plain' } },
          { type: 'checklist', press: 'p-2', items: [{ key: 'a', text: long, ticked: true }] },
          { type: 'actions', actions: [{ menu: long, options: [{ label: long, press: 'p-3' }] }] },
        ],
      });
      expect(driver.sees('alice')).toHaveLength(1);
    });

    it('takes a card of nothing but its one line', async () => {
      await stage.post({ text: 'only this', blocks: [], isOver: false });
      expect(stage.newest().text).toBe('only this');
    });
  });

  describe('hostile names and texts', () => {
    it.each(HOSTILE)('shows %j as it stands, everywhere', async (words) => {
      stage.renameErin(words);
      await stage.post({
        text: words,
        isOver: false,
        blocks: [
          { type: 'heading', text: words },
          { type: 'text', text: [words, { bold: words }, { code: words }, { person: ERIN }] },
          { type: 'text', text: [{ bold: 'Name: ' }, words], button: { label: words, press: 'p-1', style: 'plain' } },
          { type: 'note', text: [words, { person: ERIN }] },
          { type: 'copy', text: words },
          { type: 'checklist', press: 'p-2', items: [{ key: 'a', text: words, ticked: false }] },
        ],
      });
      const message = stage.newest();
      const allowed = [words, 'Name: ', 'Name:'];
      expect(message.mentions).toEqual([]);
      expect(message.links).toEqual([]);
      expect(message.styled.filter((styled) => !allowed.includes(styled))).toEqual([]);
      expect(message.text.split(words).length - 1).toBeGreaterThanOrEqual(8);
      expect(message.buttons).toEqual([words]);
      expect(message.boxes).toEqual([{ text: words, ticked: false }]);
      expect(message.notification).toBe(words);
    });
  });
}

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Capabilities } from '../../../src/engine/ports.js';
import { aCard, aDialog, text } from './cards.js';
import type { Entries, MakeDriver, PlatformDriver } from './driver.js';
import { openStage, pressDone, type Stage } from './stage.js';

const ENTRIES: Entries = {
  'Who?': 'bob',
  'Why?': 'Option 1',
  'Which?': 'Option 17',
  Services: ['Option 2', 'Option 11'],
  Day: '2026-11-30',
  Words: 'a < b & *c*',
  Private: true,
};

/** What people are answered at once, and the forms they fill in. */
export function describeForms(make: MakeDriver, { opensDialogs }: Capabilities): void {
  let stage: Stage;
  let driver: PlatformDriver;

  beforeEach(async () => {
    stage = await openStage(make);
    ({ driver } = stage);
  });
  afterEach(() => driver.close());

  describe('what it answers at once', () => {
    it('says something for the eyes of the person alone after a press', async () => {
      stage.answers({ kind: 'say', card: text('not yours') });
      await pressDone(stage);
      expect(await driver.told('alice')).toMatchObject({ text: 'not yours', ref: null });
      expect(driver.sees('bob')).toEqual([]);
    });

    it('says something for the eyes of the person alone after a command', async () => {
      stage.answers({ kind: 'say', card: aCard() });
      await driver.commands('alice', 'list');
      expect((await driver.told('alice')).buttons).toEqual(['Change', 'Done', 'Cancel']);
    });
  });

  describe(opensDialogs ? 'forms in a window' : 'forms among the messages', () => {
    it('opens a form after a press, whole', async () => {
      stage.answers({ kind: 'open', dialog: aDialog() });
      await pressDone(stage);
      const form = await driver.form('alice');
      expect(form).toMatchObject({ isWindow: opensDialogs, title: 'A form', fields: Object.keys(ENTRIES) });
      expect(form.text).toContain('Say it here.');
    });

    it('opens a form after a command', async () => {
      stage.answers({ kind: 'open', dialog: aDialog() });
      await driver.commands('alice', '');
      expect((await driver.form('alice')).title).toBe('A form');
    });

    it('brings back the press code and every value', async () => {
      stage.answers({ kind: 'open', dialog: aDialog() });
      await pressDone(stage);
      await driver.form('alice');
      stage.answers({ kind: 'none' });
      expect(await driver.submits('alice', ENTRIES)).toBe('acknowledged');
      expect(stage.last()).toMatchObject({ from: driver.identity('alice') });
      expect(stage.last().ask).toEqual({
        kind: 'form',
        press: 'p-form',
        values: {
          who: driver.identity('bob'),
          why: 'v1',
          which: 'v17',
          services: ['v2', 'v11'],
          day: '2026-11-30',
          text: 'a < b & *c*',
          private: true,
        },
      });
      expect(driver.isFormOpen('alice')).toBe(false);
    });

    it('begins with the values it was given, and brings back what was left empty', async () => {
      const [who, why, which, services, day, words, toggle] = aDialog().fields;
      const fields = [
        { ...who, kind: 'person', value: driver.identity('bob').user },
        { ...why, kind: 'choice', value: 'v2' },
        { ...which, kind: 'choice', isOptional: true },
        { ...services, kind: 'choices', isOptional: true },
        { ...day, kind: 'date', isOptional: true },
        { ...words, kind: 'text' },
        { ...toggle, kind: 'toggle' },
      ] as ReturnType<typeof aDialog>['fields'];
      stage.answers({ kind: 'open', dialog: aDialog({ fields }) });
      await pressDone(stage);
      await driver.form('alice');
      stage.answers({ kind: 'none' });
      await driver.submits('alice', {});
      expect(stage.last().ask).toMatchObject({
        values: {
          who: driver.identity('bob'),
          why: 'v2',
          which: null,
          services: [],
          day: '',
          text: 'so far',
          private: false,
        },
      });
    });

    it('says what is wrong at its field, and takes the form again under another delivery id', async () => {
      stage.answers({ kind: 'open', dialog: aDialog() });
      await pressDone(stage);
      await driver.form('alice');
      const errors = { day: 'That day is over.', nowhere: 'Something else.' };
      stage.answers({ kind: 'correct', errors, dialog: aDialog() });
      await driver.submits('alice', ENTRIES);
      expect((await driver.form('alice')).errors).toMatchObject({ Day: 'That day is over.' });
      const first = stage.last().id;
      await driver.submits('alice', {});
      expect(stage.last().id).not.toBe(first);
    });

    it('replaces the form', async () => {
      stage.answers({ kind: 'open', dialog: aDialog() });
      await pressDone(stage);
      await driver.form('alice');
      stage.answers({ kind: 'replace', dialog: aDialog({ title: 'Another', press: 'p-other' }) });
      await driver.submits('alice', ENTRIES);
      expect((await driver.form('alice')).title).toBe('Another');
      stage.answers({ kind: 'none' });
      await driver.submits('alice', ENTRIES);
      expect(stage.last().ask).toMatchObject({ press: 'p-other' });
    });

    it('says something in answer to a form', async () => {
      stage.answers({ kind: 'open', dialog: aDialog() });
      await pressDone(stage);
      await driver.form('alice');
      stage.answers({ kind: 'say', card: text('too late, it is closed') });
      await driver.submits('alice', ENTRIES);
      const shown = driver.isFormOpen('alice') ? await driver.form('alice') : await driver.told('alice');
      expect(shown.text).toContain('too late, it is closed');
    });
  });
}

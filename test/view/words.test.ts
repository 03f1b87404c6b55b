import { describe, expect, it } from '@jest/globals';
import { english } from '../../src/view/words/en.js';
import { piecesOf } from '../../src/view/words/phrase.js';

/** Groups of the catalog that hold headings, labels and parts of sentences. */
const PARTS = ['language', 'buttons', 'labels', 'secretLabels', 'dialogLabels'];

function leaves(node: unknown, path: string): readonly (readonly [string, string])[] {
  if (typeof node === 'string') return [[path, node]];
  return Object.entries(node as object).flatMap(([key, inner]) => leaves(inner, path === '' ? key : `${path}.${key}`));
}

const all = leaves(english, '');
const sentences = all.filter(([path]) => !PARTS.includes(path.split('.')[0] ?? ''));
/** Copied into a ticket line by line, and fragments that the usage card puts behind a command. */
const isLine = (path: string): boolean => path.startsWith('summary.');

describe('The English catalog', () => {
  it('ends every sentence as sentences end', () => {
    const open = sentences.filter(
      ([path, text]) => !isLine(path) && !/(?:[.?:”)]|\{(?:question|link|title|where|note|does)\})$/.test(text),
    );
    expect(open).toEqual([]);
  });

  it('keeps every sentence within 30 words', () => {
    const long = sentences
      .flatMap(([path, text]) => text.split(/(?<=[.?]) /).map((sentence) => [path, sentence] as const))
      .filter(([, sentence]) => sentence.split(/\s+/).length > 30);
    expect(long).toEqual([]);
  });

  it('never raises its voice, and shows no pictures but a few calm marks', () => {
    const loud = all.filter(([, text]) => /!|\p{Extended_Pictographic}/u.test(text.replaceAll(/[✓–○•▰▱]/gu, '')));
    expect(loud).toEqual([]);
  });

  it('speaks only of buttons that exist', () => {
    const named = all.flatMap(([, text]) =>
      piecesOf(text).flatMap((p) => (typeof p === 'object' && 'button' in p ? [p.button] : [])),
    );
    expect(named.length).toBeGreaterThan(20);
    expect(named.filter((key) => !(key in english.buttons))).toEqual([]);
  });

  it('has no word that only we would understand', () => {
    const jargon = /\b(?:assignee|confirmer|handover id|wait key|rev|null|undefined|invalid|error|failed|user)\b/i;
    const words = all.map(([path, text]) => [path, text.replaceAll(/\{\w+\}|\[\w+\]/g, '')] as const);
    expect(words.filter(([, text]) => jargon.test(text))).toEqual([]);
  });

  it('labels the buttons to the letter', () => {
    expect(Object.values(english.buttons)).toEqual([
      'Accept',
      'Decline',
      'Yes',
      'No',
      'Not sure',
      'Change answer',
      'Name them',
      'None',
      'Done',
      'Save',
      'Does not apply',
      'I need help',
      'Snooze',
      'Tomorrow',
      'In 3 days',
      'Confirm',
      'Send back',
      'Ticket submitted',
      'Resolved',
      'Still waiting',
      'More was asked',
      'Refused',
      'Escalate',
      'Cancel handover',
      'Choose another successor',
      'Choose another administrator',
      'Answer',
      'More',
      'Nudge now',
      'Pause',
      'Resume',
      'Extend',
      'Already gone',
      'Reopen',
      'Undo',
    ]);
  });

  it('fits every title, and every button of a dialog, into 24 characters', () => {
    const short = Object.entries(english.dialogLabels).filter(([key]) => /Title$|^(?:send|close|start)$/.test(key));
    expect(short.length).toBeGreaterThan(10);
    expect(short.filter(([, text]) => typeof text !== 'string' || text.length > 24)).toEqual([]);
    expect(english.buttons.chooseSuccessor.length).toBeLessThanOrEqual(24);
  });
});

import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { huaweiCloud, loadProcedure } from '../../src/procedures/load-procedure.js';

const FILE = readFileSync(join(__dirname, '../../src/procedures/huawei-cloud.json'), 'utf8');

type Path = readonly (string | number)[];

const isRecord = (value: unknown): value is Record<string | number, unknown> =>
  typeof value === 'object' && value !== null;

/** Where an entry stands: in a list a string means the entry with that key. */
function placeOf(part: string | number, within: Record<string | number, unknown>): string | number {
  if (!Array.isArray(within) || typeof part === 'number') return part;
  return within.findIndex((entry: unknown) => isRecord(entry) && entry['key'] === part);
}

/** The real file with one thing changed. */
function changed(path: Path, value: unknown): unknown {
  const root: unknown = JSON.parse(FILE);
  let at: unknown = root;
  path.forEach((part, i) => {
    if (!isRecord(at)) throw new Error(`there is nothing at ${path.slice(0, i).join('.')}`);
    const place = placeOf(part, at);
    if (i === path.length - 1) at[place] = value;
    at = at[place];
  });
  return root;
}

function complaint(json: unknown): string {
  try {
    loadProcedure(json, 'broken.json');
  } catch (error) {
    return error instanceof Error ? error.message : 'not an Error';
  }
  return 'no complaint';
}

const long = (n: number): string => 'x'.repeat(n);
const repeated = { key: 'a', text: { en: 'A' }, required: true, afterTicket: false };
const items = (n: number) => Array.from({ length: n }, (_, i) => ({ ...repeated, key: `a${i}` }));
const answered = (question: string, is: string) => ({ op: 'answered', question, is });

const BROKEN: readonly (readonly [rule: string, path: Path, value: unknown, message: string])[] = [
  [
    'a question key that stands twice',
    ['questions', 1, 'key'],
    'iam_user',
    'questions: the key "iam_user" stands twice',
  ],
  ['a step key that stands twice', ['steps', '5', 'key'], '1', 'steps: the key "1" stands twice'],
  [
    'an item key that stands twice',
    ['steps', '5', 'items'],
    [repeated, repeated],
    'steps "5" > items: the key "a" stands',
  ],
  [
    'a choice that stands twice',
    ['questions', 'huawei_id', 'choices', 1, 'key'],
    'company',
    'the key "company" stands twice',
  ],
  [
    'a suggestion that stands twice',
    ['questions', 'services', 'suggestions'],
    ['AWS', 'AWS'],
    'the key "AWS" stands twice',
  ],
  [
    'an unknown step in after',
    ['steps', '5', 'after'],
    ['11'],
    'steps "5" > after: there is no step "11"; name some of 8a, 1',
  ],
  ['waiting for the final step', ['steps', '5', 'after'], ['F'], '"F" is the final step'],
  ['waiting for a repeated step', ['steps', '5', 'after'], ['9'], '"9" is repeated'],
  [
    'an unknown question in when',
    ['steps', '5', 'when'],
    answered('mfa', 'yes'),
    'steps "5" > when: there is no question "mfa"',
  ],
  [
    'an unknown answer',
    ['steps', '1', 'when'],
    answered('huawei_id', 'mine'),
    'has no answer "mine"; use one of company, personal',
  ],
  [
    'an answer deep inside',
    ['steps', '1', 'when'],
    { op: 'not', of: { op: 'any', of: [answered('iam_user', 'maybe')] } },
    'use one of yes, no',
  ],
  ['one answer of a list', ['steps', '9', 'when'], answered('services', 'AWS'), '"services" is a list'],
  [
    'a question that hangs on a later one',
    ['questions', 'huawei_id', 'when'],
    answered('iam_user', 'yes'),
    'name a question asked before',
  ],
  [
    'an unknown list in each',
    ['steps', '9', 'each'],
    'clouds',
    'there is no list question "clouds"; name one of services',
  ],
  ['each of a question that is no list', ['steps', '9', 'each'], 'iam_user', 'there is no list question "iam_user"'],
  ['an unknown question in findOut', ['steps', '5', 'findOut'], 'mfa', 'there is no yes-or-no or list question "mfa"'],
  ['a branch in findOut', ['steps', '1', 'findOut'], 'huawei_id', 'there is no yes-or-no or list question "huawei_id"'],
  ['findOut of another step', ['steps', '5', 'findOut'], 'iam_user', 'the step does not hang on "iam_user"'],
  ['steps that wait for each other', ['steps', '1', 'after'], ['4'], 'could never open: 1, 5, 3, 4'],
  ['two final steps', ['steps', '9', 'final'], true, '2 steps are final (9, F); mark exactly one'],
  ['no final step', ['steps', 'F', 'final'], false, '0 steps are final (none); mark exactly one'],
  ['a final step without a ticket', ['steps', 'F', 'ticket'], null, 'steps "F" > ticket: the final step is a ticket'],
  ['a final step with a place in the order', ['steps', 'F', 'after'], ['1'], 'opened by an escalation'],
  ['a final step that is repeated', ['steps', 'F', 'each'], 'services', 'the final step is never repeated'],
  ['a final step covered by itself', ['steps', 'F', 'whenGone', 'by'], 'ticket', 'name who submits it'],
  [
    'an item after a ticket that is not there',
    ['steps', '2', 'ticket'],
    null,
    'steps "2" > items "password_reset": the step has no ticket',
  ],
  [
    'somebody who confirms their own step',
    ['steps', '1', 'confirmer'],
    'outgoing',
    'steps "1" > confirmer: it is the assignee too',
  ],
  [
    'four sentences of why',
    ['steps', '1', 'why', 'en'],
    'One. Two! Three? Four.',
    'steps "1" > why > en: it has 4 sentences; say it in 3',
  ],
  [
    'an unknown placeholder',
    ['steps', '1', 'check', 'en'],
    'Ask {manager}.',
    '{manager} is no placeholder; use one of {outgoing}',
  ],
  [
    'a service where there is none',
    ['steps', '1', 'check', 'en'],
    'Ask {service}.',
    '{service} stands only in a step with "each"',
  ],
  [
    'a long item',
    ['steps', '1', 'items', 0, 'text', 'en'],
    long(151),
    'items "email_changed" > text > en: it has 151 characters; shorten it to 150',
  ],
  ['a long title', ['steps', '1', 'title', 'en'], long(61), 'it has 61 characters; shorten it to 60'],
  ['a long question', ['questions', 'iam_user', 'text', 'en'], long(201), 'it has 201 characters; shorten it to 200'],
  ['an empty text', ['steps', '1', 'where', 'en'], '  ', 'it is empty; write the sentence'],
  ['a missing language', ['steps', '1', 'where'], { zh: '我的账号' }, 'steps "1" > where > en: '],
  ['a question key with capitals', ['questions', 3, 'key'], 'IAM', 'write a key as 1 to 20 of a-z, 0-9 and _'],
  [
    'an item key that is too long',
    ['steps', '1', 'items', 0, 'key'],
    long(21),
    'write a key as 1 to 20 of a-z, 0-9 and _',
  ],
  ['a step key with a colon', ['steps', 3, 'key'], '9:1', 'write a key as 1 to 6 letters and digits'],
  ['a choice that is a general answer', ['questions', 0, 'choices', 0, 'key'], 'not_sure', 'not yes, no or not_sure'],
  ['eleven items', ['steps', '3', 'items'], items(11), 'a step has 10 items at most'],
  ['nine suggestions', ['questions', 'services', 'suggestions'], Array.from('abcdefghi'), 'suggest 8 at most'],
  [
    'a link without https',
    ['steps', '1', 'links', 0, 'url'],
    'http://support.huaweicloud.com/',
    'begins with https://',
  ],
  ['a ticket place that is no address', ['steps', '2', 'ticket', 'url'], 'the console', 'begins with https://'],
  ['a day that does not exist', ['page', 'version'], '2026-02-30', 'page > version: write a day that exists'],
  ['an unknown role', ['steps', '1', 'assignee'], 'manager', 'steps "1" > assignee: '],
  ['an unknown operator', ['steps', '1', 'when'], { op: 'maybe' }, 'steps "1" > when'],
  ['a condition of nothing', ['steps', '1', 'when'], { op: 'all', of: [] }, 'name at least one condition'],
  ['a misspelled field', ['steps', '1', 'dangers'], null, 'steps "1": Unrecognized key: "dangers"'],
];

describe('loading a procedure', () => {
  it('takes the real file', () => {
    expect(complaint(JSON.parse(FILE))).toBe('no complaint');
  });

  it.each(BROKEN)('refuses %s', (_rule, path, value, message) => {
    const said = complaint(changed(path, value));
    expect(said).toContain('broken.json is not a valid procedure. Mend this:\n- ');
    expect(said).toContain(message);
  });

  it('takes every text at its longest', () => {
    expect(complaint(changed(['steps', '1', 'items', 0, 'text', 'en'], long(150)))).toBe('no complaint');
    expect(complaint(changed(['steps', '1', 'title', 'en'], long(60)))).toBe('no complaint');
    expect(complaint(changed(['steps', '3', 'items'], items(10)))).toBe('no complaint');
  });

  it('lists everything that is wrong in one go', () => {
    const json = changed(['steps', '5', 'after'], ['11']) as { steps: { assignee: string; confirmer: string }[] };
    for (const step of json.steps) step.confirmer = step.assignee;
    expect(complaint(json).match(/^- /gm)).toHaveLength(json.steps.length + 1);
  });

  it.each([[null], [[]], ['text'], [{}]])('refuses %j, which is no procedure at all', (json) => {
    expect(complaint(json)).toContain('broken.json is not a valid procedure');
  });

  it('does not touch what it was given', () => {
    const json: unknown = JSON.parse(FILE);
    loadProcedure(json, 'a copy');
    expect(json).toEqual(JSON.parse(FILE));
    expect(Object.isFrozen(json)).toBe(false);
  });

  it('gives the same procedure each time, frozen in depth', () => {
    expect(huaweiCloud()).toBe(huaweiCloud());
    const thawed: unknown[] = [];
    const visit = (value: unknown): void => {
      if (typeof value !== 'object' || value === null) return;
      if (!Object.isFrozen(value)) thawed.push(value);
      Object.values(value).forEach(visit);
    };
    visit(huaweiCloud());
    expect(thawed).toEqual([]);
  });
});

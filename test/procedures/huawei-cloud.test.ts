import { describe, expect, it } from '@jest/globals';
import { evaluate, type Verdict } from '../../src/core/condition.js';
import type { Answer } from '../../src/core/handover.js';
import type { Instant, PersonId, QuestionKey } from '../../src/core/ids.js';
import { findSecret } from '../../src/core/secrets.js';
import { huaweiCloud } from '../../src/procedures/load-procedure.js';
import { sentences } from '../../src/procedures/schema.js';

const procedure = huaweiCloud();

/** Every English sentence of the procedure with the place where it stands. */
function texts(value: unknown, place: string): [string, string][] {
  if (typeof value !== 'object' || value === null) return [];
  if ('en' in value && typeof value.en === 'string') return [[place, value.en]];
  return Object.entries(value).flatMap(([key, inner]) => texts(inner, `${place}.${key}`));
}
const everyText = texts(procedure, 'procedure');

/** The steps that apply, each when all before it are settled: a naive walk, written apart from the core. */
function order(given: Record<string, string>): string[] {
  const answers = Object.fromEntries(
    Object.entries(given).map(([key, value]) => [key, { rev: 1, value, by: 'p1' as PersonId, at: 0 as Instant }]),
  ) as Record<QuestionKey, Answer>;
  const verdict = (key: string): Verdict => {
    const step = procedure.steps.find((s) => s.key === key);
    return step ? evaluate(step.when, procedure, answers) : 'unknown';
  };
  const settled: string[] = procedure.steps.filter((s) => verdict(s.key) === 'no').map((s) => s.key);
  const walked: string[] = [];
  for (;;) {
    const next = procedure.steps.find(
      (s) =>
        !s.final && !settled.includes(s.key) && verdict(s.key) === 'yes' && s.after.every((k) => settled.includes(k)),
    );
    if (!next) return walked;
    walked.push(next.key);
    settled.push(next.key);
  }
}

/** All that must be settled before a step opens, directly or not. */
function allBefore(key: string): Set<string> {
  const before = new Set<string>();
  const visit = (of: string): void => {
    for (const earlier of procedure.steps.find((s) => s.key === of)?.after ?? []) {
      before.add(earlier);
      visit(earlier);
    }
  };
  visit(key);
  return before;
}

describe('the Huawei Cloud procedure', () => {
  it('follows the vendor page of 2026-01-23', () => {
    expect(procedure.page).toEqual({
      title: 'How Does a Transferred or Resigned Enterprise Employee Hand Over Their Account?',
      url: 'https://support.huaweicloud.com/eu/account_faq/faq_id_0068.html',
      version: '2026-01-23',
    });
    expect(procedure.version).toBe('2026-01-23.1');
  });

  it('asks the branch first, and then what the steps hang on', () => {
    expect(procedure.questions.map((q) => q.key)).toEqual([
      'huawei_id',
      'authenticator',
      'third_party',
      'iam_user',
      'access_keys',
      'services',
    ]);
  });

  const everything = { authenticator: 'yes', third_party: 'yes', iam_user: 'yes', access_keys: 'yes' };
  const nothing = { authenticator: 'no', third_party: 'no', iam_user: 'no', access_keys: 'no' };
  it.each([
    ['branch A with everything', { huawei_id: 'company', ...everything }, '8a 1 5 3 4 6 7a 8b 7b 9'],
    ['branch A with nothing else', { huawei_id: 'company', ...nothing }, '1 3 4 9'],
    ['branch B with everything', { huawei_id: 'personal', iam_user: 'yes', access_keys: 'yes' }, '8a 2 3 4 7a 8b 7b 9'],
    ['branch B with nothing else', { huawei_id: 'personal', iam_user: 'no', access_keys: 'no' }, '2 3 4 9'],
    ['keys without an IAM user', { huawei_id: 'company', ...nothing, access_keys: 'yes' }, '8a 1 3 4 8b 9'],
    [
      'all that is not sure',
      { huawei_id: 'company', ...everything, access_keys: 'not_sure' },
      '8a 1 5 3 4 6 7a 8b 7b 9',
    ],
    ['an undecided branch', { huawei_id: 'not_sure', ...everything }, '8a'],
  ])('opens the steps of %s in the safe order', (_, answers, expected) => {
    expect(order(answers).join(' ')).toBe(expected);
  });

  it.each([
    ['8a', ''],
    ['1', ''],
    ['2', ''],
    ['5', '1'],
    ['3', '1 2 5'],
    ['4', '1 2 3 5'],
    ['6', '1 2 3 4 5'],
    ['7a', '1 2 3 4 5 8a'],
    ['8b', '1 2 3 4 5 7a 8a'],
    ['7b', '1 2 3 4 5 7a 8a 8b'],
    ['9', '1 2 3 4 5'],
    ['F', ''],
  ])('never opens step %s before these are settled: %s', (key, expected) => {
    expect([...allBefore(key)].toSorted((a, b) => a.localeCompare(b)).join(' ')).toBe(expected);
  });

  it('has every item of the page, and one final step', () => {
    expect(new Set(procedure.steps.map((s) => s.item))).toEqual(new Set([1, 2, 3, 4, 5, 6, 7, 8, 9, null]));
    expect(procedure.steps.filter((s) => s.final).map((s) => s.key)).toEqual(['F']);
  });

  it('asks for the nine contact fields, and for the admin phone where there is one', () => {
    const items = procedure.steps.find((s) => s.key === '3')?.items ?? [];
    expect(items.filter((i) => i.required)).toHaveLength(9);
    expect(items.filter((i) => !i.required).map((i) => i.key)).toEqual(['admin_phone']);
  });

  it('marks what only the outgoing employee can do', () => {
    expect(procedure.steps.filter((s) => s.beforeLastDay).map((s) => s.key)).toEqual(['1', '2', '5']);
  });

  it('warns in branch B of the old number, of step 1 and of passwords in tickets', () => {
    const danger = procedure.steps.find((s) => s.key === '2')?.danger?.en ?? '';
    expect(danger).toMatch(/Do not do step 1/);
    expect(danger).toMatch(/old phone number reachable until the password reset has worked/);
    expect(danger).toMatch(/agency; never write a password/);
  });

  it('keeps the load of the outgoing employee small in the fullest run of branch A', () => {
    const own = procedure.steps.filter((s) => s.assignee === 'outgoing' && s.key !== '2');
    const ticksAndDone = own.reduce((sum, s) => sum + s.items.length + 1, 0);
    const questions = procedure.questions.length - 1;
    const threeServicesAndDone = 4;
    const confirms = 1 + 3;
    expect(ticksAndDone + questions + threeServicesAndDone + confirms).toBeLessThanOrEqual(40);
  });

  it.each(procedure.steps.map((s) => [s.key, s] as const))(
    'says for step %s what, why, where and how to check',
    (_, s) => {
      for (const text of [s.title, s.why, s.where, s.check, s.whenGone.note]) expect(text.en).not.toBe('');
      expect(s.items.length).toBeGreaterThan(0);
      expect(s.where.en).toMatch(/ > |^In person|^The account/);
    },
  );

  it('says an item in the room that a checkbox has on Slack', () => {
    const long = procedure.steps.flatMap((s) => s.items).filter((i) => i.text.en.length > 75);
    expect(long.map((i) => i.key)).toEqual([]);
  });

  it('is easy to read: no sentence of why, danger or check has more than 30 words', () => {
    const read = everyText.filter(([place]) => /\.(why|danger|check)$/.test(place));
    expect(read.length).toBeGreaterThan(30);
    const long = read.flatMap(([place, text]) =>
      sentences(text)
        .filter((sentence) => sentence.split(/\s+/).length > 30)
        .map((sentence) => `${place}: ${sentence}`),
    );
    expect(long).toEqual([]);
  });

  it('leaves nothing unfinished, and holds no secret', () => {
    for (const [place, text] of everyText) {
      expect([place, text.match(/TODO|FIXME|TBD|lorem|xxx|\?\?/i)]).toEqual([place, null]);
      expect([place, findSecret(text)]).toEqual([place, null]);
    }
  });

  it('links to the vendors only', () => {
    const links = procedure.steps.flatMap((s) => s.links.map((l) => new URL(l.url).hostname));
    const vendors = /(^|\.)(huaweicloud|huawei|amazon|alibabacloud|google|tencent|github)\.com$/;
    expect(links.filter((host) => !vendors.test(host))).toEqual([]);
  });
});

import { describe, expect, it } from '@jest/globals';
import type { HandoverId } from '../../src/core/ids.js';
import type { StartForm } from '../../src/core/input.js';
import type { Permission } from '../../src/core/start.js';
import { DEFAULT_RULES } from '../../src/core/rules.js';
import { start, type Transition } from '../../src/core/transition.js';
import { aForm, alice, bob, candidate, carol, ines, MONDAY } from '../support/a-handover.js';
import { smallProcedure } from '../support/core/a-procedure.js';

const free: Permission = { mayStart: true, clash: null, isNoSecret: false };
const begin = (change: Partial<StartForm>, permission: Partial<Permission> = {}, now = MONDAY): Transition =>
  start(aForm(change), smallProcedure(), { ...free, ...permission }, now, DEFAULT_RULES);

function refusals(change: Partial<StartForm>, permission: Partial<Permission> = {}): unknown {
  const begun = begin(change, permission);
  return begun.kind === 'refused' ? begun.refusals : [];
}
function peopleOf(change: Partial<StartForm>): unknown {
  const begun = begin(change);
  return begun.kind === 'moved' ? begun.handover.people : begun;
}

const gone = { reason: 'already_gone' } as const;
type Row = readonly [string, Partial<StartForm>, readonly object[]];

describe('the start form', () => {
  const taken: readonly Row[] = [
    ['takes a complete form', {}, []],
    ['takes today as the last working day', { lastDay: '2026-11-23' }, []],
    ['takes a last working day a year ahead', { lastDay: '2027-11-24' }, []],
    ['takes a day in the past for who is gone', { ...gone, lastDay: '2025-01-07' }, []],
    [
      'takes an account that is off for who is gone',
      { ...gone, outgoing: { ...candidate(alice), isDeactivated: true } },
      [],
    ],
    ['takes an initiator who is the outgoing employee', { initiator: candidate(alice) }, []],
    ['takes an initiator who is the successor', { initiator: candidate(bob) }, []],
    ['takes an account name of digits', { account: '482913' }, []],
  ];
  const people: readonly Row[] = [
    ['asks for the outgoing employee', { outgoing: null }, [{ code: 'person_missing', field: 'outgoing' }]],
    ['asks for the successor', { successor: null }, [{ code: 'person_missing', field: 'successor' }]],
    ['wants two people', { successor: candidate(alice) }, [{ code: 'same_person' }]],
    [
      'takes no bot',
      { outgoing: { ...candidate(alice), isBot: true } },
      [{ code: 'is_bot', field: 'outgoing', person: alice }],
    ],
    [
      'takes nobody of another organization',
      { administrator: { ...candidate(carol), isForeign: true } },
      [{ code: 'is_foreign', field: 'administrator', person: carol }],
    ],
    [
      'takes nobody whose account is off',
      { escalationContact: { ...candidate(carol), isDeactivated: true } },
      [{ code: 'is_deactivated', field: 'escalation_contact', person: carol }],
    ],
    [
      'takes no outgoing employee whose account is off when they are said to be there',
      { outgoing: { ...candidate(alice), isDeactivated: true } },
      [{ code: 'is_deactivated', field: 'outgoing', person: alice }],
    ],
    [
      'takes no successor whose account is off either way',
      { ...gone, successor: { ...candidate(bob), isDeactivated: true } },
      [{ code: 'is_deactivated', field: 'successor', person: bob }],
    ],
    [
      'wants a second person besides the successor when the outgoing employee is gone',
      { ...gone, initiator: candidate(bob), administrator: null },
      [{ code: 'nobody_to_confirm', field: 'administrator' }],
    ],
  ];
  const texts: readonly Row[] = [
    ['wants a date', { lastDay: 'soon' }, [{ code: 'bad_date', why: 'not_a_date', field: 'last_day' }]],
    ['wants a date that exists', { lastDay: '2026-02-30' }, [{ code: 'bad_date', why: 'not_a_date' }]],
    ['wants a day that is not over', { lastDay: '2026-11-22' }, [{ code: 'bad_date', why: 'past' }]],
    ['wants a day within a year', { lastDay: '2027-11-25' }, [{ code: 'bad_date', why: 'too_far' }]],
    ['believes no departure ten years ago', { ...gone, lastDay: '2016-01-01' }, [{ code: 'bad_date', why: 'past' }]],
    ['wants the account’s name', { account: ' ' }, [{ code: 'text_missing', field: 'account' }]],
    ['wants a short name', { account: 'x'.repeat(81) }, [{ code: 'text_too_long', field: 'account', max: 80 }]],
    [
      'takes no secret for a name',
      { account: 'password: hunter22x' },
      [{ code: 'looks_like_secret', field: 'account' }],
    ],
    [
      'names everything that is wrong at once',
      { successor: null, account: '', lastDay: 'soon' },
      [{ code: 'person_missing' }, { code: 'text_missing' }, { code: 'bad_date' }],
    ],
  ];
  it.each([...taken, ...people, ...texts])('%s', (_sentence, change, expected) => {
    expect(refusals(change)).toMatchObject(expected);
  });

  it('reads the last working day where the initiator is', () => {
    const lastDay = '2026-11-23';
    const late = begin({ lastDay, initiator: candidate(ines, 'Pacific/Auckland') }, {}, (MONDAY + 4_000_000) as never);
    expect(late).toMatchObject({ kind: 'refused', refusals: [{ code: 'bad_date', why: 'past' }] });
  });

  it('sends away who may not start one, without a word about the form', () => {
    expect(refusals({ successor: null }, { mayStart: false })).toEqual([{ code: 'may_not_start' }]);
  });

  it('names the handover that runs already, once the form is right', () => {
    const clash = 'h7' as HandoverId;
    expect(refusals({}, { clash })).toEqual([{ code: 'already_running', handover: 'h7' }]);
    expect(refusals({ account: '' }, { clash })).toMatchObject([{ code: 'text_missing' }]);
  });

  it('takes what only seems to be a secret once the initiator says that it is none', () => {
    const account = 'code 482913';
    expect(refusals({ account })).toMatchObject([{ code: 'looks_like_secret', isCertain: false }]);
    expect(refusals({ account }, { isNoSecret: true })).toEqual([]);
  });
});

describe('the roles', () => {
  const roles: readonly (readonly [string, Partial<StartForm>, object])[] = [
    [
      'are filled by the initiator where they are left empty',
      { administrator: null },
      { initiator: ines, administrator: ines, escalation_contact: ines },
    ],
    [
      'are filled by the successor when the initiator is who leaves',
      { initiator: candidate(alice), administrator: null },
      { initiator: alice, administrator: bob, escalation_contact: bob },
    ],
    [
      'are the ones of the form where it names them',
      { escalationContact: candidate(bob) },
      { outgoing: alice, successor: bob, administrator: carol, escalation_contact: bob },
    ],
  ];
  it.each(roles)('%s', (_sentence, change, expected) => {
    expect(peopleOf(change)).toMatchObject(expected);
  });
});

describe('a handover that has begun', () => {
  it('carries what the form said, waits on the successor, and asks the first question', () => {
    const begun = begin({ account: ' acme ', channel: 'C1', confidential: false });
    expect(begun).toMatchObject({
      kind: 'moved',
      handover: {
        status: 'running',
        account: { said: 'acme' },
        reason: 'resigned',
        lastDay: '2026-12-04',
        confidential: false,
        channel: 'C1',
        startedAt: MONDAY,
        acceptance: { state: 'asked', rev: 0 },
        intake: { state: 'asking', question: 'branch' },
        procedure: { key: 'huawei-cloud' },
      },
      events: [
        { type: 'handover_started', by: ines },
        { type: 'question_asked' },
        ...['phone', 'split', 'keys', 'final'].map((step) => ({ type: 'step_planned', step })),
      ],
    });
  });
});

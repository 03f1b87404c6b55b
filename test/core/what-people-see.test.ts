import { describe, expect, it } from '@jest/globals';
import type { Unreachable } from '../../src/core/handover.js';
import type { Input, StartForm } from '../../src/core/input.js';
import { DEFAULT_RULES } from '../../src/core/rules.js';
import { start } from '../../src/core/transition.js';
import { aForm, alice, bob, candidate, carol, DAY_MS, ines, MONDAY, Play, stranger } from '../support/a-handover.js';
import { aProcedure, smallProcedure, type StepShape } from '../support/core/a-procedure.js';
import { branchA, branchB, declined, fresh, helpAsked, reported, submitted } from '../support/core/a-small-play.js';
import { effectLines } from '../support/core/effect-lines.js';
import { words } from '../support/core/given.js';

/** What people see of an input; that the overviews are drawn anew goes without saying. */
function seen(setUp: (play: Play) => unknown, asked: Input | ((play: Play) => Input), change: Partial<StartForm> = {}) {
  const play = new Play(change, smallProcedure());
  setUp(play);
  const input = typeof asked === 'function' ? asked(play) : asked;
  return effectLines(play.effectsOf(input)).filter((line) => !/^show \w+ root$/.test(line));
}
const confirm = (play: Play): Input => ({ type: 'confirm', by: bob, ...play.on('phone') });
const beginning = (change: Partial<StartForm>): readonly string[] => {
  const permission = { mayStart: true, clash: null, isNoSecret: false };
  const begun = start(aForm(change), smallProcedure(), permission, MONDAY, DEFAULT_RULES);
  return begun.kind === 'moved' ? effectLines(begun.effects) : [];
};

describe('at the start', () => {
  it('everybody gets an overview, the successor the invitation and the outgoing employee the first question', () => {
    expect(beginning({})).toEqual([
      'show ines root',
      'show bob root',
      'show carol root',
      'show alice root',
      'show bob invite',
      'show alice intake',
    ]);
  });

  it('the channel hears of it unless it is confidential', () => {
    expect(beginning({ confidential: false })).toContain('channel started');
    expect(beginning({ confidential: true }).join()).not.toContain('channel');
  });

  it('who is gone hears nothing, and the escalation contact has the ticket at once', () => {
    const lines = beginning({ reason: 'already_gone', escalationContact: candidate(stranger) });
    expect(lines.join()).not.toContain('alice');
    expect(lines).toContain('show stranger step final');
  });

  it('the escalation contact hears nothing before being called in', () => {
    expect(beginning({ escalationContact: candidate(stranger) }).join()).not.toContain('stranger');
  });
});

describe('an invitation that is not answered yet, which names everybody who knows of a confidential handover', () => {
  const confidential = { confidential: true, escalationContact: candidate(stranger) };
  const calledIn = (play: Play): unknown => fresh(play).give({ type: 'escalate', by: ines });
  const left: Input = { type: 'unreachable', person: stranger, why: 'deactivated' };

  it('is drawn anew when the escalation contact is called in, leaves, or comes back', () => {
    const leaves = (play: Play): void => {
      calledIn(play);
      play.give(left);
    };
    expect(seen(fresh, { type: 'escalate', by: ines }, confidential)).toContain('redraw bob invite');
    expect(seen(calledIn, left, confidential)).toContain('redraw bob invite');
    expect(seen(leaves, { type: 'reachable', person: stranger }, confidential)).toContain('redraw bob invite');
  });

  it('stands as it was when nobody comes or goes', () => {
    const blocked: Input = { type: 'unreachable', person: alice, why: 'blocked' };
    expect(seen(fresh, blocked, confidential)).not.toContain('redraw bob invite');
  });
});

it('a step that would be tried by somebody who has declined or left says who tries it instead', () => {
  // Gone from the start, so that steps are open before anybody accepts.
  const gone: Partial<StartForm> = { reason: 'already_gone' };
  const declines: Input = { type: 'decline', by: bob, rev: 0, because: words('I am on leave.') };
  expect(seen(fresh, declines, gone).some((line) => /^redraw \w+ step/.test(line))).toBe(true);
  const left: Input = { type: 'unreachable', person: stranger, why: 'deactivated' };
  expect(seen(branchA, left, { escalationContact: candidate(stranger) })).toContain('redraw alice step phone');
});

type Row = readonly [string, readonly string[], readonly string[]];
const redrawn = (step: string): readonly string[] => [
  `redraw alice step ${step}`,
  ...['ines', 'bob', 'carol', 'alice'].map((who) => `redraw ${who} confirm ${step}`),
];

describe('the people', () => {
  const because = words('No code came.');
  const rows: readonly Row[] = [
    ['see the next question', seen(fresh, answer('branch', 'company')), ['show alice intake', ...redrawn('split')]],
    [
      'are told why the successor declined',
      seen(fresh, { type: 'decline', by: bob, rev: 0, because }),
      ['redraw bob invite', 'tell ines declined', 'redraw ines invite', 'redraw alice intake'],
    ],
    [
      'see the invitation go to the next successor',
      seen(declined, { type: 'choose_successor', by: ines, rev: 1, successor: candidate(carol) }),
      ['redraw bob invite', 'redraw bob root', 'show carol invite', 'redraw carol invite', 'redraw alice intake'],
    ],
    ['see a tick on the card', seen(branchA, tick), ['redraw alice step phone']],
    ['see the card of the step that opens', seen(reported, confirm), [...redrawn('phone'), 'show carol step keys']],
    [
      'are asked to confirm',
      seen(
        (play) => branchA(play).tick('phone', alice),
        (play) => ({ type: 'done', by: alice, ...play.on('phone') }),
      ),
      ['redraw alice step phone', 'show bob confirm phone'],
    ],
    [
      'are told what came back',
      seen(reported, (play) => ({ type: 'send_back', by: bob, ...play.on('phone'), because })),
      ['show alice step phone', ...redrawn('phone'), 'tell alice sent_back phone'],
    ],
    [
      'see the ticket submitted',
      seen(branchB, (play) => ({ type: 'ticket_submitted', by: alice, ...play.on('split'), number: words('HW-1') })),
      redrawn('split'),
    ],
    [
      'are told what more the vendor asked',
      seen(submitted, (play) => ({
        type: 'ticket_more_asked',
        by: alice,
        ...play.on('split'),
        what: words('A seal.'),
      })),
      [...redrawn('split'), 'tell ines more_asked split', 'tell carol more_asked split'],
    ],
    [
      'are told that the vendor refused',
      seen(submitted, (play) => ({ type: 'ticket_refused', by: alice, ...play.on('split'), because })),
      [...redrawn('split'), 'tell ines ticket_refused split', 'tell carol ticket_refused split'],
    ],
    [
      'are asked for help, all who can',
      seen(branchA, (play) => ({ type: 'ask_help', by: alice, ...play.on('phone'), what: words('Which one?') })),
      [...redrawn('phone'), 'show ines help 0', 'show carol help 0'],
    ],
    [
      'are told the answer',
      seen(helpAsked, { type: 'answer_help', by: carol, help: 0, text: words('The new one.') }),
      ['redraw ines help 0', 'redraw carol help 0', ...redrawn('phone'), 'tell alice help_answered 0'],
    ],
    [
      'are asked for help when they take over from who was asked',
      seen(helpAsked, { type: 'choose_administrator', by: ines, rev: 0, administrator: candidate(bob) }),
      [
        'redraw carol root',
        'show bob help 0',
        'redraw carol help 0',
        'redraw alice step phone',
        ...['ines', 'bob', 'alice'].map((who) => `redraw ${who} confirm phone`),
        'redraw bob step other:1',
        ...['ines', 'bob', 'alice'].map((who) => `redraw ${who} confirm other:1`),
      ],
    ],
    [
      'are told of an escalation, except who pressed',
      seen(branchA, { type: 'escalate', by: bob }),
      ['tell ines escalated', 'show ines step final'],
    ],
    [
      'are told who cannot be reached',
      seen(branchA, { type: 'unreachable', person: alice, why: 'blocked' }),
      ['tell ines unreachable p_alice'],
    ],
  ];
  it.each(rows)('%s', (_sentence, found, expected) => {
    expect(found).toEqual(expected);
  });

  it('are told once who cannot be reached, and again only when that is for good', () => {
    const away = (play: Play) => branchA(play).give({ type: 'unreachable', person: bob, why: 'blocked' });
    expect(seen(away, { type: 'unreachable', person: bob, why: 'not_installed' })).toEqual([]);
    expect(seen(away, { type: 'unreachable', person: bob, why: 'deactivated' })).toEqual([
      'tell ines unreachable p_bob',
    ]);
  });

  it('are nudged with the day as it is where they are', () => {
    const lines = seen((play) => branchB(play).wait(DAY_MS + 4 * 3_600_000), { type: 'clock' });
    expect(lines).toContain('nudge alice 2026-11-24');
  });

  const nextDayAfter = (why: Unreachable): readonly string[] =>
    seen(
      (play) => {
        branchB(play).give({ type: 'unreachable', person: alice, why });
        play.wait(DAY_MS);
      },
      { type: 'clock' },
    );

  it('are not nudged while they cannot be reached', () => {
    const whys = ['blocked', 'not_installed', 'deactivated', 'unknown_person'] as const;
    for (const why of whys) expect(nextDayAfter(why).join()).not.toContain('nudge alice');
  });

  it('are nudged although a message to them was refused, which says nothing of the next', () => {
    expect(nextDayAfter('other')).toContain('nudge alice 2026-11-24');
  });

  it('get a closing card each, and every card that could be pressed is drawn again', () => {
    const lines = seen(reported, { type: 'cancel', by: ines, because: words('Alice stays.') });
    for (const who of ['ines', 'alice', 'bob', 'carol']) expect(lines).toContain(`show ${who} closing`);
    for (const card of ['step other:1', 'confirm phone', 'invite']) expect(lines).toContain(`redraw bob ${card}`);
    expect(lines).toContain('redraw alice intake');
  });
});

describe('who took a role over while a step was being confirmed', () => {
  const changed = (play: Play): void => {
    branchA(play);
    play.tick('other:1', bob);
    play.give({ type: 'done', by: bob, ...play.on('other:1') });
    play.give({
      type: 'choose_successor',
      by: ines,
      rev: play.handover.acceptance.rev,
      successor: candidate(stranger),
    });
  };

  it('gets the card of the step when it comes back, having had none', () => {
    const back = (play: Play): Input => ({
      type: 'send_back',
      by: alice,
      ...play.on('other:1'),
      because: words('No.'),
    });
    expect(seen(changed, back)).toContain('show stranger step other:1');
  });
});

describe('everybody, when an answer is changed,', () => {
  it('sees on the overview that the questions are waited for again', () => {
    const play = new Play({}, smallProcedure());
    branchA(play);
    const lines = effectLines(play.effectsOf({ type: 'change_answer', by: alice, ...play.question('keys') }));
    expect(lines).toEqual(expect.arrayContaining(['show ines root', 'show bob root', 'show alice intake']));
  });

  it('sees on the overview what it adds, while other questions are still open', () => {
    const questions = [
      { key: 'others', kind: 'list' },
      { key: 'keys', kind: 'yes_no' },
    ] as const;
    const steps: readonly StepShape[] = [
      { key: 'other', assignee: 'successor', confirmer: 'outgoing', each: 'others', whenGone: 'successor' },
      { key: 'final', assignee: 'escalation_contact', confirmer: 'successor', items: ['moved!'], isFinal: true },
    ];
    const play = new Play({}, aProcedure(questions, steps));
    const names = { names: ['AWS'], isNoSecret: false };
    const lines = effectLines(
      play.effectsOf({ type: 'answer_names', by: alice, ...play.question('others'), ...names }),
    );
    for (const who of ['ines', 'alice', 'bob', 'carol']) expect(lines).toContain(`show ${who} root`);
  });

  it('sees what the other answer means on the cards that stay open', () => {
    const asked = (play: Play): unknown =>
      branchA(play).give({ type: 'change_answer', by: alice, ...play.question('keys') });
    expect(seen(asked, answer('keys', 'not_sure'))).toContain('redraw alice step phone');
    expect(seen((play) => play.accept(), answer('keys', 'not_sure'))).not.toContain('redraw alice step phone');
  });
});

describe('everybody, when it goes on after its end,', () => {
  it('sees the closing card drawn anew, so that nothing says that it is over', () => {
    const cancelled = (play: Play): unknown => play.give({ type: 'cancel', by: ines, because: words('Alice stays.') });
    const lines = seen(cancelled, { type: 'reopen', by: ines, because: words('She goes.'), steps: [] });
    for (const who of ['ines', 'alice', 'bob', 'carol']) expect(lines).toContain(`redraw ${who} closing`);
  });
});

describe('who pressed on something old', () => {
  const stale = (input: (play: Play) => Input, setUp: (play: Play) => unknown = reported): readonly string[] => {
    const play = new Play({}, smallProcedure());
    setUp(play);
    const result = play.effectsOf(input(play));
    expect(result.every((effect) => effect.type !== 'redraw' || effect.force)).toBe(true);
    return effectLines(result);
  };

  it('sees the card as it is now', () => {
    expect(stale((play) => ({ type: 'done', by: alice, ...play.on('phone'), rev: 0 }))).toEqual([
      'redraw alice step phone',
      'redraw alice confirm phone',
    ]);
    expect(stale((play) => ({ type: 'change_answer', by: alice, ...play.question('keys'), rev: 0 }))).toEqual([
      'redraw alice intake',
    ]);
    expect(stale(() => ({ type: 'accept', by: bob, rev: 0 }))).toEqual(['redraw bob invite']);
    expect(stale(() => ({ type: 'cancel', by: bob, because: words('no') }))).toEqual(['redraw bob root']);
  });

  it('sees nothing when the handover is none of theirs', () => {
    expect(stale((play) => ({ type: 'done', by: stranger, ...play.on('phone') }))).toEqual([]);
  });
});

function answer(question: string, value: string) {
  return (play: Play): Input => ({ type: 'answer', by: alice, ...play.question(question), value });
}
function tick(play: Play): Input {
  return { type: 'tick', by: alice, ...play.on('phone'), ticks: [{ item: 'proven' as never, isTicked: true }] };
}

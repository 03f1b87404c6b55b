import { describe, expect, it } from '@jest/globals';
import type { ItemKey, StepKey } from '../../src/core/ids.js';
import type { Refusal } from '../../src/core/input.js';
import type { Action } from '../../src/view/press.js';
import { renderRefusal } from '../../src/view/refusal-words.js';
import { alice, bob, carol, DAY_MS, ines, Play, stranger } from '../support/a-handover.js';
import { nameOf, sceneOf } from '../support/a-scene.js';
import { asText } from '../support/card-text.js';

const words = (text: string) => ({ text, isNoSecret: false });

function refused(play: Play, refusal: Refusal, action: Action = 'done', on = '1', by = alice) {
  const scene = sceneOf(play.handover, by, play.now);
  const { card, errors } = renderRefusal(refusal, {
    audience: scene,
    scene: action === 'start' ? null : scene,
    press: { action, handover: play.handover.id, on, rev: 0, value: '' },
    command: '/handover',
    running: scene,
    mayStart: ['Ines', 'Carol'],
  });
  return { text: asText(card, nameOf), errors };
}

const open = () => new Play().accept().answer({ huawei_id: 'company' });
const reported = () => {
  const play = open();
  play.tick('1', alice);
  play.give({ type: 'done', by: alice, ...play.on('1') });
  return play;
};

describe('A refused press', () => {
  it('says whose it is', () => {
    expect(refused(open(), { code: 'not_yours', whose: bob }).text).toBe(
      '@Bob has to press this, not you.\nNothing was changed.',
    );
  });

  it('says what happened since an old button was drawn', () => {
    const play = reported();
    expect(refused(play, { code: 'stale' }).text).toBe(
      'Step 1 was already reported by you on Monday, November 23, and waits for @Bob to confirm.\nNothing was changed.',
    );
    play.wait(DAY_MS).give({ type: 'confirm', by: bob, ...play.on('1') });
    expect(refused(play, { code: 'stale' }).text).toBe(
      'Step 1 was already confirmed by @Bob on Tuesday, November 24.\nNothing was changed.',
    );
    expect(refused(play, { code: 'stale' }, 'accept', '').text).toContain(
      'This was already accepted on Monday, November 23.',
    );
    expect(refused(play, { code: 'stale' }, 'answer', 'huawei_id').text).toContain('Please use the card as it is now.');
  });

  it('names what a step waits for', () => {
    const text = refused(open(), { code: 'not_now', step: '3' as StepKey }).text;
    expect(text).toBe('Step 3 waits for step 1. You hear when it is your turn.\nNothing was changed.');
  });

  it('names the lines that are open', () => {
    const items = ['email_changed', 'phone_proven'] as ItemKey[];
    expect(refused(open(), { code: 'items_open', step: '1' as StepKey, items }).text).toBe(
      'Almost: 2 lines of step 1 are still open.\n○ E-mail address changed\n○ A code reached Bob at the new phone number\nTick each one when it is done, then press *Done* again.',
    );
    expect(refused(open(), { code: 'items_open', step: '1' as StepKey, items: items.slice(1) }).text).toContain(
      'Almost: 1 line of step 1 is still open.',
    );
  });

  it('tells a stranger nothing about the handover', () => {
    const { text } = refused(open(), { code: 'not_a_participant' }, 'done', '1', stranger);
    expect(text).not.toMatch(/acme|Alice|Bob|Ines|step/);
  });

  it('says who answered a call for help before', () => {
    const play = open();
    play.give({ type: 'ask_help', by: alice, ...play.on('1'), what: words('Which number?') });
    play.give({ type: 'answer_help', by: ines, help: 0, text: words('The old one.') });
    expect(refused(play, { code: 'already_answered' }, 'answer_help', '0', carol).text).toContain(
      '@Ines already answered this on Monday, November 23.',
    );
  });

  it.each<[Refusal, string]>([
    [{ code: 'self_confirmation' }, 'You did this step yourself, so somebody else has to confirm it.'],
    [{ code: 'initiator_only' }, 'Only @Ines, who started the handover, can do this. Please ask @Ines.'],
    [{ code: 'may_not_escalate' }, 'Only @Ines and @Bob can escalate. Please ask one of them.'],
    [
      { code: 'ticket_first', step: '2' as StepKey },
      'Step 2 needs its ticket first. Submit it, press *Ticket submitted* and give the number.',
    ],
    [{ code: 'hangs_on_it', step: '1' as StepKey }, 'This answer stands, because step 1 hangs on it and is settled.'],
    [{ code: 'too_late_to_snooze' }, 'This cannot be put off past your last working day, Friday, December 4.'],
    [{ code: 'unknown' }, 'This button is not known here any more. Type `/handover status` to see where things stand.'],
  ])('says what is the matter and what to do: %j', (refusal, line) => {
    const { text, errors } = refused(open(), refusal);
    expect(text).toContain(line);
    expect(errors).toEqual({});
  });
});

describe('A refused form', () => {
  it.each<[Refusal, Action, Record<string, string>]>([
    [
      { code: 'same_person' },
      'start',
      { successor: 'The successor cannot be the outgoing employee. Please choose somebody else.' },
    ],
    [{ code: 'person_missing', field: 'outgoing' }, 'start', { outgoing: 'Please choose a person.' }],
    [
      { code: 'is_bot', field: 'successor', person: carol },
      'start',
      { successor: 'Carol is a bot. Please choose a person.' },
    ],
    [
      { code: 'is_foreign', field: 'successor', person: carol },
      'start',
      { successor: 'Carol is from another organization. Please choose a colleague of your own.' },
    ],
    [
      { code: 'is_deactivated', field: 'outgoing', person: alice },
      'start',
      { outgoing: 'Alice is switched off here. Please choose the reason “Already gone”.' },
    ],
    [
      { code: 'is_deactivated', field: 'successor', person: bob },
      'start',
      { successor: 'Bob is switched off here. Please choose somebody who can be reached.' },
    ],
    [
      { code: 'bad_date', why: 'not_a_date', field: 'last_day' },
      'start',
      { last_day: 'This is not a day of the calendar. Please write it like 2026-11-30.' },
    ],
    [
      { code: 'bad_date', why: 'past', field: 'last_day' },
      'start',
      { last_day: 'This day is over. Please choose today or later, or the reason “Already gone”.' },
    ],
    [
      { code: 'bad_date', why: 'too_far', field: 'last_day' },
      'start',
      { last_day: 'This day is more than a year away. Please choose an earlier one.' },
    ],
    [
      { code: 'nobody_to_confirm', field: 'administrator' },
      'start',
      { administrator: 'Somebody besides the successor must be able to confirm. Please choose another person.' },
    ],
    [
      { code: 'text_missing', field: 'account' },
      'start',
      { account: 'Please give the account a name that all of you know.' },
    ],
    [{ code: 'text_missing', field: 'text' }, 'send_back', { text: 'Please write a few words.' }],
    [{ code: 'text_missing', field: 'text' }, 'ticket_submitted', { text: 'Please give the number of the ticket.' }],
    [{ code: 'text_missing', field: 'names' }, 'name', { more_names: 'Please choose or write at least one name.' }],
    [{ code: 'text_too_long', field: 'names', max: 10 }, 'name', { more_names: 'Please give 10 names at most.' }],
    [
      { code: 'text_too_long', field: 'names', max: 60 },
      'name',
      { more_names: 'Please shorten each name to 60 characters at most.' },
    ],
    [
      { code: 'text_too_long', field: 'text', max: 1000 },
      'cancel',
      { text: 'Please use fewer words: 1000 characters at most.' },
    ],
    [
      { code: 'looks_like_secret', kind: 'access_key', isCertain: true, field: 'text' },
      'ask_help',
      { text: 'This looks like an access key, so it was not stored. Please leave it out.' },
    ],
  ])('puts its words at the field: %j in %s', (refusal, action, errors) => {
    expect(refused(open(), refusal, action).errors).toEqual(errors);
  });

  it('leaves an easy way on where an ordinary text may look like a secret', () => {
    const refusal = { code: 'looks_like_secret', kind: 'password', isCertain: false, field: 'text' } as const;
    expect(refused(open(), refusal, 'ask_help').errors['text']).toContain('If it is none');
  });

  it('names a handover that runs already, and links to it, for those who take part in it', () => {
    const refusal = { code: 'already_running', handover: open().handover.id } as const;
    expect(refused(open(), refusal, 'start').text).toBe(
      'A handover of this account from this person is already running: acme-prod. Please go on with that one.\n‹Open the overview›',
    );
    expect(refused(open(), refusal, 'start', '', stranger).text).toBe(
      'A handover of this account from this person is already running. Please ask whoever started it.',
    );
  });

  it('tells whom to ask when somebody may not start one', () => {
    expect(refused(open(), { code: 'may_not_start' }, 'start').text).toBe(
      'You cannot start a handover here. Please ask Ines and Carol.',
    );
  });
});

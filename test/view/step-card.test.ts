import { describe, expect, it } from '@jest/globals';
import type { StepKey } from '../../src/core/ids.js';
import { alice, bob, candidate, carol, DAY_MS, ines, Play } from '../support/a-handover.js';
import { confirmCardOf, see, stepCardOf } from '../support/a-scene.js';

const words = (text: string) => ({ text, isNoSecret: false });
const branchA = () =>
  new Play().accept().answer({ huawei_id: 'company', access_keys: 'not_sure', services: ['GitHub'] });
const branchB = () => new Play().accept().answer({ huawei_id: 'personal' });

describe('A step card', () => {
  it('says what, why, where and what can go wrong, with its lines to tick', () => {
    const play = branchA();
    play.tick('8a', carol);
    play.give({ type: 'done', by: carol, ...play.on('8a') });
    play.give({ type: 'confirm', by: bob, ...play.on('8a') });
    expect(see(play, alice, stepCardOf('1'))).toMatchInlineSnapshot(`
     "# Step 1: Change the phone number and e-mail of the HUAWEI ID
     @Alice, this step is yours. Only you can do it, and only until your last working day: Friday, December 4, in 11 days.
     Whoever receives the codes can reset the password, so the codes must reach Bob. Change the e-mail address first, then the phone number. Bob should be with you to read the codes.
     *Where:* My Account > Basic Information > HUAWEI ID information > Manage > Account & security > E-mail address > Change. Then the same for Phone number.
     ‹What a HUAWEI ID is›
     *Take care:* Change one at a time: as long as one way to receive codes is proven, nobody is locked out. Use a number and a mailbox of the company if Bob already uses theirs for another HUAWEI ID. A change may take some days to show: wait until Bob has seen it work. A HUAWEI ID opens all of Huawei's services, not only the cloud: take out what is private first. If it is personal and stays yours, do not do this step.
     (Tick each line as you go. Ticks are saved at once.)
     ☐ E-mail address changed
     ☐ A code reached Bob at the new e-mail address
     ☐ Phone number changed
     ☐ A code reached Bob at the new phone number
     When everything is done, press *Done*. @Bob then tries it.
     [Done] [Does not apply] [I need help] [Snooze: Tomorrow | In 3 days]
     (Item 1 of ‹How Does a Transferred or Resigned Enterprise Employee Hand Over Their Account?›, version of January 23, 2026.
     No passwords or codes in this chat.)"
    `);
  });

  it('shows how to find out after Not sure', () => {
    expect(see(branchA(), carol, stepCardOf('8a'))).toContain(
      'The answer to “Did you ever make access keys (AK/SK) in acme-prod, for a program, a script or yourself?” was *Not sure*. *How to find out:* Look at My Credentials',
    );
  });

  it('says what it waits for while it is not open, in one line', () => {
    expect(see(branchB(), alice, stepCardOf('3'))).toBe('○ Step 3, Check every contact field: waits for step 2.');
    const unaccepted = new Play().answer({ huawei_id: 'company' });
    expect(see(unaccepted, alice, stepCardOf('1'))).toContain(': waits for @Bob to accept.');
    expect(see(new Play(), alice, stepCardOf('2'))).toContain(': waits for @Bob to accept and the questions.');
  });

  it('gives the ticket ready to paste before anything can be done', () => {
    const text = see(branchB(), alice, stepCardOf('2'));
    expect(text).toContain('*Where to submit it:* Console > top right > Service Tickets');
    expect(text).toContain('"""\nSubject: Disassociate a HUAWEI ID from our Huawei Cloud account');
    expect(text).toContain('What comes after, once the ticket is resolved:\n○ Password reset');
    expect(text).toContain('[Ticket submitted] [Does not apply] [I need help] [Snooze: Tomorrow | In 3 days]');
    expect(text).not.toContain('[Done]');
    expect(text).not.toContain('☐');
  });

  it('waits for the vendor with the four answers, and keeps what was asked', () => {
    const play = branchB();
    play.give({ type: 'ticket_submitted', by: alice, ...play.on('2'), number: words('HW-1') });
    play.give({ type: 'ticket_more_asked', by: alice, ...play.on('2'), what: words('The certificate') });
    const text = see(play, alice, stepCardOf('2'));
    expect(text).toContain('Ticket *HW-1*, submitted by you on Monday, November 23, is with Huawei Cloud.');
    expect(text).toContain('Huawei Cloud asked for more: “The certificate”');
    expect(text).toContain('[Resolved] [Still waiting] [More was asked] [Refused] [I need help]');
  });

  it('opens what comes after the ticket once it is resolved', () => {
    const play = branchB();
    play.give({ type: 'ticket_submitted', by: alice, ...play.on('2'), number: words('HW-1') });
    play.give({ type: 'ticket_resolved', by: alice, ...play.on('2') });
    const text = see(play, alice, stepCardOf('2'));
    expect(text).toContain('✓ Ticket HW-1 was resolved on Monday, November 23. What is left comes now.');
    expect(text).toContain('☐ Password reset, while the old phone number still works');
    expect(text).toContain('[Done]');
  });

  it('comes back with the reason after a refusal of the vendor', () => {
    const play = branchB();
    play.give({ type: 'ticket_submitted', by: alice, ...play.on('2'), number: words('HW-1') });
    play.give({ type: 'ticket_refused', by: alice, ...play.on('2'), because: words('No letter') });
    const text = see(play, alice, stepCardOf('2'));
    expect(text).toContain('The ticket was refused on Monday, November 23: “No letter” Please submit it anew');
    expect(text).toContain('[Ticket submitted]');
  });

  it('shows a call for help, whom it reached, and the answer', () => {
    const play = branchA();
    play.give({ type: 'ask_help', by: carol, ...play.on('8a'), what: words('Whose key is it?') });
    expect(see(play, carol, stepCardOf('8a'))).toContain(
      'You asked for help on Monday, November 23: “Whose key is it?” It reached @Ines.',
    );
    play.give({ type: 'answer_help', by: ines, help: 0, text: words('Bob knows.') });
    expect(see(play, carol, stepCardOf('8a'))).toContain('@Ines answered on Monday, November 23: “Bob knows.”');
  });

  it('says that it is put off, and until when', () => {
    const play = branchB();
    play.give({ type: 'snooze', by: alice, wait: '2' as StepKey, rev: play.rev('2'), until: 'in_3_days' });
    expect(see(play, alice, stepCardOf('2'))).toContain('(Put off until Thursday, November 26.)');
  });

  it('offers no day past the last working day', () => {
    const play = new Play({ lastDay: '2026-11-24' }).accept().answer({ huawei_id: 'personal' });
    expect(see(play, alice, stepCardOf('2'))).toContain('[Snooze: Tomorrow]');
    play.wait(2 * DAY_MS);
    expect(see(play, alice, stepCardOf('2'))).not.toContain('Snooze');
    expect(see(play, alice, stepCardOf('2'))).toContain('Only you can do it, and your last working day is over.');
  });

  it('is one line for somebody whose step it is not', () => {
    expect(see(branchB(), bob, stepCardOf('2'))).toBe(
      '– Step 2, Separate the HUAWEI ID from the account: this is with @Alice now. There is nothing left to do here.',
    );
  });
});

describe('Two keys', () => {
  const reported = () => {
    const play = branchA();
    play.tick('8a', carol);
    play.give({ type: 'done', by: carol, ...play.on('8a') });
    return play;
  };

  it('tell the confirmer what was done and what to try', () => {
    expect(see(reported(), bob, confirmCardOf('8a'))).toMatchInlineSnapshot(`
     "# Confirm step 8a: Make new access keys
     @Bob, @Carol reported this done on Monday, November 23. Please try it before you confirm.
     *What to try:* Run the programs, or ask whoever runs them: do they work with the new key? Does the console show that the new key was used?
     Ticked by @Carol:
     ✓ New key made, under an IAM user that stays
     ✓ New key in place everywhere the old one was used
     Press *Confirm* if it works for you. If not, press *Send back* and say what is missing.
     [Confirm] [Send back] [I need help] [Snooze: Tomorrow | In 3 days]
     (No passwords or codes in this chat.)"
    `);
  });

  it('name whoever reported it, and ask the reader to try it, once the role has come to the confirmer', () => {
    const play = reported();
    play.give({ type: 'choose_administrator', by: ines, rev: 0, administrator: candidate(bob) });
    expect(see(play, bob, stepCardOf('8a'))).toBe(
      '○ Step 8a, Make new access keys: @Carol reported it done on Monday, November 23. ' +
        'Please try it, and press *Confirm* in the message about that.',
    );
  });

  it('shrink both cards to the same line: what, who, when', () => {
    const play = reported();
    expect(see(play, carol, stepCardOf('8a'))).toBe(
      '○ Step 8a, Make new access keys: You reported it done on Monday, November 23. @Bob tries it now.\n[Undo]',
    );
    play.wait(DAY_MS).give({ type: 'confirm', by: bob, ...play.on('8a') });
    expect(see(play, carol, stepCardOf('8a'))).toBe(
      '✓ Step 8a, Make new access keys: done by you, confirmed by @Bob on Tuesday, November 24.',
    );
    expect(see(play, bob, confirmCardOf('8a'))).toBe(
      '✓ Step 8a, Make new access keys: done by @Carol, confirmed by you on Tuesday, November 24.\n[Undo]',
    );
  });

  it('show who sent it back and why, where it is to be done again', () => {
    const play = reported();
    play.give({ type: 'send_back', by: bob, ...play.on('8a'), because: words('Backup still uses the old one.') });
    expect(see(play, carol, stepCardOf('8a'))).toContain(
      '@Bob sent step 8a back on Monday, November 23: “Backup still uses the old one.” Please put it right, then press *Done* again.',
    );
    expect(see(play, bob, confirmCardOf('8a'))).toContain('sent back to @Carol on Monday, November 23.');
  });

  it('ask whether it is true that a step does not apply', () => {
    const play = branchA();
    play.give({ type: 'not_applicable', by: carol, ...play.on('8a'), because: words('No key exists.') });
    expect(see(play, bob, confirmCardOf('8a'))).toMatchInlineSnapshot(`
     "# Confirm step 8a: Make new access keys
     @Bob, @Carol said on Monday, November 23 that this step does not apply.
     The reason given: “No key exists.” Is that true?
     Press *Confirm* if it is true. If the step does apply, press *Send back* and say why.
     [Confirm] [Send back] [I need help] [Snooze: Tomorrow | In 3 days]
     (No passwords or codes in this chat.)"
    `);
  });
});

describe('When the outgoing employee has left', () => {
  const gone = () => new Play({ reason: 'already_gone', lastDay: '2026-11-20' }).accept();

  it('gives the final step a summary without a word that anybody typed', () => {
    const play = gone();
    const text = see(play, ines, stepCardOf('F'));
    expect(text.slice(text.indexOf('"""\nState'), text.indexOf('Never write'))).toMatchInlineSnapshot(`""`);
    expect(text).not.toContain('[Does not apply]');
  });

  it('keeps the names of services out of the summary', () => {
    const play = branchA();
    play.give({ type: 'escalate', by: bob });
    const text = see(play, ines, stepCardOf('F'));
    expect(text).toContain('- 9 Take over another service (to be done by: successor)');
    expect(text).not.toContain('GitHub');
  });
});

import { describe, expect, it } from '@jest/globals';
import { alice, bob, candidate, carol, ines, Play, stranger } from '../support/a-handover.js';
import { readerOf, see } from '../support/a-scene.js';

const because = (text: string) => ({ text, isNoSecret: false });
const root = { card: 'root' } as const;

describe('The overview', () => {
  it('tells the initiator who holds the ball, and offers what only the initiator may do', () => {
    expect(see(new Play(), ines, root)).toMatchInlineSnapshot(`
      "# Handover of acme-prod
      Huawei Cloud account, from @Alice to @Bob.
      ▱▱▱▱▱▱▱▱▱▱ 0 of 10
      Last working day: Friday, December 4, in 11 days.
      *Waiting for:*
      • @Bob: accept or decline, since Monday, November 23
      • @Alice: the questions, since Monday, November 23
      (Last: You started the handover. (Monday, November 23 at 10:00 AM))
      (You started it. You hear of it when a decision is needed.
      When it is stuck, *Escalate* opens a service ticket. It goes to you.
      Confidential. Only these people know of it: @Bob, @Carol, @Alice, and you.)
      [Nudge now] [Escalate] [More: Pause | Extend | Choose another successor | Choose another administrator | Already gone] [Cancel handover]"
    `);
  });

  it('speaks to each of the others as "you", with their own part and buttons', () => {
    const play = new Play();
    expect(see(play, alice, root)).toMatchInlineSnapshot(`
           "# Handover of acme-prod
           Huawei Cloud account, from you to @Bob.
           ▱▱▱▱▱▱▱▱▱▱ 0 of 10
           Last working day: Friday, December 4, in 11 days.
           *Waiting for:*
           • @Bob: accept or decline, since Monday, November 23
           • You: the questions, since Monday, November 23
           (Last: @Ines started the handover. (Monday, November 23 at 10:00 AM))
           (Your part: the steps that come to you, one message each.
           Confidential. Only these people know of it: @Ines, @Bob, @Carol, and you.)"
        `);
    expect(see(play, bob, root)).toContain('[Escalate]');
    expect(see(play, bob, root)).not.toContain('[Cancel handover]');
    expect(see(play, carol, root)).toContain(
      'Your part: the steps that need administrator rights, and calls for help.',
    );
    expect(see(play, carol, root)).not.toMatch(/\[\w/);
  });

  it('shows progress step by step, with the vendor as holder of the ball', () => {
    const play = new Play().accept().answer({ huawei_id: 'personal' });
    play.give({ type: 'ticket_submitted', by: alice, ...play.on('2'), number: because('123') });
    const text = see(play, ines, root);
    expect(text).toContain('▱▱▱ 0 of 3');
    expect(text).toContain('• Huawei Cloud: ticket 123, step 2, since Monday, November 23');
    expect(text).toContain('(Last: @Alice submitted the ticket of step 2. (Monday, November 23 at 10:00 AM))');
  });

  it('writes dates as the reader is used to them', () => {
    const reader = readerOf(ines, { locale: 'en-GB' });
    expect(see(new Play(), ines, root, { reader })).toContain('Last working day: Friday 4 December, in 11 days.');
  });

  it('offers another successor after a decline, with the reason', () => {
    const play = new Play();
    play.give({ type: 'decline', by: bob, rev: 0, because: because('I leave too.') });
    const text = see(play, ines, root);
    expect(text).toContain('@Bob declined: “I leave too.” Press *Choose another successor* to go on.');
    expect(text).toContain('[Choose another successor] [Nudge now] [Escalate]');
    expect(see(play, alice, root)).not.toContain('Choose another successor');
    play.give({ type: 'choose_successor', by: ines, rev: 1, successor: candidate(stranger) });
    expect(see(play, bob, root)).toBe(
      '# Handover of acme-prod\n– This handover went to @Sam. There is nothing left to do here.',
    );
  });

  it('tells the initiator who cannot be reached and what to do', () => {
    const play = new Play();
    play.give({ type: 'unreachable', person: alice, why: 'blocked' });
    play.give({ type: 'unreachable', person: bob, why: 'deactivated' });
    const text = see(play, ines, root);
    expect(text).toContain(
      '@Alice cannot be reached on Chat: this app is blocked there. Please ask @Alice to unblock it and to write it a message.',
    );
    expect(text).toContain(
      '@Bob cannot be reached on Chat: the account there is switched off. Press *Choose another successor* to go on with somebody else.',
    );
    expect(see(play, carol, root)).not.toContain('cannot be reached');
  });

  it('ends with what it came to, and without buttons', () => {
    const play = new Play();
    play.give({ type: 'cancel', by: ines, because: because('Wrong account.') });
    expect(see(play, alice, root)).toMatchInlineSnapshot(`
           "# Handover of acme-prod
           Huawei Cloud account, from you to @Bob.
           – Cancelled by @Ines on Monday, November 23: “Wrong account.”
           ▱▱▱▱▱▱▱▱▱▱ 0 of 10
           (Confidential. Only these people know of it: @Ines, @Bob, @Carol, and you.)"
        `);
  });
});

describe('The invitation', () => {
  const invite = { card: 'invite' } as const;

  it('says who asks for what, what it takes, and who knows of it', () => {
    expect(see(new Play(), bob, invite)).toMatchInlineSnapshot(`
           "@Bob, @Ines asks you to take over the account *acme-prod* from @Alice.
           You get a short message for each step. You try that it really worked for you, and press *Confirm*. No password is ever asked for here.
           Last working day of @Alice: Friday, December 4, in 11 days.
           Please press *Accept*, or *Decline* and say why.
           [Accept] [Decline] [Snooze: Tomorrow | In 3 days]
           (Confidential. Only these people know of it: @Ines, @Carol, @Alice, and you.)"
        `);
  });

  it('shrinks to one line once it is answered', () => {
    expect(see(new Play().accept(), bob, invite)).toBe('✓ You accepted on Monday, November 23.');
    const play = new Play();
    play.give({ type: 'decline', by: bob, rev: 0, because: because('No time.') });
    expect(see(play, bob, invite)).toBe('– You declined on Monday, November 23. Now @Ines can choose somebody else.');
  });

  it('makes sense without a thread: its first line names the handover', () => {
    expect(see(new Play(), bob, invite, { standsAlone: true }).split('\n')[0]).toBe('(Handover of *acme-prod*)');
  });

  it('does not ask a successor in their own name', () => {
    const play = new Play({ initiator: candidate(bob) });
    expect(see(play, bob, invite)).toContain('@Bob, you are to take over the account *acme-prod* from @Alice.');
  });
});

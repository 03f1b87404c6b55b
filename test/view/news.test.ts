import { describe, expect, it } from '@jest/globals';
import type { Notice } from '../../src/core/effect.js';
import type { StepKey } from '../../src/core/ids.js';
import { renderChannelLine } from '../../src/view/channel-line.js';
import { listCard } from '../../src/view/list-card.js';
import { renderNudge } from '../../src/view/nudge-card.js';
import { type Reply, renderReply } from '../../src/view/reply-card.js';
import { renderCard } from '../../src/view/render-card.js';
import { renderStatus } from '../../src/view/status-card.js';
import { usageCard } from '../../src/view/usage-card.js';
import { alice, bob, carol, DAY_MS, ines, Play } from '../support/a-handover.js';
import { audienceOf, nameOf, sceneOf, see } from '../support/a-scene.js';
import { asText } from '../support/card-text.js';

const words = (text: string) => ({ text, isNoSecret: false });
const noticeOf = (notice: Notice) => ({ card: 'notice', notice, seq: 9 }) as const;
const open = () => new Play().accept().answer({ huawei_id: 'company', services: ['GitHub'] });

function finished(): Play {
  const play = open();
  const steps = [
    ['1', alice, bob],
    ['3', alice, bob],
    ['4', alice, bob],
    ['9:1', bob, alice],
  ] as const;
  for (const [step, by, confirmer] of steps) {
    play.tick(step, by);
    play.give({ type: 'done', by, ...play.on(step) });
    play.wait(DAY_MS).give({ type: 'confirm', by: confirmer, ...play.on(step) });
  }
  return play;
}

describe('News', () => {
  it('mentions the reader first, so that the platform notifies, and links to the card', () => {
    const play = open();
    play.tick('1', alice);
    play.give({ type: 'done', by: alice, ...play.on('1') });
    play.give({ type: 'send_back', by: bob, ...play.on('1'), because: words('No code came.') });
    expect(see(play, alice, noticeOf({ about: 'sent_back', step: '1' as StepKey }))).toBe(
      '@Alice, @Bob sent step 1 back on Monday, November 23: “No code came.”\nThe card of the step says what to do next. ‹Open the card›',
    );
  });

  it('carries the answer to a call for help', () => {
    const play = open();
    play.give({ type: 'ask_help', by: alice, ...play.on('1'), what: words('Which number?') });
    expect(see(play, carol, { card: 'help', help: 0 })).toMatchInlineSnapshot(`
           "@Carol, @Alice needs help with step 1, Change the phone number and e-mail of the HUAWEI ID.
           @Alice wrote on Monday, November 23: “Which number?”
           The place in the console: My Account > Basic Information > HUAWEI ID information > Manage > Account & security > E-mail address > Change. Then the same for Phone number.
           Press *Answer*. Your words reach @Alice at once. No passwords or codes, please.
           [Answer]"
        `);
    play.give({ type: 'answer_help', by: carol, help: 0, text: words('The company’s.') });
    expect(see(play, alice, noticeOf({ about: 'help_answered', help: 0 }))).toBe(
      '@Alice, @Carol answered your call for help with step 1: “The company’s.”\n‹Open the card›',
    );
    expect(see(play, carol, { card: 'help', help: 0 })).toContain(
      '✓ You answered on Monday, November 23: “The company’s.”',
    );
  });

  it('tells the initiator what stalls, with what to do', () => {
    expect(see(new Play(), ines, noticeOf({ about: 'stalled', wait: 'intake' }))).toMatchInlineSnapshot(`
      "@Ines, @Alice has not answered since Monday, November 23. It is about this: the questions.
      A word with @Alice may help. If it stays stuck, press *Escalate*.
      [Nudge now] [Extend] [Escalate]"
    `);
  });

  it('tells of an escalation, and whose turn it is', () => {
    const play = open();
    play.give({ type: 'escalate', by: bob });
    expect(see(play, ines, noticeOf({ about: 'escalated' }))).toBe(
      '@Ines, @Bob escalated the handover of acme-prod.\nYou now submit a service ticket to Huawei Cloud. Its card has the text, ready to paste.',
    );
  });

  it('is silent about what was settled meanwhile', () => {
    expect(see(open(), alice, noticeOf({ about: 'sent_back', step: '1' as StepKey }))).toBe('– This is settled.');
  });
});

describe('The daily message', () => {
  it('names all that waits, oldest first, each with its link', () => {
    const first = open();
    first.wait(3 * DAY_MS);
    const second = new Play({ account: 'acme-test' });
    const scenes = [second, first].map((play) => sceneOf(play.handover, alice, first.now));
    expect(asText(renderNudge(audienceOf(alice, first.now), scenes), nameOf)).toMatchInlineSnapshot(`
      "@Alice, 2 things wait for you:
      • *acme-prod*: step 1, Change the phone number and e-mail of the HUAWEI ID, since Monday, November 23 (3 days ago). ‹Open the card›
      [I need help] [Snooze: Tomorrow | In 3 days]
      • *acme-test*: the questions, since Monday, November 23 (3 days ago). ‹Open the card›
      [Snooze: Tomorrow | In 3 days]
      (This comes once a day at most, on your working days.)"
    `);
  });

  it('leaves out what was put off, and says nothing when nothing waits', () => {
    const play = open();
    play.give({ type: 'snooze', by: alice, wait: '1' as StepKey, rev: play.rev('1'), until: 'tomorrow' });
    const card = renderNudge(audienceOf(alice, play.now), [sceneOf(play.handover, alice, play.now)]);
    expect(card.isOver).toBe(true);
    play.wait(DAY_MS);
    const later = renderNudge(audienceOf(alice, play.now), [sceneOf(play.handover, alice, play.now)]);
    expect(later.text).toBe('Alice, 1 thing waits for you.');
  });
});

describe('The end', () => {
  it('gives the initiator the report: who did it, who confirmed it, when, and what did not apply', () => {
    expect(see(finished(), ines, { card: 'closing' })).toMatchInlineSnapshot(`
           "# Report: acme-prod
           @Ines, the handover of *acme-prod* from @Alice to @Bob was completed on November 27, 2026.
           Started by you on November 23, 2026. Accepted by @Bob on November 23, 2026.
           *Done*
           ✓ 1, Change the phone number and e-mail of the HUAWEI ID: done by @Alice on November 23, 2026, confirmed by @Bob on November 24, 2026.
           ✓ 3, Check every contact field: done by @Alice on November 24, 2026, confirmed by @Bob on November 25, 2026.
           ✓ 4, Hand over the account name and password: done by @Alice on November 25, 2026, confirmed by @Bob on November 26, 2026.
           ✓ 9, Take over GitHub: done by @Bob on November 26, 2026, confirmed by @Alice on November 27, 2026.
           *Did not apply*
           – 8a, Make new access keys: by the answers given.
           – 2, Separate the HUAWEI ID from the account: by the answers given.
           – 5, Replace the authenticator: by the answers given.
           – 6, Unlink third-party logins: by the answers given.
           – 7a, Disable the IAM user: by the answers given.
           – 8b, Disable and delete the old access keys: by the answers given.
           – 7b, Delete the IAM user or change its password: by the answers given.
           – F, Ask Huawei Cloud after-sales to finish it: not needed, everything else was done.
           (Procedure: ‹How Does a Transferred or Resigned Enterprise Employee Hand Over Their Account?›, version of January 23, 2026.)
           (Confidential. Only these people know of it: @Bob, @Carol, @Alice, and you.)"
        `);
  });

  it('thanks the others', () => {
    expect(see(finished(), bob, { card: 'closing' })).toMatchInlineSnapshot(`
           "# Handover of acme-prod: closed
           @Bob, the handover of *acme-prod* from @Alice to you was completed on November 27, 2026.
           Thank you. There is nothing left for you to do."
        `);
  });

  it('says what was left open when it was cancelled', () => {
    const play = open();
    play.give({ type: 'cancel', by: ines, because: words('Alice stays.') });
    expect(see(play, ines, { card: 'closing' })).toMatchInlineSnapshot(`
           "# Report: acme-prod
           @Ines, you cancelled the handover of *acme-prod* from @Alice to @Bob on November 23, 2026: “Alice stays.”
           Started by you on November 23, 2026. Accepted by @Bob on November 23, 2026.
           *Did not apply*
           – 8a, Make new access keys: by the answers given.
           – 2, Separate the HUAWEI ID from the account: by the answers given.
           – 5, Replace the authenticator: by the answers given.
           – 6, Unlink third-party logins: by the answers given.
           – 7a, Disable the IAM user: by the answers given.
           – 8b, Disable and delete the old access keys: by the answers given.
           – 7b, Delete the IAM user or change its password: by the answers given.
           *Left open*
           ○ 1, Change the phone number and e-mail of the HUAWEI ID: was with @Alice.
           ○ 3, Check every contact field: had not started.
           ○ 4, Hand over the account name and password: had not started.
           ○ 9, Take over GitHub: had not started.
           (Procedure: ‹How Does a Transferred or Resigned Enterprise Employee Hand Over Their Account?›, version of January 23, 2026.)
           (Confidential. Only these people know of it: @Bob, @Carol, @Alice, and you.)"
        `);
  });

  it('is not told of once it was reopened, and holds nothing up', () => {
    const play = new Play().accept();
    play.give({ type: 'cancel', by: ines, because: { text: 'Alice stays.', isNoSecret: false } });
    expect(renderCard(sceneOf(play.handover, alice, play.now), { card: 'closing' }).isOver).toBe(false);
    play.give({ type: 'reopen', by: ines, because: { text: 'She goes.', isNoSecret: false }, steps: [] });
    const card = renderCard(sceneOf(play.handover, alice, play.now), { card: 'closing' });
    expect(card.isOver).toBe(true);
    expect(see(play, alice, { card: 'closing' })).toContain('reopened');
  });

  it('tells the channel in one line, by names that call nobody in', () => {
    const play = open();
    const line = (what: 'started' | 'ended') =>
      asText(renderChannelLine(sceneOf(play.handover, ines, play.now), what), nameOf);
    expect(line('started')).toBe(
      'Ines started the handover of the account *acme-prod*, from Alice to Bob. Everything else happens in direct messages.',
    );
    play.give({ type: 'cancel', by: ines, because: words('Alice stays.') });
    expect(line('ended')).toBe('The handover of the account *acme-prod*, from Alice to Bob, was cancelled.');
  });
});

describe('Answers to commands and free text', () => {
  const shown = (play: Play, reply: Reply): string =>
    asText(
      renderReply(audienceOf(alice, play.now), [sceneOf(play.handover, alice, play.now)], reply, '/handover'),
      nameOf,
    );

  it('list the handovers with who holds the ball', () => {
    const play = open();
    const card = listCard(audienceOf(alice, play.now), [sceneOf(play.handover, alice, play.now)], '/handover');
    expect(asText(card, nameOf)).toMatchInlineSnapshot(`
           "# Your handovers
           *acme-prod*
           From you to @Bob. Last working day: Friday, December 4, in 11 days.
           ▱▱▱▱ 0 of 4
           *Waiting for:* You: step 1
           ‹Open the overview›"
        `);
    expect(asText(listCard(audienceOf(alice, play.now), [], '/handover'), nameOf)).toBe(
      'You take part in no handover. Type `/handover` to start one.',
    );
  });

  it('show one handover whole', () => {
    expect(shown(open(), 'status')).toMatchInlineSnapshot(`
           "# Status: acme-prod
           ▱▱▱▱ 0 of 4
           Last working day: Friday, December 4, in 11 days.
           ‹Open the overview›
           *Waiting for:*
           • You: step 1, since Monday, November 23
           *People*
           • @Ines: initiator, escalation contact
           • You: outgoing employee
           • @Bob: successor
           • @Carol: administrator
           *Steps*
           – 8a, Make new access keys: does not apply
           ○ 1, Change the phone number and e-mail of the HUAWEI ID: with you, since Monday, November 23
           – 2, Separate the HUAWEI ID from the account: does not apply
           – 5, Replace the authenticator: does not apply
           ○ 3, Check every contact field: waits for step 1
           ○ 4, Hand over the account name and password: waits for step 3
           – 6, Unlink third-party logins: does not apply
           – 7a, Disable the IAM user: does not apply
           – 8b, Disable and delete the old access keys: does not apply
           – 7b, Delete the IAM user or change its password: does not apply
           ○ 9, Take over GitHub: waits for step 4
           ○ F, Ask Huawei Cloud after-sales to finish it: only if the handover stalls
           (Confidential. Only these people know of it: @Ines, @Bob, @Carol, and you.)"
        `);
  });

  it('say so when none matches, and list several', () => {
    const play = open();
    const scene = sceneOf(play.handover, alice, play.now);
    expect(asText(renderStatus(scene, [], '/handover'), nameOf)).toBe(
      'No handover of yours matches. Type `/handover list` to see all of yours.',
    );
    expect(asText(renderStatus(scene, [scene, scene], '/handover'), nameOf)).toContain(
      '(To see one whole, type `/handover status` and a part of the account’s name.)',
    );
  });

  it('explain the commands', () => {
    expect(asText(usageCard(audienceOf(alice, open().now), '/handover'), nameOf)).toMatchInlineSnapshot(`
      "# How to use this
      This bot walks two people through the handover of a cloud account, step by step.
      \`/handover @alice\` starts a handover: a form asks for the rest.
      \`/handover @alice @bob\` starts one with the successor filled in.
      \`/handover list\` shows your handovers and who holds the ball.
      \`/handover status\` shows one handover whole. Add a part of the account’s name if you have several.
      \`/handover pause\` stops the clock of a handover you started. In the same way: resume, extend, reassign, cancel, reopen, nudge.
      \`/handover hour 8\` sets the hour of your one daily message.
      \`/handover holidays DE\` makes the public holidays of a country your days off.
      \`/handover help\` shows this.
      Here, in direct messages, you can also write just “status” or “help”.
      Stuck with a step? Press *I need help* on its card. Not now? Press *Snooze*.
      (Never write a password, a key or a code here. If one slips in, it is not stored.)"
    `);
  });

  it('lead from any words to the card that waits', () => {
    expect(shown(open(), 'waiting')).toMatchInlineSnapshot(`
           "Your words are not passed on to anybody. This waits for you:
           • *acme-prod*: step 1, Change the phone number and e-mail of the HUAWEI ID, since Monday, November 23 (today). ‹Open the card›
           (You can write “status” or “help” here. To ask somebody, press *I need help* on the card of a step.)"
        `);
  });

  it('warn of a secret: not stored, what to do, and an easy way on', () => {
    expect(shown(open(), 'secret:access_key')).toMatchInlineSnapshot(`
           "@Alice, your message looks as if it holds an access key. It was not stored or passed on.
           If it is one: delete your message, and replace the access key. Others may have seen it.
           If it holds none, all is well and there is nothing to do."
        `);
  });
});

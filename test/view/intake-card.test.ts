import { describe, expect, it } from '@jest/globals';
import { alice, bob, ines, Play } from '../support/a-handover.js';
import { see } from '../support/a-scene.js';

const intake = { card: 'intake' } as const;

function answered(values: Readonly<Record<string, string>>): Play {
  const play = new Play();
  for (const [key, value] of Object.entries(values)) {
    play.give({ type: 'answer', by: alice, ...play.question(key), value });
  }
  return play;
}

describe('The questions', () => {
  it('come one at a time, with the choices of the question', () => {
    expect(see(new Play(), alice, intake)).toMatchInlineSnapshot(`
     "# Question 1 of 6
     @Alice, your answers decide which steps come to you.
     *You sign in to acme-prod with a HUAWEI ID. Is it the company's (or do you give it up), or is it personal and you keep it?*
     [The company's, or given up] [Personal, to be kept] [Not sure] [Snooze: Tomorrow | In 3 days]
     (*Not sure* is a fine answer: you are then shown how to find out.)"
    `);
  });

  it('list what was answered, each with a way to change it', () => {
    const play = answered({ huawei_id: 'company', authenticator: 'yes', third_party: 'not_sure' });
    expect(see(play, alice, intake)).toMatchInlineSnapshot(`
     "# Question 4 of 6
     @Alice, your answers decide which steps come to you.
     *Do you also have an IAM user in acme-prod?*
     [Yes] [No] [Not sure] [Snooze: Tomorrow | In 3 days]
     (*Not sure* is a fine answer: you are then shown how to find out.)
     ---
     (Answered so far:)
     You sign in to acme-prod with a HUAWEI ID. Is it the company's (or do you give it up), or is it personal and you keep it? *The company's, or given up* [Change answer]
     Is an authenticator app (virtual MFA) of yours linked to this HUAWEI ID? *Yes* [Change answer]
     Can you sign in to this HUAWEI ID with another account of yours, such as Google? *Not sure* [Change answer]"
    `);
  });

  it('offer names for a list', () => {
    const play = answered({
      huawei_id: 'company',
      authenticator: 'no',
      third_party: 'no',
      iam_user: 'no',
      access_keys: 'no',
    });
    const text = see(play, alice, intake);
    expect(text).toContain('# Question 6 of 6');
    expect(text).toContain('[Name them] [None] [Not sure] [Snooze: Tomorrow | In 3 days]');
  });

  it('come back to a branch that was answered Not sure, with how to find out', () => {
    const play = answered({
      huawei_id: 'not_sure',
      authenticator: 'no',
      third_party: 'no',
      iam_user: 'no',
      access_keys: 'no',
      services: 'none',
    });
    const text = see(play, alice, intake);
    expect(text).toContain('@Alice, one answer is still needed before the steps can start.');
    expect(text).toContain('*How to find out:* Look at Huawei account center > Account & security');
  });

  it('end with the answers, and change only where nothing that hangs on them is under way', () => {
    const play = new Play().accept().answer({ huawei_id: 'personal', services: ['GitHub', 'Our registrar'] });
    play.give({ type: 'ticket_submitted', by: alice, ...play.on('2'), number: { text: '123', isNoSecret: false } });
    expect(see(play, alice, intake)).toMatchInlineSnapshot(`
     "# Your answers
     Thank you. The steps that apply come to whoever does them.
     You sign in to acme-prod with a HUAWEI ID. Is it the company's (or do you give it up), or is it personal and you keep it? *Personal, to be kept*
     Do you also have an IAM user in acme-prod? *No* [Change answer]
     Did you ever make access keys (AK/SK) in acme-prod, for a program, a script or yourself? *No* [Change answer]
     Which other cloud services do you hold logins, keys or authenticators for on the company's behalf? *GitHub, Our registrar* [Change answer]
     (An answer without *Change answer* stands: a step that hangs on it is done already.)"
    `);
  });

  it('show the answer so far when one is asked again, and only that one once a step under way hangs on it', () => {
    const play = new Play().accept().answer({ huawei_id: 'personal' });
    play.give({ type: 'change_answer', by: alice, ...play.question('huawei_id') });
    const again = see(play, alice, intake);
    expect(again).toContain('So far you answered *Personal, to be kept*.');
    expect(again).toContain("[The company's, or given up] [Personal, to be kept] [Not sure]");
    play.give({ type: 'ticket_submitted', by: alice, ...play.on('2'), number: { text: '123', isNoSecret: false } });
    const bound = see(play, alice, intake);
    expect(bound).toContain('[Personal, to be kept] [Snooze');
    expect(bound).not.toContain('[Not sure]');
    expect(bound).toContain('Step 2 hangs on this answer and is under way. Press the answer once more to keep it.');
  });

  it('lose their buttons when the handover is closed', () => {
    const play = answered({ huawei_id: 'company' });
    play.give({ type: 'cancel', by: ines, because: { text: 'Wrong account.', isNoSecret: false } });
    expect(see(play, alice, intake)).not.toMatch(/\[\w/);
  });

  it('are nobody else’s', () => {
    expect(see(new Play(), bob, intake)).toBe('– No questions were asked here.');
  });
});

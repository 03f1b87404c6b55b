import { expect } from '@jest/globals';
import type { Play } from '../support/cast.js';

// Whole handovers, as people live through them wherever they sit. Each gives what the initiator reads at its end.

const COMPANYS = "The company's, or given up";

/** Branch A, with everything that can apply. */
export async function branchA<Message>(play: Play<Message>, account: string): Promise<string> {
  await play.start(account);
  await play.press('bob', 'Accept');
  await play.answer([COMPANYS, 'Yes', 'Yes', 'Yes', 'Yes']);
  await play.fill('alice', 'Name them', { 'Others, one on each line': 'AWS\nGitHub\nJenkins' }, 'Question 6 of 6');
  await play.do('carol', '8a');
  await play.confirm('bob', '8a');
  for (const step of ['1', '5', '3', '4']) {
    await play.do('alice', step);
    await play.confirm('bob', step);
  }
  await play.do('bob', '6');
  await play.confirm('alice', '6');
  for (const step of ['7a', '8b', '7b']) {
    await play.do('carol', step);
    await play.confirm('bob', step);
  }
  for (const service of ['AWS', 'GitHub', 'Jenkins']) {
    await play.do('bob', '9', `Step 9: Take over ${service}`);
    await play.confirm('alice', '9', `Confirm step 9: Take over ${service}`);
  }
  return play.seat('ines').now(await play.sees('ines', account, 'completed'));
}

/** Branch B, with its ticket. */
export async function branchB<Message>(play: Play<Message>, account: string): Promise<string> {
  await play.start(account);
  await play.press('bob', 'Accept');
  await play.answer(['Personal, to be kept', 'No', 'No', 'None']);
  await play.fill('alice', 'Ticket submitted', { 'Number of the ticket': 'HW-2026-118' }, 'Step 2:');
  await play.sees('ines', account, 'HW-2026-118');
  await play.press('alice', 'Resolved', 'Step 2:');
  await play.do('alice', '2');
  await play.confirm('bob', '2');
  for (const step of ['3', '4']) {
    await play.do('alice', step);
    await play.confirm('bob', step);
  }
  return play.seat('ines').now(await play.sees('ines', account, 'completed'));
}

/** Nothing but the steps that always apply. `midway`: what happens to the program meanwhile. */
export async function minimal<Message>(
  play: Play<Message>,
  account: string,
  midway: () => Promise<void> = async () => undefined,
): Promise<string> {
  await play.start(account, { 'Why?': 'Moves to other work' });
  await play.press('bob', 'Accept');
  await play.answer([COMPANYS, 'No', 'No', 'No', 'No', 'None']);
  await play.do('alice', '1');
  await midway();
  await play.confirm('bob', '1');
  for (const step of ['3', '4']) {
    await play.do('alice', step);
    await play.confirm('bob', step);
  }
  return play.seat('ines').now(await play.sees('ines', account, 'completed'));
}

/** Ends in the final ticket, after a return, a refusal, a stranger, an old button and a crash. */
export async function resigned<Message>(
  play: Play<Message>,
  account: string,
  crash: () => Promise<void>,
): Promise<string> {
  await play.start(account, { 'Escalation contact': 'dave' });
  await play.press('bob', 'Accept');
  await play.answer([COMPANYS, 'Yes', 'No', 'No', 'No', 'None']);

  const step1 = await play.sees('alice', 'Step 1:', '[Done]');
  // Not everything is ticked: refused, naming what is open.
  await play.seat('alice').press('Done', step1);
  await play.told('alice', 'still open');
  await play.do('alice', '1');
  const confirm1 = await play.sees('bob', 'Confirm step 1:', '[Confirm]');

  // The message was copied to somebody who takes no part, and to Alice herself.
  await play.seat('mallory').press('Confirm', confirm1);
  expect(play.seat('mallory').read()).not.toContain(account);
  await play.seat('alice').press('Confirm', confirm1);
  await play.sees('ines', account, 'confirm step 1');

  await play.fill('bob', 'Send back', { 'What is missing?': 'No code reached me.' }, 'Confirm step 1:');
  await play.sees('alice', 'No code reached me.', '[Done]');
  // Alice presses the button of the message as it was before.
  await play.seat('alice').press('Done', step1);
  await play.told('alice', 'Nothing was changed.');
  await play.do('alice', '1');
  await crash();
  await play.confirm('bob', '1');

  await play.press('ines', 'Escalate', account);
  await play.fill('dave', 'Ticket submitted', { 'Number of the ticket': 'HW-77' }, 'Step F:');
  await play.fill('dave', 'Refused', { 'What was the reason?': 'They want a letter.' }, 'Step F:');
  await play.fill('dave', 'Ticket submitted', { 'Number of the ticket': 'HW-78' }, 'Step F:');
  await play.press('dave', 'Resolved', 'Step F:');
  await play.do('dave', 'F');
  await play.confirm('bob', 'F');
  // The ticket gave the account back; what is left of the list is still looked at.
  for (const step of ['3', '4']) {
    await play.do('alice', step);
    await play.confirm('bob', step);
  }
  return play.seat('ines').now(await play.sees('ines', account, 'by the service ticket'));
}

import { realTimer } from '../../../src/local/listen.js';
import type { Name, Play } from '../../support/cast.js';
import type { Entries, Seat } from '../../support/seats/seat.js';
import { inOneLine, personal, SECRETS } from './canaries.js';

const DAY_MS = 86_400_000;
const COMPANYS = "The company's, or given up";
const secrets = SECRETS.map((canary) => canary.typed);
const reason = personal('reason').typed;
const ANY_SECRET = inOneLine(secrets[1] ?? '');

const paused = (ms: number): Promise<void> => new Promise((resolve) => void realTimer.after(ms, resolve));

/** Opens a form unless one stands there already. */
async function openForm<Message>(seat: Seat<Message>, open: () => Promise<void>): Promise<void> {
  if (seat.isFormOpen()) return;
  await open();
  for (let n = 0; n < 500 && !seat.isFormOpen(); n += 1) await paused(20);
}

interface Words {
  readonly by: Name;
  /** The button, its form's field, and what its message shows beside. */
  readonly button: string;
  readonly field: string;
  readonly beside: string;
  /** What the form is to take; `reason` unless given. */
  readonly take?: string;
  readonly isOneLine?: boolean;
  /** What is filled in beside it. */
  readonly entries?: Entries;
}

/** Sends each secret in a form, which must not take it, and then what is personal, which it does. */
async function refuseThenTake<Message>(play: Play<Message>, words: Words): Promise<void> {
  const { by, button, field, beside, take = reason, isOneLine = false, entries = {} } = words;
  const message = await play.sees(by, `[${button}]`, beside);
  const seat = play.seat(by);
  for (const word of [...secrets, take]) {
    await openForm(seat, () => seat.press(button, message));
    await seat.submit({ ...entries, [field]: isOneLine ? inOneLine(word) : word });
  }
}

/** Two handovers with every form that there is: to the end of the first and the reopening of the second. */
export async function fillInForms<Message>(
  play: Play<Message>,
  closeForm: (name: Name) => Promise<unknown>,
): Promise<void> {
  await stepByStep(play, closeForm);
  await withTicket(play);
}

async function stepByStep<Message>(play: Play<Message>, closeForm: (name: Name) => Promise<unknown>): Promise<void> {
  for (const word of [...secrets, personal('email').core]) await begin(play, 'acme', inOneLine(word));
  for (const secret of secrets) await begin(play, inOneLine(secret));
  await begin(play, `acme ${personal('account').typed}`);
  const invite = await play.sees('bob', '[Decline]');
  await openForm(play.seat('bob'), () => play.seat('bob').press('Decline', invite));
  await play.seat('bob').submit({ 'Why not you?': ANY_SECRET });
  await closeForm('bob');
  await play.press('bob', 'Accept');
  await play.answer([COMPANYS, 'Yes', 'No', 'No', 'No']);
  const names = {
    field: 'Others, one on each line',
    beside: 'Question 6 of 6',
    take: personal('name').typed.slice(0, 58),
  };
  await refuseThenTake(play, { by: 'alice', button: 'Name them', ...names });
  await play.do('alice', '1');
  await refuseThenTake(play, { by: 'bob', button: 'Send back', field: 'What is missing?', beside: 'Confirm step 1:' });
  await refuseThenTake(play, { by: 'alice', button: 'I need help', field: 'What do you need?', beside: 'Step 1:' });
  await refuseThenTake(play, { by: 'carol', button: 'Answer', field: 'Your answer', beside: 'needs help' });
  const notApplicable = { button: 'Does not apply', field: 'Why does it not apply?' };
  await refuseThenTake(play, { by: 'alice', ...notApplicable, beside: 'Step 1:' });
}

/** Another account, whose ticket the service asks more about and refuses; it is cancelled, and reopened. */
async function withTicket<Message>(play: Play<Message>): Promise<void> {
  const account = 'beta-prod';
  await begin(play, account);
  await play.press('bob', 'Accept', account);
  for (const [n, label] of ['Personal, to be kept', 'No', 'No', 'None'].entries())
    await play.press('alice', label, `Question ${n + 1} of`, account);
  const ticket = { by: 'alice', beside: 'Step 2:' } as const;
  const askedMore = { by: 'alice', beside: 'Huawei Cloud asked for more' } as const;
  const number = { field: 'Number of the ticket', isOneLine: true, take: 'HW-77' };
  await refuseThenTake(play, { ...ticket, button: 'Ticket submitted', ...number });
  await refuseThenTake(play, { ...ticket, button: 'More was asked', field: 'What was asked?' });
  await refuseThenTake(play, { ...askedMore, button: 'Refused', field: 'What was the reason?' });
  const whole = { by: 'ines', beside: account } as const;
  await refuseThenTake(play, { ...whole, button: 'Cancel handover', field: 'Why is it cancelled?' });
  await refuseThenTake(play, { ...whole, button: 'Reopen', field: 'Why is it reopened?' });
  await play.sees('alice', '[Ticket submitted]', 'Step 2:');
}

async function begin<Message>(play: Play<Message>, account: string, address = ''): Promise<void> {
  const seat = play.seat('ines');
  await openForm(seat, () => seat.start(['alice', 'bob']));
  await seat.submit({
    'Why?': 'Resigned',
    Administrator: 'carol',
    'Last working day': new Date(Date.now() + 20 * DAY_MS).toISOString().slice(0, 10),
    Account: account,
    'Or by e-mail: escalation contact': address,
  });
}

import type { Page } from 'playwright-core';
import type { Name, People } from './people.js';

const DAY_MS = 86_400_000;

/** A date so many days from today, as a date field takes it. */
export const inDays = (days: number): string => new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10);

/** Who is named in the form to start, and what the field is called, by a list and by address. */
const ROLES = [
  ['alice', 'Who hands the account over?', 'Or by e-mail: who hands it over?'],
  ['bob', 'Who takes it over?', 'Or by e-mail: who takes it over?'],
  ['carol', 'Administrator', 'Or by e-mail: administrator'],
] as const;

/** Ines starts a handover of this account from Alice to Bob, by hand, wherever everybody reads. */
export async function start(people: People, account: string): Promise<void> {
  const homeOf = (name: Name): Promise<string> => people.column(name).locator('select.home').inputValue();
  const home = await homeOf('ines');
  const named: Record<string, string> = {};
  for (const [name, field, byEmail] of ROLES) {
    if ((await homeOf(name)) === home) named[field] = `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
    else named[byEmail] = `${name}@acme.example`;
  }
  await people.say('ines', home === 'teams' ? 'handover' : '/handover');
  await people.form('ines').waitFor();
  await people.submit('ines', { ...named, 'Why?': 'Resigned', 'Last working day': inDays(20), Account: account });
  if (Object.keys(named).some((field) => field.startsWith('Or'))) {
    await people.form('ines').getByText('Please check').waitFor();
    await people.submit('ines', {});
  }
  await people.sees('ines', `Handover of ${account}`);
}

const AGAIN_MS = 5_000;

/** Bob accepts, and Alice answers so that as little as possible applies. */
export async function agree(people: People): Promise<void> {
  await people.press('bob', 'Accept');
  const answers = ["The company's, or given up", 'No', 'No', 'No', 'No', 'None'];
  for (const [n, answer] of answers.entries()) {
    const asked = `Question ${n + 1} of`;
    await people.press('alice', answer, asked);
    // On a busy machine the card can be drawn anew just under the pointer. Whoever sees the question still presses again.
    const isOver = people.message('alice', asked).waitFor({ state: 'detached', timeout: AGAIN_MS });
    await isOver.catch(() => people.press('alice', answer, asked));
  }
  await people.sees('alice', 'Your answers');
}

/** Ticks everything on a step and reports it done. */
export async function report(people: People, name: Name, step: string): Promise<void> {
  await people.sees(name, `Step ${step}:`, 'Done');
  await people.tickAll(name, `Step ${step}:`, 'Done');
  await people.press(name, 'Done', `Step ${step}:`);
}

export async function confirm(people: People, name: Name, step: string): Promise<void> {
  await people.press(name, 'Confirm', `Confirm step ${step}:`);
  await people.sees(name, `Step ${step}`, 'confirmed by');
}

/** Moves the clock by one of its buttons, and waits until the time has passed. */
export async function jump(page: Page, label: string): Promise<void> {
  const button = page.locator('.jumps').getByRole('button', { name: label });
  const before = await page.locator('.part-clock .day').textContent();
  await button.click();
  await page
    .locator('.part-clock .day')
    .filter({ hasNotText: before ?? '' })
    .waitFor();
  await page.locator('.part-clock .busy').waitFor({ state: 'detached' });
}

/** Opens the weather, and does one thing there; `platform`: to one of the two. */
export async function weather(page: Page, label: string, platform?: 'Slack' | 'Teams'): Promise<void> {
  const drawer = page.locator('#weather');
  if (!(await drawer.isVisible())) await page.getByRole('button', { name: 'Weather', exact: true }).click();
  const within = platform === undefined ? drawer : drawer.getByRole('group', { name: platform });
  await within.getByRole('button', { name: label, exact: true }).click();
}

import type { Locator, Page } from 'playwright-core';

export type Name = 'ines' | 'alice' | 'bob' | 'carol';

/** What people do on the page: they read, and press what they see, by its name. */
export function createPeople(page: Page) {
  const column = (name: Name): Locator => page.locator(`[data-column="${name}"]`);

  /** Fails with what this person sees, because that says most. */
  const whatIsSeen =
    (name: Name) =>
    async (cause: unknown): Promise<never> => {
      throw new Error(`${name} sees:\n${await column(name).innerText()}`, { cause });
    };

  /** The newest message of a person with all of these words. */
  const message = (name: Name, ...words: readonly string[]): Locator =>
    words.reduce((all, word) => all.filter({ hasText: word }), column(name).locator('.items > li')).last();

  const sees = async (name: Name, ...words: readonly string[]): Promise<Locator> => {
    const found = message(name, ...words);
    await found.waitFor({ state: 'attached' }).catch(whatIsSeen(name));
    return found;
  };

  const button = (within: Locator, label: string): Locator => within.getByRole('button', { name: label, exact: true });

  /** Presses a button of the newest message that has it and these words. */
  const press = (name: Name, label: string, ...words: readonly string[]): Promise<void> => {
    const all = column(name)
      .locator('.items > li')
      .filter({ has: button(page.locator('article'), label) });
    const card = words.reduce((some, word) => some.filter({ hasText: word }), all).last();
    return button(card, label).first().click().catch(whatIsSeen(name));
  };

  /** Slack lays a form over the column; on Teams it is a card, and the newest one counts. */
  const form = (name: Name): Locator =>
    column(name)
      .locator('form.form')
      .or(column(name).locator('form.card', { has: page.getByRole('button', { name: 'Close', exact: true }) }))
      .last();

  /** Chooses where somebody reads, and waits until they have the bot there. */
  const move = async (name: Name, platform: 'Slack' | 'Teams'): Promise<void> => {
    const home = column(name).locator('select.home');
    await home.selectOption({ label: platform });
    await column(name)
      .locator('select.home:not([aria-busy]) [selected]', { hasText: platform })
      .waitFor({ state: 'attached' });
  };

  /** Types into the message box and sends it. */
  const say = async (name: Name, text: string): Promise<void> => {
    const box = column(name).locator('.composer textarea');
    await box.fill(text);
    await box.press('Enter');
  };

  /** Ticks all that is not ticked on a card. */
  const tickAll = async (name: Name, ...words: readonly string[]): Promise<void> => {
    const card = await sees(name, ...words);
    for (const box of await card.getByRole('checkbox').all()) if (!(await box.isChecked())) await box.click();
  };

  /** Fills the open form in, by the labels of its fields, and sends it. */
  const submit = async (name: Name, fields: Readonly<Record<string, string>>): Promise<void> => {
    for (const [field, value] of Object.entries(fields)) await fillIn(form(name), field, value);
    await form(name).locator('[type="submit"], .style-positive').click();
  };

  return { column, message, sees, press, form, move, say, tickAll, submit };
}

export type People = ReturnType<typeof createPeople>;

async function fillIn(form: Locator, field: string, value: string): Promise<void> {
  const group = form.getByRole('group', { name: field });
  if ((await group.count()) > 0) return group.getByLabel(value).check();
  const radio = form.getByRole('radio', { name: value });
  if ((await radio.count()) > 0) return radio.check();
  const control = form.getByLabel(new RegExp(`^\\s*${field.replaceAll('?', '\\?')}`)).first();
  const menu = form.locator('select').and(control);
  if ((await menu.count()) > 0) await control.selectOption({ label: value });
  else await control.fill(value);
}

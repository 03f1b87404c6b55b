import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { renderDialog } from '../../adapters/teams/dialog.js';
import { renderCard as drawn, type Rendered } from '../../adapters/teams/render.js';
import type { CardKey } from '../../src/core/effect.js';
import type { PersonId, StepKey } from '../../src/core/ids.js';
import { isObject, type Json, type JsonObject, objectsOf, textOf } from '../../src/local/json.js';
import { partsOf } from '../../src/local/teams-peer/card-tree.js';
import { cardEntities } from '../../src/local/teams-peer/visible-text.js';
import { drawText } from '../../src/local/workspace/teams/draw-text.js';
import { foundDialog } from '../../src/view/found-dialog.js';
import { renderNudge } from '../../src/view/nudge-card.js';
import { renderCard } from '../../src/view/render-card.js';
import { EMPTY_START, startDialog } from '../../src/view/start-dialog.js';
import { statusCard } from '../../src/view/status-card.js';
import { alice, bob, carol, ines, Play } from '../support/a-handover.js';
import { sceneOf } from '../support/a-scene.js';
import { teamsDrawing } from '../support/teams-drawing.js';
import { findBrowser } from './find-browser.js';

// The main cards as Microsoft's own library draws them, as wide as a chat on a computer and as narrow as on a telephone.
jest.setTimeout(120_000);
const BROWSER = findBrowser();
const SHOTS = join(__dirname, 'shots');
const LIBRARY = join(__dirname, '../../node_modules/adaptivecards/dist/adaptivecards.min.js');
const STYLE = `
  body { font: 14px 'Segoe UI', 'Liberation Sans', sans-serif; background: #f5f5f5; margin: 16px; }
  .card { background: #fff; border: 1px solid #d1d1d1; border-radius: 6px; padding: 4px; margin-bottom: 12px; }
  .mention { color: #4f52b2; }
  button { font: inherit; padding: 4px 10px; border: 1px solid #c7c7c7; border-radius: 4px; background: #fff; }
  button.style-positive { background: #4f52b2; color: #fff; }
  button.style-destructive { background: #c4314b; color: #fff; }`;

const play = new Play().accept();
play.answer({ huawei_id: 'company' });
const scene = (person: PersonId) =>
  sceneOf(play.handover, person, play.now, { standsAlone: true, savesTicks: true, elsewhere: ['Slack'] });
const [step = '1' as StepKey] = Object.keys(play.handover.steps) as StepKey[];
const card = (person: PersonId, key: CardKey): Rendered => drawn(renderCard(scene(person), key), teamsDrawing);
const window = { nonce: 'n', nameOf: () => 'Alice' };
const people = [
  { name: 'Bob', platform: 'Slack', email: 'bob@acme.example' },
  { name: 'Bob', platform: 'Teams', email: 'bob@acme.example' },
];

/** By the name of the screenshot. */
const CARDS: Readonly<Record<string, readonly Rendered[]>> = {
  overview: [card(ines, { card: 'root' }), card(alice, { card: 'root' })],
  invite: [card(bob, { card: 'invite' })],
  intake: [card(alice, { card: 'intake' })],
  step: [card(carol, { card: 'step', step }), card(alice, { card: 'step', step })],
  confirm: [card(bob, { card: 'confirm', step })],
  nudge: [drawn(renderNudge(scene(alice), [scene(alice)]), teamsDrawing)],
  status: [drawn(statusCard(scene(ines)), teamsDrawing)],
  'form to start': [
    renderDialog(
      startDialog(scene(ines), 'p', { ...EMPTY_START, outgoing: 'user-alice', account: 'acme-prod' }, ['Slack']),
      { ...window, errors: { last_day: 'Please choose a day.' } },
      teamsDrawing,
    ),
  ],
  'form to check': [
    renderDialog(foundDialog(scene(ines), 'p', [{ field: 'successor', people }], 'start'), window, teamsDrawing),
  ],
};

let browser: Browser;
let page: Page;
const faults: string[] = [];
beforeAll(async () => {
  mkdirSync(SHOTS, { recursive: true });
  browser = await chromium.launch({ executablePath: BROWSER, args: ['--headless', '--no-sandbox', '--disable-gpu'] });
  page = await browser.newPage({ viewport: { width: 620, height: 800 } });
  page.on('pageerror', ({ message }) => faults.push(message));
  page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
  await page.setContent(`<!doctype html><title>Cards</title><style>${STYLE}</style><main></main>`);
  await page.addScriptTag({ content: readFileSync(LIBRARY, 'utf8') });
});
afterAll(() => browser.close());

/** Draws the cards, and gives what the library has against them. */
async function draw(rendered: readonly Rendered[]): Promise<readonly string[]> {
  const cards = rendered.map(({ card: content }) => JSON.parse(JSON.stringify(content)) as Json).filter(isObject);
  const texts = Object.assign({}, ...cards.map(markdownIn)) as Readonly<Record<string, string>>;
  return page.evaluate(`(() => {
    const main = document.querySelector('main');
    const texts = ${JSON.stringify(texts)};
    main.replaceChildren();
    AdaptiveCards.AdaptiveCard.onProcessMarkdown = (text, result) => {
      result.outputHtml = texts[text] ?? text;
      result.didProcess = true;
    };
    return ${JSON.stringify(cards)}.flatMap((content) => {
      const one = new AdaptiveCards.AdaptiveCard();
      // Teams takes its own people picker in cards of 1.5; the library knows that field only from 1.6 on.
      const context = new AdaptiveCards.SerializationContext();
      one.parse(content, context);
      const place = main.appendChild(document.createElement('section'));
      place.className = 'card';
      place.append(one.render());
      return Array.from({ length: context.eventCount }, (_, n) => context.getEventAt(n).message);
    });
  })()`);
}

/** What each text of a card is as HTML: the library knows no Markdown of its own. */
const markdownIn = (content: JsonObject): Readonly<Record<string, string>> =>
  Object.fromEntries(
    partsOf(content)
      .flatMap(({ part }) => [part, ...objectsOf(part, 'choices')])
      .flatMap((part) => [textOf(part, 'text'), textOf(part, 'title')])
      .map((text) => [text, drawText(text, cardEntities(content)).html]),
  );

describe('Teams cards in a browser', () => {
  it.each(Object.entries(CARDS))('%s is drawn without a complaint, and fits a telephone', async (name, rendered) => {
    await page.setViewportSize({ width: 620, height: 800 });
    expect(await draw(rendered)).toEqual([]);
    await page.screenshot({ path: join(SHOTS, `teams ${name}.png`.replaceAll(' ', '-')), fullPage: true });
    expect((await page.locator('main').innerText()).length).toBeGreaterThan(40);
    await page.setViewportSize({ width: 360, height: 740 });
    await draw(rendered);
    const overflow: number = await page.evaluate('document.documentElement.scrollWidth - window.innerWidth');
    expect(overflow).toBeLessThanOrEqual(0);
    expect(faults).toEqual([]);
  });
});

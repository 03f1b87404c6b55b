import { afterAll, afterEach, beforeAll, jest } from '@jest/globals';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { findBrowser } from './find-browser.js';
import { type LocalProcess, startLocally } from './local-process.js';

/** Looked for at once: without a browser there is nothing to run, and that is no success. */
const BROWSER = findBrowser();
const SHOTS = join(__dirname, 'shots');
const SWITCHES = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** A browser and the program for the tests of one file. Each test starts over. */
export function createStage() {
  jest.setTimeout(400_000);
  let browser: Browser | null = null;
  let local: LocalProcess | null = null;
  let contexts: readonly BrowserContext[] = [];

  beforeAll(async () => {
    mkdirSync(SHOTS, { recursive: true });
    [browser, local] = await Promise.all([
      chromium.launch({ executablePath: BROWSER, args: SWITCHES }),
      startLocally(),
    ]);
  });
  afterEach(async () => {
    for (const context of contexts) await context.close();
    contexts = [];
  });
  afterAll(async () => {
    await browser?.close();
    await local?.close();
  });

  return {
    /** Empties the workspace and opens its page. */
    async open(options: BrowserContextOptions = {}): Promise<Opened> {
      if (browser === null || local === null) throw new Error('the browser is not there yet');
      await startOver(local.address);
      const viewport = { width: 1280, height: 800 };
      const context = await browser.newContext({ viewport, reducedMotion: 'reduce', ...options });
      contexts = [...contexts, context];
      const page = await context.newPage();
      page.setDefaultTimeout(60_000);
      const faults: string[] = [];
      const requests: string[] = [];
      page.on('pageerror', ({ message }) => faults.push(message));
      page.on('request', (request) => requests.push(request.url()));
      await page.goto(local.address);
      await page.locator('[data-told]').waitFor({ state: 'attached' });
      return { local, page, faults, requests };
    },
  };
}

async function startOver(address: string): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  const body = JSON.stringify({ kind: 'start_over' });
  const response = await fetch(`${address}/act`, { method: 'POST', headers, body });
  if (!response.ok) throw new Error(`starting over was answered with ${response.status}`);
}

export interface Opened {
  readonly local: LocalProcess;
  readonly page: Page;
  /** Errors of the page's scripts. */
  readonly faults: readonly string[];
  /** All that the page asked for, as addresses. */
  readonly requests: readonly string[];
}

/** Saves what the page looks like, for people. */
export const shoot = (page: Page, name: string): Promise<Buffer> =>
  page.screenshot({ path: join(SHOTS, `${name}.png`) });

import { printTable } from '../crash/table.js';
import type { Promised } from './promised.js';
import { type CompiledBug, leaksIn, type Leak, PLACES, runCanaries } from './secrets/run-canaries.js';
import { sayOfWrongConfiguration } from './secrets/wrong-configuration.js';

const isShort = process.argv.includes('--short');
const LEVELS = isShort ? ['debug'] : ['debug', 'info', 'warn', 'error'];

/** Programs that say or keep what they must not. */
const CARELESS: readonly CompiledBug[] = [
  {
    title: 'deliveries are logged',
    file: 'src/engine/desk.js',
    find: 'const { ask, tenant, from } = delivery;',
    replace: `const { ask, tenant, from } = delivery; log.error('delivery', { what: JSON.stringify(delivery) });`,
  },
  {
    title: 'secrets are taken for words',
    file: 'src/core/typed.js',
    find: 'if (secret && (secret.isCertain || !typed.isNoSecret)) {',
    replace: 'if (false) {',
  },
];

const row = (name: string, leaks: readonly Leak[]): readonly (string | number)[] => [
  name,
  ...PLACES.map((place) => leaks.filter((one) => one.place === place).length),
];

/** Secrets and personal data through everything that can be filled in, with the program as it is installed. */
export async function hideCanaries(promise: Promised): Promise<void> {
  const rows: (readonly (string | number)[])[] = [];
  const found: Leak[] = [];
  for (const platform of isShort ? (['teams'] as const) : (['slack', 'teams'] as const)) {
    for (const level of LEVELS) {
      const leaks = await runCanaries(platform, level);
      rows.push(row(`${platform}, LOG_LEVEL=${level}`, leaks));
      found.push(...leaks);
    }
  }
  const configured = leaksIn('log', await sayOfWrongConfiguration());
  rows.push(row('secrets in every variable', configured));
  const controls: (readonly [string, number])[] = [];
  for (const bug of isShort ? CARELESS.slice(0, 1) : CARELESS) {
    const leaks = await runCanaries('slack', 'error', [bug]);
    rows.push(row(`control: ${bug.title}`, leaks));
    controls.push([bug.title, leaks.length]);
  }
  printTable('Secrets and personal data that turned up where they must not', [['', ...PLACES], ...rows]);
  for (const { place, kind, around } of [...found, ...configured]) console.log(`${place}: ${kind}: ${around}`);
  promise('secrets: none in logs, answers, the database, the journal, or what the bot says', found.length === 0);
  promise('secrets: none in what is said of a wrong configuration', configured.length === 0);
  for (const [title, leaks] of controls) promise(`secrets: control: ${title}`, leaks > 0);
}

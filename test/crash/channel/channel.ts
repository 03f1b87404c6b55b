import { printTable } from '../table.js';
import { type Played, playChannels, textOf } from './play.js';
import { FAILS_UNTIL, type Telling, traffic } from './traffic.js';

/** What was found in one play. */
interface Found {
  /** Of the delays of all other channels, in milliseconds. */
  readonly p50: number;
  readonly p99: number;
  readonly lost: number;
  readonly twice: number;
  /** Messages that came to stand before an older one of their channel. */
  readonly disordered: number;
  readonly tooMany: number;
  /** How many there were when the channel was well again, how long the first of them took, and how fast they went. */
  readonly backlog: number;
  readonly firstAfterMs: number;
  readonly perSecond: number;
}

const SEED = 20_261_124;
/** A single queue needs no more channels than these to show what it does. */
const CONTROL_CHANNELS = 100;
const P99_MAX = 1.2;
/** Slack takes one message a second in a channel. */
const RATE_MIN = 0.9;

/** One channel of a thousand fails for an hour, and the others must not feel it. */
export async function channel(isShort: boolean, promise: (words: string, isKept: boolean) => void): Promise<void> {
  const all = traffic(SEED);
  const few = all.filter((telling) => telling.channel < CONTROL_CHANNELS);
  const tellings = isShort ? few : all;
  const played = async (fails: boolean, isOneQueue: boolean, told = tellings): Promise<Found> =>
    foundIn(told, await playChannels({ tellings: told, fails, isOneQueue }));
  const began = Date.now();
  const quiet = await played(false, false);
  const real = await played(true, false);
  const control = await played(true, true, few);
  const row = (name: string, one: Found) => [
    name,
    one.p50,
    one.p99,
    one.lost,
    one.twice,
    one.disordered,
    one.tooMany,
    one.backlog,
    (one.firstAfterMs / 1000).toFixed(1),
    one.perSecond.toFixed(3),
  ];
  const seconds = Math.round((Date.now() - began) / 1000);
  printTable(`One channel fails for an hour, ${tellings.length} messages in all, ${seconds} s`, [
    ['', 'p50 ms', 'p99 ms', 'lost', 'twice', 'disordered', '429s', 'backlog', 'first after s', 'then a second'],
    row('no fault', quiet),
    row('as it is', real),
    row('control: one queue', control),
  ]);
  promise('one channel fails: the p99 of the others stays within 1.2 of what it is', real.p99 <= quiet.p99 * P99_MAX);
  promise(
    'one channel fails: nothing lost, nothing twice, everybody’s order kept',
    real.lost + real.twice + real.disordered === 0,
  );
  promise('one channel fails: its backlog then goes at 90 % of the allowed rate', real.perSecond >= RATE_MIN);
  promise('control: a single queue holds the others up', control.p99 > quiet.p99 * P99_MAX);
}

function foundIn(tellings: readonly Telling[], { stood, twice, tooMany }: Played): Found {
  const delays = tellings
    .filter((telling) => telling.channel !== 0)
    .flatMap((telling) => {
      const at = stood.get(textOf(telling));
      return at === undefined ? [] : [at - telling.at];
    })
    .toSorted((a, b) => a - b);
  const newest = new Map<string, number>();
  let disordered = 0;
  for (const text of stood.keys()) {
    const [channelName = '', number = ''] = text.split('/');
    if (Number(number) < (newest.get(channelName) ?? -1)) disordered += 1;
    newest.set(channelName, Number(number));
  }
  const after = [...stood].flatMap(([text, at]) => (text.startsWith('0/') && at >= FAILS_UNTIL ? [at] : []));
  const [first = 0, last = 0] = [after[0], after.at(-1)];
  const quantile = (share: number): number => Math.round(delays[Math.floor(delays.length * share)] ?? 0);
  return {
    p50: quantile(0.5),
    p99: quantile(0.99),
    lost: tellings.filter((telling) => !stood.has(textOf(telling))).length,
    twice: twice(),
    disordered,
    tooMany: tooMany(),
    backlog: after.length,
    firstAfterMs: Math.max(0, first - FAILS_UNTIL),
    perSecond: last > first ? (after.length - 1) / ((last - first) / 1000) : 0,
  };
}

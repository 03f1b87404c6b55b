import { backUpUnderLoad } from './backup.js';
import { playBadDisk, TAKES_FAULTS_LIGHTLY } from './bad-disk.js';
import { channel } from './channel/channel.js';
import { delivery } from './delivery/delivery.js';
import {
  ACKNOWLEDGES_FIRST,
  emptyTally,
  FORGETS_DELIVERIES,
  type KillTally,
  NEVER_LOOKS_UP,
  playKills,
} from './kill.js';
import type { Bug } from './play/program.js';
import { playBurstsWithControls } from './bursts.js';
import { cutPower } from './power-cut.js';
import { concluded, option, printTable, type Verdict } from './table.js';

// npm run test:crash [-- --short | --points=800 --images=10000 --disk=80 --depth=6 --copies=100] [kill power disk ...]
const isShort = process.argv.includes('--short');
const POINTS = option('points', isShort ? 12 : 800);
const IMAGES = option('images', isShort ? 300 : 10_000);
const DISK_POINTS = option('disk', isShort ? 4 : 80);
const DEPTH = option('depth', isShort ? 3 : 6);
const COPIES = option('copies', isShort ? 3 : 100);

const verdicts: Verdict[] = [];
/** A short run may be too short for a control to fail in it: then that is told, and holds nothing up. */
const promise = (words: string, isKept: boolean): void => {
  if (isShort && !isKept && words.startsWith('control')) console.log(`too short to see: ${words}`);
  else verdicts.push({ promise: words, isKept });
};
const sum = <T extends object>(a: T, b: T): T =>
  Object.fromEntries(Object.entries(a).map(([key, value]) => [key, Number(value) + Number(Reflect.get(b, key))])) as T;

/** The same play twice at a time, on two cores. */
async function inPairs<T extends object>(
  total: number,
  play: (first: number, share: number) => Promise<T>,
): Promise<T> {
  const half = Math.ceil(total / 2);
  const [a, b] = await Promise.all([play(0, half), play(half, total - half)]);
  return sum(a, b);
}

async function kill(): Promise<void> {
  const began = Date.now();
  const real = await inPairs(POINTS, (first, share) => playKills(first, share));
  const seconds = Math.round((Date.now() - began) / 1000);
  const few = Math.max(6, Math.round(POINTS / 20));
  const control = (bugs: readonly Bug[]): Promise<KillTally> =>
    inPairs(few * 2, (first, share) => playKills(first, share, bugs));
  const [ackFirst, forgets, noLookUp] = [
    await control(ACKNOWLEDGES_FIRST),
    await control(FORGETS_DELIVERIES),
    await control(NEVER_LOOKS_UP),
  ];
  const row = (name: string, tally: KillTally) => [
    name,
    ...Object.keys(emptyTally()).map((key) => Number(Reflect.get(tally, key))),
  ];
  printTable(`Killed at writes and syncs (SIGKILL by strace), ${seconds} s`, [
    ['', ...Object.keys(emptyTally())],
    row('as it is', real),
    row('control: acknowledges first', ackFirst),
    row('control: forgets deliveries', forgets),
    row('control: never looks up', noLookUp),
  ]);
  const isClean = real.lost + real.twice + real.missing + real.copies + real.corrupt === 0;
  promise(
    'killed anywhere: nothing lost, nothing twice, no message missing, nothing corrupt',
    isClean && real.points >= POINTS * 0.9,
  );
  promise('control: acknowledging first loses presses', ackFirst.lost > 0);
  promise('control: forgetting deliveries does something twice', forgets.twice > 0);
  promise('control: never looking up says something twice', noLookUp.copies > 0);
}

async function power(): Promise<void> {
  const real = await cutPower('as it is', IMAGES, 1);
  const normal = await cutPower('control: NORMAL', Math.ceil(IMAGES / 5), 1);
  const off = await cutPower('control: OFF', Math.ceil(IMAGES / 5), 1);
  printTable('Disks after a power cut, rebuilt from the recorded writes and syncs', [
    ['', 'images', 'corrupt', 'losing what was acknowledged', 'most lost'],
    ...Object.entries({ 'as it is': real, 'control: NORMAL': normal, 'control: OFF': off }).map(([name, one]) => [
      name,
      one.images,
      one.corrupt,
      one.losing,
      one.worst,
    ]),
  ]);
  promise(
    'power cut: nothing corrupt, nothing acknowledged lost',
    real.corrupt + real.losing === 0 && real.images >= IMAGES,
  );
  promise('control: NORMAL loses', normal.losing > 0);
  promise('control: OFF corrupts', off.corrupt > 0);
}

async function disk(): Promise<void> {
  const real = await inPairs(DISK_POINTS, (first, share) => playBadDisk(first, share));
  const few = Math.max(8, Math.round(DISK_POINTS / 10));
  const light = await inPairs(few, (first, share) => playBadDisk(first, share, TAKES_FAULTS_LIGHTLY));
  printTable('A disk that fails (EIO, ENOSPC) at a write or a sync', [
    ['', ...Object.keys(real)],
    ['as it is', ...Object.values<number>({ ...real })],
    ['control: takes faults lightly', ...Object.values<number>({ ...light })],
  ]);
  const isClean = real.lost + real.twice + real.corrupt + real.living + real.unclear === 0;
  promise('bad disk: nothing uncertain acknowledged, the process stops and says why, nothing twice after it', isClean);
  promise('control: taking faults lightly lives on or loses', light.living + light.lost > 0);
}

async function backup(): Promise<void> {
  const size = isShort ? 100 : 1_000;
  const quiet = await backUpUnderLoad(0, size);
  const real = await backUpUnderLoad(COPIES, size);
  const inside = await backUpUnderLoad(1, size, true);
  printTable('Backups under load', [
    ['', 'copies', 'wrong', 'loop held at most (ms)', 'handovers'],
    ...Object.entries({ 'no backup': quiet, 'as it is': real, 'control: on the serving thread': inside }).map(
      ([name, one]) => [name, one.copies, one.wrong, one.heldMs.toFixed(1), one.handovers],
    ),
  ]);
  promise('backups under load: all intact and a prefix of the journal', real.wrong === 0 && real.copies === COPIES);
}

/** --histories=100000 */
const bursts = (): Promise<void> => playBurstsWithControls(option('histories', isShort ? 3_000 : 100_000), promise);

const PARTS = {
  kill,
  power,
  disk,
  delivery: () => delivery(DEPTH, promise),
  channel: () => channel(isShort, promise),
  backup,
  bursts,
};

async function main(): Promise<void> {
  const named = Object.entries(PARTS).filter(([name]) => process.argv.includes(name));
  for (const [, part] of named.length > 0 ? named : Object.entries(PARTS)) await part();
  process.exit(concluded(verdicts));
}

void main();

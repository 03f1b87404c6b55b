import { readStored, wrongEffects } from './play/examine.js';
import { nextPress, type Wanted } from './play/next-press.js';
import { type Bug, type Injection, runProgram, SYNCS } from './play/program.js';
import { bodyOf, send } from './play/signed-press.js';
import { createStage } from './play/stage.js';

export interface DiskTally {
  points: number;
  acknowledged: number;
  /** Acknowledged, and not stored. */
  lost: number;
  /** Stored twice, after what was not acknowledged was pressed again. */
  twice: number;
  corrupt: number;
  /** Points after which the process did not stop by itself. */
  living: number;
  /** Points after which it stopped without naming the disk. */
  unclear: number;
}

/** Goes on after a write that failed, and says that all is well. */
export const TAKES_FAULTS_LIGHTLY: readonly Bug[] = [
  { file: 'engine/inbox.js', find: 'onFatal(error);', replace: "return batch.map(() => ({ kind: 'duplicate' }));" },
  { file: 'engine/inbox.js', find: 'onFatal(fault);', replace: ';' },
  { file: 'engine/inbox.js', find: 'fault ? allBroken(batch, fault) : done', replace: 'done' },
  { file: 'store/guard.js', find: 'onFatal(fault);', replace: '' },
];

const CLEAR = /The disk that holds [^"]*(?:failed|is full)/;

/** Each write and each sync in turn, once or from then on. */
function faultOf(n: number): Injection {
  const when = 1 + Math.floor(n / 4) * 2;
  switch (n % 4) {
    case 0:
      return { what: `${SYNCS}:error=EIO:when=${1 + Math.floor(n / 4)}`, fromStart: false };
    case 1:
      return { what: `${SYNCS}:error=EIO:when=${1 + Math.floor(n / 4)}+`, fromStart: false };
    case 2:
      return { what: `pwrite64:error=ENOSPC:when=${when}+`, fromStart: false };
    default:
      return { what: `pwrite64:error=EIO:when=${when}`, fromStart: false };
  }
}

/** Lets a write or a sync fail at `share` points, and then repeats what was not acknowledged on a good disk. */
export async function playBadDisk(first: number, share: number, bugs: readonly Bug[] = []): Promise<DiskTally> {
  const tally: DiskTally = { points: 0, acknowledged: 0, lost: 0, twice: 0, corrupt: 0, living: 0, unclear: 0 };
  for (let n = first; n < first + share; n += 1) await playPoint(faultOf(n), bugs, tally);
  return tally;
}

/** A handover has this many presses and more before it ends. */
const PRESSES_MAX = 12;

async function playPoint(fault: Injection, bugs: readonly Bug[], tally: DiskTally): Promise<void> {
  const stage = await createStage();
  const acknowledged: Wanted[] = [];
  const program = runProgram(stage, fault, bugs);
  let open: { wanted: Wanted; body: string } | null = null;
  if (await program.started) {
    for (let n = 0; n < PRESSES_MAX; n += 1) {
      const wanted = nextPress(readStored(stage).handover);
      if (wanted === null) break;
      open = { wanted, body: bodyOf(stage, wanted) };
      if (!(await send(stage, open.body))) break;
      acknowledged.push(wanted);
      open = null;
    }
  }
  const stopped = await endedBySelf(program.ended);
  program.stop('SIGKILL');
  const { said } = await program.ended;
  tally.points += 1;
  tally.acknowledged += acknowledged.length;
  if (!stopped) tally.living += 1;
  else if (!CLEAR.test(said)) tally.unclear += 1;
  try {
    tally.lost += wrongEffects(readStored(stage).events, acknowledged).lost;
    const again = runProgram(stage, null);
    if (await again.started) {
      const last = acknowledged.at(-1);
      if (open && (await send(stage, open.body))) acknowledged.push(open.wanted);
      if (open) await send(stage, open.body);
      else if (last) await send(stage, bodyOf(stage, last));
    }
    again.stop('SIGTERM');
    await again.ended;
    tally.twice += wrongEffects(readStored(stage).events, acknowledged).twice;
  } catch {
    tally.corrupt += 1;
  }
  await stage.close();
}

const GRACE_MS = 3_000;

/** Whether the process ends by itself within the time that it gets. */
const endedBySelf = (ended: Promise<unknown>): Promise<boolean> =>
  new Promise((settle) => {
    const cancel = setTimeout(settle, GRACE_MS, false);
    void ended.then(() => {
      clearTimeout(cancel);
      settle(true);
    });
  });

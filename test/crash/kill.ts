import { copiesInSlack, missingMessages, readStored, wrongEffects } from './play/examine.js';
import { nextPress, type Wanted } from './play/next-press.js';
import { type Bug, type Injection, type Program, runProgram, SYNCS } from './play/program.js';
import { bodyOf, send } from './play/signed-press.js';
import { createStage, type Stage } from './play/stage.js';

/** What was found after kills. */
export interface KillTally {
  points: number;
  handovers: number;
  acknowledged: number;
  /** Acknowledged presses that are not stored. */
  lost: number;
  /** Presses that stand twice in the journal. */
  twice: number;
  /** Messages that the journal asks for and the outbox does not have. */
  missing: number;
  /** Messages that stand more than once in Slack. */
  copies: number;
  corrupt: number;
}

export const emptyTally = (): KillTally => ({
  points: 0,
  handovers: 0,
  acknowledged: 0,
  lost: 0,
  twice: 0,
  missing: 0,
  copies: 0,
  corrupt: 0,
});

/** Acknowledges before anything is stored, as an app does that follows Bolt's guide. */
export const ACKNOWLEDGES_FIRST: readonly Bug[] = [
  {
    file: 'adapters/slack/slack-platform.js',
    find: 'const reply = await receive(body);',
    replace: 'await ack(undefined); const reply = await receive(body);',
  },
];

/** Takes every delivery for a new one, and so every snooze for another one. */
export const FORGETS_DELIVERIES: readonly Bug[] = [
  {
    file: 'adapters/slack/interactions.js',
    find: '/${action.block_id}/${user.id}`',
    replace: '/${action.block_id}/${user.id}/${process.hrtime.bigint()}`',
  },
  {
    file: 'engine/to-input.js',
    find: '`${ask.pressedAt}/${intent}/${lines}`',
    replace: '`${process.hrtime.bigint()}/${intent}/${lines}`',
  },
  // Even so the core would see that the same snooze stands already.
  { file: 'core/decide-whole.js', find: 'open.wait.snoozedUntil === until ?', replace: 'false ?' },
];

/** Sends what it is not sure of again without looking it up. */
export const NEVER_LOOKS_UP: readonly Bug[] = [
  { file: 'engine/sender.js', find: '!platform.capabilities.looksUpMessages', replace: 'true' },
];

/** Where the n-th kill falls: writes and syncs, and all distances, take turns; each sixteenth while it starts. */
function pointOf(n: number): Injection {
  const fromStart = n % 16 === 15;
  const isSync = n % 4 === 3 && !fromStart;
  const when = 1 + (fromStart ? n % 29 : isSync ? (n * 5) % 23 : (n * 37) % 101);
  return { what: `${isSync ? SYNCS : 'pwrite64'}:signal=SIGKILL:when=${when}`, fromStart };
}

/**
 * Plays handovers with the real program, and kills it at `share` points. Whoever pressed without an answer presses again
 * as soon as it is back, by the same delivery; what was acknowledged last is brought once more, too.
 */
export async function playKills(first: number, share: number, bugs: readonly Bug[] = []): Promise<KillTally> {
  const tally = emptyTally();
  let run = await newRun(tally);
  for (let n = first; n < first + share; n += 1) {
    const program = runProgram(run.stage, pointOf(n), bugs);
    const isOver = (await program.started) && (await playOn(run, program, tally));
    if (isOver) program.stop('SIGTERM');
    const { signal } = await program.ended;
    if (signal === 'SIGKILL') tally.points += 1;
    look(run, tally);
    if (!isOver) continue;
    await finish(run, tally, bugs);
    run = await newRun(tally);
  }
  await finish(run, tally, bugs);
  return tally;
}

/**
 * Slack gives a delivery up to four times. Among so many there is always a press that the core itself would take again,
 * so that forgetting deliveries shows.
 */
const BROUGHT_AGAIN = 4;

interface Run {
  readonly stage: Stage;
  readonly acknowledged: Wanted[];
  /** Sent, and not answered. */
  open: { readonly wanted: Wanted; readonly body: string } | null;
  /** The last ones that were answered, oldest first. */
  last: readonly string[];
}

async function newRun(tally: KillTally): Promise<Run> {
  tally.handovers += 1;
  return { stage: await createStage(), acknowledged: [], open: null, last: [] };
}

/** Presses until the program is gone; true when there is nothing left to press. */
async function playOn(run: Run, program: Program, tally: KillTally): Promise<boolean> {
  const press = async (wanted: Wanted, body: string): Promise<boolean> => {
    run.open = { wanted, body };
    if (!(await send(run.stage, body))) return false;
    run.acknowledged.push(wanted);
    tally.acknowledged += 1;
    run.open = null;
    run.last = [...run.last, body].slice(-BROUGHT_AGAIN);
    return true;
  };
  if (run.open && !(await press(run.open.wanted, run.open.body))) return false;
  for (const body of run.last) if (!(await send(run.stage, body))) return false;
  for (;;) {
    const wanted = nextPress(readStored(run.stage).handover);
    if (wanted === null) return settled(run, program);
    if (!(await press(wanted, bodyOf(run.stage, wanted)))) return false;
  }
}

/** Waits until all messages are sent; false when the program is gone before. */
function settled({ stage }: Run, program: Program): Promise<boolean> {
  return new Promise((resolve) => {
    const looking = setInterval(() => {
      if (readStored(stage).pending > 0) return;
      clearInterval(looking);
      resolve(true);
    }, 50);
    void program.ended.then(() => {
      clearInterval(looking);
      resolve(false);
    });
  });
}

function look({ stage, acknowledged }: Run, tally: KillTally): void {
  try {
    const found = readStored(stage);
    const { lost, twice } = wrongEffects(found.events, acknowledged);
    // Counted at each point, and then no longer expected.
    tally.lost += lost;
    tally.twice += twice;
    acknowledged.splice(
      0,
      acknowledged.length,
      ...acknowledged.filter(({ isEffect }) => found.events.filter(isEffect).length === 1),
    );
    tally.missing += missingMessages(stage, found);
  } catch {
    tally.corrupt += 1;
  }
}

/** Lets the program send what is left, looks once more, and leaves the stage. */
async function finish(run: Run, tally: KillTally, bugs: readonly Bug[]): Promise<void> {
  const program = runProgram(run.stage, null, bugs);
  if (await program.started) await settled(run, program);
  program.stop('SIGTERM');
  await program.ended;
  look(run, tally);
  tally.copies += copiesInSlack(run.stage);
  await run.stage.close();
}

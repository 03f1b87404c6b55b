import { realTimer } from '../../../src/local/listen.js';
import { signedHeaders } from '../../../src/local/slack-peer/sign.js';
import type { SlackPeer } from '../../../src/local/slack-peer/slack-peer.js';
import type { TeamsPeer } from '../../../src/local/teams-peer/teams-peer.js';
import { createPlay, type Play } from '../../support/cast.js';
import { type PlatformName, type RealProcess, SECRET } from '../../support/real-process.js';
import { slackSeats } from '../../support/seats/slack-seats.js';
import { teamsSeats } from '../../support/seats/teams-seats.js';
import type { Seat } from '../../support/seats/seat.js';
import { personal, SECRETS } from './canaries.js';

const DAY_MS = 86_400_000;
const COMPANYS = "The company's, or given up";
const COMMANDS = [
  '',
  'status ',
  'list ',
  'help ',
  'pause ',
  'nudge ',
  'extend ',
  'cancel ',
  'hour ',
  'holidays ',
  '@alice ',
];
const typed = SECRETS.map((canary) => canary.typed);
/** In a field of one line a line break cannot be typed. */
const inOneLine = (text: string): string => text.replaceAll('\n', ' ');
const ANY_SECRET = inOneLine(typed[1] ?? '');

/** Everything that a person may type, with a secret first, and with what is personal where it is meant to stand. */
export async function typeCanaries(run: RealProcess, platform: PlatformName): Promise<readonly string[]> {
  const { slack, teams } = run;
  if (platform === 'slack') {
    const mallory = slack.user('mallory');
    await talk((text) => mallory.command(`/handover ${text}`), mallory.say);
    await handOver(createPlay(slackSeats(slack)), () => slack.user('bob').closeView());
    await answerBadly(slack, (word) => slack.user('ines').command(`/handover ${word}`));
  } else {
    const mallory = teams.user('mallory');
    await talk((text) => mallory.say(`handover ${text}`), mallory.say);
    await handOver(createPlay(teamsSeats(teams)), () => Promise.resolve());
    await answerBadly(teams, (word) => teams.user('ines').say(`handover ${word}`));
  }
  return knock(run);
}

/** Words behind the command, and to the bot. */
async function talk(
  command: (text: string) => Promise<unknown>,
  say: (text: string) => Promise<unknown>,
): Promise<void> {
  for (const [n, word] of [...typed, personal('command').typed].entries()) {
    // Each command with some of them, and each of them with some commands.
    for (const name of COMMANDS.filter((_, m) => (m + n) % 3 === 0)) await command(name + inOneLine(word));
  }
  for (const word of [...typed, personal('chat').typed]) await say(word);
}

const settled = (ms: number): Promise<void> => new Promise((resolve) => void realTimer.after(ms, resolve));

/** Opens a form unless one stands there already. */
async function openForm<Message>(seat: Seat<Message>, open: () => Promise<void>): Promise<void> {
  if (seat.isFormOpen()) return;
  await open();
  for (let n = 0; n < 500 && !seat.isFormOpen(); n += 1) await settled(20);
}

/** Sends each secret in a form, which must not take it, and then what is personal, which it does. */
async function refuseThenTake<Message>(
  play: Play<Message>,
  name: 'alice' | 'bob' | 'ines' | 'carol',
  label: string,
  field: string,
  heading: string,
  words: string,
): Promise<void> {
  const message = await play.sees(name, `[${label}]`, heading);
  const seat = play.seat(name);
  for (const word of [...typed, words]) {
    await openForm(seat, () => seat.press(label, message));
    await seat.submit({ [field]: word });
  }
}

async function handOver<Message>(play: Play<Message>, closeForm: () => Promise<unknown>): Promise<void> {
  for (const secret of typed) await begin(play, inOneLine(secret));
  await begin(play, `acme ${personal('account').typed}`);
  const invite = await play.sees('bob', '[Decline]');
  await openForm(play.seat('bob'), () => play.seat('bob').press('Decline', invite));
  await play.seat('bob').submit({ 'Why not you?': ANY_SECRET });
  await closeForm();
  await play.press('bob', 'Accept');
  await play.answer([COMPANYS, 'Yes', 'No', 'No', 'No']);
  await refuseThenTake(
    play,
    'alice',
    'Name them',
    'Others, one on each line',
    'Question 6 of 6',
    personal('name').typed.slice(0, 58),
  );
  await play.do('alice', '1');
  const reason = personal('reason').typed;
  await refuseThenTake(play, 'bob', 'Send back', 'What is missing?', 'Confirm step 1:', reason);
  await refuseThenTake(play, 'alice', 'I need help', 'What do you need?', 'Step 1:', reason);
  await refuseThenTake(play, 'alice', 'Does not apply', 'Why does it not apply?', 'Step 1:', reason);
}

async function begin<Message>(play: Play<Message>, account: string): Promise<void> {
  const seat = play.seat('ines');
  await openForm(seat, () => seat.start(['alice', 'bob']));
  const lastDay = new Date(Date.now() + 20 * DAY_MS).toISOString().slice(0, 10);
  await seat.submit({ 'Why?': 'Resigned', Administrator: 'carol', 'Last working day': lastDay, Account: account });
}

/** The platform refuses messages, and puts into its answers what should not be there. */
async function answerBadly(peer: SlackPeer | TeamsPeer, command: (word: string) => Promise<unknown>): Promise<void> {
  for (const [n, code] of [...typed, personal('platform').typed].entries()) {
    if ('lagLookups' in peer) peer.fail('*', { error: code });
    else peer.fail('*', { status: 400, code });
    await command(n % 2 === 0 ? 'pause' : 'resume');
    await settled(100);
    peer.heal();
  }
  await settled(300);
}

/** Requests that nobody of the platforms would send, with canaries in every part. Gives what was answered. */
async function knock(run: RealProcess): Promise<readonly string[]> {
  const answers: string[] = [];
  const ask = async (path: string, request: RequestInit = {}): Promise<void> => {
    const response = await fetch(run.address() + path, request);
    answers.push(`${JSON.stringify([...response.headers])} ${await response.text()}`);
  };
  for (const word of [...typed, personal('request').typed]) {
    const part = encodeURIComponent(word);
    const authorization = `Bearer ${inOneLine(word)}`;
    await ask(`/${part}?q=${part}`);
    await ask(`/healthz?q=${part}`, { headers: { 'x-canary': inOneLine(word), authorization } });
    await ask(`/readyz?q=${part}`);
    await ask('/api/messages', { method: 'POST', body: word, headers: { authorization } });
    for (const body of [word, `payload=${part}`, `payload=${encodeURIComponent(`{"type":"${word}`)}`, `{"${word}`]) {
      for (const type of ['application/x-www-form-urlencoded', 'application/json', 'text/plain']) {
        const signature = signedHeaders(SECRET, Math.floor(Date.now() / 1000), body);
        await ask('/slack/events', { method: 'POST', body, headers: { 'content-type': type, ...signature } });
      }
    }
  }
  return answers;
}

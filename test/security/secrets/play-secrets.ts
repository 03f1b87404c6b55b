import { signedHeaders } from '../../../src/local/slack-peer/sign.js';
import type { SlackPeer } from '../../../src/local/slack-peer/slack-peer.js';
import type { TeamsPeer } from '../../../src/local/teams-peer/teams-peer.js';
import { createPlay } from '../../support/cast.js';
import { type PlatformName, type RealProcess, SECRET } from '../../support/real-process.js';
import { slackSeats } from '../../support/seats/slack-seats.js';
import { teamsSeats } from '../../support/seats/teams-seats.js';
import { inOneLine, personal, SECRETS } from './canaries.js';
import { fillInForms } from './fill-in-forms.js';

const WAIT_MS = 20_000;
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

/** Everything that a person may type, with a secret first, and with what is personal where it is meant to stand. */
export async function typeCanaries(run: RealProcess, platform: PlatformName): Promise<readonly string[]> {
  const { slack, teams } = run;
  for (const user of [...slack.state.users, ...teams.state.users])
    if (user.name === 'bob') Object.assign(user, { displayName: `Bob ${personal('display').core}` });
  if (platform === 'slack') {
    const mallory = slack.user('mallory');
    await talk((text) => mallory.command(`/handover ${text}`), mallory.say);
    await fillInForms(createPlay(slackSeats(slack)), (name) => slack.user(name).closeView());
    await answerBadly(slack, (word) => slack.user('ines').command(`/handover ${word}`));
  } else {
    const mallory = teams.user('mallory');
    await talk((text) => mallory.say(`handover ${text}`), mallory.say);
    await fillInForms(createPlay(teamsSeats(teams)), () => Promise.resolve());
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

/** The platform refuses messages, and puts into its answers what should not be there. */
async function answerBadly(peer: SlackPeer | TeamsPeer, command: (word: string) => Promise<unknown>): Promise<void> {
  for (const [n, code] of [...typed, personal('platform').typed].entries()) {
    if ('lagLookups' in peer) peer.fail('*', { error: code });
    else peer.fail('*', { status: 400, code });
    const before = peer.calls().length;
    await command(n % 2 === 0 ? 'pause beta' : 'resume beta');
    await peer.waitFor(() => peer.calls().length > before, { ms: WAIT_MS, what: 'a call to be refused' });
    peer.heal();
  }
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

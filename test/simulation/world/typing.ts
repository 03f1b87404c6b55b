import type { ChangeWord } from '../../../src/engine/command-port.js';
import type { Ask, Identity } from '../../../src/engine/ports.js';
import { freshSecret } from './filling.js';
import type { Intents } from './intents.js';
import type { Person } from './person.js';
import type { Sent } from './platforms/client.js';
import { channelOf as slackChannelOf } from './platforms/slack/slack-names.js';
import { channelOf as teamsChannelOf } from './platforms/teams/teams-names.js';
import type { World } from './world.js';

const WORDS: readonly ChangeWord[] = ['pause', 'resume', 'extend', 'reassign', 'nudge', 'reopen'];
const TEXTS = ['hello?', 'status', 'help', 'what do I have to do', 'thanks'];

/** What people type: words to the bot, and commands. */
export class Typing {
  /** What was typed instead of pressed; the handover that it meant is the program's to find. */
  readonly commands: { readonly person: Person; readonly change: ChangeWord; readonly at: number }[] = [];

  constructor(
    private readonly world: World,
    private readonly intents: Intents,
    private readonly send: (person: Person, sent: Sent, isRepeated?: boolean) => void,
  ) {}

  type(person: Person): void {
    const { world } = this;
    const { random } = world;
    const isSecret = random.chance(0.2);
    const secret = freshSecret(world);
    if (isSecret) this.intents.secrets.push(secret);
    const thread = random.chance(0.5)
      ? random.pick([null, ...world.screens.pressableIn(person.conversation ?? '')])
      : null;
    const text = isSecret ? `here: ${secret}` : random.pick(TEXTS);
    world.count('press', `${person.name} types`);
    this.send(person, world.clientOf(person).say(person, text, thread), true);
  }

  command(person: Person): void {
    const { world } = this;
    const { random } = world;
    world.count('press', `${person.name} types a command`);
    const hour = String(random.between(6, 12));
    const place = random.pick(['DE', 'GB', 'none', 'nowhere']);
    const [words, ask] = random.pick<readonly [string, Ask]>([
      ['list', { kind: 'list' }],
      ['status', { kind: 'status', which: '' }],
      ['help', { kind: 'help' }],
      [`hour ${hour}`, { kind: 'prefer', what: 'hour', value: hour }],
      [`holidays ${place}`, { kind: 'prefer', what: 'holidays', value: place }],
    ]);
    const client = world.clientOf(person);
    if (random.chance(0.6)) return this.send(person, client.command(person, words, ask));
    const change = random.pick(WORDS);
    const which = random.chance(0.5) ? '' : `account-${random.between(1, 2000)}`;
    this.commands.push({ person, change, at: world.now });
    this.send(person, client.command(person, `${change} ${which}`, { kind: 'change', change, which }));
  }

  start(person: Person): void {
    const { world } = this;
    const { random } = world;
    if (person.conversation === null) return;
    world.count('press', `${person.name} starts`);
    const { platform, workspace } = person.identity;
    const ofWorkspace = platform === 'slack' ? slackChannelOf(workspace) : teamsChannelOf(workspace);
    const channel = random.chance(0.3) ? ofWorkspace : null;
    this.send(person, world.clientOf(person).start(person, channel, this.named(person)));
  }

  /** Whom the command names, if it names anybody. */
  private named({ identity: { platform, workspace } }: Person): readonly Identity[] {
    const { random, people } = this.world;
    const others = people.filter(({ identity: one }) => one.platform === platform && one.workspace === workspace);
    const some = Array.from({ length: random.pick([0, 0, 1, 2]) }, () => random.pick(others).identity);
    return [...new Set(some)];
  }
}

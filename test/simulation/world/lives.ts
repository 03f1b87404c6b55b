import { localDate, localHour } from '../../../src/core/time.js';
import { isWeekday } from '../../../src/core/rules.js';
import type { Instant } from '../../../src/core/ids.js';
import type { Acts } from './acts.js';
import { conversationOf, type Person, profileOf, randomZone } from './person.js';
import type { Sent } from './platforms/client.js';
import { userJson } from './platforms/slack/slack-api.js';
import type { Records } from './records.js';
import type { World } from './world.js';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** So many handovers run at once, in each tenant on each platform. */
const RUNNING = 5;

/** Everybody goes on with their lives: they look at their messages, start handovers, move, leave and come back. */
export function liveOn(world: World, acts: Acts, records: () => Records | null): void {
  for (const person of world.people) lookAgain(world, acts, person);
  happen(world, acts);
  begin(world, acts, records);
}

const isAtWork = ({ zone, identity }: Person, now: number): boolean => {
  const hour = localHour(now as Instant, zone);
  return hour >= 8 && hour < 19 && isWeekday(localDate(now as Instant, zone)) && identity.user !== '';
};

function lookAgain(world: World, acts: Acts, person: Person): void {
  const { random } = world;
  const wait = person.pace * world.slowness * HOUR_MS * (0.1 + random.next() * 1.5);
  world.after(Math.max(wait, person.awayUntil - world.now), () => {
    const isThere = !person.isDeactivated && (isAtWork(person, world.now) || random.chance(0.05));
    if (!world.isCalm && isThere) {
      const times = random.between(1, 3);
      for (let n = 0; n < times; n += 1)
        world.after(n * random.between(5, 60) * 1_000, () => world.isCalm || acts.look(person));
    }
    lookAgain(world, acts, person);
  });
}

function begin(world: World, acts: Acts, records: () => Records | null): void {
  const { random } = world;
  world.after(random.between(5, 90) * MINUTE_MS, () => {
    const running = records()?.runningCount() ?? 0;
    const person = random.pick(world.people);
    if (!world.isCalm && running < 3 * RUNNING && !person.isDeactivated && isAtWork(person, world.now))
      acts.typing.start(person);
    begin(world, acts, records);
  });
}

function happen(world: World, acts: Acts): void {
  const { random } = world;
  world.after(random.between(1, 24) * HOUR_MS, () => {
    if (!world.isCalm) somethingHappens(whomItHappensTo(world), world, acts);
    happen(world, acts);
  });
}

/** Whoever is out comes back before long. */
function whomItHappensTo({ people, random }: World): Person {
  const out = people.filter(({ isDeactivated, conversation }) => isDeactivated || conversation === null);
  return random.pick(out.length > 0 && random.chance(0.5) ? out : people);
}

function somethingHappens(person: Person, world: World, acts: Acts): void {
  const { random } = world;
  const roll = random.next();
  const isTeams = person.identity.platform === 'teams';
  person.changedAt = world.now;
  if (person.isDeactivated) return comesBack(person, world, acts);
  if (isTeams && person.conversation === null) return addsApp(person, world, acts);
  if (roll < 0.3) {
    person.zone = randomZone(random);
    person.zones.add(person.zone);
    world.count('news', `${person.name} moves to ${person.zone}`);
    // Teams tells of it with the next thing that they do.
    if (!isTeams) acts.tell(person, changed(person, world));
  } else if (roll < 0.5) {
    person.awayUntil = world.now + random.between(1, 12) * 24 * HOUR_MS;
    world.count('news', `${person.name} is away`);
  } else if (roll < 0.6 && !isTeams) {
    person.isDeactivated = true;
    world.count('news', `${person.name} is deactivated`);
    // Now and then nobody tells, and the next look at the person has to find it out.
    if (random.chance(0.8)) acts.tell(person, changed(person, world));
  } else if (roll < 0.85 && isTeams) {
    person.conversation = null;
    world.count('news', `${person.name} takes the app out`);
    acts.tell(person, world.clients.teams.installed(person, false));
  } else if (roll < 0.95 && person.conversation !== null) {
    const { screens } = world;
    const all = [...screens.in(person.conversation).values()];
    const waiting = screens.pressableIn(person.conversation);
    // Below a root message that is gone nothing more can be posted.
    const roots = all.filter(({ thread }) => thread === null);
    const gone = random.pick([null, ...random.pick([all, waiting, roots])]);
    if (gone) {
      world.screens.remove(gone.ref);
      world.deleted.add(gone.ref.message);
    }
    world.count('news', `a message of ${person.name} is deleted`);
  }
}

function comesBack(person: Person, world: World, acts: Acts): void {
  person.isDeactivated = false;
  world.count('news', `${person.name} is back`);
  acts.tell(person, changed(person, world));
}

function addsApp(person: Person, world: World, acts: Acts): void {
  person.conversation = conversationOf(person.identity);
  world.count('news', `${person.name} adds the app again`);
  acts.tell(person, world.clients.teams.installed(person, true));
}

const changed = (person: Person, world: World): Sent =>
  world.clients.slack.changed(person, userJson(person), { kind: 'profile_changed', profile: profileOf(person) });

import type { Bug } from './bug.js';

/** In what takes deliveries, draws and sends. */
export const ENGINE_BUGS: readonly Bug[] = [
  {
    title: 'The inbox acknowledges before the commit',
    file: 'src/engine/inbox.ts',
    find: `      waiting.push({ work, resolve: (done) => resolve(done as Done<T>) });`,
    replace: `      waiting.push({ work, resolve: (done) => resolve(done as Done<T>) });
      if ('tenant' in work && work.deliveryId !== null) resolve({ kind: 'duplicate' });`,
  },
  {
    title: 'Of several presses in one transaction only the first is stored',
    file: 'src/engine/inbox.ts',
    find: `    const batch = waiting.slice(0, batchMax);`,
    replace: `    const batch = waiting.slice(0, batchMax).filter(({ work, resolve }, n) => {
      if (n === 0 || 'run' in work) return true;
      resolve({ kind: 'duplicate' });
      return false;
    });`,
  },
  {
    title: 'Nobody wakes the relay after a commit',
    file: 'src/engine/inbox.ts',
    find: `    if (batch.some(({ work }) => !('run' in work))) onCommit();`,
    replace: ``,
  },
  {
    title: 'The lines that were ticked before a press are not stored',
    file: 'src/engine/desk.ts',
    find: `    if (press?.action !== 'tick') return;`,
    replace: `    if (press?.action !== 'done') return;`,
  },
  {
    title: 'A secret that is typed is taken for a note',
    file: 'src/core/typed.ts',
    find: `  if (secret && (secret.isCertain || !typed.isNoSecret)) {`,
    replace: `  if (secret && !secret.isCertain && !typed.isNoSecret) {`,
  },
  {
    title: 'A post whose outcome is unknown is not looked up',
    file: 'src/engine/sender.ts',
    find: `    row.unknownSince === null || !platform.capabilities.looksUpMessages`,
    replace: `    row.unknownSince === null || platform.capabilities.looksUpMessages`,
  },
  {
    title: 'A post is not written down before it leaves',
    file: 'src/engine/sender.ts',
    find: `    await options.begin(row);`,
    replace: ``,
  },
  {
    title: 'A timeout counts as not sent',
    file: 'src/engine/sender.ts',
    find: `isUnknown: row.ref === null };`,
    replace: `isUnknown: false };`,
  },
  {
    title: 'The wait that a platform asks for is forgotten',
    file: 'src/engine/sender.ts',
    find: `at: at(failure.retryAfterMs) as Instant`,
    replace: `at: at() as Instant`,
  },
  {
    title: 'An outage gives messages up',
    file: 'src/engine/sender.ts',
    find: `      return { kind: 'later', at: at() as Instant, isUnknown: wasUnknown };`,
    replace: `      return { kind: 'dead', why: 'the platform is down' };`,
  },
  {
    title: 'Cards whose first line is the same are taken for the same',
    file: 'src/engine/sender.ts',
    find: `digest(JSON.stringify(drawn.card))`,
    replace: `digest(JSON.stringify(drawn.card.text))`,
  },
  {
    title: 'A message that was deleted is given up',
    file: 'src/engine/sender.ts',
    find: `      return { kind: 'lost' };`,
    replace: `      return { kind: 'skipped' };`,
  },
  {
    title: 'A message counts as sent before it is',
    file: 'src/engine/relay.ts',
    find: `      const outcome = paced(lane, await sender.send(`,
    replace: `      outbox.settle(row, { kind: 'skipped' }, clock.now());
      const outcome = paced(lane, await sender.send(`,
  },
  {
    title: 'Several messages leave for one person at once',
    file: 'src/engine/relay.ts',
    find: `      busy.set(lane, run);`,
    replace: `      busy.set(lane + row.row, run);`,
  },
  {
    title: 'After a failure the relay does not look again',
    file: 'src/engine/relay.ts',
    find: `timer.after(Math.max(1, next - clock.now()), pump)`,
    replace: `timer.after(Math.max(1, next - clock.now()), () => undefined)`,
  },
  {
    title: 'A clock that is set back holds up what was put off',
    file: 'src/engine/relay.ts',
    find: `      if (outbox.hurry((clock.now() + PUT_OFF_MAX_MS) as Instant)) pump();`,
    replace: ``,
  },
  {
    title: 'The scheduler never ticks a second time',
    file: 'src/engine/scheduler.ts',
    find: `        running = null;`,
    replace: ``,
  },
  {
    title: 'Deliveries are remembered for a minute',
    file: 'src/engine/scheduler.ts',
    find: `const REMEMBER_MS = 48 * HOUR_MS;`,
    replace: `const REMEMBER_MS = HOUR_MS / 60;`,
  },
  {
    title: 'Whoever cannot be reached is told of once, and to the handovers of that day alone',
    file: 'src/engine/reach.ts',
    find: `        reached.delete(key);
        return`,
    replace: `        if (reached.has(\`\${key}/not\`)) return;
        reached.add(\`\${key}/not\`);
        return`,
  },
  {
    title: 'What was given up stays so when somebody can be reached again',
    file: 'src/engine/reach.ts',
    find: `      outbox.revive(tenant, person, clock.now());`,
    replace: ``,
  },
  {
    title: 'A move is kept before the handovers know of it',
    file: 'src/engine/desk-message.ts',
    find: `      await Promise.all([
        options.inbox.write(() => store.learn(tenant, profile)),`,
    replace: `      store.learn(tenant, profile);
      await Promise.all([`,
  },
  {
    title: 'A nudge that was held up is sent in the night',
    file: 'src/engine/draw.ts',
    find: `        if (ref === null && !isInTime(subject.day, known)) return null;`,
    replace: ``,
  },
  {
    title: 'Nudges come at weekends',
    file: 'src/engine/calendar.ts',
    find: `      if (!isWeekday(day)) return false;`,
    replace: ``,
  },
];

import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const VERSION = '0.17.3';
const CLUSTERS = '/usr/lib/postgresql';

/**
 * Fills the queue by the library's own `add_jobs`, and has one worker empty it, configured for the most throughput as
 * its documentation says: https://worker.graphile.org/docs/performance
 */
const SCRIPT = `
import { makeWorkerUtils, run, runMigrations } from 'graphile-worker';
import pg from 'pg';
const [connectionString, jobs, rounds] = process.argv.slice(2);
const pool = new pg.Pool({ connectionString });
const rates = [];
await runMigrations({ connectionString });
for (let round = 0; round < Number(rounds); round += 1) {
  await pool.query(
    "select graphile_worker.add_jobs(array(select ('send', json_build_object('id', i), null, null, null, null, null, null)::graphile_worker.job_spec from generate_series(1, $1::int) i))",
    [Number(jobs)],
  );
  await pool.query('analyze');
  let done = 0;
  let finish;
  const finished = new Promise((resolve) => (finish = resolve));
  const preset = {
    worker: { connectionString, concurrentJobs: 24, maxPoolSize: 25, localQueue: { size: 500 }, completeJobBatchDelay: 0, failJobBatchDelay: 0 },
  };
  const began = performance.now();
  const runner = await run({
    preset,
    noHandleSignals: true,
    taskList: { send: () => { if ((done += 1) === Number(jobs)) finish(); } },
    logger: new (await import('graphile-worker')).Logger(() => () => undefined),
  });
  await finished;
  for (;;) {
    const { rows } = await pool.query('select count(*)::int as left from graphile_worker._private_jobs');
    if (rows[0].left === 0) break;
  }
  rates.push(Number(jobs) / ((performance.now() - began) / 1000));
  await runner.stop();
}
await pool.end();
console.log(JSON.stringify(rates));
process.exit(0);
`;

/** Jobs a second, round by round; a reason in place of them where there is nothing to compare with. */
export type Compared = readonly number[] | { readonly why: string };

export async function graphileWorker(folder: string, jobs: number, rounds: number): Promise<Compared> {
  const binaries = postgresBinaries();
  if (binaries === null) return { why: 'PostgreSQL is not installed (apt-get install postgresql)' };
  const queue = join(folder, 'graphile');
  mkdirSync(queue);
  writeFileSync(join(queue, 'run.mjs'), SCRIPT);
  writeFileSync(join(queue, 'package.json'), '{"private":true}');
  const install = spawnSync(
    'npm',
    ['install', '--no-audit', '--no-fund', '--ignore-scripts', `graphile-worker@${VERSION}`],
    { cwd: queue, encoding: 'utf8' },
  );
  if (install.status !== 0) return { why: `graphile-worker ${VERSION} could not be installed from the registry` };
  const cluster = join(folder, 'cluster');
  const stop = startCluster(binaries, folder, cluster);
  if (typeof stop === 'string') return { why: stop };
  try {
    const address = `postgres://bench@localhost/postgres?host=${encodeURIComponent(cluster)}`;
    return await ratesOf(queue, address, jobs, rounds);
  } finally {
    stop();
  }
}

function ratesOf(queue: string, address: string, jobs: number, rounds: number): Promise<Compared> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['run.mjs', address, String(jobs), String(rounds)], {
      cwd: queue,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let text = '';
    child.stdout.on('data', (piece: Buffer) => (text += piece.toString()));
    child.once('close', (code) =>
      resolve(code === 0 ? (JSON.parse(text) as number[]) : { why: 'graphile-worker did not run through' }),
    );
  });
}

/** Where Debian keeps them, the newest version first. */
function postgresBinaries(): string | null {
  if (!existsSync(CLUSTERS)) return null;
  const [newest] = readdirSync(CLUSTERS).toSorted((a, b) => Number(b) - Number(a));
  const binaries = join(CLUSTERS, newest ?? '', 'bin');
  return existsSync(join(binaries, 'initdb')) ? binaries : null;
}

/** A cluster of its own with its socket in its own folder, and all else as it comes: synced. Gives how to stop it. */
function startCluster(binaries: string, folder: string, cluster: string): (() => void) | string {
  mkdirSync(cluster);
  chmodSync(folder, 0o755);
  // PostgreSQL refuses to run as root.
  const isRoot = process.getuid?.() === 0;
  const id = (flag: string): number => Number(spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' }).stdout);
  const account = isRoot ? { uid: id('-u'), gid: id('-g') } : {};
  if (account.uid !== undefined && account.gid !== undefined) chownSync(cluster, account.uid, account.gid);
  const run = (name: string, ...args: readonly string[]): boolean =>
    spawnSync(join(binaries, name), args, { ...account, cwd: cluster, stdio: 'ignore' }).status === 0;
  if (!run('initdb', '-D', join(cluster, 'files'), '-U', 'bench', '-A', 'trust')) return 'initdb failed';
  const options = `-k ${cluster} -c listen_addresses=''`;
  if (!run('pg_ctl', '-D', join(cluster, 'files'), '-l', join(cluster, 'log'), '-w', '-o', options, 'start'))
    return 'PostgreSQL did not start';
  return () => void run('pg_ctl', '-D', join(cluster, 'files'), '-m', 'immediate', 'stop');
}

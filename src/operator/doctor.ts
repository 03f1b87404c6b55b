import { existsSync, statfsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { checkSlack } from '../../adapters/slack/index.js';
import type { Config } from '../config.js';
import type { Log } from '../engine/log-port.js';
import { openReader, type Reader } from '../store/open-reader.js';
import { counted, type Operation } from './operation.js';

/** One thing that was looked at. `cure` is null when nothing has to be done. */
interface Finding {
  readonly what: string;
  readonly cure: string | null;
}

const OLDEST_NODE = [20, 11] as const;
const FREE_MIN_BYTES = 200 * 1024 * 1024;
const silent = (): void => undefined;
const NO_LOG: Log = { debug: silent, info: silent, warn: silent, error: silent };

const good = (what: string): Finding => ({ what, cure: null });
const bad = (what: string, cure: string): Finding => ({ what, cure });

/** Looks at everything that can be wrong, and says of each what to do. Gives 1 when anything is. */
export async function examine({ config, say, nodeVersion }: Operation): Promise<number> {
  const findings: Finding[] = [nodeFinding(nodeVersion)];
  const known = read(config, findings);
  if (known) {
    findings.push(platformFinding(known), ...databaseFindings(known.databasePath));
    if (known.slack) findings.push(await slackFinding(known.slack));
  }
  for (const { what, cure } of findings) say(cure === null ? `ok     ${what}` : `WRONG  ${what}\n       ${cure}`);
  const wrong = findings.filter(({ cure }) => cure !== null).length;
  say(wrong === 0 ? 'Nothing is wrong.' : `${counted(wrong, 'thing')} to mend.`);
  return wrong === 0 ? 0 : 1;
}

function nodeFinding(version: string): Finding {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const isOld = major < OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor < OLDEST_NODE[1]);
  return isOld ? bad(`Node ${version}`, `Install Node ${OLDEST_NODE.join('.')} or newer.`) : good(`Node ${version}`);
}

function read(config: () => Config, findings: Finding[]): Config | null {
  try {
    return config();
  } catch (error) {
    findings.push(bad('the configuration', error instanceof Error ? error.message : String(error)));
    return null;
  }
}

function platformFinding({ slack, teams, localWorkspace }: Config): Finding {
  const on = [slack && `Slack (${slack.mode})`, teams && 'Teams'].filter((one) => one !== null);
  if (on.length > 0) return good(`the configuration: ${on.join(' and ')}`);
  return localWorkspace
    ? good('the configuration: no credentials, so the local workspace starts')
    : bad('the configuration: nothing to connect to', 'Set SLACK_BOT_TOKEN and the others; .env.example lists them.');
}

function databaseFindings(wanted: string): readonly Finding[] {
  const path = resolve(wanted);
  if (!existsSync(path)) return [good(`the database: ${path} will be made at the first start`)];
  try {
    const reader = openReader(path);
    try {
      return [fileFinding(reader), journalFinding(reader), messageFinding(reader), diskFinding(path)];
    } finally {
      reader.close();
    }
  } catch (error) {
    return [bad('the database', error instanceof Error ? error.message : String(error))];
  }
}

function fileFinding(reader: Reader): Finding {
  const fault = reader.fault();
  const use = reader.isInUse() ? 'in use by Handover' : 'not in use';
  return fault === null
    ? good(`the database: ${reader.path}, intact, ${use}`)
    : bad(`the database: ${fault}`, 'Stop Handover, keep a copy of the file, and restore it from a backup.');
}

function journalFinding(reader: Reader): Finding {
  let [handovers, entries] = [0, 0];
  try {
    for (const { tenant, id } of reader.handovers()) {
      entries += reader.journal(tenant, id).length;
      handovers += 1;
    }
    return good(`the journals: ${counted(handovers, 'handover')}, ${entries} entries, every chain whole`);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return bad(`the journals: ${why}`, 'Somebody changed the file. Compare it with a backup.');
  }
}

function messageFinding(reader: Reader): Finding {
  const dead = reader.dead(1_000).length;
  const doubtful = reader.doubtful(1_000).length;
  const pending = counted(reader.pending(), 'message');
  const doubt = doubtful === 0 ? '' : `, ${doubtful} may stand twice (npm run handover -- dead lists them)`;
  return dead === 0
    ? good(`the messages: ${pending} to be sent, none given up${doubt}`)
    : bad(`the messages: ${counted(dead, 'message')} given up`, 'See them with: npm run handover -- dead');
}

function diskFinding(path: string): Finding {
  const { bavail, bsize } = statfsSync(dirname(path));
  const free = bavail * bsize;
  const what = `the disk: ${Math.floor(free / 1024 ** 2)} MB free`;
  return free < FREE_MIN_BYTES ? bad(what, 'Free some space: Handover stops when nothing can be written.') : good(what);
}

async function slackFinding({ botToken, apiUrl }: NonNullable<Config['slack']>): Promise<Finding> {
  const found = await checkSlack({ botToken, apiUrl, log: NO_LOG });
  switch (found.kind) {
    case 'reached':
      return found.missing.length === 0
        ? good(`Slack: the workspace at ${found.url}`)
        : bad(
            `Slack: the app lacks ${found.missing.join(', ')}`,
            'Paste manifest.json under App Manifest again, then press Reinstall under Install App.',
          );
    case 'refused':
      return bad(`Slack: ${found.why}`, 'Copy the Bot User OAuth Token from Install App again into SLACK_BOT_TOKEN.');
    case 'unavailable':
      return bad('Slack: no answer', 'Check that this machine reaches https://slack.com, perhaps through a proxy.');
  }
}

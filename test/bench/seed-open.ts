import type { Effect } from '../../src/core/effect.js';
import type { Handover } from '../../src/core/handover.js';
import type { Instant, StepKey } from '../../src/core/ids.js';
import { assigneeOf, participants } from '../../src/core/people.js';
import { DEFAULT_RULES } from '../../src/core/rules.js';
import { nextDue } from '../../src/core/schedule.js';
import { openDatabase } from '../../src/store/database.js';
import { storeOn } from '../../src/store/open-store.js';
import { alice, bob, carol, ines, Play } from '../support/a-handover.js';
import { doOneStep } from './script.js';
import { identityOf, MONDAY, profileOf, ROLES, TENANT } from './seed.js';

/** What the successor uses of the cloud: each service is a step of its own, and all are open at the same time. */
const SERVICES = ['OBS', 'RDS', 'ECS', 'CCE', 'DCS', 'DMS', 'SWR', 'DNS', 'CDN', 'WAF'];
const DAY_MS = 86_400_000;
/** Of each journal, so that a million steps are seeded within a minute. */
const EVENTS_KEPT = 5;

/** One of the repeated steps: the successor has it open in every handover. */
export const OPEN_STEP = '9:1' as StepKey;

const openSteps = ({ steps }: Handover): readonly StepKey[] =>
  (Object.keys(steps) as StepKey[]).filter((key) => steps[key]?.state === 'open');

/** Walked by the core to where most steps are open at once. */
function walked(): Play {
  const play = new Play({ tenant: TENANT, lastDay: '2027-06-30' });
  play.accept().answer({
    huawei_id: 'company',
    authenticator: 'yes',
    third_party: 'yes',
    iam_user: 'yes',
    access_keys: 'yes',
    services: SERVICES,
  });
  while (openSteps(play.handover).length < SERVICES.length) doOneStep(play, () => undefined);
  return play;
}

/**
 * A database with so many open steps: one handover goes through the store, the others are copies of its rows with
 * names of their own. So many of them are due at {@link MONDAY}, the others on later days.
 */
export function seedOpen(
  path: string,
  steps: number,
  due: number,
): { readonly handovers: number; readonly steps: number; readonly sealKey: string } {
  const { handover, events } = walked();
  const open = openSteps(handover);
  const database = openDatabase(path);
  const names = [ines, alice, bob, carol];
  const store = storeOn(database, { person: () => names.shift() ?? ines, secret: () => 'secret' });
  const cards = open.map((step): Effect => ({
    type: 'show',
    to: assigneeOf(handover, step),
    card: { card: 'step', step },
  }));
  const overviews = participants(handover).map((to): Effect => ({ type: 'show', to, card: { card: 'root' } }));
  const dueAt = nextDue(handover, MONDAY, DEFAULT_RULES) ?? MONDAY;
  const [done] = store.handovers.process([
    {
      tenant: TENANT,
      deliveryId: null,
      at: MONDAY,
      from: identityOf(0, 'initiator'),
      target: { kind: 'handover', id: handover.id },
      learned: ROLES.map((role) => profileOf(0, role)),
      decide: () => ({
        result: null,
        moved: { handover, events },
        dueAt,
        effects: [...overviews, ...cards],
        meaning: null,
      }),
    },
  ]);
  if (done?.kind !== 'done') throw new Error(`seeding failed: ${JSON.stringify(done)}`);
  const handovers = Math.ceil(steps / open.length);
  const sealKey = store.ownValue('seal_key', () => 'a-key-of-the-bench');
  multiply(database.connection, { handovers, due, dueAt });
  database.close();
  return { handovers, steps: handovers * open.length, sealKey };
}

interface Copies {
  readonly handovers: number;
  readonly due: number;
  readonly dueAt: Instant;
}

/** In place of the first handover's names those of the n-th, as {@link identityOf} and its like give them. */
const SQL = `
  CREATE TEMP TABLE copy AS
    WITH RECURSIVE n(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM n WHERE n + 1 < @handovers)
    SELECT n, printf('%07d', n) AS x FROM n;
  INSERT INTO person SELECT tenant, 'p' || x || substr(person, 2), platform, workspace, replace(user, '0000000', x)
    FROM copy, main.person WHERE person LIKE 'p\\_%' ESCAPE '\\';
  INSERT INTO identity (tenant, platform, workspace, user, person, name, zone, locale, is_bot, is_foreign, is_deactivated, conversation)
    SELECT tenant, platform, workspace, replace(user, '0000000', x), 'p' || x || substr(person, 2), name, zone, locale,
           is_bot, is_foreign, is_deactivated, conversation
    FROM copy, main.identity WHERE n > 0 AND person LIKE 'p\\_%' ESCAPE '\\';
  UPDATE identity SET person = 'p0000000' || substr(person, 2) WHERE person LIKE 'p\\_%' ESCAPE '\\';
  INSERT INTO handover (tenant, id, version, status, due_at, started_at, outgoing, account_key, procedure, head, state)
    SELECT tenant, 'h' || x, version, status,
           CASE WHEN n % (@handovers / @due) = 0 AND n / (@handovers / @due) < @due THEN @now ELSE @later + n END,
           started_at, 'p' || x || substr(outgoing, 2), account_key || x, procedure, head,
           replace(replace(state, '"p_', '"p' || x || '_'), '"h1"', '"h' || x || '"')
    FROM copy, main.handover WHERE id = 'h1';
  INSERT INTO participant SELECT tenant, 'p' || x || substr(person, 2), 'h' || x, is_running, started_at
    FROM copy, main.participant WHERE handover = 'h1';
  INSERT INTO journal SELECT tenant, 'h' || x, seq, at, replace(event, '"p_', '"p' || x || '_'), hash
    FROM copy, main.journal WHERE handover = 'h1' AND seq > (SELECT max(seq) FROM journal) - @kept;
  INSERT INTO outbox (tenant, lane, subject, wanted, sent, attempts, conversation, message, root_of)
    SELECT tenant, 'p' || x || substr(lane, 2), replace(subject, '"h1"', '"h' || x || '"'), wanted + n * 100, wanted + n * 100, 0,
           'D' || x, row, CASE WHEN root_of IS NOT NULL THEN 'h' || x END
    FROM copy, main.outbox WHERE lane LIKE 'p\\_%' ESCAPE '\\';
  DELETE FROM outbox WHERE lane LIKE 'p\\_%' ESCAPE '\\';
  DELETE FROM participant WHERE handover = 'h1';
  DELETE FROM said;
  DELETE FROM journal WHERE handover = 'h1';
  DELETE FROM handover WHERE id = 'h1';
  DELETE FROM person WHERE person LIKE 'p\\_%' ESCAPE '\\';
  DROP TABLE copy`;

function multiply(connection: ReturnType<typeof openDatabase>['connection'], { handovers, due, dueAt }: Copies): void {
  connection.pragma('synchronous = OFF');
  connection.pragma('foreign_keys = OFF');
  connection.pragma('secure_delete = OFF');
  const values = { handovers, due: Math.min(due, handovers), now: MONDAY, later: dueAt + DAY_MS, kept: EVENTS_KEPT };
  for (const statement of SQL.split(';\n')) {
    const filled = statement.replace(/@(\w+)/g, (_, name: keyof typeof values) => String(values[name]));
    connection.exec(filled);
  }
  connection.pragma('wal_checkpoint(TRUNCATE)');
}

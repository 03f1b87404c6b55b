import { activityShape } from '../../../../../adapters/teams/activity.js';
import { createAnswerer } from '../../../../../adapters/teams/answer.js';
import { createTeamsPlatform } from '../../../../../adapters/teams/chat-platform.js';
import { createDirectory } from '../../../../../adapters/teams/directory.js';
import type { Drawing } from '../../../../../adapters/teams/markdown.js';
import { createReceive } from '../../../../../adapters/teams/receive.js';
import { renderCard } from '../../../../../adapters/teams/render.js';
import { createRoster } from '../../../../../adapters/teams/roster.js';
import { english as words } from '../../../../../adapters/teams/words.js';
import type { TenantId } from '../../../../../src/core/ids.js';
import { type Sendings, watchLanes } from '../lanes.js';
import type { Side, SideOptions } from '../side.js';
import { createWire } from '../wire.js';
import { createTeamsApi, TEAMS_FAULTS } from './teams-api.js';
import { APP, chatOf, SERVICE } from './teams-names.js';

/** Teams' adapter over a Bot Connector that is played here: everything but botbuilder and the HTTP beneath. */
export function createTeamsSide(workspace: string, tenant: TenantId, options: SideOptions): Side {
  const { world, program, ledger, handovers, desk, cardAt, clock, timer, log } = options;
  const tenantOf = (of: string): TenantId | null => (of === workspace ? tenant : null);
  const drawing: Drawing = { workspace, words, people: (person) => handovers.person(tenant, person) };
  const drawingOf = (of: string): Drawing | null => (of === workspace ? drawing : null);
  const sendings: Sendings = new Map();
  const wire = createWire('teams', world, program, ledger, TEAMS_FAULTS);
  const api = { world, workspace, wire, ledger, client: world.clients.teams };
  const directory = createDirectory({ serviceUrl: SERVICE, known: (identity) => handovers.knownAs(tenant, identity) });
  const said = createTeamsApi({ ...api, sendings: null });
  const roster = createRoster({
    connector: said,
    directory,
    rooms: () => handovers.rooms(tenant, 'teams'),
    isServed: (of) => of === workspace,
    wallClock: () => world.now,
    timer,
    log,
  });
  const installLink = `https://teams.microsoft.com/l/app/${APP}`;
  const platform = createTeamsPlatform({
    connector: createTeamsApi({ ...api, sendings }),
    directory,
    roster,
    appId: APP,
    tenantId: workspace,
    hasThreads: world.teamsHasThreads,
    installLink,
    drawingOf,
  });
  const receive = createReceive({
    connector: said,
    directory,
    answerer: createAnswerer({ connector: said, directory, platform, installLink, log }),
    desk,
    tenantOf,
    drawingOf,
    known: handovers.knownAs,
    people: handovers.person,
    cardAt,
    keepRoom: (of, conversation) => handovers.keepRoom(of, 'teams', conversation),
    clock,
    log,
    words,
  });
  return {
    workspace,
    platform: watchLanes(platform, chatOf, sendings, world, program),
    receive: async (payload) => {
      const { body, afterwards } = await receive(activityShape.parse(payload));
      return { ack: body, afterwards };
    },
    draw: (card) => renderCard(card, drawing).card,
  };
}

import { createAnswerer } from '../../../../../adapters/slack/answer.js';
import { createSlackPlatform } from '../../../../../adapters/slack/chat-platform.js';
import { createReceive } from '../../../../../adapters/slack/receive.js';
import { renderCard } from '../../../../../adapters/slack/render.js';
import type { Drawing } from '../../../../../adapters/slack/rich.js';
import { createSelf } from '../../../../../adapters/slack/self.js';
import { english as words } from '../../../../../adapters/slack/words.js';
import type { TenantId } from '../../../../../src/core/ids.js';
import { type Sendings, watchLanes } from '../lanes.js';
import type { Side, SideOptions } from '../side.js';
import { createWire } from '../wire.js';
import { createSlackApi, SLACK_FAULTS } from './slack-api.js';

/** Slack's adapter over a Web API that is played here: everything but Bolt and the HTTP beneath. */
export function createSlackSide(workspace: string, tenant: TenantId, options: SideOptions): Side {
  const { world, program, ledger, handovers, desk, clock, log } = options;
  const { person: people } = handovers;
  const wire = createWire('slack', world, program, ledger, SLACK_FAULTS);
  const sendings: Sendings = new Map();
  const call = createSlackApi({ world, workspace, wire, ledger, sendings, client: world.clients.slack });
  const self = createSelf(call);
  const respond = (url: string): Promise<void> => wire({ what: 'respond', where: url }, () => undefined);
  const answerer = createAnswerer({ call, respond, log });
  const tenantOf = (of: string): TenantId | null => (of === workspace ? tenant : null);
  const drawing: Drawing = { workspace, words, people: (person) => people(tenant, person) };
  const platform = createSlackPlatform({ call, self, drawingOf: (of) => (of === workspace ? drawing : null) });
  return {
    workspace,
    platform: watchLanes(platform, (conversation) => conversation, sendings, world, program),
    receive: createReceive({ answerer, desk, self, tenantOf, people, clock, log, words }),
    draw: (card) => ({ ...renderCard(card, drawing) }),
  };
}

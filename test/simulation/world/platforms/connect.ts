import type { TenantId } from '../../../../src/core/ids.js';
import type { ChatPlatform } from '../../../../src/engine/ports.js';
import { WORKSPACES } from '../person.js';
import { togetherAs } from './several-workspaces.js';
import type { Side, SideOptions } from './side.js';
import { channelOf } from './slack/slack-names.js';
import { createSlackSide } from './slack/slack-side.js';
import { createTeamsSide } from './teams/teams-side.js';

/** All workspaces, as one run of the program is connected to them. */
export interface Connected {
  readonly sides: readonly Side[];
  readonly platforms: readonly ChatPlatform[];
}

export function connect(options: SideOptions): Connected {
  const all = WORKSPACES.map(({ platform, workspace, tenant }) => ({
    platform,
    workspace,
    tenant: tenant as TenantId,
  }));
  const slack = all
    .filter(({ platform }) => platform === 'slack')
    .map(({ workspace, tenant }) => createSlackSide(workspace, tenant, options));
  const teams = all
    .filter(({ platform }) => platform === 'teams')
    .map(({ workspace, tenant }) => createTeamsSide(workspace, tenant, options));
  const isAt = (conversation: string, workspace: string): boolean =>
    conversation.startsWith(`D-${workspace}-`) || conversation === channelOf(workspace);
  return {
    sides: [...slack, ...teams],
    platforms: [togetherAs(slack, isAt), ...teams.map(({ platform }) => platform)],
  };
}

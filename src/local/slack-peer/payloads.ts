import { stateValues } from './element-values.js';
import type { JsonObject } from '../json.js';
import { objectOf, textOf } from '../json.js';
import { messageJson } from './methods/message-fields.js';
import { viewJson } from './methods/views.js';
import { newResponseUrl } from './response-urls.js';
import type { SlackMessage, SlackView, Workspace } from './state.js';
import type { Target } from './targets.js';
import { blocksOf, surfaceName } from './targets.js';
import { conversationOf, newTrigger, nextId, nextTs, userOf } from './workspace.js';

// Shapes: https://docs.slack.dev/reference/interaction-payloads and https://docs.slack.dev/apis/events-api

/** What every click, form and command says of who and where. */
function common(workspace: Workspace, user: string): JsonObject {
  const { team, bot } = workspace.state;
  const name = userOf(workspace, user)?.name ?? '';
  return {
    user: { id: user, username: name, name, team_id: userOf(workspace, user)?.teamId ?? team.id },
    team: { id: team.id, domain: team.domain },
    enterprise: null,
    is_enterprise_install: false,
    api_app_id: bot.appId,
    token: 'legacy-verification-token',
  };
}

/** A press, as `block_actions`. `value`: what the element holds now, null for a button. */
export function blockActions(workspace: Workspace, user: string, target: Target, value: JsonObject | null): JsonObject {
  const { surface, block, element, option } = target;
  const values = stateValues(workspace, user, surfaceName(surface), blocksOf(surface));
  const action = {
    type: textOf(element, 'type'),
    action_id: textOf(element, 'action_id'),
    block_id: textOf(block, 'block_id'),
    action_ts: nextTs(workspace),
    ...(element['type'] === 'button' ? picked(element, ['text', 'value', 'style', 'url']) : {}),
    ...(element['type'] === 'overflow' && option !== null ? { selected_option: option } : {}),
    ...(objectOf(element, 'placeholder') === null ? {} : picked(element, ['placeholder'])),
    ...value,
  };
  return {
    type: 'block_actions',
    ...common(workspace, user),
    ...(surface.kind === 'view'
      ? inView(workspace, surface.view, values)
      : { ...inMessage(workspace, user, surface.message), state: { values } }),
    actions: [action],
  };
}

const picked = (object: JsonObject, keys: readonly string[]): JsonObject =>
  Object.fromEntries(keys.flatMap((key) => (object[key] === undefined ? [] : [[key, object[key]]])));

const inView = (workspace: Workspace, view: SlackView, values: JsonObject): JsonObject => ({
  trigger_id: newTrigger(workspace, view.user, view.id),
  container: { type: 'view', view_id: view.id },
  view: viewJson(workspace, view, values),
});

function inMessage(workspace: Workspace, user: string, message: SlackMessage): JsonObject {
  const { channel, ts, threadTs } = message;
  const isEphemeral = message.onlyFor !== null;
  const thread = threadTs === null ? {} : { thread_ts: threadTs };
  return {
    trigger_id: newTrigger(workspace, user, null),
    container: { type: 'message', message_ts: ts, channel_id: channel, is_ephemeral: isEphemeral, ...thread },
    channel: { id: channel, name: conversationOf(workspace, channel)?.name ?? 'directmessage' },
    ...(isEphemeral ? {} : { message: messageJson(workspace, message, false) }),
    response_url: newResponseUrl(workspace, user, { channel, message: ts, threadTs }),
  };
}

export function viewSubmission(workspace: Workspace, view: SlackView, values: JsonObject): JsonObject {
  return {
    type: 'view_submission',
    ...common(workspace, view.user),
    trigger_id: newTrigger(workspace, view.user, view.id),
    view: viewJson(workspace, view, values),
    response_urls: [],
  };
}

export const viewClosed = (workspace: Workspace, view: SlackView, isCleared: boolean): JsonObject => ({
  type: 'view_closed',
  ...common(workspace, view.user),
  view: viewJson(workspace, view),
  is_cleared: isCleared,
});

/** A slash command. `text` is what stands behind the command, as Slack stores it. */
export function slashCommand(
  workspace: Workspace,
  user: string,
  channel: string,
  [command, text]: readonly [string, string],
): JsonObject {
  const { team, bot } = workspace.state;
  const conversation = conversationOf(workspace, channel);
  return {
    token: 'legacy-verification-token',
    team_id: team.id,
    team_domain: team.domain,
    channel_id: channel,
    channel_name: conversation?.kind === 'channel' ? conversation.name : 'directmessage',
    user_id: user,
    user_name: userOf(workspace, user)?.name ?? '',
    command,
    text,
    api_app_id: bot.appId,
    is_enterprise_install: 'false',
    response_url: newResponseUrl(workspace, user, { channel, message: null, threadTs: null }),
    trigger_id: newTrigger(workspace, user, null),
  };
}

/** An event in its envelope. */
export function eventCallback(workspace: Workspace, event: JsonObject): JsonObject {
  const { team, bot } = workspace.state;
  return {
    token: 'legacy-verification-token',
    team_id: team.id,
    context_team_id: team.id,
    context_enterprise_id: null,
    api_app_id: bot.appId,
    event: { event_ts: nextTs(workspace), ...event },
    type: 'event_callback',
    event_id: nextId(workspace, 'Ev'),
    event_time: Math.floor(workspace.now() / 1000),
    authorizations: [
      { enterprise_id: null, team_id: team.id, user_id: bot.userId, is_bot: true, is_enterprise_install: false },
    ],
    is_ext_shared_channel: false,
    event_context: nextId(workspace, '4-'),
  };
}

/** `message` in a direct conversation. */
export const messageEvent = (workspace: Workspace, message: SlackMessage): JsonObject =>
  eventCallback(workspace, {
    ...messageJson(workspace, message, false),
    channel: message.channel,
    channel_type: 'im',
    event_ts: message.ts,
  });

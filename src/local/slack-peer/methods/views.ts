import type { JsonObject } from '../../json.js';
import { objectOf, objectsOf, textOf } from '../../json.js';
import type { SlackView, Trigger, Workspace } from '../state.js';
import { validateView } from '../validate-blocks.js';
import { nextId, SlackError, topView } from '../workspace.js';
import { withIds } from './message-fields.js';
import type { Methods } from './method.js';
import { method } from './method.js';

/** How long a trigger is good for. https://docs.slack.dev/interactivity/handling-user-interaction */
const TRIGGER_MS = 3000;
const VIEW_MAX_BYTES = 250_000;
const STACK_MAX = 3;

/** Modals: `views.*`. */
export const VIEW_METHODS: Methods = {
  'views.open': method(null, (workspace, args) => {
    const body = checkedView(workspace, args);
    const { user } = useTrigger(workspace, args);
    return shown(workspace, openView(workspace, user, body));
  }),
  'views.push': method(null, (workspace, args) => {
    const body = checkedView(workspace, args);
    const { user, view } = useTrigger(workspace, args);
    if (view === null) throw new SlackError('invalid_trigger_id');
    return shown(workspace, pushView(workspace, user, body));
  }),
  'views.update': method(null, (workspace, args) => {
    const body = checkedView(workspace, args);
    const id = textOf(args, 'view_id');
    const external = textOf(args, 'external_id');
    const old = workspace.state.views.find(
      (view) => view.id === id || (external !== '' && textOf(view.body, 'external_id') === external),
    );
    if (old === undefined) throw new SlackError('not_found');
    if (textOf(args, 'hash') !== '' && textOf(args, 'hash') !== old.hash) throw new SlackError('hash_conflict');
    return shown(workspace, updateView(workspace, old, body));
  }),
};

/** The view of a call, or of an acknowledgement, checked and with ids. */
export function checkedView(workspace: Workspace, args: JsonObject): JsonObject {
  const view = objectOf(args, 'view');
  const problems = validateView(view ?? undefined);
  if (problems.length > 0 || view === null) throw new SlackError('invalid_arguments', problems);
  if (Buffer.byteLength(JSON.stringify(view)) > VIEW_MAX_BYTES) throw new SlackError('view_too_large');
  return { ...view, blocks: withIds(workspace, objectsOf(view, 'blocks')) };
}

/** A trigger is good once and for 3 seconds. */
function useTrigger({ state, now }: Workspace, args: JsonObject): Trigger {
  const trigger = state.triggers.find(({ id }) => id === textOf(args, 'trigger_id'));
  if (trigger === undefined) throw new SlackError('invalid_trigger_id');
  if (trigger.isUsed) throw new SlackError('exchanged_trigger_id');
  if (now() - trigger.at > TRIGGER_MS) throw new SlackError('expired_trigger_id');
  const used = { ...trigger, isUsed: true };
  state.triggers = state.triggers.map((one) => (one === trigger ? used : one));
  return trigger;
}

/** Opens a modal; what the person had open is closed by it. */
export function openView(workspace: Workspace, user: string, body: JsonObject): SlackView {
  closeViews(workspace, user);
  return addView(workspace, user, body, null);
}

export function pushView(workspace: Workspace, user: string, body: JsonObject): SlackView {
  if (workspace.state.views.filter((view) => view.user === user).length >= STACK_MAX) {
    throw new SlackError('push_limit_reached');
  }
  return addView(workspace, user, body, topView(workspace, user));
}

function addView(workspace: Workspace, user: string, body: JsonObject, below: SlackView | null): SlackView {
  const id = nextId(workspace, 'V');
  const hash = nextId(workspace, 'hash.');
  const view = { id, user, rootId: below?.rootId ?? id, previousId: below?.id ?? null, hash, body, errors: {} };
  workspace.state.views = [...workspace.state.views, view];
  workspace.changed({ kind: 'view', user });
  return view;
}

/** Replaces a view in its place. What was typed stays wherever block id and action id stay the same. */
export function updateView(workspace: Workspace, old: SlackView, body: JsonObject): SlackView {
  const view = { ...old, body, hash: nextId(workspace, 'hash.'), errors: {} };
  workspace.state.views = workspace.state.views.map((one) => (one.id === old.id ? view : one));
  workspace.changed({ kind: 'view', user: old.user });
  return view;
}

/** Closes this view, or all of the person's. */
export function closeViews(workspace: Workspace, user: string, id?: string): void {
  const { state } = workspace;
  const isGone = (view: SlackView) => view.user === user && (id === undefined || view.id === id);
  const gone = new Set(state.views.filter(isGone).map((view) => view.id));
  if (gone.size === 0) return;
  state.views = state.views.filter((view) => !gone.has(view.id));
  state.choices = state.choices.filter(({ surface }) => !gone.has(surface));
  workspace.changed({ kind: 'view', user });
}

const shown = (workspace: Workspace, view: SlackView): JsonObject => ({ view: viewJson(workspace, view) });

/** A view as Slack answers with it and sends it in payloads. */
export const viewJson = ({ state }: Workspace, view: SlackView, values: JsonObject = {}): JsonObject => ({
  id: view.id,
  team_id: state.team.id,
  ...view.body,
  private_metadata: textOf(view.body, 'private_metadata'),
  callback_id: textOf(view.body, 'callback_id'),
  external_id: textOf(view.body, 'external_id'),
  submit: view.body['submit'] ?? null,
  close: view.body['close'] ?? null,
  state: { values },
  hash: view.hash,
  root_view_id: view.rootId,
  previous_view_id: view.previousId,
  app_id: state.bot.appId,
  bot_id: state.bot.botId,
});

import type { JsonObject } from '../json.js';
import { isObject, objectOf, objectsOf, parseJson, textOf } from '../json.js';
import { checkedView, closeViews, pushView, updateView } from './methods/views.js';
import { respond } from './response-urls.js';
import type { Delivery, SlackView, Workspace } from './state.js';
import { visibleText } from './visible-text.js';
import { addNotice, SlackError } from './workspace.js';

/** What became of a form. `errors`: by the label of the field. */
export type Submitted =
  | { readonly kind: 'closed' | 'cleared' | 'updated' | 'pushed' | 'failed' }
  | { readonly kind: 'errors'; readonly errors: Readonly<Record<string, string>> };

const TROUBLE = 'We had some trouble connecting. Try again?';

/** Shows what a command was answered with, or that it failed. */
export function obeyCommand(workspace: Workspace, { payload, outcome, answer }: Delivery): void {
  const [user, channel, name] = [textOf(payload, 'user_id'), textOf(payload, 'channel_id'), textOf(payload, 'command')];
  const fail = (why: string): void => addNotice(workspace, user, `${name} failed with the error "${why}"`);
  if (outcome !== 'acknowledged') return fail(outcome === 'http_timeout' ? 'operation_timeout' : 'dispatch_failed');
  if (answer.trim() === '') return undefined;
  const parsed = parseJson(answer);
  const said = isObject(parsed) ? parsed : { text: answer };
  try {
    respond(workspace, { user, channel, message: null, threadTs: null }, said);
  } catch (error) {
    if (!(error instanceof SlackError)) throw error;
    fail([error.code, ...error.messages].join(' '));
  }
  return undefined;
}

/** A press is only acknowledged; when it is not, the person sees it. */
export function obeyPress(workspace: Workspace, user: string, label: string, { outcome }: Delivery): void {
  if (outcome !== 'acknowledged') addNotice(workspace, user, `"${label}" failed: ${TROUBLE}`);
}

/** Does with the form what the answer says. https://docs.slack.dev/surfaces/modals#updating_response */
export function obeySubmission(workspace: Workspace, view: SlackView, { outcome, answer }: Delivery): Submitted {
  const failed = (why: string): Submitted => {
    addNotice(workspace, view.user, `${TROUBLE}${why === '' ? '' : ` (${why})`}`);
    return { kind: 'failed' };
  };
  if (outcome !== 'acknowledged') return failed('');
  if (answer.trim() === '') {
    closeViews(workspace, view.user, view.id);
    return { kind: 'closed' };
  }
  const response = parseJson(answer);
  if (!isObject(response)) return failed('the answer is not JSON');
  try {
    return (
      respondToForm(workspace, view, response) ?? failed(`response_action "${textOf(response, 'response_action')}"`)
    );
  } catch (error) {
    if (error instanceof SlackError) return failed([error.code, ...error.messages].join(' '));
    throw error;
  }
}

function respondToForm(workspace: Workspace, view: SlackView, response: JsonObject): Submitted | null {
  switch (response['response_action']) {
    case 'clear':
      closeViews(workspace, view.user);
      return { kind: 'cleared' };
    case 'update':
      updateView(workspace, view, checkedView(workspace, response));
      return { kind: 'updated' };
    case 'push':
      pushView(workspace, view.user, checkedView(workspace, response));
      return { kind: 'pushed' };
    case 'errors':
      return showErrors(workspace, view, objectOf(response, 'errors') ?? {});
    default:
      return null;
  }
}

/** Errors stand at input blocks; an error for anything else makes Slack refuse the whole answer. */
function showErrors(workspace: Workspace, view: SlackView, given: JsonObject): Submitted {
  const inputs = objectsOf(view.body, 'blocks').filter(({ type }) => type === 'input');
  const ids = new Set(inputs.map((block) => textOf(block, 'block_id')));
  const stray = Object.keys(given).find((id) => !ids.has(id));
  if (stray !== undefined) throw new SlackError(`there is no input block "${stray}"`);
  if (Object.keys(given).length === 0) throw new SlackError('errors without a field');
  const errors = Object.fromEntries(Object.keys(given).map((id) => [id, textOf(given, id)]));
  return markErrors(workspace, view, errors);
}

/** Leaves the form open with these words at its fields, by block id. */
export function markErrors(workspace: Workspace, view: SlackView, errors: Readonly<Record<string, string>>): Submitted {
  const marked = { ...view, errors };
  workspace.state.views = workspace.state.views.map((one) => (one.id === view.id ? marked : one));
  workspace.changed({ kind: 'view', user: view.user });
  const labels = objectsOf(view.body, 'blocks').flatMap((block) => {
    const error = errors[textOf(block, 'block_id')];
    return error === undefined ? [] : [[visibleText(workspace, objectOf(block, 'label')), error] as const];
  });
  return { kind: 'errors', errors: Object.fromEntries(labels) };
}

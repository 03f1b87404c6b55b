import type { Submitted } from './acknowledgements.js';
import { markErrors, obeyCommand, obeyPress, obeySubmission } from './acknowledgements.js';
import type { Deliveries } from './deliveries.js';
import { choose, stateValues } from './element-values.js';
import type { FormEntries } from './form.js';
import { clientErrors, fillIn } from './form.js';
import { objectsOf } from '../json.js';
import { closeViews } from './methods/views.js';
import { blockActions, messageEvent, slashCommand, viewClosed, viewSubmission } from './payloads.js';
import { readAll, readMessage, readView } from './reading.js';
import type { Delivery, SlackMessage, SlackView, Workspace } from './state.js';
import type { Label, Spot, Surface, Target } from './targets.js';
import { findTarget, pressedValue, surfaceName, surfacesOf, targetAt } from './targets.js';
import { typedText } from './visible-text.js';
import { addMessage, addNotice, directConversation, isVisibleTo, topView, userOf } from './workspace.js';

/** In which message; the newest that has what is pressed unless given. An older copy presses an old button. */
export interface Where {
  readonly in?: SlackMessage;
}

/** A person at their Slack. Everything they do resolves when Slack has the app's answer and has obeyed it. */
export function createPerson(workspace: Workspace, deliveries: Deliveries, id: string) {
  const { state } = workspace;
  const name = userOf(workspace, id)?.name ?? id;

  const messages = (): readonly SlackMessage[] =>
    state.messages.filter((message) => isVisibleTo(workspace, message, id));

  const surfaces = (where: Where): readonly Surface[] =>
    where.in === undefined ? surfacesOf(workspace, id) : [{ kind: 'message', message: where.in }];

  const modal = (): SlackView => {
    const view = topView(workspace, id);
    if (view === null) throw new Error(`${name} has no form open`);
    return view;
  };

  const pressTarget = async (target: Target): Promise<Delivery> => {
    const value = pressedValue(workspace, id, target);
    if (value !== null) choose(workspace, id, surfaceName(target.surface), target.block, target.element, value);
    const delivery = await deliveries.deliver('interactivity', id, blockActions(workspace, id, target, value));
    obeyPress(workspace, id, target.text, delivery);
    return delivery;
  };

  const press = async (label: Label, where: Where = {}): Promise<Delivery> =>
    pressTarget(findTarget(workspace, surfaces(where), label));

  const submit = async (entries: FormEntries = {}): Promise<Submitted> => {
    const view = modal();
    fillIn(workspace, view, entries);
    const errors = clientErrors(workspace, view);
    if (Object.keys(errors).length > 0) return markErrors(workspace, view, errors);
    const values = stateValues(workspace, id, view.id, objectsOf(view.body, 'blocks'));
    const delivery = await deliveries.deliver('interactivity', id, viewSubmission(workspace, view, values));
    return obeySubmission(workspace, view, delivery);
  };

  return {
    id,

    /** Types a slash command, `/handover @bob`, in a channel or in the conversation with the bot. */
    command: async (text: string, where: { readonly channel?: string } = {}): Promise<Delivery | null> => {
      const [command = '', ...rest] = text.trim().split(' ');
      if (!state.scopes.includes('commands')) {
        addNotice(workspace, id, `${command} is not a valid command.`);
        return null;
      }
      const channel = where.channel ?? directConversation(workspace, id).id;
      const typed = typedText(workspace, rest.join(' '), true);
      const payload = slashCommand(workspace, id, channel, [command, typed]);
      const delivery = await deliveries.deliver('command', id, payload);
      obeyCommand(workspace, delivery);
      return delivery;
    },

    /** Writes to the bot. Null when the app has no scope to hear it (`im:history`). */
    say: async (text: string, where: { readonly thread?: SlackMessage } = {}): Promise<Delivery | null> => {
      const message = addMessage(workspace, {
        channel: directConversation(workspace, id).id,
        threadTs: where.thread === undefined ? null : (where.thread.threadTs ?? where.thread.ts),
        user: id,
        isFromBot: false,
        text: typedText(workspace, text, false),
        blocks: [],
        metadata: null,
        editedTs: null,
        onlyFor: null,
        clientMsgId: crypto.randomUUID(),
        isTombstone: false,
      });
      return state.scopes.includes('im:history')
        ? deliveries.deliver('event', id, messageEvent(workspace, message))
        : null;
    },

    /** Presses a button, an option of a menu, or a checkbox, by what is seen of it. */
    press,

    /** Presses exactly what stands there, as a mouse does. */
    pressAt: async (spot: Spot): Promise<Delivery> => pressTarget(targetAt(workspace, surfaces({}), spot)),

    /** Chooses an option of the menu that shows this placeholder. */
    select: async (menu: string, option: Label, where: Where = {}): Promise<Delivery> =>
      pressTarget(findTarget(workspace, surfaces(where), option, menu)),

    /** Clicks each of these checkboxes, one after the other; each click carries all that is ticked then. */
    tick: async (labels: readonly Label[], where: Where = {}): Promise<readonly Delivery[]> => {
      const sent: Delivery[] = [];
      for (const label of labels) sent.push(await press(label, where));
      return sent;
    },

    /** Fills in the open form and sends it. What Slack's own window refuses is not sent. */
    submit,

    /** Closes the form on top without sending it. */
    closeView: async (): Promise<Delivery | null> => {
      const view = modal();
      closeViews(workspace, id, view.id);
      return view.body['notify_on_close'] === true
        ? deliveries.deliver('interactivity', id, viewClosed(workspace, view, false))
        : null;
    },

    /** All that this person sees, as plain lines. */
    read: (): readonly string[] => readAll(workspace, id),
    /** The form on top, as plain lines; null when there is none. */
    openView: (): readonly string[] | null => {
      const view = topView(workspace, id);
      return view === null ? null : readView(workspace, view);
    },
    /** The messages that this person sees, oldest first. */
    messages,
    /** The newest message in which these words are seen; null when there is none. */
    find: (words: string): SlackMessage | null =>
      messages().findLast((message) => readMessage(workspace, message, id).join('\n').includes(words)) ?? null,
    /** One message as this person sees it. */
    readMessage: (message: SlackMessage): readonly string[] => readMessage(workspace, message, id),
  };
}

export type Person = ReturnType<typeof createPerson>;

import { closeDialogs } from './acknowledgements.js';
import { conversationUpdate, installationUpdate, messageActivity } from './activities.js';
import type { Entered, Look } from './card-values.js';
import type { Deliveries } from './deliveries.js';
import { setField, toggleField } from './filling.js';
import { compose, oldTarget, pressTarget } from './presses.js';
import { readAll, readDialog, readMessage } from './reading.js';
import type { Delivery, TeamsConversation, TeamsDialog, TeamsMessage, TeamsUser, Workspace } from './state.js';
import type { Label, Spot, Surface } from './targets.js';
import { findTarget, surfaceName, surfacesOf, targetAt } from './targets.js';
import { typedText } from './typed-text.js';
import { addMessage, changeUser, isVisibleTo, personalChat, userOf } from './workspace.js';

/** Where somebody writes. */
export interface SayWhere {
  /** A channel or group chat by its name or id; the personal chat unless given. */
  readonly in?: string;
  /** In a channel or group chat the bot hears only messages that mention it. */
  readonly mentionBot?: boolean;
  readonly thread?: TeamsMessage;
}

/** In which message; the newest that has what is pressed unless given. An older copy presses an old button. */
export interface Where {
  readonly in?: TeamsMessage;
}

/** A person at their Teams. Everything they do resolves when Teams has the app's answer and has obeyed it. */
export function createPerson(workspace: Workspace, deliveries: Deliveries, id: string) {
  const { state } = workspace;
  const me = (): TeamsUser => {
    const user = userOf(workspace, id);
    if (user === null) throw new Error(`${id} is gone from the peer's users`);
    return user;
  };
  const { name } = me();

  const messages = (): readonly TeamsMessage[] =>
    state.messages.filter((message) => isVisibleTo(workspace, message, id));

  const conversationFor = (where: SayWhere): TeamsConversation => {
    if (where.in === undefined || where.in === 'personal') {
      if (!me().hasApp) throw new Error(`${name} has not installed the app: call install() first`);
      return personalChat(workspace, me());
    }
    const found = state.conversations.find((one) => [one.id, one.name, one.kind].includes(where.in ?? ''));
    if (found === undefined)
      throw new Error(`there is no conversation ${where.in}: add one to the peer's conversations`);
    return found;
  };

  const lookAt = (surface: Surface): Look => ({ workspace, user: id, surface: surfaceName(surface) });

  const surfaces = (where: Where): readonly Surface[] =>
    where.in === undefined ? surfacesOf(workspace, id) : [{ kind: 'message', message: where.in }];

  const openDialog = (): TeamsDialog | null => state.dialogs.findLast(({ user }) => user === id) ?? null;

  return {
    id,

    /** Adds the app in the personal scope. */
    install: async (): Promise<readonly Delivery[]> => {
      changeUser(workspace, id, { hasApp: true, isBlocking: false });
      const chat = personalChat(workspace, me());
      return [
        await deliveries.deliver(id, installationUpdate(workspace, me(), 'add')),
        await deliveries.deliver(id, conversationUpdate(workspace, me(), chat, 'membersAdded')),
      ];
    },

    /** Takes the app out of the personal scope. */
    uninstall: (): Promise<Delivery> => {
      changeUser(workspace, id, { hasApp: false });
      return deliveries.deliver(id, installationUpdate(workspace, me(), 'remove'));
    },

    /** Blocks the bot; Teams tells the bot nothing of it. */
    block: (): void => changeUser(workspace, id, { isBlocking: true }),
    unblock: (): void => changeUser(workspace, id, { isBlocking: false }),

    /** Writes to the bot. Null where the bot does not hear it. */
    say: async (text: string, where: SayWhere = {}): Promise<Delivery | null> => {
      const conversation = conversationFor(where);
      const isPersonal = conversation.kind === 'personal';
      const typed = typedText(workspace, conversation, text, where.mentionBot === true);
      const message = addMessage(workspace, {
        conversation: conversation.id,
        root: where.thread === undefined ? null : (where.thread.root ?? where.thread.id),
        from: id,
        isFromBot: false,
        body: {
          type: 'message',
          text: typed.text,
          textFormat: 'plain',
          entities: typed.mentions.map((mentioned) => ({
            type: 'mention',
            mentioned,
            text: `<at>${mentioned.name}</at>`,
          })),
        },
        isEdited: false,
        isTombstone: false,
      });
      const isHeard = isPersonal ? me().hasApp : conversation.hasBot && where.mentionBot === true;
      return isHeard
        ? deliveries.deliver(id, messageActivity(workspace, me(), { ...message, conversation }, typed))
        : null;
    },

    /** Presses a button by what is seen of it, with all that was filled in. Null when nothing was sent. */
    press: async (label: Label, where: Where = {}): Promise<Delivery | null> => {
      const target = findTarget(lookAt, surfaces(where), label);
      return pressTarget(lookAt(target.surface), deliveries, me(), target);
    },

    /** Presses exactly what stands there, as a client does that draws the card itself. */
    pressAt: async (spot: Spot): Promise<Delivery | null> => {
      const target = targetAt(lookAt, surfacesOf(workspace, id), spot);
      return pressTarget(lookAt(target.surface), deliveries, me(), target);
    },

    /** Presses in a client that knows no `Action.Execute`: the `Action.Submit` that is its fallback is sent. */
    pressOld: async (label: Label, where: Where = {}): Promise<Delivery | null> => {
      const target = oldTarget(findTarget(lookAt, surfaces(where), label));
      return pressTarget(lookAt(target.surface), deliveries, me(), target);
    },

    /** Chooses a compose action of the app by its id, beside the box where messages are written. */
    compose: (command: string, where: Pick<SayWhere, 'in'> = {}): Promise<Delivery> =>
      compose(workspace, deliveries, me(), conversationFor(where), command),

    /** Fills in an input, by its label, placeholder or id. It is sent with the next press. */
    set: (input: string, value: Entered, where: Where = {}): void => setField(lookAt, surfaces(where), input, value),

    /** Clicks a toggle or a choice, by what is seen of it. It is sent with the next press. */
    toggle: (label: Label, where: Where = {}): void => toggleField(lookAt, surfaces(where), label),

    /** The open dialog, as plain lines; null when there is none. */
    openDialog: (): readonly string[] | null => {
      const dialog = openDialog();
      return dialog === null ? null : readDialog(workspace, dialog);
    },

    /** Closes the dialog without sending it; Teams tells the bot nothing of it. */
    closeDialog: (): void => {
      if (openDialog() === null) throw new Error(`${name} has no dialog open`);
      closeDialogs(workspace, id);
    },

    /** All that this person sees, as plain lines. */
    read: (): readonly string[] => readAll(workspace, id),
    /** The messages that this person sees, oldest first. */
    messages,
    /** The newest message in which these words are seen; null when there is none. */
    find: (words: string): TeamsMessage | null =>
      messages().findLast((message) => readMessage(workspace, message, id).join('\n').includes(words)) ?? null,
    /** One message as this person sees it. */
    readMessage: (message: TeamsMessage): readonly string[] => readMessage(workspace, message, id),
  };
}

export type Person = ReturnType<typeof createPerson>;

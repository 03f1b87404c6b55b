import type { Log } from '../../src/engine/log-port.js';
import type { Answer, ChatPlatform, Identity } from '../../src/engine/ports.js';
import type { Card } from '../../src/view/card.js';
import type { Connector } from './connector.js';
import { type FormState, renderDialog } from './dialog.js';
import type { Directory } from './directory.js';
import { failureOf } from './errors.js';
import type { ReplyPlace } from './found.js';
import { type Drawing, type TeamsJson } from './markdown.js';
import { decodeReference } from './reference.js';
import { renderCard, type Rendered } from './render.js';

/** What is answered to one activity: the body of the HTTP answer, and what follows once that is out. */
export interface Reply {
  readonly body: unknown;
  readonly afterwards: (() => Promise<void>) | null;
}

export interface AnswererOptions {
  readonly connector: Connector;
  readonly directory: Directory;
  readonly platform: Pick<ChatPlatform, 'openConversation'>;
  /** Opens the app's page in Teams, where it can be added. */
  readonly installLink: string;
  readonly log: Log;
}

/** Somebody and their activity. */
export interface Asker {
  readonly from: Identity;
  readonly place: ReplyPlace;
  readonly drawing: Drawing;
  /** The card that stands at the pressed message, as it is now; null for a message that is none of the outbox's. */
  readonly cardNow: () => Card | null;
  readonly nameOf: (user: string) => string | null;
}

const NOTHING: Reply = { body: undefined, afterwards: null };

/** Puts an answer into what Teams shows: in the place of the pressed card, in a window, or as a message. */
export function createAnswerer(options: AnswererOptions) {
  const { connector, directory, platform, installLink, log } = options;

  const say = async ({ from, place, drawing }: Asker, said: Rendered): Promise<void> => {
    try {
      const home = decodeReference(await platform.openConversation(from));
      if (home === null) return;
      const serviceUrl = directory.serviceUrlOf(home.tenant, home.serviceUrl);
      await connector.send({ serviceUrl, conversation: home.conversation }, { ...said, text: null });
      const isPublic = !place.isPersonal && !place.isTargeted;
      // A word for everybody would give away what only this person saw.
      if (isPublic && place.via === 'text') await hint(place, from, drawing.words.answeredThere);
    } catch (error) {
      const failure = failureOf(error, 'once');
      log.warn('teams_answer_refused', { why: failure.code });
      if (!place.isPersonal && place.via === 'text') {
        await hint(place, from, `${drawing.words.addFirst} ${installLink}`);
      }
    }
  };

  /** Where others read along only this much is said. */
  const hint = async ({ conversation }: ReplyPlace, { workspace }: Identity, text: string): Promise<void> => {
    try {
      const to = { serviceUrl: directory.serviceUrlOf(workspace), conversation };
      await connector.send(to, { summary: text, card: null, text });
    } catch (error) {
      log.warn('teams_hint_refused', { why: failureOf(error, 'once').code });
    }
  };

  /** Puts something in the place of the pressed message, for all of the person's clients. */
  const replace = async ({ from, place }: Asker, by: Rendered): Promise<void> => {
    if (place.message === null) return;
    try {
      const to = { serviceUrl: directory.serviceUrlOf(from.workspace), conversation: place.conversation };
      await connector.update(to, place.message, { ...by, text: null });
    } catch (error) {
      log.warn('teams_card_not_replaced', { why: failureOf(error, 'again').code });
    }
  };

  const inWindow = (answer: Answer, asker: Asker): Reply => {
    const { place, drawing, nameOf } = asker;
    const state: FormState = { nonce: place.nonce, nameOf, isWindow: true };
    switch (answer.kind) {
      case 'none':
        return NOTHING;
      case 'say':
        return { body: task(drawing.words.title, renderCard(withoutButtons(answer.card), drawing)), afterwards: null };
      case 'open':
      case 'replace':
        return { body: task(answer.dialog.title, renderDialog(answer.dialog, state, drawing)), afterwards: null };
      case 'correct': {
        const again = { ...state, errors: answer.errors, entries: place.entries };
        return { body: task(answer.dialog.title, renderDialog(answer.dialog, again, drawing)), afterwards: null };
      }
    }
  };

  const reply = (answer: Answer, asker: Asker): Reply => {
    const { place, drawing } = asker;
    if (place.via === 'event') return NOTHING;
    if (place.via === 'window') return inWindow(answer, asker);
    const said = answer.kind === 'say' ? renderCard(answer.card, drawing) : null;
    const form = formOf(answer, asker);
    const afterwards: (() => Promise<void>)[] = [];
    if (said !== null) afterwards.push(() => say(asker, said));
    if (place.via === 'text') {
      if (form !== null) afterwards.push(() => say(asker, form));
      return { body: undefined, afterwards: inOrder(afterwards) };
    }
    const card = asker.cardNow();
    // A form takes the place of a card that can be drawn again, and of the form before it; else it is a message.
    const staysInPlace = form !== null && (place.of === 'form' || card !== null);
    if (form !== null && !staysInPlace) afterwards.push(() => say(asker, form));
    const shown = staysInPlace ? form : card !== null ? renderCard(card, drawing) : ending(asker);
    const isOwnMessage = place.of !== 'press' && card === null;
    if (shown !== null && (isOwnMessage || (place.via === 'submit' && (place.of !== 'press' || staysInPlace)))) {
      afterwards.push(() => replace(asker, shown));
    }
    const words = answer.kind === 'say' ? answer.card.text : drawing.words.taken;
    const body = place.via === 'execute' ? invoked(shown, words) : undefined;
    return { body, afterwards: inOrder(afterwards) };
  };
  return { reply };
}

/** The form that an answer asks for; null for none. */
function formOf(answer: Answer, { place, drawing, nameOf }: Asker): Rendered | null {
  const { nonce, touched } = place;
  const state: FormState = { nonce, touched, nameOf };
  if (answer.kind === 'open' || answer.kind === 'replace') return renderDialog(answer.dialog, state, drawing);
  if (answer.kind !== 'correct') return null;
  return renderDialog(answer.dialog, { ...state, errors: answer.errors, entries: place.entries }, drawing);
}

/** What stays of a form that was a message of its own. */
function ending({ place, drawing }: Asker): Rendered | null {
  if (place.of === 'press' || place.of === 'command') return null;
  const words = place.of === 'close' ? drawing.words.closed : drawing.words.sent;
  return renderCard({ text: words, blocks: [{ type: 'note', text: [words] }], isOver: true }, drawing);
}

/** https://learn.microsoft.com/adaptive-cards/authoring-cards/universal-action-model#response-format */
const invoked = (shown: Rendered | null, words: string): TeamsJson =>
  shown === null
    ? { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: words }
    : { statusCode: 200, type: 'application/vnd.microsoft.card.adaptive', value: shown.card };

/** https://learn.microsoft.com/microsoftteams/platform/messaging-extensions/how-to/action-commands/respond-to-task-module-submit */
const task = (title: string, { card }: Rendered): TeamsJson => ({
  task: {
    type: 'continue',
    value: {
      title,
      width: 'medium',
      height: 'large',
      card: { contentType: 'application/vnd.microsoft.card.adaptive', content: card },
    },
  },
});

/** A window's own buttons are all it can answer by. */
const withoutButtons = ({ blocks, ...card }: Card): Card => ({
  ...card,
  blocks: blocks
    .filter(({ type }) => type !== 'actions' && type !== 'checklist')
    .map((block) => (block.type === 'text' ? { type: 'text', text: block.text } : block)),
});

const inOrder = (all: readonly (() => Promise<void>)[]): Reply['afterwards'] =>
  all.length === 0
    ? null
    : async () => {
        // oxlint-disable-next-line no-await-in-loop -- what is said first is to stand first
        for (const one of all) await one();
      };

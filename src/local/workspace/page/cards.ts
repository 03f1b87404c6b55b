import type * as Library from 'adaptivecards';
import { CARD_LOOK } from './card-look.js';
import { sendAct } from './send-act.js';

/** Microsoft's script, which the page loads before this one. */
declare const AdaptiveCards: typeof Library;

/** What is entered, by the ids of the inputs. */
type Entered = ReadonlyMap<string, string>;

/** What stood in the inputs of a card when it was drawn. */
const begun = new WeakMap<Element, Entered>();
const cards = new WeakMap<Element, Library.AdaptiveCard>();
/** The server reads Markdown; here is how it writes each text. */
const texts = new Map<string, string>();
let isReady = false;

/** What somebody typed into a card and did not send yet, to be kept when it is drawn anew. */
export interface Draft {
  readonly begun: Entered;
  readonly typed: Entered;
}

/** Draws the Adaptive Cards of Teams where they stand. */
export function drawCards(holder: HTMLElement, drafts: readonly Draft[] = []): void {
  holder.querySelectorAll<HTMLElement>('[data-card]').forEach((place, n) => drawCard(place, drafts[n]));
}

/** Of every card in a piece of the page. */
export const draftsIn = (holder: HTMLElement): readonly Draft[] =>
  [...holder.querySelectorAll<HTMLElement>('[data-card]')].map((place) => ({
    begun: begun.get(place) ?? new Map(),
    typed: valuesOf(cards.get(place)),
  }));

function drawCard(place: HTMLElement, draft: Draft | undefined): void {
  getReady();
  for (const [text, html] of Object.entries(parsed(place.dataset['texts']))) texts.set(text, html);
  const card = new AdaptiveCards.AdaptiveCard();
  card.hostConfig = new AdaptiveCards.HostConfig(CARD_LOOK);
  card.onExecuteAction = (action) => press(place, card, action);
  card.parse(JSON.parse(place.dataset['card'] ?? '{}'));
  const drawn = card.render();
  if (drawn === undefined) return;
  // The message round it is what is reached and read; a card is no stop of its own.
  drawn.removeAttribute('tabindex');
  place.replaceChildren(drawn);
  cards.set(place, card);
  begun.set(place, valuesOf(card));
  if (draft !== undefined) restore(card, draft);
  nameParts(card, place);
}

function getReady(): void {
  if (isReady) return;
  isReady = true;
  AdaptiveCards.AdaptiveCard.onProcessMarkdown = (text, result) => {
    const html = texts.get(text);
    if (html === undefined) return;
    result.outputHtml = html;
    result.didProcess = true;
  };
}

/** What was typed stays where the card itself did not change it meanwhile. */
function restore(card: Library.AdaptiveCard, { begun: before, typed }: Draft): void {
  for (const input of card.getAllInputs()) {
    const { id = '' } = input;
    const value = typed.get(id);
    if (value !== undefined && value !== before.get(id) && textOf(input.value) === before.get(id)) {
      setValue(input, value);
    }
  }
}

function setValue(input: Library.Input, value: string): void {
  const chosen = value.split(',');
  for (const control of controlsOf(input)) {
    if (control instanceof HTMLInputElement && /^(?:radio|checkbox)$/.test(control.type)) {
      control.checked = chosen.includes(control.value) || (control.value === 'on' && value === 'true');
    } else control.value = value;
  }
}

const controlsOf = (input: Library.Input) =>
  input.renderedElement?.querySelectorAll<HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement>(
    'input, select, textarea',
  ) ?? [];

/** By these keys the focus finds its way back after the card was drawn anew. */
function nameParts(card: Library.AdaptiveCard, place: HTMLElement): void {
  for (const input of card.getAllInputs()) {
    // The same input may stand in another card, and an id only once on a page.
    input.renderedElement?.removeAttribute('id');
    controlsOf(input).forEach((control, n) => (control.dataset['key'] = `${input.id ?? ''}/${n}`));
  }
  for (const button of place.querySelectorAll<HTMLElement>('button')) button.dataset['key'] = button.innerText;
}

function press(place: HTMLElement, card: Library.AdaptiveCard, action: Library.Action): void {
  const { surface, person } = place.dataset;
  const values = Object.fromEntries(valuesOf(card));
  const act = { kind: 'press_card', person, surface, place: action.id, values };
  void sendAct(JSON.stringify(act), action.renderedElement ?? null);
}

const valuesOf = (card: Library.AdaptiveCard | undefined): Entered =>
  new Map((card?.getAllInputs() ?? []).map(({ id = '', value }): [string, string] => [id, textOf(value)]));

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

const parsed = (json: string | undefined): Readonly<Record<string, string>> =>
  JSON.parse(json ?? '{}') as Readonly<Record<string, string>>;

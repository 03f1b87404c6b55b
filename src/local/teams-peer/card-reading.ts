import type { JsonObject } from '../json.js';
import { isObject, listOf, objectOf, objectsOf, textOf } from '../json.js';
import { childrenOf, isInput, typeOf } from './card-tree.js';
import type { Look } from './card-values.js';
import { errorOf, isOpen, isShown, onOf, picksPeople, valueOf } from './card-values.js';
import { nameOf, placedActions } from './targets.js';
import { cardEntities, visibleText } from './visible-text.js';
import { userOf } from './workspace.js';

/** A card as a person sees it, line by line. `path`: its place, as targets count it. */
export function readCard(look: Look, card: JsonObject, path: string, entities = cardEntities(card)): readonly string[] {
  const places = new Map(placedActions(look, card, path));
  const read = (part: JsonObject): readonly string[] => (isShown(look, part) ? readElement(part) : []);
  const readElement = (part: JsonObject): readonly string[] => {
    if (isInput(part)) return readInput(look, part);
    switch (typeOf(part)) {
      case 'TextBlock':
        return visibleText(textOf(part, 'text'), entities).split('\n');
      case 'RichTextBlock':
        return listOf(part, 'inlines')
          .map((inline) => (isObject(inline) ? textOf(inline, 'text') : textOf({ inline }, 'inline')))
          .join('')
          .split('\n');
      case 'FactSet':
        return objectsOf(part, 'facts').map((fact) => visibleText(factLine(fact), entities));
      case 'Image':
        return [textOf(part, 'altText')];
      case 'ActionSet':
        return readButtons(objectsOf(part, 'actions'));
      case 'ColumnSet':
        return sideBySide(objectsOf(part, 'columns').map(read), ' ');
      case 'Table':
        return objectsOf(part, 'rows').flatMap((row) => sideBySide(objectsOf(row, 'cells').map(read), ' | '));
      default:
        return childrenOf(part).flatMap(read);
    }
  };

  /** Buttons on one line, below it what they show. */
  const readButtons = (actions: readonly JsonObject[]): readonly string[] => {
    if (actions.length === 0) return [];
    const shown = actions.flatMap((action) => {
      const [inner, place] = [objectOf(action, 'card'), places.get(action) ?? ''];
      return inner !== null && isOpen(look, place)
        ? readCard(look, inner, `${place}/card`, entities).map((line) => `  ${line}`)
        : [];
    });
    return [actions.map((action) => `[${nameOf(action)}]`).join(' '), ...shown];
  };

  return [...objectsOf(card, 'body').flatMap(read), ...readButtons(objectsOf(card, 'actions'))];
}

/** One line where each has one at most; else one below the other. */
const sideBySide = (columns: readonly (readonly string[])[], between: string): readonly string[] =>
  columns.every(({ length }) => length <= 1) ? [columns.flat().join(between)] : columns.flat();

function factLine(fact: JsonObject): string {
  const title = textOf(fact, 'title');
  return `${title}${title.endsWith(':') ? '' : ':'} ${textOf(fact, 'value')}`;
}

function readInput(look: Look, input: JsonObject): readonly string[] {
  const label = textOf(input, 'label');
  const error = errorOf(look, input);
  return [...(label === '' ? [] : [`${label}:`]), ...readHeld(look, input), ...(error === null ? [] : [`! ${error}`])];
}

function readHeld(look: Look, input: JsonObject): readonly string[] {
  const value = valueOf(look, input);
  const placeholder = textOf(input, 'placeholder');
  const box = (isTicked: boolean): string => `[${isTicked ? 'x' : ' '}]`;
  if (typeOf(input) === 'Input.Toggle') return [`${box(value === onOf(input))} ${visibleText(textOf(input, 'title'))}`];
  if (typeOf(input) !== 'Input.ChoiceSet') return [`<${value || placeholder}>`];
  const chosen = value.split(',').filter(Boolean);
  if (picksPeople(input)) {
    const offered = new Map(objectsOf(input, 'choices').map((one) => [textOf(one, 'value'), textOf(one, 'title')]));
    const names = chosen.map((id) => userOf(look.workspace, id)?.displayName ?? offered.get(id) ?? id);
    return [`<${names.join(', ') || placeholder}>`];
  }
  const choices = objectsOf(input, 'choices');
  const isChosen = (choice: JsonObject): boolean => chosen.includes(textOf(choice, 'value'));
  if (textOf(input, 'style').toLowerCase() === 'expanded') {
    return choices.map((choice) => `${box(isChosen(choice))} ${visibleText(textOf(choice, 'title'))}`);
  }
  const titles = choices.map((choice) => textOf(choice, 'title'));
  const shown = choices.filter(isChosen).map((choice) => textOf(choice, 'title'));
  return [`[${[shown.join(', ') || placeholder, 'v'].filter(Boolean).join(' ')}: ${titles.join(' | ')}]`];
}

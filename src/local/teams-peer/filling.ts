import type { JsonObject } from '../json.js';
import { objectsOf, textOf } from '../json.js';
import { typeOf } from './card-tree.js';
import type { Entered, Look } from './card-values.js';
import { flipped, heldBy, note, picksPeople } from './card-values.js';
import type { Field, Label, Surface } from './targets.js';
import { fieldsOn, matches } from './targets.js';
import { visibleText } from './visible-text.js';

/** Enters something into the first input with this id, label or placeholder; an error that lists the inputs when there is none. */
export function setField(
  lookAt: (surface: Surface) => Look,
  surfaces: readonly Surface[],
  named: string,
  entered: Entered,
): void {
  const fields = surfaces.flatMap((surface) => fieldsOn(lookAt(surface), surface));
  const found = fields.find(({ input }) => namesOf(input).includes(named));
  if (found === undefined) {
    const there = fields.map(({ input }) => namesOf(input).find(Boolean)).join(' | ');
    throw new Error(`there is no input "${named}"; there is: ${there}`);
  }
  const look = lookAt(found.surface);
  note(look, textOf(found.input, 'id'), 'value', heldBy(look, found.input, entered));
}

const namesOf = (input: JsonObject): readonly string[] =>
  ['label', 'title', 'placeholder', 'id'].map((key) => textOf(input, key)).filter(Boolean);

/** Clicks the first toggle, or choice of a set, with this label. */
export function toggleField(lookAt: (surface: Surface) => Look, surfaces: readonly Surface[], label: Label): void {
  const boxes = surfaces.flatMap((surface) => fieldsOn(lookAt(surface), surface).flatMap(boxesOf));
  const found = boxes.find(({ text }) => matches(label, text));
  if (found === undefined) {
    const there = boxes.map(({ text }) => `[ ] ${text}`).join(' ');
    throw new Error(`there is no box "${String(label)}" to tick; there is: ${there}`);
  }
  const look = lookAt(found.field.surface);
  note(look, textOf(found.field.input, 'id'), 'value', flipped(look, found.field.input, found.choice));
}

/** What can be ticked of an input. */
function boxesOf(field: Field): readonly { field: Field; choice: JsonObject | null; text: string }[] {
  const { input } = field;
  if (typeOf(input) === 'Input.Toggle') return [{ field, choice: null, text: visibleText(textOf(input, 'title')) }];
  if (typeOf(input) !== 'Input.ChoiceSet' || picksPeople(input)) return [];
  return objectsOf(input, 'choices').map((choice) => ({ field, choice, text: visibleText(textOf(choice, 'title')) }));
}

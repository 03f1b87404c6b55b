import type { JsonObject } from '../json.js';
import { objectOf, objectsOf, textOf } from '../json.js';
import { typeOf } from './card-tree.js';
import type { Choice, Workspace } from './state.js';
import { userOf } from './workspace.js';

/** Whose eyes look, and at what. */
export interface Look {
  readonly workspace: Workspace;
  readonly user: string;
  readonly surface: string;
}

/** What somebody enters: a text, a date as `2026-11-30`, a choice or person by what is seen of them, or several. */
export type Entered = string | number | boolean | readonly string[];

const noted = ({ workspace, user, surface }: Look, part: string, kind: Choice['kind']): string | null =>
  workspace.state.choices.find(
    (one) => one.user === user && one.surface === surface && one.part === part && one.kind === kind,
  )?.value ?? null;

/** Remembers something about a part of a card; null forgets it. */
export function note(look: Look, part: string, kind: Choice['kind'], value: string | null): void {
  const { workspace, user, surface } = look;
  const others = workspace.state.choices.filter(
    (one) => one.user !== user || one.surface !== surface || one.part !== part || one.kind !== kind,
  );
  workspace.state.choices = value === null ? others : [...others, { user, surface, part, kind, value }];
  workspace.changed({ kind: 'choice', user });
}

/** What an input holds now, as it would be sent; empty for nothing. */
export function valueOf(look: Look, input: JsonObject): string {
  const entered = noted(look, textOf(input, 'id'), 'value');
  if (entered !== null) return entered;
  return textOf(input, 'value') || (typeOf(input) === 'Input.Toggle' ? offOf(input) : '');
}

export const onOf = (toggle: JsonObject): string => textOf(toggle, 'valueOn') || 'true';
const offOf = (toggle: JsonObject): string => textOf(toggle, 'valueOff') || 'false';

/** What is wrong with an input, as the client said when it was last sent. */
export const errorOf = (look: Look, input: JsonObject): string | null => noted(look, textOf(input, 'id'), 'error');

/** A part that is seen now. */
export function isShown(look: Look, part: JsonObject): boolean {
  const said = noted(look, textOf(part, 'id'), 'shown');
  return said === null ? part['isVisible'] !== false : said === 'yes';
}

/** The place of an `Action.ShowCard` stands for its card: it is closed at first. */
export const isOpen = (look: Look, place: string): boolean => noted(look, place, 'shown') === 'yes';

/** A choice set that finds its choices in the company's directory. */
export const picksPeople = (input: JsonObject): boolean =>
  textOf(objectOf(input, 'choices.data'), 'dataset').startsWith('graph.microsoft.com/users');

/** Turns what somebody enters into what the input holds. Throws when the input does not offer it. */
export function heldBy({ workspace }: Look, input: JsonObject, entered: Entered): string {
  const wanted = Array.isArray(entered) ? entered.map(String) : [String(entered)];
  switch (typeOf(input)) {
    case 'Input.Toggle':
      return entered === true || entered === onOf(input) ? onOf(input) : offOf(input);
    case 'Input.ChoiceSet':
      return wanted
        .filter(Boolean)
        .map((one) => (picksPeople(input) ? personIn(workspace, one) : choiceIn(input, one)))
        .join(',');
    case 'Input.Date':
      if (!/^\d{4}-\d{2}-\d{2}$|^$/.test(wanted[0] ?? '')) throw new Error(`"${wanted[0]}" is no date: 2026-11-30`);
      return wanted[0] ?? '';
    default: {
      const max = input['maxLength'];
      return typeof max === 'number' ? (wanted[0] ?? '').slice(0, max) : (wanted[0] ?? '');
    }
  }
}

function choiceIn(input: JsonObject, wanted: string): string {
  const choices = objectsOf(input, 'choices');
  const found = choices.find((choice) => textOf(choice, 'title') === wanted || textOf(choice, 'value') === wanted);
  if (found !== undefined) return textOf(found, 'value');
  throw new Error(`"${wanted}" is not offered; there is: ${choices.map((one) => textOf(one, 'title')).join(' | ')}`);
}

/** The picker knows the company's people alone, and gives the ids of Microsoft Entra. */
function personIn(workspace: Workspace, wanted: string): string {
  const user = userOf(workspace, wanted);
  const isFound = user !== null && user.tenantId === workspace.state.tenantId && !user.isDeleted && !user.isBot;
  if (!isFound) throw new Error(`the people picker finds no ${wanted} in the company`);
  return user.aadObjectId;
}

/** Flips a toggle, or one of the choices of a set. */
export function flipped(look: Look, input: JsonObject, choice: JsonObject | null): string {
  const value = valueOf(look, input);
  if (choice === null) return value === onOf(input) ? offOf(input) : onOf(input);
  const one = textOf(choice, 'value');
  if (input['isMultiSelect'] !== true) return one;
  const chosen = value.split(',').filter(Boolean);
  return (chosen.includes(one) ? chosen.filter((other) => other !== one) : [...chosen, one]).join(',');
}

/** What the client itself finds wrong before it sends; null for nothing. */
export function wrongWith(look: Look, input: JsonObject): string | null {
  const value = valueOf(look, input);
  const error = textOf(input, 'errorMessage') || 'This field is not filled in right.';
  const isMissing = typeOf(input) === 'Input.Toggle' ? value !== onOf(input) : value.trim() === '';
  if (isMissing) return input['isRequired'] === true ? error : null;
  const { regex, min, max } = input;
  if (typeof regex === 'string' && !new RegExp(regex).test(value)) return error;
  const isOutside =
    typeOf(input) === 'Input.Number'
      ? (typeof min === 'number' && Number(value) < min) || (typeof max === 'number' && Number(value) > max)
      : (typeof min === 'string' && min !== '' && value < min) ||
        (typeof max === 'string' && max !== '' && value > max);
  return isOutside ? error : null;
}

/** The inputs as they are sent along. Choices that nobody made, and numbers that nobody typed, are left out. */
export function sentValues(look: Look, inputs: readonly JsonObject[]): Readonly<Record<string, string>> {
  const isSent = (input: JsonObject): boolean =>
    valueOf(look, input) !== '' || !['Input.ChoiceSet', 'Input.Number'].includes(typeOf(input));
  return Object.fromEntries(inputs.filter(isSent).map((input) => [textOf(input, 'id'), valueOf(look, input)]));
}

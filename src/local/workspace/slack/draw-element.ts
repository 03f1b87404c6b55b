import type { JsonObject } from '../../json.js';
import { objectOf, textOf } from '../../json.js';
import { optionsOf } from '../../slack-peer/element-rules.js';
import { chosenOptions, valueOf } from '../../slack-peer/element-values.js';
import type { Workspace } from '../../slack-peer/state.js';
import { visibleText } from '../../slack-peer/visible-text.js';
import type { PersonAct } from '../acts.js';
import type { Name } from '../cast.js';
import { html, type Html } from '../html.js';

/** Whose eyes look, and at what: a message or a form, by the name that choices remember it by. */
export interface Look {
  readonly workspace: Workspace;
  readonly user: string;
  readonly name: Name;
  readonly surface: string;
}

/** An element that acts as soon as it is touched: a button, a menu, boxes. */
export function drawElement(look: Look, block: JsonObject, element: JsonObject): Html {
  switch (element['type']) {
    case 'button':
      return pressButton(look, block, element, null, visibleText(look.workspace, objectOf(element, 'text')));
    case 'checkboxes':
    case 'radio_buttons':
      return html`${optionsOf(element).map((option) => box(look, block, element, option))}`;
    default:
      return menu(look, block, element);
  }
}

/** A menu opens on a list of buttons: unlike a list of the browser's own it can be looked through without choosing. */
function menu(look: Look, block: JsonObject, element: JsonObject): Html {
  const title = visibleText(look.workspace, objectOf(element, 'placeholder'));
  const options = optionsOf(element).map((option) =>
    pressButton(look, block, element, option, visibleText(look.workspace, objectOf(option, 'text'))),
  );
  return html`<details class="menu">
    <summary data-key="${keyOf(block, element, null)}">${title || 'More'}</summary>
    <div class="menu-options">${options}</div>
  </details>`;
}

function pressButton(
  look: Look,
  block: JsonObject,
  element: JsonObject,
  option: JsonObject | null,
  label: string,
): Html {
  const style = textOf(element, 'style') || 'plain';
  return html`<button type="button" class="press is-${style}" ${pressing(look, block, element, option)}>
    ${label}
  </button>`;
}

function box(look: Look, block: JsonObject, element: JsonObject, option: JsonObject): Html {
  const { workspace, user, surface } = look;
  const value = valueOf(workspace, user, surface, block, element);
  const chosen = [...chosenOptions(value), objectOf(value, 'selected_option')].map((one) => textOf(one, 'value'));
  const isChosen = chosen.includes(textOf(option, 'value'));
  const description = objectOf(option, 'description');
  const type = element['type'] === 'checkboxes' ? 'checkbox' : 'radio';
  return html`<label class="box">
    <input type="${type}" ${isChosen ? html`checked` : null} ${pressing(look, block, element, option)} />
    <span
      >${visibleText(workspace, objectOf(option, 'text'))} ${description && visibleText(workspace, description)}</span
    >
  </label>`;
}

const keyOf = (block: JsonObject, element: JsonObject, option: JsonObject | null): string =>
  [textOf(element, 'action_id') || textOf(block, 'block_id'), textOf(option, 'value')].join('/');

/** What the page sends when it is touched, and by which key it is found again after the message was drawn anew. */
function pressing({ name, surface }: Look, block: JsonObject, element: JsonObject, option: JsonObject | null): Html {
  const act: PersonAct = {
    kind: 'press',
    person: name,
    surface,
    block: textOf(block, 'block_id'),
    action: textOf(element, 'action_id'),
    option: option === null ? null : textOf(option, 'value'),
  };
  return html`data-key="${keyOf(block, element, option)}" data-act="${JSON.stringify(act)}"`;
}

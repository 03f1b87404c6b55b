import type { JsonObject } from '../../json.js';
import { objectOf, objectsOf, textOf } from '../../json.js';
import { optionsOf } from '../../slack-peer/element-rules.js';
import { chosenOptions, valueOf } from '../../slack-peer/element-values.js';
import type { SlackView } from '../../slack-peer/state.js';
import { visibleText } from '../../slack-peer/visible-text.js';
import { html, type Html } from '../html.js';
import type { DrawBlock } from './draw-block.js';
import type { Look } from './draw-element.js';
import { drawBlocks } from './draw-message.js';

/** A modal as a form. What is filled in is sent under the ids of the blocks. */
export function drawForm(look: Look, view: SlackView, drawBlock: DrawBlock): Html {
  const text = (key: string): string => visibleText(look.workspace, objectOf(view.body, key));
  const { id } = view;
  const parts = objectsOf(view.body, 'blocks').map((block) =>
    block['type'] === 'input' ? field(look, view, block) : drawBlocks(look, [block], drawBlock),
  );
  const close = JSON.stringify({ kind: 'close', person: look.name, form: id });
  return html`<form class="form" data-form="${id}" data-person="${look.name}" aria-labelledby="${id}-title" novalidate>
    <h3 id="${id}-title">${text('title')}</h3>
    <div class="form-parts">${parts}</div>
    <div class="form-end">
      <button type="button" class="press is-plain" data-act="${close}" data-key="close" data-close>
        ${text('close') || 'Close'}
      </button>
      ${text('submit') && html`<button type="submit" class="press is-primary" data-key="submit">${text('submit')}</button>`}
    </div>
  </form>`;
}

/** What every field has around its control. */
interface Frame {
  readonly id: string;
  readonly name: string;
  readonly describedBy: Html | null;
}

function field(look: Look, view: SlackView, block: JsonObject): Html {
  const { workspace } = look;
  const name = textOf(block, 'block_id');
  const element = objectOf(block, 'element') ?? {};
  const error = view.errors[name];
  const hint = visibleText(workspace, objectOf(block, 'hint'));
  const id = `${view.id}-${name}`;
  const about = [error && `${id}-error`, hint && `${id}-hint`].filter(Boolean).join(' ');
  const describedBy = html`${about && html`aria-describedby="${about}"`} ${error && html`data-invalid`}`;
  const label = html`${visibleText(workspace, objectOf(block, 'label'))}
  ${block['optional'] === true ? html`<span class="quiet">(optional)</span>` : null}`;
  const after = html`${error && html`<p class="error" id="${id}-error">${error}</p>`}
  ${hint && html`<p class="hint" id="${id}-hint">${hint}</p>`}`;
  const frame = { id, name, describedBy };
  if (CHOICES.has(textOf(element, 'type'))) {
    return html`<fieldset class="field" data-field="${name}" ${describedBy}>
      <legend>${label}</legend>
      ${choices(look, block, element, frame)} ${after}
    </fieldset>`;
  }
  return html`<div class="field" data-field="${name}">
    <label for="${id}">${label}</label>
    ${control(look, block, element, frame)} ${after}
  </div>`;
}

const CHOICES: ReadonlySet<string> = new Set(['radio_buttons', 'checkboxes', 'multi_static_select']);

function choices(look: Look, block: JsonObject, element: JsonObject, { name }: Frame): Html {
  const value = valueOf(look.workspace, look.user, look.surface, block, element);
  const chosen = [...chosenOptions(value), objectOf(value, 'selected_option')].map((one) => textOf(one, 'value'));
  const type = element['type'] === 'radio_buttons' ? 'radio' : 'checkbox';
  return html`${optionsOf(element).map((option) => {
    const key = textOf(option, 'value');
    return html`<label class="box">
      <input
        type="${type}"
        name="${name}"
        value="${key}"
        data-key="${name}/${key}"
        ${chosen.includes(key) && html`checked`}
      />
      <span>${visibleText(look.workspace, objectOf(option, 'text'))}</span>
    </label>`;
  })}`;
}

function control(look: Look, block: JsonObject, element: JsonObject, { id, name, describedBy }: Frame): Html {
  const held = valueOf(look.workspace, look.user, look.surface, block, element);
  const invalid = look.workspace.state.views.some(({ id: view, errors }) => view === look.surface && name in errors);
  const common = html`id="${id}" name="${name}" data-key="${name}" ${describedBy}
  ${invalid && html`aria-invalid="true"`}`;
  const max = textOf(element, 'max_length');
  const limit = max && html`maxlength="${max}"`;
  switch (element['type']) {
    case 'users_select':
      return select(common, people(look), textOf(held, 'selected_user'));
    case 'static_select': {
      const options = optionsOf(element).map((option): Choice => [
        textOf(option, 'value'),
        visibleText(look.workspace, objectOf(option, 'text')),
      ]);
      return select(common, options, textOf(objectOf(held, 'selected_option'), 'value'));
    }
    case 'datepicker':
      return html`<input type="date" ${common} value="${textOf(held, 'selected_date')}" />`;
    default:
      return element['multiline'] === true
        ? html`<textarea rows="4" ${common} ${limit}>${textOf(held, 'value')}</textarea>`
        : html`<input type="text" autocomplete="off" ${common} ${limit} value="${textOf(held, 'value')}" />`;
  }
}

/** The value, and what is seen of it. */
type Choice = readonly [string, string];

const people = ({ workspace }: Look): readonly Choice[] =>
  workspace.state.users.filter(({ deleted }) => !deleted).map(({ id, displayName }): Choice => [id, displayName]);

const select = (common: Html, options: readonly Choice[], chosen: string): Html =>
  html`<select ${common}>
    <option value="">Choose</option>
    ${options.map(([value, label]) => html`<option value="${value}" ${value === chosen && html`selected`}>${label}</option>`)}
  </select>`;

import { chosenOptions, valueOf } from './element-values.js';
import { optionsOf } from './element-rules.js';
import type { JsonObject } from '../json.js';
import { objectOf, objectsOf, textOf } from '../json.js';
import type { SlackMessage, SlackView, Workspace } from './state.js';
import { elementsOf } from './validate-blocks.js';
import { visibleMrkdwn, visibleRich, visibleText } from './visible-text.js';
import { isVisibleTo, surfaceOf, userOf } from './workspace.js';

/** Whose eyes look, and at what. */
interface Look {
  readonly workspace: Workspace;
  readonly user: string;
  readonly surface: string;
}

/** All that a person sees, as plain lines: root messages, their threads indented, and what Slack itself told them. */
export function readAll(workspace: Workspace, user: string): readonly string[] {
  const { state } = workspace;
  const seen = state.messages.filter((message) => isVisibleTo(workspace, message, user));
  const roots = seen.filter(({ threadTs }) => threadTs === null);
  return [
    ...roots.flatMap((root) => [
      ...readMessage(workspace, root, user),
      ...seen
        .filter(({ channel, threadTs }) => channel === root.channel && threadTs === root.ts)
        .flatMap((reply) => readMessage(workspace, reply, user).map((line) => `  | ${line}`)),
    ]),
    ...state.notices.filter((notice) => notice.user === user).map(({ text }) => `! ${text}`),
  ];
}

/** One message as this person sees it. */
export function readMessage(workspace: Workspace, message: SlackMessage, user: string): readonly string[] {
  const look = { workspace, user, surface: surfaceOf(message) };
  const lines =
    message.blocks.length === 0
      ? visibleMrkdwn(workspace, message.text).split('\n')
      : message.blocks.flatMap((block) => readBlock(look, block));
  const from = message.isFromBot ? '' : `${userOf(workspace, message.user)?.name ?? message.user}: `;
  const prefix = `${message.onlyFor === null ? '' : '(only you) '}${from}`;
  return lines.map((line, i) => (i === 0 ? prefix + line : line));
}

/** A modal as its person sees it. */
export function readView(workspace: Workspace, { id, user, body, errors }: SlackView): readonly string[] {
  const look = { workspace, user, surface: id };
  const name = (key: string): string => visibleText(workspace, objectOf(body, key));
  const buttons = ['submit', 'close'].map(name).filter(Boolean);
  return [
    `# ${name('title')}`,
    ...objectsOf(body, 'blocks').flatMap((block) => {
      const error = errors[textOf(block, 'block_id')];
      return [...readBlock(look, block), ...(error === undefined ? [] : [`! ${error}`])];
    }),
    buttons.map((label) => `[${label}]`).join(' '),
  ];
}

function readBlock(look: Look, block: JsonObject): readonly string[] {
  const { workspace } = look;
  const text = (key: string): string => visibleText(workspace, objectOf(block, key));
  switch (block['type']) {
    case 'divider':
      return ['---'];
    case 'markdown':
      return textOf(block, 'text').split('\n');
    case 'image':
      return [textOf(block, 'alt_text')];
    case 'rich_text':
      return visibleRich(workspace, block);
    case 'context':
      return [
        objectsOf(block, 'elements')
          .map((part) => visibleText(workspace, part) || textOf(part, 'alt_text'))
          .join(' '),
      ];
    case 'input':
      return [`${text('label')}:`, ...readElements(look, block), ...[text('hint')].filter(Boolean)];
    default:
      return [
        ...(objectOf(block, 'text') === null ? [] : text('text').split('\n')),
        ...objectsOf(block, 'fields').flatMap((field) => visibleText(workspace, field).split('\n')),
        ...readElements(look, block),
      ];
  }
}

/** Buttons and menus of a block on one line, each checkbox on its own. */
function readElements(look: Look, block: JsonObject): readonly string[] {
  const inLine: string[] = [];
  const lines: string[] = [];
  for (const [element] of elementsOf(block)) {
    const isChoice = element['type'] === 'checkboxes' || element['type'] === 'radio_buttons';
    if (isChoice) lines.push(...readChoices(look, block, element));
    else inLine.push(readElement(look, block, element));
  }
  return inLine.length === 0 ? lines : [inLine.join(' '), ...lines];
}

function readChoices(look: Look, block: JsonObject, element: JsonObject): readonly string[] {
  const value = valueOf(look.workspace, look.user, look.surface, block, element);
  const chosen = [...chosenOptions(value), objectOf(value, 'selected_option')].map((one) => one?.['value']);
  return optionsOf(element).map(
    (option) =>
      `[${chosen.includes(option['value']) ? 'x' : ' '}] ${visibleText(look.workspace, objectOf(option, 'text'))}`,
  );
}

function readElement({ workspace, user, surface }: Look, block: JsonObject, element: JsonObject): string {
  const name = visibleText(workspace, objectOf(element, element['type'] === 'button' ? 'text' : 'placeholder'));
  const options = optionsOf(element).map((option) => visibleText(workspace, objectOf(option, 'text')));
  if (element['type'] === 'button') return `[${name}]`;
  if (element['type'] === 'image') return textOf(element, 'alt_text');
  const value = valueOf(workspace, user, surface, block, element);
  const held = Object.entries(value ?? {}).find(([key, one]) => key !== 'type' && one !== null)?.[1];
  const shown =
    typeof held === 'string'
      ? (userOf(workspace, held)?.displayName ?? held)
      : visibleText(workspace, objectOf(objectOf(value, 'selected_option'), 'text'));
  if (options.length === 0) return `<${shown || name}>`;
  return `[${[shown || name, 'v'].filter(Boolean).join(' ')}: ${options.join(' | ')}]`;
}

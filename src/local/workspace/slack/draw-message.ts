import type { JsonObject } from '../../json.js';
import type { SlackMessage, Workspace } from '../../slack-peer/state.js';
import { elementsOf } from '../../slack-peer/validate-blocks.js';
import { visibleMrkdwn } from '../../slack-peer/visible-text.js';
import { userOf } from '../../slack-peer/workspace.js';
import { html, type Html } from '../html.js';
import type { DrawBlock } from './draw-block.js';
import { drawElement, type Look } from './draw-element.js';

/** Blocks as people see them: what is read by the library, what is pressed as real buttons and boxes. */
export function drawBlocks(look: Look, blocks: readonly JsonObject[], drawBlock: DrawBlock): Html {
  const { users } = look.workspace.state;
  const elements = (block: JsonObject): Html =>
    html`<div class="actions">${elementsOf(block).map(([element]) => drawElement(look, block, element))}</div>`;
  return html`${blocks.map((block) => {
    if (block['type'] === 'actions') return elements(block);
    const { accessory, ...shown } = block;
    const text = drawBlock(shown, users);
    return accessory === undefined ? text : html`<div class="beside">${text}${elements(block)}</div>`;
  })}`;
}

/** The body of a message. A text without blocks is markup of Slack's own. */
export function drawBody(look: Look, message: SlackMessage, drawBlock: DrawBlock): Html {
  if (message.isTombstone) return html`<p class="quiet">This message was deleted.</p>`;
  if (message.blocks.length > 0) return drawBlocks(look, message.blocks, drawBlock);
  return drawBlock({ type: 'section', text: { type: 'mrkdwn', text: message.text } }, look.workspace.state.users);
}

/** What a screen reader says of a message before it reads it. */
export function labelOf(workspace: Workspace, message: SlackMessage): string {
  const [first = ''] = visibleMrkdwn(workspace, message.text).split('\n');
  return `${senderOf(workspace, message)}: ${first}`;
}

export const senderOf = (workspace: Workspace, message: SlackMessage): string =>
  message.isFromBot ? 'Handover' : (userOf(workspace, message.user)?.displayName ?? '');

import type { Handover } from '../../../core/handover.js';
import type { PlatformName } from '../cast.js';
import { html, type Html } from '../html.js';
import type { World } from '../world.js';

/** What Ines types to start, where she reads. */
const COMMANDS: Readonly<Record<PlatformName, string>> = { slack: '/handover @alice @bob', teams: 'handover' };

/** For somebody who is here for the first time, and for somebody who has seen a handover to its end. */
export function drawHint({ sideOf }: World, handovers: readonly Handover[], isBusy: boolean): Html {
  if (handovers.some(({ status }) => status === 'running')) return html``;
  const command = html`<code>${COMMANDS[sideOf('ines').platform]}</code>`;
  const isFirst = handovers.length === 0;
  const words = isFirst
    ? html`Four people, one bot. As Ines, type ${command} below and press Enter, or`
    : html`That was a whole handover. README.md says how to connect it to your own Slack or Teams. Or`;
  return html`<p class="hint-text">${words}</p>
    <button
      type="button"
      class="press is-primary"
      data-act="${JSON.stringify({ kind: 'example' })}"
      data-key="example"
      ${isBusy && html`disabled`}
    >
      ${isFirst ? 'Start an example' : 'Start another'}
    </button>`;
}

import type { Handover } from '../../../core/handover.js';
import { CAST } from '../cast.js';
import { html, type Html } from '../html.js';
import type { World } from '../world.js';

/** For somebody who is here for the first time, and for somebody who has seen a handover to its end. */
export function drawHint(world: World, handovers: readonly Handover[], isBusy: boolean): Html {
  if (handovers.some(({ status }) => status === 'running')) return html``;
  const isFirst = handovers.length === 0;
  const words = isFirst
    ? html`Four people, one bot. As Ines, type ${toType(world)}, or`
    : html`That is how it goes. README.md says how to connect it to your own Slack or Teams. Or`;
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

/** What Ines types to start, where she reads; whoever reads elsewhere is named in the form, by address. */
function toType({ sideOf }: World): Html {
  const others = CAST.filter(({ name }) => name === 'alice' || name === 'bob');
  const away = others.filter(({ name }) => sideOf(name) !== sideOf('ines'));
  const isSlack = sideOf('ines').platform === 'slack';
  // Slack's command takes the first name for the outgoing employee.
  const named = away.some(({ name }) => name === 'alice') ? [] : others.filter((one) => !away.includes(one));
  const command = isSlack ? ['/handover', ...named.map(({ name }) => `@${name}`)].join(' ') : 'handover';
  if (away.length === 0) return html`<code>${command}</code> below and press Enter`;
  const addresses = away.map(({ email }, n) => html`${n > 0 && ' and '}<code>${email}</code>`);
  return html`<code>${command}</code> below, press Enter and name ${addresses} by e-mail`;
}

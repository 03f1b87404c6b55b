import { type CastMember, PLATFORM_NAMES } from '../cast.js';
import type { ColumnItem } from '../chat-side.js';
import { html, type Html } from '../html.js';
import type { World } from '../world.js';

/** Who somebody is, where they read, and what waits for them. */
export function drawHead(world: World, member: CastMember, waiting: readonly ColumnItem[], isRunning: boolean): Html {
  const { name, shownName, role } = member;
  const [first] = waiting;
  const isGone = world.sideOf(name).isGone(name);
  return html`<div class="who is-${name}">
      <span class="face" aria-hidden="true">${shownName.charAt(0)}</span>
      <h2 id="name-${name}">${shownName}</h2>
      ${isGone ? html`<span class="role is-gone">closed</span>` : html`<span class="role">${role}</span>`}
      ${home(world, member, isRunning)}
    </div>
    ${
      first &&
      html`<button type="button" class="waits" data-goto="${first.id}" data-key="waits">
        ${waiting.length} ${waiting.length === 1 ? 'card waits' : 'cards wait'} for ${shownName}
        <span aria-hidden="true">↓</span>
      </button>`
    }`;
}

function home({ sides, sideOf }: World, { name, shownName }: CastMember, isRunning: boolean): Html {
  const here = sideOf(name).platform;
  if (sides.length === 1) return html`<span class="home">${PLATFORM_NAMES[here]}</span>`;
  const options = sides.map(
    ({ platform }) =>
      html`<option value="${platform}" ${platform === here && html`selected`}>${PLATFORM_NAMES[platform]}</option>`,
  );
  return html`<select
    class="home"
    data-home="${name}"
    data-key="home"
    aria-label="Platform of ${shownName}"
    ${isRunning && html`disabled`}
  >
    ${options}
  </select>`;
}

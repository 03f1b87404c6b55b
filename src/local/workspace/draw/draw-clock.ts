import type { Handover } from '../../../core/handover.js';
import type { LocalDate } from '../../../core/ids.js';
import { isWeekday } from '../../../core/rules.js';
import { localDate } from '../../../core/time.js';
import { html, type Html } from '../html.js';
import { endOf, type Jump } from '../pass-time.js';
import { clockTime, longDay } from '../times.js';
import type { World } from '../world.js';

const JUMPS: readonly (readonly [Jump, string, string])[] = [
  ['morning', 'Next morning', 'to 09:00'],
  ['three_days', '+3 days', ''],
  ['after_last_day', 'After the last day', 'of the handover'],
];

/** The time of the bot, and how to move it. */
export function drawClock({ clock, zone }: World, handovers: readonly Handover[], isBusy: boolean): Html {
  const now = clock.now();
  const isDayOff = !isWeekday(localDate(now, zone) satisfies LocalDate);
  const jumps = JUMPS.map(([to, label, more]) => {
    const isOff = isBusy || endOf(to, now, zone, handovers, null) === null;
    return html`<button
      type="button"
      class="jump"
      data-act="${JSON.stringify({ kind: 'jump', to })}"
      data-key="${to}"
      ${isOff && html`disabled`}
    >
      ${label} ${more && html`<span class="unseen">${more}</span>`}
    </button>`;
  });
  return html`<p class="now">
      <span class="unseen">The time of the bot:</span>
      <time class="hour">${clockTime(now, zone)}</time> <span class="day">${longDay(now, zone)}</span>
      ${isBusy && html`<span class="busy">time passes</span>`}
      ${isDayOff && html`<span class="quiet">weekend, nobody is nudged</span>`}
    </p>
    <div class="jumps" role="group" aria-label="Move the clock">${jumps}</div>`;
}

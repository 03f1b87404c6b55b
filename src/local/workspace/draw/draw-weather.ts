import type { Act } from '../acts.js';
import { PLATFORM_NAMES } from '../cast.js';
import type { ChatSide } from '../chat-side.js';
import { html, type Html } from '../html.js';
import { exactTime, shortTime } from '../times.js';
import type { World } from '../world.js';

const LABELS = { none: 'Well', slow: 'Slow', busy: '429', down: 'Down', blocked: 'Blocked' } as const;

/** What can go wrong, and what the bot does about it. */
export function drawWeather(world: World, isBusy: boolean): Html {
  const { sides, sideOf } = world;
  const isGone = sideOf('alice').isGone('alice');
  return html`<p class="quiet">Let something go wrong, and see what the bot does about it.</p>
    ${sides.map((side) => platform(world, side))}
    <div class="weather-row">
      <h3>Alice’s account</h3>
      ${button({ kind: 'gone', isGone: !isGone }, isGone ? 'Open it again' : 'Deactivate it', isBusy)}
    </div>
    <div class="weather-row">
      <h3>The bot</h3>
      ${button({ kind: 'restart' }, 'Restart it', isBusy)}
    </div>
    <h3>What the bot does</h3>
    ${nextTry(world, isBusy)} ${feed(world)}
    <details class="start-over">
      <summary data-key="start-over">Start over</summary>
      <p>This deletes every handover and message here, and sets the clock to now.</p>
      ${button({ kind: 'start_over' }, 'Yes, start over', isBusy)}
    </details>`;
}

function platform({ weather }: World, side: ChatSide): Html {
  const now = weather.troubleOf(side.platform) ?? 'none';
  const name = PLATFORM_NAMES[side.platform];
  const buttons = (['none', ...side.troubles] as const).map((trouble) => {
    const act: Act = { kind: 'trouble', platform: side.platform, trouble };
    return html`<button
      type="button"
      aria-pressed="${String(trouble === now)}"
      data-act="${JSON.stringify(act)}"
      data-key="${side.platform}-${trouble}"
    >
      ${LABELS[trouble]}
    </button>`;
  });
  return html`<div class="weather-row">
    <h3>${name}</h3>
    <div class="switch" role="group" aria-label="${name}">${buttons}</div>
  </div>`;
}

const button = (act: Act, label: string, isBusy: boolean): Html =>
  html`<button
    type="button"
    class="press is-plain"
    data-act="${JSON.stringify(act)}"
    data-key="${act.kind}"
    ${isBusy && html`disabled`}
  >
    ${label}
  </button>`;

/** What was put off, and when the bot tries again. */
function nextTry({ bot, clock, zone }: World, isBusy: boolean): Html {
  const next = bot.current()?.records.outbox.nextAt() ?? null;
  if (next === null || next <= clock.now()) return html``;
  return html`<p class="next-try">
    It tries again at ${exactTime(next, zone)}. ${button({ kind: 'jump', to: 'next_try' }, 'Go there now', isBusy)}
  </p>`;
}

function feed({ feed: { lines }, zone }: World): Html {
  const newest = lines().toReversed();
  if (newest.length === 0) return html`<p class="quiet">Nothing unusual so far.</p>`;
  return html`<ol class="feed">
    ${newest.map(
      ({ at, text, times }) =>
        html`<li>
          <time>${shortTime(at, zone)}</time> ${text} ${times > 1 && html`<span class="quiet">(${times} times)</span>`}
        </li>`,
    )}
  </ol>`;
}

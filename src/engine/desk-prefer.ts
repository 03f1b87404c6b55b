import type { PersonId } from '../core/ids.js';
import type { Rules } from '../core/rules.js';
import { preferenceCard, preferenceRefusal } from '../view/preference-card.js';
import { holidayPlace } from './calendar.js';
import type { DeskOptions } from './desk.js';
import type { Answer, Ask, Delivery } from './ports.js';

/** `/handover hour 8`, `/handover holidays DE`: a person's own morning, and their own days off. */
export function createPreferDesk({ store, inbox, scenes, rules, giver, command }: DeskOptions) {
  return async (delivery: Delivery, ask: Extract<Ask, { kind: 'prefer' }>, by: PersonId): Promise<Answer> => {
    const { tenant } = delivery;
    const audience = scenes.audience(tenant, by);
    const before = store.preferences(tenant, by);
    const wanted =
      ask.what === 'hour'
        ? { nudgeHour: hourOf(ask.value, rules) }
        : { holidays: ask.value.toLowerCase() === 'none' ? null : holidayPlace(ask.value) };
    const isRefused =
      'holidays' in wanted ? wanted.holidays === null && ask.value.toLowerCase() !== 'none' : wanted.nudgeHour === null;
    if (isRefused) return { kind: 'say', card: preferenceRefusal(audience, ask.what, rules.quietHour, command) };
    const after = { ...before, ...wanted };
    // In one transaction: what was due at the old hour is due at the new one, and a crash leaves no half of it.
    await Promise.all([
      inbox.write(() => store.setPreferences(tenant, by, after)),
      giver.giveAll(tenant, by, { type: 'clock' }, null),
    ]);
    const shown = { hour: rules.nudgeHourOf(by), holidays: after.holidays };
    return { kind: 'say', card: preferenceCard(audience, shown) };
  };
}

/** `8`, `8:00` or `08`; null for anything that is no hour before the quiet one. */
function hourOf(typed: string, rules: Rules): number | null {
  const found = /^(\d{1,2})(?::00)?$/.exec(typed.trim());
  const hour = Number(found?.[1] ?? Number.NaN);
  return Number.isInteger(hour) && hour < rules.quietHour ? hour : null;
}

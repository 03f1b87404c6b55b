import { describe, expect, it } from '@jest/globals';
import type { Instant, LocalDate, Zone } from '../../src/core/ids.js';
import { dateLocale, datesFor } from '../../src/view/dates.js';

const LATE_TUESDAY = Date.UTC(2026, 10, 24, 22, 5) as Instant;
const at = (zone: string, locale = 'en-US') => datesFor(locale, zone as Zone, LATE_TUESDAY);

describe('Days and times', () => {
  it('are the reader’s own: late on Tuesday in London it is Wednesday in Kolkata', () => {
    expect(at('Europe/London').day(LATE_TUESDAY)).toBe('Tuesday, November 24');
    expect(at('Asia/Kolkata').day(LATE_TUESDAY)).toBe('Wednesday, November 25');
    expect(at('Asia/Kolkata').moment(LATE_TUESDAY)).toMatch(/^Wednesday, November 25 at 3:35\sAM$/);
  });

  it('count days by the reader’s calendar, not by 24 hours', () => {
    const day = '2026-11-25' as LocalDate;
    expect(at('Europe/London').fromToday(day)).toBe('tomorrow');
    expect(at('Asia/Kolkata').fromToday(day)).toBe('today');
    expect(at('Asia/Kolkata').fromToday('2026-11-30' as LocalDate)).toBe('in 5 days');
    expect(at('Asia/Kolkata').fromToday('2026-11-23' as LocalDate)).toBe('2 days ago');
    expect(at('UTC').ago((LATE_TUESDAY - 86_400_000) as Instant)).toBe('yesterday');
  });

  it('keep a calendar day the same in every zone', () => {
    for (const zone of ['Pacific/Kiritimati', 'Pacific/Pago_Pago']) {
      expect(at(zone).date('2026-11-30' as LocalDate)).toBe('Monday, November 30');
    }
  });

  it('name the year where it is not this one, and always for what is kept', () => {
    expect(at('UTC').date('2027-01-04' as LocalDate)).toBe('Monday, January 4, 2027');
    expect(at('UTC').dated(LATE_TUESDAY)).toBe('November 24, 2026');
    expect(at('UTC').edition('2026-01-23' as LocalDate)).toBe('January 23, 2026');
  });

  it('stand in the language of the words around them, in the fashion of the reader’s region', () => {
    expect(dateLocale('en', 'de-DE')).toBe('en-DE');
    expect(dateLocale('en', 'fr')).toBe('en');
    expect(dateLocale('en', 'not a locale')).toBe('en');
    expect(at('UTC', dateLocale('en', 'de-DE')).day(LATE_TUESDAY)).toBe('Tuesday, 24 November');
  });
});

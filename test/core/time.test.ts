import { describe, expect, it } from '@jest/globals';
import type { Zone } from '../../src/core/ids.js';
import { addDays, instantAt, parseDate } from '../../src/core/time.js';

const ZONES = [
  'UTC',
  'Europe/Berlin',
  'Asia/Kolkata',
  'Asia/Kathmandu',
  'America/St_Johns',
  'Australia/Lord_Howe',
  'Pacific/Auckland',
] as Zone[];
const MINUTE_MS = 60_000;

describe('the instant of an hour', () => {
  it.each(ZONES)(
    'is the first at which the clock in %s shows it or, where it is skipped, more: each of a year',
    (zone) => {
      const format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });
      const wrong: string[] = [];
      let asked = 0;
      for (let day = parseDate('2028-01-01'); day !== null && day < '2029-01-01'; day = addDays(day, 1)) {
        for (let hour = 0; hour < 24; hour += 1) {
          const at = instantAt(day, hour, zone);
          const wanted = `${day} ${String(hour).padStart(2, '0')}:00`;
          const isFirst = format.format(at) >= wanted && format.format(at - MINUTE_MS) < wanted;
          asked += 1;
          if (!isFirst || at % MINUTE_MS !== 0) wrong.push(`${wanted}: ${format.format(at)}`);
        }
      }
      expect(asked).toBe(366 * 24);
      expect(wrong).toEqual([]);
    },
  );
});

import { describe, expect, it } from '@jest/globals';
import { createRecent } from '../../src/store/recent.js';

describe('what was used lately', () => {
  it('stays, while the rest goes, and there are never more than so many', () => {
    const recent = createRecent<number>(10);
    recent.set('used', -1);
    for (let n = 0; n < 100; n += 1) {
      recent.set(`${n}`, n);
      expect(recent.get('used')).toBe(-1);
    }
    const kept = Array.from({ length: 100 }, (_, n) => n).filter((n) => recent.get(`${n}`) !== undefined);
    expect(kept.length).toBeLessThan(10);
    expect(kept).toEqual(expect.arrayContaining([96, 97, 98, 99]));
  });

  it('is the newest value, or none once it was removed', () => {
    const recent = createRecent<number>(4);
    recent.set('one', 1);
    for (const name of ['a', 'b']) recent.set(name, 0);
    recent.set('one', 2);
    expect(recent.get('one')).toBe(2);
    recent.remove('one');
    expect(recent.get('one')).toBeUndefined();
    recent.set('one', 3);
    recent.clear();
    expect(recent.get('one')).toBeUndefined();
  });
});

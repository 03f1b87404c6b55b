import { describe, expect, it } from '@jest/globals';
import { cut, cutRich } from '../../../adapters/slack/limits.js';

describe('cutting a text', () => {
  it('leaves alone what fits', () => {
    expect(cut('12345', 5)).toBe('12345');
  });

  it('ends with the notice, within the limit', () => {
    expect(cut('1234567', 5)).toBe('1234…');
    expect(cut('one two three', 10, ' (cut)')).toBe('one (cut)');
  });

  it('never splits a character in two', () => {
    expect(cut('ab😀cd', 4)).toBe('ab…');
  });
});

describe('cutting rich text', () => {
  it('leaves alone what fits', () => {
    const rich = ['a', { bold: 'b' }];
    expect(cutRich(rich, 2, '(cut)')).toBe(rich);
  });

  it('shortens the piece that goes over, in its own form, and drops the rest', () => {
    expect(cutRich(['12345', { bold: '67890' }, 'more'], 13, '(cut)')).toEqual(['12345', { bold: '67' }, ' (cut)']);
  });

  it('drops a link that does not fit, because half an address leads nowhere', () => {
    expect(cutRich(['ab', { link: 'https://example.com/', label: 'there' }], 12, '(cut)')).toEqual(['ab', ' (cut)']);
  });
});

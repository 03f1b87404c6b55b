import { describe, expect, it } from '@jest/globals';
import { renderCard } from '../../../adapters/teams/render.js';
import type { Rich } from '../../../src/view/card.js';
import { teamsDrawing } from '../../support/teams-drawing.js';

const linesOf = (text: Rich): readonly unknown[] => {
  const { card } = renderCard({ text: '', isOver: false, blocks: [{ type: 'text', text }] }, teamsDrawing);
  const body = card['body'];
  return Array.isArray(body) ? body.map((one: unknown): unknown => Reflect.get(Object(one), 'text')) : [];
};

describe('text in an Adaptive Card', () => {
  it.each(['\r', '\n', '\r\n', '\u2028', '\u2029'])('begins no heading behind the line break %j', (lineBreak) => {
    expect(linesOf([`acme${lineBreak}# prod`])).toEqual(['acme', '\\# prod']);
  });

  it('keeps the name of a link in one line', () => {
    expect(linesOf([{ link: 'https://chat.example/a', label: 'acme\r# prod' }])).toEqual([
      '[acme # prod](https://chat.example/a)',
    ]);
  });

  it('begins no list behind a mark of byte order, which readers of Markdown leave out', () => {
    expect(linesOf(['\uFEFF- x'])).toEqual(['\uFEFF\\- x']);
    expect(linesOf(['\uFEFF1. x'])).toEqual(['\uFEFF1\\. x']);
  });
});

import type { CardKey, Effect } from '../../../src/core/effect.js';

/**
 * Effects as they are read: `show alice step phone`, `tell bob sent_back phone`, `nudge carol 2026-11-24`. The day's own
 * message is drawn anew with whatever somebody does, so that is left out.
 */
export const effectLines = (effects: readonly Effect[]): readonly string[] =>
  effects.filter(({ type }) => type !== 'redraw_nudge').map(line);

function line(effect: Effect): string {
  if (effect.type === 'tell_channel') return `channel ${effect.what}`;
  const to = effect.to.replace(/^p_/, '');
  if (effect.type === 'nudge' || effect.type === 'redraw_nudge') return `${effect.type} ${to} ${effect.day}`;
  const { card } = effect;
  if (card.card === 'notice') return `tell ${to} ${notice(card)}`;
  return `${effect.type} ${to} ${card.card}${'step' in card ? ` ${card.step}` : ''}${'help' in card ? ` ${card.help}` : ''}`;
}

function notice({ notice: said }: Extract<CardKey, { card: 'notice' }>): string {
  return Object.values(said).join(' ');
}

import type { Handover } from '../../../src/core/handover.js';
import type { Instant, PersonId } from '../../../src/core/ids.js';
import { waitsOf } from '../../../src/core/waits.js';
import { needsForm } from '../../../src/engine/to-input.js';
import type { Ask } from '../../../src/engine/ports.js';
import type { Block } from '../../../src/view/card.js';
import type { Press } from '../../../src/view/press.js';
import { renderCard } from '../../../src/view/render-card.js';
import { cardOf } from '../../../src/view/waiting-lines.js';
import type { Random } from '../../simulation/world/random.js';
import type { SmallEngine } from './small-engine.js';

/** What somebody means to do, with a button that stands on a card of theirs. */
export interface Intent {
  readonly by: PersonId;
  readonly press: Press;
  readonly ask: Extract<Ask, { kind: 'press' | 'form' }>;
}

/** Such as choosing people, which looks them up first, and what ends a handover early. */
const LEFT_OUT = new Set<Press['action']>([
  'status',
  'choose_successor',
  'choose_administrator',
  'extend',
  'cancel',
  'decline',
]);

/** A button on a card of somebody who is waited for, or on the overview of whoever started it; null when there is none. */
export function offered({ scenes }: SmallEngine, handover: Handover, now: Instant, random: Random): Intent | null {
  const waits = waitsOf(handover);
  if (waits.length === 0) return null;
  const wait = random.chance(0.85) ? random.pick(waits) : null;
  const by = wait?.on ?? handover.people.initiator;
  const pressed = new Map<string, Press>();
  const scene = scenes.scene(handover, by);
  const card = renderCard(
    {
      ...scene,
      press(press) {
        const code = scene.press(press);
        pressed.set(code, press);
        return code;
      },
    },
    wait ? cardOf(scene, wait, by) : { card: 'root' },
  );
  const buttons = card.blocks.flatMap((block) => buttonsOf(block, random));
  const fitting = buttons.filter(({ code }) => !LEFT_OUT.has(pressed.get(code)?.action ?? 'status'));
  // Who does something more often presses on than asks for help.
  const chosen = random.weighted(fitting, ({ code }) => WEIGHTS[pressed.get(code)?.action ?? 'status'] ?? 1);
  const press = chosen && pressed.get(chosen.code);
  if (!press) return null;
  const { code, ticks } = chosen;
  return {
    by,
    press,
    ask: needsForm(press)
      ? {
          kind: 'form',
          press: code,
          values: { text: `Because of ${random.between(1, 999)}`, names: ['GitHub'], steps: [] },
        }
      : { kind: 'press', press: code, ticks, pressedAt: now },
  };
}

const WEIGHTS: Readonly<Partial<Record<Press['action'], number>>> = {
  done: 8,
  confirm: 8,
  accept: 8,
  answer: 8,
  tick: 8,
  ticket_submitted: 8,
  ticket_resolved: 8,
  // What opens a step or a question again gives old buttons something to do.
  send_back: 4,
  change_answer: 3,
  undo: 3,
  escalate: 0.05,
  say_gone: 0.05,
};

interface Pressable {
  readonly code: string;
  readonly ticks: Extract<Ask, { kind: 'press' }>['ticks'];
}

function buttonsOf(block: Block, random: Random): readonly Pressable[] {
  const plain = (code: string): Pressable => ({ code, ticks: [] });
  if (block.type === 'text') return block.button ? [plain(block.button.press)] : [];
  if (block.type === 'checklist') {
    // Most tick it all; some take a tick away again.
    const isWhole = random.chance(0.7);
    const ticks = block.items.map(({ key }) => ({ item: key, isTicked: isWhole || random.chance(0.5) }));
    return [{ code: block.press, ticks }];
  }
  if (block.type !== 'actions') return [];
  return block.actions
    .flatMap((one) => ('press' in one ? [one.press] : one.options.map(({ press }) => press)))
    .map(plain);
}

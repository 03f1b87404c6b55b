import type { StepKey } from '../core/ids.js';
import { definitionOf } from '../core/people.js';
import { bold, copy, text, textBlocks } from './blocks.js';
import type { Block } from './card.js';
import { fillStep, vendorOf } from './fill.js';
import type { Scene } from './reader.js';
import { summaryText } from './ticket-summary.js';
import type { Voice } from './voice.js';

/** All that is needed to submit the ticket: the text, the place, the materials; for the final one the state too. */
export function ticketBlocks(scene: Scene, voice: Voice, key: StepKey): readonly Block[] {
  const definition = definitionOf(scene.handover, key);
  const { ticket: words, labels } = voice.words;
  const { ticket } = definition;
  if (ticket === null) return [];
  const place = fillStep(scene, voice, key, ticket.place);
  const materials = ticket.materials.map((material) => [`• ${fillStep(scene, voice, key, material)}`]);
  return [
    text([bold(words.place), ` ${place} `, { link: ticket.url, label: labels.openVendor }]),
    ...(materials.length === 0 ? [] : textBlocks([[bold(words.materials)], ...materials])),
    text([bold(words.ready)]),
    copy(fillStep(scene, voice, key, ticket.text)),
    ...(definition.final ? [text([bold(words.summary)]), copy(summaryText(scene, voice))] : []),
    text(voice.say(words.instead)),
  ];
}

/** Older questions of the vendor have been answered in the ticket. */
const ASKED_SHOWN = 5;

/** The ticket while the vendor has it, and what was asked meanwhile. */
export function atVendorBlocks(scene: Scene, voice: Voice, key: StepKey): readonly Block[] {
  const { ticket: words } = voice.words;
  const ticket = scene.handover.steps[key]?.ticket;
  if (!ticket) return [];
  const vendor = vendorOf(scene, voice);
  const asked = ticket.asked.slice(-ASKED_SHOWN).map(({ said }) => voice.say(words.asked, { vendor, what: said }));
  const submitted = voice.say(words.atVendor, {
    number: [bold(ticket.number.said)],
    who: voice.who(ticket.submittedBy),
    day: voice.dates.day(ticket.submittedAt),
    vendor,
  });
  return [
    text(submitted),
    ...(asked.length === 0 ? [] : textBlocks([...asked, voice.say(words.answerThere)])),
    text([...voice.say(words.look), ' ', ...voice.say(words.askAgain)]),
  ];
}

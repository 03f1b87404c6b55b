import { option } from '../../crash/table.js';
import { faultsOf, innocent, type Judge, judgeSlack, judgeTeams } from './judge.js';
import { hostileTexts } from './hostile-texts.js';
import { allPlaces, EVERY_PIECE } from './places.js';
import { loadMarkdown } from './read-teams.js';
import type { Reading } from './reading.js';

/** What came of hostile words on one platform. */
export interface WordsTally {
  readonly texts: number;
  readonly cards: number;
  /** By kind: `mention`, `link`, `style`, `text`. */
  readonly faults: Readonly<Record<string, number>>;
  readonly examples: readonly string[];
}

const SHORT = 40;

/** Puts each text into the card with every kind of piece, and into some of the program's own cards and forms by turns. */
export async function judgeWords(count: number, seed: number, perText: number): Promise<Record<string, WordsTally>> {
  const texts = hostileTexts(count, seed);
  const places = allPlaces();
  const judges = { Slack: judgeSlack, Teams: judgeTeams(await loadMarkdown()) };
  return Object.fromEntries(
    Object.entries(judges).map(([name, judge]) => {
      const harmless = rememberedFor(judge);
      const faults: Record<string, number> = {};
      const examples: string[] = [];
      let cards = 0;
      texts.forEach((words, n) => {
        const some = Array.from({ length: perText }, (_, i) => places[(n * perText + i) % places.length]).filter(
          (one) => one !== undefined,
        );
        for (const place of [...EVERY_PIECE, ...some]) {
          cards += 1;
          for (const fault of faultsOf(judge(place, words), harmless(place, words), words, words.length <= SHORT)) {
            const kind = fault.split(':')[0] ?? '';
            faults[kind] = (faults[kind] ?? 0) + 1;
            if (examples.length < option('examples', 8))
              examples.push(`${JSON.stringify(words.slice(0, 60))} in ${place.name}: ${fault}`);
          }
        }
      });
      return [name, { texts: texts.length, cards, faults, examples }];
    }),
  );
}

/** Innocent words of one length make the same of a place each time. */
function rememberedFor(judge: Judge): Judge {
  const known = new Map<string, Reading>();
  const numbers = new Map<unknown, number>();
  return (place, words) => {
    const number = numbers.get(place) ?? numbers.size;
    numbers.set(place, number);
    const length = words.length <= SHORT ? words.length : SHORT;
    const key = `${number}/${length}`;
    const reading = known.get(key) ?? judge(place, innocent(length));
    known.set(key, reading);
    return reading;
  };
}

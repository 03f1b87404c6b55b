import type { Intents } from '../world/intents.js';
import type { Program } from '../world/program.js';
import type { Records } from '../world/records.js';
import type { World } from '../world/world.js';

/** What people write arrives once, and what they should not have written stays nowhere. */
export class WordsCheck {
  private checked = 0;

  constructor(
    private readonly world: World,
    private readonly intents: Intents,
  ) {}

  look(_program: Program, records: Records): void {
    const { secrets } = this.intents;
    for (const secret of secrets.slice(this.checked)) {
      if (records.occurrences(secret) > 0) this.world.breaks('no secret is kept', secret);
    }
    this.checked = secrets.length;
    const [twice] = records.notesTwice();
    if (twice !== undefined) this.world.breaks('what was said once is kept once', twice);
  }
}

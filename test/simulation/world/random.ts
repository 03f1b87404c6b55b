/** A small generator with 128 bits of state (sfc32, public domain): the same seed gives the same numbers everywhere. */
export class Random {
  private a = 0x9e3779b9;
  private b = 0x243f6a88;
  private c: number;
  private counter = 1;

  constructor(seed: number) {
    this.c = seed | 0;
    for (let n = 0; n < 12; n += 1) this.next();
  }

  /** In [0, 1). */
  next(): number {
    const sum = (((this.a + this.b) | 0) + this.counter) | 0;
    this.counter = (this.counter + 1) | 0;
    this.a = this.b ^ (this.b >>> 9);
    this.b = (this.c + (this.c << 3)) | 0;
    this.c = ((this.c << 21) | (this.c >>> 11)) + sum;
    this.c |= 0;
    return (sum >>> 0) / 4294967296;
  }

  /** A whole number from `low` to `high`, both included. */
  between(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1));
  }

  chance(share: number): boolean {
    return this.next() < share;
  }

  /** @throws for an empty list. */
  pick<T>(from: readonly T[]): T {
    const one = from[Math.floor(this.next() * from.length)];
    if (one === undefined) throw new Error('nothing to pick from');
    return one;
  }

  /** One of them, the likelier the greater its weight; null when all weigh nothing. */
  weighted<T>(from: readonly T[], weightOf: (one: T) => number): T | null {
    const whole = from.reduce((sum, one) => sum + weightOf(one), 0);
    let left = this.next() * whole;
    for (const one of from) {
      left -= weightOf(one);
      if (left < 0) return one;
    }
    return null;
  }

  hex(digits: number): string {
    let text = '';
    while (text.length < digits)
      text += Math.floor(this.next() * 65536)
        .toString(16)
        .padStart(4, '0');
    return text.slice(0, digits);
  }
}

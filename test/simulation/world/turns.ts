/** So many turns are asked for at once. */
const AT_ONCE = 50;

/**
 * Turns of the event loop, at the end of each of which all that was awaited has run. Several are asked for at once, for
 * between them Node then does not ask the system whether anything has happened outside, where nothing does.
 */
export class Turns {
  private left = 0;
  private ended: () => void = () => undefined;

  /** Resolves when whatever can go on has gone on. */
  end(): Promise<void> {
    if (this.left === 0) {
      this.left = AT_ONCE;
      for (let n = 0; n < AT_ONCE; n += 1) setImmediate(() => this.turn());
    }
    return new Promise((resolve) => {
      this.ended = resolve;
    });
  }

  private turn(): void {
    this.left -= 1;
    this.ended();
  }
}

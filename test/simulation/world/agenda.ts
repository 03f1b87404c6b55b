interface Entry {
  readonly at: number;
  readonly order: number;
  readonly run: () => void;
}

const isBefore = (a: Entry, b: Entry): boolean => a.at < b.at || (a.at === b.at && a.order < b.order);

/** What is to happen, by virtual time; at the same instant in the order in which it was put down. */
export class Agenda {
  private readonly heap: Entry[] = [];
  private order = 0;

  add(at: number, run: () => void): void {
    this.order += 1;
    const { heap } = this;
    const entry = { at, order: this.order, run };
    let place = heap.push(entry) - 1;
    while (place > 0) {
      const parent = (place - 1) >> 1;
      const above = heap[parent];
      if (!above || !isBefore(entry, above)) break;
      heap[place] = above;
      place = parent;
    }
    heap[place] = entry;
  }

  /** When the next thing happens; infinity when nothing does. */
  nextAt(): number {
    return this.heap[0]?.at ?? Number.POSITIVE_INFINITY;
  }

  take(): { readonly at: number; readonly run: () => void } | null {
    const { heap } = this;
    const first = heap[0];
    const last = heap.pop();
    if (!first || !last) return null;
    if (heap.length > 0) this.sink(last);
    return first;
  }

  private sink(entry: Entry): void {
    const { heap } = this;
    let place = 0;
    for (;;) {
      const left = 2 * place + 1;
      const [a, b] = [heap[left], heap[left + 1]];
      if (!a) break;
      const [child, at] = b && isBefore(b, a) ? [b, left + 1] : [a, left];
      if (!isBefore(child, entry)) break;
      heap[place] = child;
      place = at;
    }
    heap[place] = entry;
  }
}

import { describe, expect, it } from '@jest/globals';
import type { Instant } from '../../src/core/ids.js';
import { createInbox, type InboxOptions } from '../../src/engine/inbox.js';
import type { Done, Work, Write } from '../../src/engine/ports.js';
import { acme, h } from '../conformance/works.js';

const work = (name: string): Work<string> => ({
  tenant: acme,
  deliveryId: name,
  at: 0 as Instant,
  from: null,
  target: { kind: 'handover', id: h(1) },
  learned: [],
  decide: () => ({ result: name, moved: null, dueAt: null, effects: [], meaning: null }),
});

/** A store that says when a transaction begins and ends, and turns of the event loop that pass when they are told to. */
function setUp(change: Partial<InboxOptions> = {}, onDisk: () => Promise<void> | null = () => null) {
  const seen: string[] = [];
  const turns: (() => void)[] = [];
  const one = <T>(asked: Work<T> | Write<T>): Done<T> => {
    if (!('run' in asked)) return { kind: 'done', result: seen.push(`stores ${asked.deliveryId}`) as T };
    try {
      return { kind: 'done', result: asked.run() };
    } catch (error) {
      return { kind: 'broken', error: error as Error };
    }
  };
  const inbox = createInbox({
    store: {
      process(batch) {
        seen.push('begins');
        const done = batch.map(one);
        seen.push('commits');
        return done;
      },
      onDisk,
    },
    onCommit: () => seen.push('looks what to send'),
    onFatal: () => seen.push('stops'),
    later: (run) => turns.push(run),
    ...change,
  });
  return { seen, inbox, turn: () => turns.shift()?.() };
}

describe('the inbox', () => {
  it('stores all that arrives in one turn in one transaction, and answers after it', async () => {
    const { seen, inbox, turn } = setUp();
    const answers = [inbox.submit(work('a')), inbox.write(() => seen.push('writes')), inbox.submit(work('b'))];
    void Promise.all(answers).then(() => seen.push('answers'));
    expect(seen).toEqual([]);
    turn();
    await inbox.idle();
    await Promise.all(answers);
    expect(seen.slice(0, 6)).toEqual(['begins', 'stores a', 'writes', 'stores b', 'commits', 'looks what to send']);
    expect(seen.indexOf('answers')).toBeGreaterThan(seen.indexOf('commits'));
  });

  it('lets a write that fails fail alone', async () => {
    const { seen, inbox, turn } = setUp();
    const slip = inbox.write(() => {
      throw new Error('a slip');
    });
    const done = inbox.submit(work('a'));
    turn();
    await expect(slip).rejects.toThrow('a slip');
    expect(await done).toMatchObject({ kind: 'done' });
    expect(seen).not.toContain('stops');
  });

  it('looks for nothing to send when only what became of messages was stored', async () => {
    const { seen, inbox, turn } = setUp();
    const written = inbox.write(() => 'settled');
    turn();
    expect(await written).toBe('settled');
    expect(seen).toEqual(['begins', 'commits']);
  });

  it('stores no more than the most in one transaction, and the rest in the next turn', async () => {
    const { seen, inbox, turn } = setUp({ batchMax: 2 });
    const answers = ['a', 'b', 'c'].map((name) => inbox.submit(work(name)));
    turn();
    expect(seen).toEqual(['begins', 'stores a', 'stores b', 'commits', 'looks what to send']);
    turn();
    await Promise.all(answers);
    expect(seen.slice(5)).toEqual(['begins', 'stores c', 'commits', 'looks what to send']);
  });

  it('acknowledges nothing when the disk fails, and has the process stopped', async () => {
    const { seen, inbox, turn } = setUp({
      store: {
        process() {
          throw new Error('disk I/O error');
        },
        onDisk: () => null,
      },
    });
    const written = inbox.write(() => 'settled');
    const done = inbox.submit(work('a'));
    turn();
    await expect(written).rejects.toThrow('disk I/O error');
    expect(await done).toMatchObject({ kind: 'broken' });
    expect(seen).toContain('stops');
  });

  it('answers once the disk has it, and stores meanwhile what comes in the next transaction', async () => {
    const disk: (() => void)[] = [];
    const { seen, inbox, turn } = setUp({}, () => new Promise((resolve) => disk.push(resolve)));
    const first = inbox.submit(work('a')).then(() => seen.push('answers a'));
    turn();
    const second = inbox.submit(work('b')).then(() => seen.push('answers b'));
    const settled = inbox.settled().then(() => seen.push('settled'));
    turn();
    await Promise.resolve();
    expect(seen).toEqual(['begins', 'stores a', 'commits']);
    disk.shift()?.();
    await Promise.all([first, settled]);
    expect(seen.slice(3)).toEqual(['looks what to send', 'answers a', 'settled']);
    turn();
    expect(seen.slice(6)).toEqual(['begins', 'stores b', 'commits']);
    disk.shift()?.();
    await second;
    await inbox.idle();
    expect(seen).toContain('answers b');
  });

  it('acknowledges nothing that the disk could not keep, and has the process stopped', async () => {
    const { seen, inbox, turn } = setUp({}, () => Promise.reject(new Error('The disk failed.')));
    const written = inbox.write(() => 'settled');
    const done = inbox.submit(work('a'));
    turn();
    await expect(written).rejects.toThrow('The disk failed.');
    expect(await done).toMatchObject({ kind: 'broken' });
    expect(seen).toContain('stops');
  });
});

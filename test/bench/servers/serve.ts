import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a bench asks of the process that it starts. */
export interface ServerOrder {
  readonly signingSecret: string;
  /** A database of this run's own; the echo has none. */
  readonly database: string;
  /** Inputs a transaction; without it, all of a turn. */
  readonly batchMax?: number;
  /** It was given one core; what it starts may have any. */
  readonly isPinned?: boolean;
}

export const readOrder = (): ServerOrder => JSON.parse(process.argv[2] ?? '{}') as ServerOrder;

/** Says to whoever started this process where it listens, and at the end what it has to report. */
export function say(line: Readonly<Record<string, unknown>>): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

/** Listens on a free port until the process is asked to end; then `report` is its last word. */
export function serve(listener: RequestListener, report: () => Readonly<Record<string, unknown>> = () => ({})): void {
  const server = createServer(listener);
  server.listen(0, '127.0.0.1', () => say({ port: (server.address() as AddressInfo).port }));
  endWith(report);
}

export function endWith(report: () => Readonly<Record<string, unknown>>): void {
  const begun = process.cpuUsage();
  process.on('SIGTERM', () => {
    const { user, system } = process.cpuUsage(begun);
    say({ cpuMs: (user + system) / 1_000, ...report(), rss: process.memoryUsage.rss() });
    process.exit(0);
  });
}

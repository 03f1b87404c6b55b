import { connect, type Socket } from 'node:net';

/** A request as it goes over the wire. */
export interface RawRequest {
  readonly path: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: string;
}

const SOCKETS = 8;
const AT_ONCE = 40;

/** Sends requests over a few connections that stay open, some at once on each. Gives how many were answered with which status. */
export async function sendAll(
  port: number,
  count: number,
  make: (n: number) => RawRequest,
): Promise<Map<number, number>> {
  const statuses = new Map<number, number>();
  let next = 0;
  const take = (): number | null => {
    if (next >= count) return null;
    next += 1;
    return next - 1;
  };
  await Promise.all(Array.from({ length: SOCKETS }, () => onOneSocket(port, take, make, statuses)));
  return statuses;
}

function onOneSocket(
  port: number,
  take: () => number | null,
  make: (n: number) => RawRequest,
  statuses: Map<number, number>,
): Promise<void> {
  return new Promise((resolve) => {
    let open = 0;
    let socket: Socket | null = null;
    let heard = '';
    const feed = (): void => {
      const batch: string[] = [];
      while (open < AT_ONCE) {
        const n = take();
        if (n === null) break;
        batch.push(wire(make(n)));
        open += 1;
      }
      if (batch.length > 0) socket?.write(batch.join(''));
      else if (open === 0) socket?.end();
    };
    const begin = (): void => {
      socket = connect(port, '127.0.0.1', feed);
      socket.setEncoding('latin1');
      socket.on('data', (piece: string) => {
        heard += piece;
        for (const [, status] of heard.matchAll(/HTTP\/1\.1 (\d{3}) /g)) {
          statuses.set(Number(status), (statuses.get(Number(status)) ?? 0) + 1);
          open -= 1;
        }
        heard = heard.slice(-12).includes('HTTP') ? heard.slice(-12) : '';
        if (open <= AT_ONCE / 2) feed();
      });
      socket.on('error', () => undefined);
      socket.on('close', () => {
        // What was under way on a connection that the server ended has got no answer, which is one as well.
        statuses.set(0, (statuses.get(0) ?? 0) + Math.max(0, open));
        open = 0;
        const n = take();
        if (n === null) return resolve();
        heard = '';
        begin();
      });
    };
    begin();
  });
}

const wire = ({ path, headers, body }: RawRequest): string =>
  [
    `POST ${path} HTTP/1.1`,
    'host: 127.0.0.1',
    ...headers.map(([name, value]) => `${name}: ${value}`),
    `content-length: ${Buffer.byteLength(body)}`,
    '',
    body,
  ].join('\r\n');

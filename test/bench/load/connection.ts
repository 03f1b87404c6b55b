import { connect, type Socket } from 'node:net';

/** One kept-alive connection that asks one thing at a time. */
export interface Connection {
  /** Resolves with the status once the whole answer is there. */
  ask(request: Buffer): Promise<number>;
  close(): void;
}

const HEAD_END = Buffer.from('\r\n\r\n');

/** As little of HTTP as a load needs, so that the load's core is not what is measured. */
export function openConnection(port: number): Promise<Connection> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true }, () => resolve(over(socket)));
    socket.once('error', reject);
  });
}

function over(socket: Socket): Connection {
  let received: Buffer = Buffer.alloc(0);
  let waiting: { resolve: (status: number) => void; reject: (error: Error) => void } | null = null;
  socket.on('data', (piece) => {
    received = received.length === 0 ? piece : Buffer.concat([received, piece]);
    const length = lengthOf(received);
    if (length === null || received.length < length) return;
    const status = Number(received.toString('latin1', 9, 12));
    received = received.subarray(length);
    const answered = waiting;
    waiting = null;
    answered?.resolve(status);
  });
  const end = (error: Error): void => waiting?.reject(error);
  socket.on('error', end);
  socket.on('close', () => end(new Error('the server closed the connection')));
  return {
    ask: (request) =>
      new Promise((resolve, reject) => {
        waiting = { resolve, reject };
        socket.write(request);
      }),
    close: () => socket.destroy(),
  };
}

/** How long the first answer in the buffer is; null while that cannot be told. */
function lengthOf(received: Buffer): number | null {
  const headEnd = received.indexOf(HEAD_END);
  if (headEnd < 0) return null;
  const head = received.toString('latin1', 0, headEnd).toLowerCase();
  const bodyAt = headEnd + HEAD_END.length;
  const length = /\r\ncontent-length: *(\d+)/.exec(head)?.[1];
  if (length !== undefined) return bodyAt + Number(length);
  if (!head.includes('transfer-encoding: chunked')) return bodyAt;
  const last = received.indexOf('0\r\n\r\n', bodyAt);
  return last < 0 ? null : last + 5;
}

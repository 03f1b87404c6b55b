import type { Server } from 'node:http';
import type { Timer } from '../engine/ports.js';

/** Listens on 127.0.0.1, on a free port for 0; gives the address, without a slash at the end. */
export const listen = (server: Server, port: number): Promise<string> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const bound = server.address();
      if (bound === null || typeof bound === 'string') return reject(new Error('the peer has no port'));
      resolve(`http://127.0.0.1:${bound.port}`);
    });
  });

/** Stops listening, and breaks every connection. */
export const stopListening = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });

/** Real time; keeps no process alive by itself. */
export const realTimer: Timer = {
  after: (ms, run) => {
    const timeout = setTimeout(run, ms).unref();
    return () => clearTimeout(timeout);
  },
};

/** An address that may become known only later. */
export const addressOf = (address: string | (() => string)): (() => string) =>
  typeof address === 'string' ? () => address : address;

import type { Server } from 'node:http';
import { listen } from '../listen.js';

/** Listens on loopback. Rejects with words for the operator. */
export async function listenOn(server: Server, port: number): Promise<string> {
  try {
    return await listen(server, port);
  } catch (error) {
    const isTaken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
    if (!isTaken) throw error;
    throw new Error(`PORT ${port} is taken by another process. Stop that one, or set PORT to a free port.`, {
      cause: error,
    });
  }
}

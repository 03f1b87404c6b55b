import { z } from 'zod';
import type { TenantId } from '../core/ids.js';
import type { Connection } from './sqlite.js';

/** The conversations of several people that the bot is in. */
export interface Rooms {
  rooms(tenant: TenantId, platform: string): readonly string[];
  keepRoom(tenant: TenantId, platform: string, conversation: string): void;
}

const roomRows = z.array(z.strictObject({ conversation: z.string() }));

export function createRooms(connection: Connection): Rooms {
  const select = connection.prepare(
    'SELECT conversation FROM room WHERE tenant = ? AND platform = ? ORDER BY conversation',
  );
  const insert = connection.prepare('INSERT OR IGNORE INTO room (tenant, platform, conversation) VALUES (?, ?, ?)');
  return {
    rooms: (tenant, platform) => roomRows.parse(select.all(tenant, platform)).map(({ conversation }) => conversation),
    keepRoom(tenant, platform, conversation) {
      insert.run(tenant, platform, conversation);
    },
  };
}

import { z } from 'zod';
import type { Call } from './slack-platform.js';

/** What the bot knows of itself. */
export interface OwnPlace {
  /** The workspace it is installed in. */
  readonly workspace: string;
  readonly user: string;
  /** The workspace's web address, with a slash at the end. */
  readonly url: string;
}

export interface Self {
  known(): OwnPlace | null;
  /** Asks Slack the first time; a failure is not remembered, so that the next one asks again. */
  readonly learn: () => Promise<OwnPlace>;
}

const tested = z.object({ url: z.string(), team_id: z.string(), user_id: z.string() });

export function createSelf(call: Call): Self {
  let place: OwnPlace | null = null;
  let asking: Promise<OwnPlace> | null = null;

  const ask = async (): Promise<OwnPlace> => {
    const { url, team_id, user_id } = await call('auth.test', {}, tested);
    place = { workspace: team_id, user: user_id, url: url.endsWith('/') ? url : `${url}/` };
    return place;
  };
  return {
    known: () => place,
    learn: async () => {
      if (place !== null) return place;
      asking ??= ask().finally(() => {
        asking = null;
      });
      return asking;
    },
  };
}

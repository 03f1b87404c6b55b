/** The app's id. */
export const APP = 'A0HANDOVER';

/** Seconds and microseconds, as Slack dates things. `n` makes two of one millisecond differ. */
export const timestamp = (now: number, n: number): string =>
  `${Math.floor(now / 1000)}.${String(now % 1000).padStart(3, '0')}${String((n % 999) + 1).padStart(3, '0')}`;

/** The one channel that the bot is in, in each workspace. */
export const channelOf = (workspace: string): string => `C${workspace.replaceAll('-', '').toUpperCase()}`;

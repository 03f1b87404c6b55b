import type { TenantId } from '../../core/ids.js';
import type { Log } from '../../engine/log-port.js';
import type { Clock, HandoverStore, Outbox } from '../../engine/ports.js';

/** What the bot has stored, to be looked at. */
export interface Records {
  readonly tenant: TenantId;
  readonly handovers: Pick<HandoverStore, 'ofPerson' | 'personOf' | 'person' | 'journal'>;
  readonly outbox: Pick<Outbox, 'refOf' | 'nextAt'>;
}

/** The bot as the workspace needs it. */
export interface Bot {
  readonly records: Records;
  /** Gives the port. */
  start(): Promise<number>;
  stop(): Promise<void>;
  /** What is due now is done. */
  tick(): Promise<void>;
}

/** How the bot reaches Teams: as one that is registered in the tenant. */
export interface TeamsConnection {
  readonly appId: string;
  readonly tenantId: string;
  readonly password: string;
  readonly serviceUrl: string;
  readonly openIdUrl: string;
  readonly tokenUrl: string;
}

/** The platforms that the bot is to talk to. */
export interface Connections {
  readonly slack: { readonly botToken: string; readonly signingSecret: string; readonly apiUrl: string };
  readonly teams: TeamsConnection;
}

export interface BotParts extends Connections {
  readonly databasePath: string;
  readonly clock: Clock;
  readonly log: Log;
}

/** Makes the real bot. It is not started yet. */
export type MakeBot = (parts: BotParts) => Bot;

/** Keeps one bot running on one file, and starts it anew on request. */
export function createBotKeeper(makeBot: () => Bot) {
  let bot: Bot | null = null;
  let port = 0;

  const start = async (): Promise<void> => {
    const made = makeBot();
    port = await made.start();
    bot = made;
  };
  const stop = async (): Promise<void> => {
    const stopped = bot;
    bot = null;
    await stopped?.stop();
  };

  return {
    start,
    stop,
    async restart(): Promise<void> {
      await stop();
      await start();
    },
    /** Where it listens. While it is away nobody answers there. */
    url: (): string => `http://127.0.0.1:${port}`,
    /** Null while it is away. */
    current: (): Bot | null => bot,
  };
}

export type BotKeeper = ReturnType<typeof createBotKeeper>;

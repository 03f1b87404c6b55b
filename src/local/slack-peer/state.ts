import type { JsonObject } from '../json.js';

/** A member of the workspace. `isStranger`: belongs to another organization (Slack Connect). */
export interface SlackUser {
  readonly id: string;
  /** The handle, without the @. */
  readonly name: string;
  readonly realName: string;
  readonly displayName: string;
  readonly email: string | null;
  /** An IANA zone. */
  readonly tz: string;
  /** `en-US`. */
  readonly locale: string;
  readonly deleted: boolean;
  readonly isBot: boolean;
  readonly isRestricted: boolean;
  readonly isUltraRestricted: boolean;
  readonly isStranger: boolean;
  readonly teamId: string;
}

export interface SlackTeam {
  readonly id: string;
  readonly name: string;
  readonly domain: string;
}

export interface SlackConversation {
  readonly id: string;
  readonly kind: 'im' | 'channel';
  readonly name: string;
  /** Of a direct conversation: the one person in it, besides the bot. */
  readonly members: readonly string[];
  readonly hasBot: boolean;
}

export interface SlackMessage {
  readonly channel: string;
  /** Seconds and microseconds, `1763971200.000100`: unique and increasing in the whole workspace. */
  readonly ts: string;
  /** The root message of its thread; null for a root. */
  readonly threadTs: string | null;
  readonly user: string;
  readonly isFromBot: boolean;
  readonly text: string;
  readonly blocks: readonly JsonObject[];
  readonly metadata: JsonObject | null;
  readonly editedTs: string | null;
  /** An ephemeral message: the one person who sees it. It is in no history. */
  readonly onlyFor: string | null;
  readonly clientMsgId: string | null;
  /** Deleted, but kept because its thread stands. */
  readonly isTombstone: boolean;
}

/** A modal. The newest of a person is the one on top. */
export interface SlackView {
  readonly id: string;
  readonly user: string;
  readonly rootId: string;
  readonly previousId: string | null;
  readonly hash: string;
  /** As the app gave it, with the ids that Slack adds to blocks and elements. */
  readonly body: JsonObject;
  /** What the app said is wrong, by block id. */
  readonly errors: Readonly<Record<string, string>>;
}

/** What somebody has chosen or typed in a message or a view, and not sent yet or sent as an action. */
export interface Choice {
  readonly user: string;
  /** `<channel>/<ts>`, or a view's id. */
  readonly surface: string;
  readonly block: string;
  readonly action: string;
  /** As in `state.values` of a payload. */
  readonly value: JsonObject;
}

export interface Trigger {
  readonly id: string;
  readonly user: string;
  /** Milliseconds; it is good for 3 seconds. */
  readonly at: number;
  readonly isUsed: boolean;
  /** The view it came from; only such a trigger can push. */
  readonly view: string | null;
}

/** A `response_url`: 5 uses in 30 minutes. */
export interface ResponseUrl {
  readonly token: string;
  readonly user: string;
  readonly channel: string;
  /** The message it came from; null for a command. */
  readonly message: string | null;
  readonly threadTs: string | null;
  readonly uses: number;
  readonly at: number;
}

/** A call of the app, and what became of it. */
export interface Call {
  readonly at: number;
  readonly method: string;
  readonly args: JsonObject;
  /** Whose direct conversation or profile it is about. */
  readonly user: string | null;
  /** `ok`, Slack's error code, `http 500`, `dropped before`, `dropped after`, or `pending`. */
  readonly outcome: string;
}

/** Something that Slack brought to the app, and how the app took it. */
export interface Delivery {
  readonly id: string;
  readonly kind: 'event' | 'command' | 'interactivity';
  /** Who caused it; null for the workspace. */
  readonly user: string | null;
  readonly payload: JsonObject;
  readonly outcome: 'pending' | 'acknowledged' | 'http_error' | 'http_timeout' | 'connection_failed';
  /** The HTTP status; null where there was no answer, or no HTTP. */
  readonly status: number | null;
  /** What the app answered, as it stands. */
  readonly answer: string;
  /** How often it was sent again; Slack does it 3 times, for events only. */
  readonly retries: number;
  /** The app asked with `X-Slack-No-Retry: 1` not to have it again. */
  readonly isFinal: boolean;
}

/** What Slack itself tells a person, such as that a command failed. */
export interface Notice {
  readonly user: string;
  readonly at: number;
  readonly text: string;
}

/** All that Slack knows, as plain data: it can be printed, stored and loaded again. */
export interface SlackState {
  readonly team: SlackTeam;
  readonly bot: { readonly userId: string; readonly botId: string; readonly appId: string; readonly name: string };
  scopes: readonly string[];
  isInstalled: boolean;
  users: readonly SlackUser[];
  conversations: readonly SlackConversation[];
  /** In the order in which they were posted. */
  messages: readonly SlackMessage[];
  views: readonly SlackView[];
  choices: readonly Choice[];
  triggers: readonly Trigger[];
  responseUrls: readonly ResponseUrl[];
  notices: readonly Notice[];
  calls: readonly Call[];
  deliveries: readonly Delivery[];
  /** The last timestamp given, in microseconds. */
  lastTs: number;
  /** The last number given to an id. */
  lastId: number;
}

/** What changed, for those who draw or wait. */
export interface Change {
  readonly kind: 'user' | 'message' | 'view' | 'notice' | 'call' | 'delivery' | 'fault';
  readonly user: string | null;
}

/** The state and its surroundings, as every method of the peer gets them. */
export interface Workspace {
  readonly state: SlackState;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** The peer's own address, without a slash at the end. */
  readonly url: () => string;
  readonly changed: (change: Change) => void;
}

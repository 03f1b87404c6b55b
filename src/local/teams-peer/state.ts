import type { JsonObject } from '../json.js';

/** Somebody at their Teams. */
export interface TeamsUser {
  /** Teams' own id of this person for this bot, `29:1-alice`. */
  readonly id: string;
  /** The handle by which they are named here; Teams shows `displayName`. */
  readonly name: string;
  readonly displayName: string;
  readonly aadObjectId: string;
  readonly email: string | null;
  readonly userPrincipalName: string;
  /** An IANA zone. */
  readonly tz: string;
  /** `en-US`. */
  readonly locale: string;
  /** Another one than the company's for a guest or an external person. */
  readonly tenantId: string;
  readonly isBot: boolean;
  /** Has left the company. */
  readonly isDeleted: boolean;
  /** Has the app in their personal scope. */
  readonly hasApp: boolean;
  /** Has blocked the bot; Teams tells the bot nothing of it. */
  readonly isBlocking: boolean;
}

/** In a chat's own words: https://learn.microsoft.com/microsoftteams/platform/bots/build-conversational-capability */
export type Scope = 'personal' | 'groupChat' | 'channel';

export interface TeamsConversation {
  readonly id: string;
  readonly kind: Scope;
  readonly name: string;
  /** Users' ids; of a personal chat the one person in it. */
  readonly members: readonly string[];
  /** In a personal chat the person's `hasApp` decides. */
  readonly hasBot: boolean;
  /** Of a channel. */
  readonly teamId: string | null;
}

export interface TeamsMessage {
  /** Without `;messageid=`. */
  readonly conversation: string;
  /** Milliseconds since the epoch as digits: unique and increasing. */
  readonly id: string;
  /** The root of its thread; null for a root, and for every message of a chat without threads. */
  readonly root: string | null;
  readonly from: string;
  readonly isFromBot: boolean;
  /** The activity as it was given. */
  readonly body: JsonObject;
  readonly isEdited: boolean;
  /** Deleted, but kept because its thread stands. */
  readonly isTombstone: boolean;
}

/** A card that an invoke was answered with: it stands for one person in the place of the message's own. */
export interface AnsweredCard {
  readonly user: string;
  readonly surface: string;
  readonly card: JsonObject;
}

/** A dialog (task module). The newest of a person is the one they see. */
export interface TeamsDialog {
  readonly id: string;
  readonly user: string;
  readonly conversation: string;
  readonly title: string;
  readonly card: JsonObject;
  /** The compose action that opened it; null when a card's button did. */
  readonly command: string | null;
}

/** What somebody typed or chose in a card, and what they opened in it; it is sent with the next press. */
export interface Choice {
  readonly user: string;
  /** `<conversation>/<message>`, or a dialog's id. */
  readonly surface: string;
  /** An input's id; for what is opened or hidden, an element's id or the place of an `Action.ShowCard`. */
  readonly part: string;
  readonly kind: 'value' | 'shown' | 'error';
  readonly value: string;
}

/** A token that the app was given for its calls. */
export interface AccessToken {
  readonly token: string;
  /** Milliseconds of the real time. */
  readonly expiresAt: number;
}

/** A call of the app, and what became of it. */
export interface Call {
  readonly at: number;
  /** As the connector's client names it: `sendActivity`, `updateActivity`, `createConversation`, `getToken` ... */
  readonly method: string;
  /** `POST /emea/v3/conversations`. */
  readonly path: string;
  readonly body: JsonObject;
  /** Whose personal chat or membership it is about. */
  readonly user: string | null;
  /** `ok`, an error code such as `MessageWritesBlocked`, `http 503`, `dropped before`, `dropped after`, or `pending`. */
  readonly outcome: string;
}

/** An activity that Teams brought to the app, and how the app took it. */
export interface Delivery {
  readonly id: string;
  readonly kind: 'message' | 'invoke' | 'installationUpdate' | 'conversationUpdate';
  /** Who caused it. */
  readonly user: string | null;
  readonly payload: JsonObject;
  readonly outcome: 'pending' | 'acknowledged' | 'http_error' | 'http_timeout' | 'connection_failed';
  /** The HTTP status; null where there was no answer. */
  readonly status: number | null;
  /** What the app answered, as it stands. */
  readonly answer: string;
  /** How often it was sent again. */
  readonly retries: number;
}

/** What Teams itself tells a person, such as that something went wrong. */
export interface Notice {
  readonly user: string;
  readonly at: number;
  readonly text: string;
}

/** All that Teams knows, as plain data: it can be printed, stored and loaded again. */
export interface TeamsState {
  readonly tenantId: string;
  readonly appId: string;
  readonly bot: { readonly id: string; readonly name: string };
  /** The part of the service address that may change, as Microsoft moves tenants. */
  region: string;
  users: readonly TeamsUser[];
  conversations: readonly TeamsConversation[];
  /** In the order in which they were posted. */
  messages: readonly TeamsMessage[];
  answeredCards: readonly AnsweredCard[];
  dialogs: readonly TeamsDialog[];
  choices: readonly Choice[];
  tokens: readonly AccessToken[];
  notices: readonly Notice[];
  calls: readonly Call[];
  deliveries: readonly Delivery[];
  /** The last activity id given, in milliseconds. */
  lastActivity: number;
  /** The last number given to an id. */
  lastId: number;
}

/** What changed, for those who draw or wait. */
export interface Change {
  readonly kind: 'user' | 'message' | 'dialog' | 'choice' | 'notice' | 'call' | 'delivery';
  readonly user: string | null;
}

/** The state and its surroundings, as every method of the peer gets them. */
export interface Workspace {
  readonly state: TeamsState;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** The peer's own address, without a slash at the end. */
  readonly url: () => string;
  readonly changed: (change: Change) => void;
}

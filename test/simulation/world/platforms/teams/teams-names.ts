import { decodeReference } from '../../../../../adapters/teams/reference.js';
import type { Person } from '../../person.js';

/** Where the connector is. */
export const SERVICE = 'https://smba.trafficmanager.net/emea/';
export const APP = 'app-handover';
export const BOT = `28:${APP}`;

/** Teams' own id of somebody, for this bot. */
export const teamsIdOf = ({ identity }: Pick<Person, 'identity'>): string => `29:${identity.user}`;

/** The chat behind what the adapter keeps as a conversation. */
export const chatOf = (conversation: string): string => decodeReference(conversation)?.conversation ?? conversation;

/** The one channel that the bot is in. */
export const channelOf = (workspace: string): string => `19:${workspace}@thread.tacv2`;

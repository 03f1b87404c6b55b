import type { Drawing } from '../../adapters/teams/markdown.js';
import { english } from '../../adapters/teams/words.js';
import type { PersonId, Zone } from '../../src/core/ids.js';
import { nameOf } from './a-scene.js';

const WORKSPACE = 'aaaaaaaa-0000-4000-8000-000000000001';
/** Draws for a tenant in which everybody is. */
export const teamsDrawing: Drawing = {
  workspace: WORKSPACE,
  words: english,
  people: (person: PersonId) => ({
    person,
    conversation: null,
    profile: {
      identity: { platform: 'teams', workspace: WORKSPACE, user: `user-${person}` },
      name: nameOf(person),
      zone: 'UTC' as Zone,
      locale: 'en-US',
      isBot: false,
      isForeign: false,
      isDeactivated: false,
      email: null,
    },
  }),
};

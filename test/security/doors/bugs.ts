import type { Bug } from '../../simulation/bugs/bug.js';
import type { DoorName } from './storm.js';

/** A door that is known to be bad. */
export interface DoorBug extends Bug {
  /** What it lets happen: requests come in, or the memory grows. */
  readonly lets: 'in' | 'grow';
}

const KEEPS = '(globalThis.kept ??= []).push(Array.from({ length: 500 }, (_, n) => n));';
const SLACK = 'adapters/slack/slack-platform.ts';

/** Doors with one of their checks taken out. */
export const BUGS: Readonly<Record<DoorName, readonly DoorBug[]>> = {
  Slack: [
    {
      title: 'signatures are not checked',
      lets: 'in',
      file: SLACK,
      find: 'endpoints: [EVENTS_PATH],',
      replace: 'endpoints: [EVENTS_PATH], signatureVerification: false,',
    },
    {
      title: 'the future is not looked at',
      lets: 'in',
      file: SLACK,
      find: 'Math.abs(now - Number(timestamp) * 1000)',
      replace: 'now - Number(timestamp) * 1000',
    },
    {
      title: 'requests are kept',
      lets: 'grow',
      file: SLACK,
      find: "if (method !== 'POST') return 405;",
      replace: KEEPS,
    },
  ],
  Teams: [
    {
      title: 'the signature of a token is not checked',
      lets: 'in',
      file: 'adapters/teams/teams-platform.ts',
      find: 'adapter.take(authorization, activity, turn)',
      replace: 'turn()',
    },
    {
      title: 'requests are kept',
      lets: 'grow',
      file: 'adapters/teams/door.ts',
      find: "const { authorization = '' } = request.headers;",
      replace: `const { authorization = '' } = request.headers; ${KEEPS}`,
    },
  ],
};

import type { Bug } from './bug.js';

/** In what reads a platform's deliveries, draws for it and calls it. */
export const ADAPTER_BUGS: readonly Bug[] = [
  {
    title: 'The wait that Slack asks for is taken for milliseconds',
    file: 'adapters/slack/errors.ts',
    find: `retryAfterMs: wait.data.retryAfter * 1000`,
    replace: `retryAfterMs: wait.data.retryAfter`,
  },
  {
    title: 'A post to Slack that broke off is taken for one that never left',
    file: 'adapters/slack/errors.ts',
    find: `code: repeat === 'once' ? 'unknown_outcome' : 'unavailable' };`,
    replace: `code: 'unavailable' };`,
  },
  {
    title: 'Any marked message on Slack is taken for the one that is looked for',
    file: 'adapters/slack/chat-platform.ts',
    find: `.event_payload.marker === marker`,
    replace: `.event_payload.marker !== undefined`,
  },
  {
    title: 'A box on Slack is read the wrong way round',
    file: 'adapters/slack/interactions.ts',
    find: `(action.selected_options ?? []).length > 0;`,
    replace: `(action.selected_options ?? []).length === 0;`,
  },
  {
    title: 'Two presses on one message of Slack have the same name',
    file: 'adapters/slack/interactions.ts',
    find: `/press/\${action.action_ts}/`,
    replace: `/press/`,
  },
  {
    title: 'What was chosen in a form on Slack is left out',
    file: 'adapters/slack/interactions.ts',
    find: `      return valuesOf(element.selected_options);`,
    replace: `      return [];`,
  },
  {
    title: 'On Teams the lines that were ticked before a press are left out',
    file: 'adapters/teams/card-inputs.ts',
    find: `  if (ticks.length === 0) return { id, ask`,
    replace: `  if (ticks.length >= 0) return { id, ask`,
  },
  {
    title: 'Nobody hears where somebody on Teams has moved to',
    file: 'adapters/teams/receive.ts',
    find: `        await tellChanges(delivery);`,
    replace: ``,
  },
  {
    title: 'A message on Teams that was deleted counts as drawn anew',
    file: 'adapters/teams/chat-platform.ts',
    find: `connector.update(placeOf(message.conversation), id, said));`,
    replace: `connector.update(placeOf(message.conversation), id, said).catch(() => undefined));`,
  },
  {
    title: 'A form on Teams stays where it stood when it is closed',
    file: 'adapters/teams/answer.ts',
    find: `place.via === 'submit' && (place.of !== 'press' || staysInPlace)`,
    replace: `place.via === 'submit' && place.of !== 'close' && (place.of !== 'press' || staysInPlace)`,
  },
  {
    title: 'Whoever took the app out of Teams counts as somebody to be tried again',
    file: 'adapters/teams/errors.ts',
    find: `['BotNotInConversationRoster', unreachable('not_installed')],`,
    replace: `['BotNotInConversationRoster', LATER],`,
  },
];

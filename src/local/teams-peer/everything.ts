import { readAll } from './reading.js';
import type { Workspace } from './state.js';

/** What everybody sees, and the last things that went to and fro. */
export function everything(workspace: Workspace): string {
  const { users, calls, deliveries } = workspace.state;
  const people = users
    .filter(({ isBot }) => !isBot)
    .flatMap(({ id, name }) => [`== ${name} (${id})`, ...readAll(workspace, id)]);
  const last = calls.slice(-10).map(({ method, path, user, outcome }) => `${method} ${path} ${user ?? ''} ${outcome}`);
  const brought = deliveries
    .slice(-5)
    .map(({ kind, user, outcome, status, answer }) => `${kind} ${user ?? ''} ${outcome} ${status ?? ''} ${answer}`);
  return [...people, '== last calls', ...last, '== last deliveries', ...brought].join('\n');
}

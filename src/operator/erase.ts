import { openReader } from '../store/open-reader.js';
import { openStore } from '../store/open-store.js';
import { counted, type Operation, OperatorFault } from './operation.js';

/**
 * Erases a person. Their pseudonym stays, so that the journals still say that somebody did a step and somebody else
 * confirmed it, and their chains hold.
 */
export function erase({ config, say, ids }: Operation, wanted: string): number {
  const path = config().databasePath;
  const { tenant, person } = theOne(path, wanted);
  const store = openStore({ path, ids });
  try {
    const running = store.erasure.runningOf(tenant, person);
    if (running.length > 0) {
      throw new OperatorFault(
        `${wanted} takes part in ${counted(running.length, 'running handover')} (${running.join(', ')}). ` +
          'End it first, or have its initiator choose somebody else.',
      );
    }
    const { texts, handovers } = store.erasure.erasePerson(tenant, person);
    store.erasure.scrub(true);
    say(
      `${wanted} is erased: ${counted(texts, 'text')} in ${counted(handovers, 'handover')}, and who they are. ` +
        `The journals know them as ${person} only. Older backups still hold them.`,
    );
    return 0;
  } finally {
    store.close();
  }
}

function theOne(path: string, wanted: string): ReturnType<ReturnType<typeof openReader>['peopleCalled']>[number] {
  const reader = openReader(path);
  try {
    const found = reader.peopleCalled(wanted);
    const [only, ...others] = found;
    if (only && others.length === 0) return only;
    throw new OperatorFault(
      only
        ? `Several people have the id ${wanted}. Name one by the pseudonym: ${found.map(({ person }) => person).join(', ')}.`
        : `Nobody is known as ${wanted}. Give the user id, such as U012AB3CD, as it stands in the person's profile.`,
    );
  } finally {
    reader.close();
  }
}

import type { Handover } from '../core/handover.js';
import type { PersonId } from '../core/ids.js';
import type { Card } from '../view/card.js';
import { dialogFor } from '../view/dialogs.js';
import { foundDialog } from '../view/found-dialog.js';
import { encodePress, type Press } from '../view/press.js';
import { createAddressBook } from './address-book.js';
import { describe } from './described.js';
import type { DeskOptions } from './desk.js';
import { askingPress, confirmedIn, readDraft } from './draft.js';
import { keptOf, lookUp, rowsOf } from './look-up.js';
import type { Answer, Ask, Delivery, Identity, Profile } from './ports.js';
import { emailsIn, person } from './start-form.js';

type Form = Extract<Ask, { kind: 'form' }>;

/** What the desk does with the choice. */
export interface Choice {
  /** Hands it to the core. */
  taken(delivery: Delivery, press: Press, ask: Form, profile: Profile | null): Promise<Answer>;
  /** What the core has against it already; undefined for nothing. */
  refusal(delivery: Delivery, press: Press, handover: Handover): Card | undefined;
}

const FIELDS = { choose_successor: 'successor', choose_administrator: 'administrator' } as const;
type Chooses = Press & { readonly action: keyof typeof FIELDS };
export const isChoice = (press: Press): press is Chooses => Object.hasOwn(FIELDS, press.action);

/** Another successor or administrator: from the list, or by an address and with a question whether that is right. */
export function createChoiceDesk(options: DeskOptions, { taken, refusal }: Choice) {
  const { store, scenes, platforms, sealOf } = options;
  const book = createAddressBook(options);

  return async (delivery: Delivery, press: Chooses, ask: Form): Promise<Answer> => {
    const { tenant, from } = delivery;
    const field = FIELDS[press.action];
    const asked = readDraft(press);
    const first = asked?.first ?? press;
    const by = store.personOf(tenant, from) ?? ('stranger' as PersonId);
    const handover = store.load(tenant, press.handover);
    const dialog = handover && dialogFor(scenes.scene(handover, by), first);
    if (!dialog) return taken(delivery, first, ask, null);

    const take = async (identity: Identity | null): Promise<Answer> => {
      if (identity === null) return taken(delivery, first, ask, null);
      const audience = scenes.audience(tenant, by);
      const { profiles, errors } = await describe(options, tenant, [{ field, identity, isAsked: true }], audience);
      if (Object.keys(errors).length > 0) return { kind: 'correct', errors, dialog };
      return taken(delivery, first, ask, profiles[0] ?? null);
    };

    if (asked) {
      const chosen = confirmedIn(asked.draft, ask.values);
      return chosen === null ? { kind: 'replace', dialog } : take(chosen[field] ?? null);
    }
    const picked = person(ask.values[field]);
    const emails = emailsIn(ask.values);
    if (emails[field] === undefined) return take(picked);
    const card = refusal(delivery, first, handover);
    if (card) return { kind: 'say', card };
    const looked = await lookUp(book, tenant, emails, { [field]: picked }, scenes.audience(tenant, by));
    if (Object.keys(looked.errors).length > 0) return { kind: 'correct', errors: looked.errors, dialog };
    const code = encodePress(askingPress(first, { start: null, found: keptOf(looked) }), sealOf(tenant));
    const rows = rowsOf(looked, emails, platforms);
    return { kind: 'replace', dialog: foundDialog(scenes.audience(tenant, by), code, rows, 'send') };
  };
}

import type { PersonId, TenantId } from '../../src/core/ids.js';
import type { Log } from '../../src/engine/log-port.js';
import type { Clock, Delivery, Desk, Identity, KnownPerson, MessageRef } from '../../src/engine/ports.js';
import type { Card } from '../../src/view/card.js';
import { type Activity, isPersonal, type Mentioned, mentionsOf, tenantOf as workspaceOf } from './activity.js';
import type { Asker, createAnswerer, Reply } from './answer.js';
import type { Connector } from './connector.js';
import type { Directory } from './directory.js';
import { failureOf } from './errors.js';
import type { ReplyPlace } from './found.js';
import type { Drawing } from './markdown.js';
import { parse } from './parse.js';
import { encodeReference, roomReference, splitThread } from './reference.js';
import type { TeamsWords } from './words.js';

export interface ReceiveOptions {
  readonly connector: Connector;
  readonly directory: Directory;
  readonly answerer: ReturnType<typeof createAnswerer>;
  readonly desk: Desk;
  readonly tenantOf: (workspace: string) => TenantId | null;
  readonly drawingOf: (workspace: string) => Drawing | null;
  readonly known: (tenant: TenantId, identity: Identity) => KnownPerson | null;
  readonly people: (tenant: TenantId, person: PersonId) => KnownPerson | null;
  readonly cardAt: (tenant: TenantId, identity: Identity, ref: MessageRef, press: string) => Card | null;
  /** Remembers a team or group chat that the bot is in. */
  readonly keepRoom: (tenant: TenantId, conversation: string) => void;
  readonly clock: Clock;
  readonly log: Log;
  readonly words: TeamsWords;
}

const NOTHING: Reply = { body: undefined, afterwards: null };

/** Gives a verified activity to the desk, and its answer to the answerer. */
export function createReceive(options: ReceiveOptions) {
  const { connector, directory, answerer, desk, tenantOf, drawingOf, known, clock, log, words } = options;

  const asker = (tenant: TenantId, from: Identity, place: ReplyPlace): Asker => ({
    from,
    place,
    drawing: drawingOf(from.workspace) ?? { workspace: from.workspace, words, people: () => null },
    cardNow: () => {
      const { message, conversation, press } = place;
      return message === null || press === '' ? null : options.cardAt(tenant, from, { conversation, message }, press);
    },
    nameOf: (user) => known(tenant, { ...from, user })?.profile.name ?? null,
  });

  /** Clock and language come with every activity, and with nothing else. */
  const tellChanges = async ({ tenant, from, id, at }: Omit<Delivery, 'ask'>): Promise<void> => {
    const profile = known(tenant, from)?.profile;
    const { zone, locale } = directory.of(from);
    if (!profile || zone === null || locale === null) return;
    if (profile.zone === zone && profile.locale === locale) return;
    const ask = { kind: 'profile_changed', profile: { ...profile, zone, locale } } as const;
    await desk.receive({ tenant, id: `${id}/profile`, at, from, ask }).catch((error: unknown) => {
      // What the person did counts all the same; the next thing that they do tells it again.
      log.warn('teams_news_not_kept', { error: error instanceof Error ? error.message : 'unknown' });
    });
  };

  const notServed = (activity: Activity, place: ReplyPlace): Reply => {
    const { serviceUrl, conversation } = activity;
    log.warn('teams_tenant_not_served', { workspace: workspaceOf(activity) });
    const said = { type: 'application/vnd.microsoft.activity.message', value: words.notServed };
    if (place.via === 'execute') return { body: { statusCode: 200, ...said }, afterwards: null };
    if (place.via !== 'text') return NOTHING;
    const message = { summary: words.notServed, card: null, text: words.notServed };
    return {
      body: undefined,
      afterwards: async () => {
        await connector
          .send({ serviceUrl, conversation: conversation.id }, message)
          .catch((error: unknown) => log.warn('teams_answer_refused', { why: failureOf(error, 'once').code }));
      },
    };
  };

  return async (activity: Activity): Promise<Reply> => {
    const tenant = tenantOf(workspaceOf(activity));
    const isServed = tenant !== null;
    if (isServed && !isPersonal(activity)) options.keepRoom(tenant, roomOf(activity));
    const isOld = directory.isOld(activity);
    const home = isServed ? directory.meet(activity) : null;
    const users = isServed ? await mentionedUsers(activity, connector, directory) : new Map<string, string>();
    const parsed = parse(activity, {
      at: clock.now(),
      tenantOf,
      home: home && encodeReference(home),
      userOf: ({ id, aadObjectId }) => aadObjectId ?? users.get(id) ?? null,
    });
    switch (parsed.kind) {
      case 'ignored':
        log.debug('teams_delivery_ignored', { why: parsed.why });
        return NOTHING;
      case 'not_served':
        return notServed(activity, parsed.place);
      case 'redraw':
        await tellChanges(parsed);
        return answerer.reply({ kind: 'none' }, asker(parsed.tenant, parsed.from, parsed.place));
      case 'delivery': {
        const { delivery, place } = parsed;
        // Added, taken out and added again may arrive in any order; what came last by Teams' clock is so.
        if (delivery.ask.kind === 'reach' && isOld) return NOTHING;
        await tellChanges(delivery);
        return answerer.reply(await desk.receive(delivery), asker(delivery.tenant, delivery.from, place));
      }
    }
  };
}

/** Its roster tells who is who. */
const roomOf = (activity: Activity): string =>
  roomReference({
    serviceUrl: activity.serviceUrl,
    tenant: workspaceOf(activity),
    conversation: splitThread(activity.conversation.id).base,
    bot: activity.recipient.id,
  });

/** Messages name people by an id of Teams' own; the roster of the conversation says who that is. */
async function mentionedUsers(
  activity: Activity,
  connector: Connector,
  directory: Directory,
): Promise<ReadonlyMap<string, string>> {
  const { conversation, recipient, serviceUrl } = activity;
  const at = { serviceUrl, conversation: splitThread(conversation.id).base };
  const look = async ({ id }: Mentioned): Promise<readonly [string, string][]> => {
    const met = directory.userOf(id);
    if (met !== null) return [[id, met]];
    // Somebody who cannot be found is chosen in the form.
    const member = await connector.member(at, id).catch(() => null);
    const user = member?.aadObjectId ?? member?.objectId ?? null;
    return user === null ? [] : [[id, user]];
  };
  const others = mentionsOf(activity).filter(({ id, aadObjectId }) => id !== recipient.id && aadObjectId === null);
  return new Map((await Promise.all(others.map(look))).flat());
}

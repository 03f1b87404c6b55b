import type { PersonId, TenantId } from '../../src/core/ids.js';
import type { Log } from '../../src/engine/log-port.js';
import type { Clock, Desk, KnownPerson } from '../../src/engine/ports.js';
import { type createAnswerer, sentence } from './answer.js';
import { parse } from './parse.js';
import type { Self } from './self.js';
import type { Reply } from './slack-platform.js';
import type { SlackWords } from './words.js';

export interface ReceiveOptions {
  readonly answerer: ReturnType<typeof createAnswerer>;
  readonly desk: Desk;
  readonly self: Self;
  /** Null for a workspace that this deployment does not serve. */
  readonly tenantOf: (workspace: string) => TenantId | null;
  readonly people: (tenant: TenantId, person: PersonId) => KnownPerson | null;
  /** Dates deliveries. */
  readonly clock: Clock;
  readonly log: Log;
  readonly words: SlackWords;
}

/** Gives what Slack sent, verified and decoded, to the desk, and its answer to the answerer: after the commit. */
export function createReceive(options: ReceiveOptions) {
  const { answerer, desk, self, tenantOf, clock, log, words } = options;

  return async (body: unknown): Promise<Reply> => {
    const parsed = parse(body, { at: clock.now(), tenantOf });
    if (parsed.kind === 'ignored') {
      log.debug('slack_delivery_ignored', { why: parsed.why });
      return { ack: undefined, afterwards: null };
    }
    const { place } = parsed;
    if (parsed.kind === 'not_served') {
      log.warn('slack_workspace_not_served', { workspace: parsed.workspace });
      const stranger = { workspace: parsed.workspace, words, people: () => null };
      const card = sentence(words.notServed);
      return answerer.reply(place, place.via === 'event' ? { kind: 'none' } : { kind: 'say', card }, stranger);
    }
    const { delivery } = parsed;
    const answer = await desk.receive(delivery);
    const workspace = self.known()?.workspace ?? delivery.from.workspace;
    return answerer.reply(place, answer, {
      workspace,
      words,
      people: (person) => options.people(delivery.tenant, person),
    });
  };
}

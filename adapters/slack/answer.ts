import { z } from 'zod';
import type { Log } from '../../src/engine/log-port.js';
import type { Answer } from '../../src/engine/ports.js';
import type { Card, Dialog } from '../../src/view/card.js';
import { renderDialog, renderNotice } from './dialog.js';
import { slackErrorOf } from './errors.js';
import type { ReplyPlace } from './found.js';
import { renderCard, type Rendered } from './render.js';
import type { Drawing } from './rich.js';
import type { Call, Reply } from './slack-platform.js';

export interface AnswererOptions {
  readonly call: Call;
  /** Posts to a `response_url`. */
  readonly respond: (url: string, message: Readonly<Record<string, unknown>>) => Promise<void>;
  readonly log: Log;
}

const NOTHING: Reply = { ack: undefined, afterwards: null };
const taken = z.object({ ok: z.literal(true) });

/** Puts an answer into what Slack shows: partly the acknowledgement itself, partly calls that follow it. */
export function createAnswerer({ call, respond, log }: AnswererOptions) {
  /** Only for the eyes of this person: where they pressed or wrote. */
  const sayPrivately = async (place: ReplyPlace, said: Rendered): Promise<void> => {
    const { channel, user, thread, responseUrl } = place;
    const inThread = thread === null ? {} : { thread_ts: thread };
    const ways: (() => Promise<unknown>)[] = [];
    if (channel !== null) {
      ways.push(() => call('chat.postEphemeral', { channel, user, ...said, ...inThread, parse: 'none' }, taken));
    }
    if (responseUrl !== null) {
      const message = { response_type: 'ephemeral', replace_original: false, ...said, ...inThread };
      ways.push(() => respond(responseUrl, message));
    }
    // The bot need not be in the conversation where a command was typed.
    await tryInTurn(place.isPrivate ? ways.toReversed() : ways, log);
  };

  const open = async (place: ReplyPlace, dialog: Dialog, drawing: Drawing): Promise<void> => {
    try {
      await call('views.open', { trigger_id: place.trigger, view: renderDialog(dialog, drawing) }, taken);
    } catch (error) {
      const why = slackErrorOf(error) ?? (error instanceof Error ? error.message : 'unknown');
      log.warn('slack_form_not_opened', { why });
      // Used before: then the form is open already.
      if (why !== 'exchanged_trigger_id') await sayPrivately(place, plainCard(drawing.words.formTooLate, drawing));
    }
  };

  const reply = (place: ReplyPlace, answer: Answer, drawing: Drawing): Reply => {
    if (place.via === 'form') return { ack: formAck(place, answer, drawing), afterwards: null };
    switch (answer.kind) {
      case 'say': {
        const said = renderCard(answer.card, drawing);
        if (place.via === 'command') return { ack: { response_type: 'ephemeral', ...said }, afterwards: null };
        return { ack: undefined, afterwards: () => sayPrivately(place, said) };
      }
      case 'open':
      case 'replace':
        return { ack: undefined, afterwards: () => open(place, answer.dialog, drawing) };
      case 'none':
      case 'correct':
        return NOTHING;
    }
  };
  return { reply };
}

async function tryInTurn(ways: readonly (() => Promise<unknown>)[], log: Log): Promise<void> {
  for (const way of ways) {
    try {
      // oxlint-disable-next-line no-await-in-loop -- the next way is only for when this one fails
      await way();
      return;
    } catch (error) {
      log.warn('slack_answer_refused', { why: slackErrorOf(error) ?? (error instanceof Error ? error.message : '') });
    }
  }
  log.error('slack_answer_not_shown');
}

/** https://docs.slack.dev/surfaces/modals#updating_response */
function formAck({ fields }: ReplyPlace, answer: Answer, drawing: Drawing): NonNullable<Reply['ack']> {
  switch (answer.kind) {
    case 'none':
      return { response_action: 'clear' };
    case 'say':
      return { response_action: 'update', view: renderNotice(answer.card, drawing) };
    case 'open':
    case 'replace':
      return { response_action: 'update', view: renderDialog(answer.dialog, drawing) };
    case 'correct': {
      // Slack refuses the whole answer for an error at a field that is not there.
      const [first = ''] = fields;
      const errors = Object.entries(answer.errors).map(([field, words]) => [
        fields.includes(field) ? field : first,
        words,
      ]);
      return { response_action: 'errors', errors: Object.fromEntries(errors) };
    }
  }
}

export const plainCard = (text: string, drawing: Drawing): Rendered => renderCard(sentence(text), drawing);

export const sentence = (text: string): Card => ({ text, blocks: [{ type: 'text', text: [text] }], isOver: false });

/** Posts to a `response_url`, but only to Slack's own host (or the test peer's): the address came with the delivery. */
export function createResponder(apiUrl: string | null, timeoutMs: number): AnswererOptions['respond'] {
  const allowed = new Set(['https://hooks.slack.com', ...(apiUrl === null ? [] : [new URL(apiUrl).origin])]);
  return async (url, message) => {
    if (!URL.canParse(url) || !allowed.has(new URL(url).origin)) throw new Error('a response_url of a foreign host');
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body: JSON.stringify(message),
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    });
    await response.body?.cancel();
    if (!response.ok) throw new Error(`the response_url answered HTTP ${response.status}`);
  };
}

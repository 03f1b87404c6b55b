import { escape } from '../../../../../adapters/slack/rich.js';
import type { Ask, FormValues, FormValue, Identity } from '../../../../../src/engine/ports.js';
import { conversationOf, type Person } from '../../person.js';
import type { Pressable, ShownMessage } from '../../screens.js';
import type { World } from '../../world.js';
import type { Client, Form, Sent, Tick } from '../client.js';
import { at, type Json, textAt } from '../json.js';
import { fieldsOf, type SlackField } from './look.js';
import { APP, timestamp } from './slack-names.js';

/** Slack's own app, as somebody uses it. */
export class SlackClient implements Client {
  constructor(private readonly world: World) {}

  /** https://docs.slack.dev/reference/interaction-payloads/block_actions-payload */
  press(person: Person, message: ShownMessage, { code, element: spot }: Pressable, ticks: readonly Tick[]): Sent {
    const { world } = this;
    const element = at(spot, 'element');
    const option = at(spot, 'option');
    const isChecked = element['type'] === 'checkboxes';
    const chosen = ticks.filter(({ isTicked }) => isTicked).map(({ item }) => ({ value: item }));
    const { conversation, message: ts } = message.ref;
    const thread = message.thread === null ? {} : { thread_ts: message.thread };
    const payload = {
      type: 'block_actions',
      ...this.common(person),
      channel: { id: conversation, name: 'directmessage' },
      container: { type: 'message', message_ts: ts, channel_id: conversation, is_ephemeral: false, ...thread },
      message: { type: 'message', ts, ...thread },
      response_url: `https://hooks.slack.com/actions/${world.nextNumber()}`,
      actions: [
        {
          type: element['type'],
          action_id: element['action_id'],
          block_id: spot['block_id'],
          action_ts: timestamp(world.now, world.nextNumber()),
          ...(element['type'] === 'button' ? { value: element['value'] } : {}),
          ...(element['type'] === 'static_select' ? { selected_option: option } : {}),
          ...(isChecked ? { selected_options: chosen } : {}),
        },
      ],
    };
    return { payload, ask: { kind: 'press', press: code, ticks: isChecked ? ticks : [], pressedAt: world.instant } };
  }

  /** https://docs.slack.dev/reference/events/message.im */
  say(person: Person, text: string, thread: ShownMessage | null): Sent {
    const { user } = person.identity;
    const root = thread && (thread.thread ?? thread.ref.message);
    const event = {
      type: 'message',
      channel: conversationOf(person.identity),
      channel_type: 'im',
      user,
      team: person.identity.workspace,
      text: escape(text),
      ts: timestamp(this.world.now, this.world.nextNumber()),
      ...(root === null ? {} : { thread_ts: root }),
    };
    return { payload: this.event(person, event), ask: { kind: 'message', text, thread: root } };
  }

  /** https://docs.slack.dev/interactivity/implementing-slash-commands */
  command(person: Person, words: string, ask: Ask, channel: string | null = null): Sent {
    const { workspace, user } = person.identity;
    const payload = {
      command: '/handover',
      text: words,
      team_id: workspace,
      user_id: user,
      channel_id: channel ?? conversationOf(person.identity),
      trigger_id: this.trigger(),
      response_url: `https://hooks.slack.com/commands/${this.world.nextNumber()}`,
    };
    return { payload, ask };
  }

  start(person: Person, channel: string | null, named: readonly Identity[]): Sent {
    const [outgoing = null, successor = null] = named;
    const words = named.map(({ user }) => `<@${user}|somebody>`).join(' ');
    return this.command(person, words, { kind: 'open_start', outgoing, successor, channel }, channel);
  }

  /** https://docs.slack.dev/reference/events/user_change */
  changed(person: Person, user: Json, ask: Ask): Sent {
    return { payload: this.event(person, { type: 'user_change', user }), ask };
  }

  renamed(payload: Json): Json {
    const [action = {}] = Array.isArray(payload['actions']) ? (payload['actions'] as readonly Json[]) : [];
    // The same millisecond, and another of Slack's microseconds.
    const other = textAt(action, 'action_ts').replace(/\d{3}$/, (end) =>
      String((Number(end) % 999) + 1).padStart(3, '0'),
    );
    return { ...payload, trigger_id: this.trigger(), actions: [{ ...action, action_ts: other }] };
  }

  openerOf(payload: Json): string {
    return textAt(payload, 'trigger_id');
  }

  obey(_: Person, sent: Sent, ack: unknown): Form | null {
    const answer = at({ ack }, 'ack');
    if (answer['response_action'] === 'errors') return sent.form ?? null;
    return answer['response_action'] === 'update' ? this.formIn(at(answer, 'view')) : null;
  }

  /** Null for a window that only says something. */
  formIn(view: Json): Form | null {
    const fields = fieldsOf(view);
    if (fields === null) return null;
    const opened = { view, id: `V${this.world.nextNumber()}` };
    const form: Form = {
      press: textAt(view, 'private_metadata'),
      fields,
      send: (person, values) => ({ ...this.submission(person, opened, fields, values), form }),
      close: () => null,
    };
    return form;
  }

  /** https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload */
  private submission(
    person: Person,
    { view, id }: { readonly view: Json; readonly id: string },
    fields: readonly SlackField[],
    filled: FormValues,
  ): Sent {
    const values = Object.fromEntries(
      fields.map(({ name, element }) => [
        name,
        { [textAt(element, 'action_id')]: held(element, filled[name] ?? null) },
      ]),
    );
    const press = textAt(view, 'private_metadata');
    const payload = {
      type: 'view_submission',
      ...this.common(person),
      view: { id, hash: id, callback_id: view['callback_id'], private_metadata: press, state: { values } },
    };
    return { payload, ask: { kind: 'form', press, values: filled } };
  }

  private common({ identity: { user, workspace } }: Person): Json {
    return {
      user: { id: user, team_id: workspace },
      team: { id: workspace },
      api_app_id: APP,
      trigger_id: this.trigger(),
    };
  }

  private event({ identity: { workspace } }: Person, event: Json): Json {
    const event_id = `Ev${this.world.nextNumber()}`;
    return { type: 'event_callback', api_app_id: APP, team_id: workspace, event_id, event };
  }

  private trigger(): string {
    return `trigger.${this.world.nextNumber()}`;
  }
}

/** What an element holds, as in `state.values`. */
function held(element: Json, value: FormValue): Json {
  const type = textAt(element, 'type');
  const option = (one: unknown): Json => ({ value: one });
  switch (type) {
    case 'users_select':
      return { type, selected_user: value === null ? null : (value as Identity).user };
    case 'static_select':
    case 'radio_buttons':
      return { type, selected_option: value === null ? null : option(value) };
    case 'multi_static_select':
      return { type, selected_options: (value as readonly string[]).map(option) };
    case 'checkboxes':
      return { type, selected_options: value === true ? [option('on')] : [] };
    case 'datepicker':
      return { type, selected_date: value };
    default:
      return { type, value: value === '' ? null : value };
  }
}

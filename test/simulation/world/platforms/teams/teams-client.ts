import { TICK } from '../../../../../adapters/teams/render.js';
import type { Ask, FormValue, FormValues, Identity } from '../../../../../src/engine/ports.js';
import { conversationOf, type Person } from '../../person.js';
import type { Pressable, ShownMessage } from '../../screens.js';
import type { World } from '../../world.js';
import type { Client, FieldKind, Form, Sent, Tick } from '../client.js';
import { at, isJson, type Json, textAt } from '../json.js';
import { cardIn, formIn, lookAt, type TeamsField, type TeamsForm } from './look.js';
import { BOT, SERVICE, teamsIdOf } from './teams-names.js';

/** Where a form stands: in the place of a message, as one, or in a window. */
type Place = { readonly message: string } | 'window';

/** Teams' own app, as somebody uses it. */
export class TeamsClient implements Client {
  constructor(private readonly world: World) {}

  press(person: Person, message: ShownMessage, { code, lines, element }: Pressable, ticks: readonly Tick[]): Sent {
    const { instant } = this.world;
    const drawn = at(at(at(element, 'data'), 'handover'), 'ticks');
    const touched = ticks.filter(({ item, isTicked }) => item in drawn && drawn[item] !== isTicked);
    const inputs = Object.fromEntries(ticks.map(({ item, isTicked }) => [TICK + item, String(isTicked)]));
    const payload = this.pressed(person, message.ref.message, element, inputs);
    const ask = { kind: 'press', press: code, pressedAt: instant } as const;
    if (lines !== null) return { payload, ask: { ...ask, ticks: touched } };
    const save = textAt(at(at(element, 'data'), 'handover'), 'save');
    return {
      payload,
      ask: { ...ask, ticks: [], ...(touched.length === 0 ? {} : { touched: { save, ticks: touched } }) },
    };
  }

  /**
   * `adaptiveCard/action`, or a message from a client that does not know it.
   * https://learn.microsoft.com/adaptive-cards/authoring-cards/universal-action-model
   */
  private pressed(person: Person, message: string, element: Json, inputs: Json): Json {
    const { hasOldClient } = person;
    const button = hasOldClient ? at(element, 'fallback') : element;
    const data = { ...at(button, 'data'), ...(button['associatedInputs'] === 'none' ? {} : inputs) };
    const common = { ...this.common(person), replyToId: message };
    if (hasOldClient) return { type: 'message', id: this.activity(), ...common, value: data };
    const action = { type: 'Action.Execute', title: button['title'], verb: button['verb'], data };
    const value = { action, trigger: 'manual' };
    return { type: 'invoke', name: 'adaptiveCard/action', id: this.activity(), ...common, value };
  }

  say(person: Person, text: string, thread: ShownMessage | null): Sent {
    const root = thread && this.world.teamsHasThreads ? (thread.thread ?? thread.ref.message) : null;
    const chat = conversationOf(person.identity);
    const payload = this.message(person, text, root === null ? chat : `${chat};messageid=${root}`);
    return { payload, ask: { kind: 'message', text, thread: root } };
  }

  command(person: Person, words: string, ask: Ask): Sent {
    return { payload: this.message(person, `handover ${words}`, conversationOf(person.identity)), ask };
  }

  start(person: Person, channel: string | null, named: readonly Identity[]): Sent {
    const [outgoing = null, successor = null] = named;
    const ask = { kind: 'open_start', outgoing, successor, channel } as const;
    if (named.length === 0 && this.world.random.chance(0.3)) return { payload: this.composed(person, channel), ask };
    const mentions = named.map(({ user }) =>
      mention({ id: `29:${user}`, name: `somebody ${user}`, aadObjectId: user }),
    );
    const called = channel === null ? [] : [mention({ id: BOT, name: 'Handover' })];
    const text = [
      ...called.map(({ text: words }) => words),
      'handover',
      ...mentions.map(({ text: words }) => words),
    ].join(' ');
    const payload = this.message(person, text, channel ?? conversationOf(person.identity));
    const entities = [...(payload['entities'] as readonly Json[]), ...called, ...mentions];
    return { payload: { ...payload, entities }, ask };
  }

  /** The action of the app beside the field in which messages are written: its form stands in a window. */
  private composed(person: Person, channel: string | null): Json {
    return {
      type: 'invoke',
      name: 'composeExtension/fetchTask',
      id: this.activity(),
      ...this.common(person, channel ?? conversationOf(person.identity)),
      value: { commandId: 'start', commandContext: 'compose' },
    };
  }

  /** https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/subscribe-to-conversation-events */
  installed(person: Person, isThere: boolean): Sent {
    const action = isThere ? 'add' : 'remove';
    const payload = { type: 'installationUpdate', action, id: this.activity(), ...this.common(person) };
    return { payload, ask: { kind: 'reach', why: isThere ? null : 'not_installed' } };
  }

  renamed(payload: Json): Json {
    return { ...payload, id: this.activity() };
  }

  openerOf(payload: Json): string {
    return textAt(payload, 'id');
  }

  obey(person: Person, { payload }: Sent, ack: unknown): Form | null {
    const value = at(at(at({ ack }, 'ack'), 'task'), 'value');
    const window = at(at(value, 'card'), 'content');
    if (isJson(value['card'])) return this.formOn(window, 'window');
    const card = cardIn(ack);
    if (card === null) return null;
    const message = textAt(payload, 'replyToId');
    const form = this.formOn(card, { message });
    const { screens, now } = this.world;
    const shown = screens.at({ conversation: conversationOf(person.identity), message });
    // A form stands there only for now: the message itself has not changed.
    if (shown && !form) screens.redraw(shown, lookAt(card), now);
    return form;
  }

  /** Null for a card that is no form. */
  formOn(card: Json, place: Place): Form | null {
    const found = formIn(card);
    return found && this.formOf(found, place);
  }

  private formOf({ submit, close, fields }: TeamsForm, place: Place): Form {
    const data = at(at(submit, 'data'), 'handover');
    const touched = isJson(data['touched']) ? { touched: data['touched'] as never } : {};
    const press = textAt(data, 'form');
    return {
      press,
      fields,
      send: (person, values) => ({
        payload: this.filled(person, place, submit, inputsOf(fields, values)),
        ask: { kind: 'form', press, values, ...touched },
      }),
      close: (person) => {
        if (place === 'window' || close === null) return null;
        const { save, ticks } = at(data, 'touched');
        const pressedAt = this.world.instant;
        const ask =
          typeof save === 'string'
            ? ({ kind: 'press', press: save, ticks: ticks as readonly Tick[], pressedAt } as const)
            : null;
        return { payload: this.pressed(person, place.message, close, {}), ask };
      },
    };
  }

  private filled(person: Person, place: Place, submit: Json, inputs: Json): Json {
    if (place !== 'window') return this.pressed(person, place.message, submit, inputs);
    const value = { commandId: 'start', commandContext: 'compose', data: { ...at(submit, 'data'), ...inputs } };
    const name = 'composeExtension/submitAction';
    return { type: 'invoke', name, id: this.activity(), ...this.common(person), value };
  }

  private message(person: Person, text: string, conversation: string): Json {
    return { type: 'message', id: this.activity(), ...this.common(person, conversation), text, textFormat: 'plain' };
  }

  /** What every activity says of who, where and when. */
  private common(person: Person, conversation = conversationOf(person.identity)): Json {
    const { identity, name, zone } = person;
    const isPersonal = conversation.startsWith('a:');
    return {
      channelId: 'msteams',
      serviceUrl: SERVICE,
      timestamp: new Date(this.world.now).toISOString(),
      localTimezone: zone,
      locale: 'en-US',
      from: { id: teamsIdOf(person), name, aadObjectId: identity.user },
      recipient: { id: BOT, name: 'Handover' },
      conversation: {
        id: conversation,
        conversationType: isPersonal ? 'personal' : 'channel',
        tenantId: identity.workspace,
      },
      channelData: { tenant: { id: identity.workspace } },
      entities: [{ type: 'clientInfo', locale: 'en-US', timezone: zone }],
    };
  }

  private activity(): string {
    return `f:${this.world.nextNumber()}`;
  }
}

/** The zone that an activity tells. */
export const zoneIn = (payload: Json): string => textAt(payload, 'localTimezone');

const mention = (mentioned: Json): { readonly type: 'mention'; readonly text: string; readonly mentioned: Json } => ({
  type: 'mention',
  text: `<at>${textAt(mentioned, 'name')}</at>`,
  mentioned,
});

const inputsOf = (fields: readonly TeamsField[], values: FormValues): Json =>
  Object.fromEntries(fields.map(({ id, kind, name }) => [id, inputOf(kind, values[name] ?? null)]));

/** A value as an input of a card gives it: a text. */
function inputOf(kind: FieldKind, value: FormValue): string {
  if (value === null) return '';
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return kind === 'choice' ? encodeURIComponent(value) : value;
  return isIdentity(value) ? value.user : value.map(encodeURIComponent).join(',');
}

const isIdentity = (value: Identity | readonly string[]): value is Identity => 'user' in value;

import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { CardFactory } from 'botbuilder';
import type { TeamsMessage } from '../../../src/local/teams-peer/state.js';
import type { Person } from '../../../src/local/teams-peer/person.js';
import type { TeamsPeer } from '../../../src/local/teams-peer/teams-peer.js';
import { APP_ID, startAcme } from './acme.js';
import type { Bot } from './bot.js';
import { referenceOf, startBot } from './bot.js';

let peer: TeamsPeer;
let bot: Bot;
let carol: Person;

beforeEach(async () => {
  jest.spyOn(console, 'error').mockImplementation(() => undefined);
  bot = await startBot(() => peer);
  peer = await startAcme({ appUrl: bot.url });
  carol = peer.user('carol');
  await carol.say('hello');
});
afterEach(async () => {
  await bot.stop();
  await peer.stop();
  jest.restoreAllMocks();
});

const adaptive = (body: readonly unknown[], actions: readonly unknown[], more: object = {}) => ({
  type: 'AdaptiveCard',
  version: '1.5',
  body,
  ...(actions.length === 0 ? {} : { actions }),
  ...more,
});
const execute = (title: string, data: object = {}) => ({
  type: 'Action.Execute',
  title,
  verb: 'press',
  data,
  fallback: { type: 'Action.Submit', title, data: { ...data, isOld: true } },
});
const toggle = (id: string, title: string) => ({ type: 'Input.Toggle', id, title });
const STEP = adaptive(
  [
    { type: 'TextBlock', text: '**Step 5:** unlink the _authenticator_ of \\*Alice\\* [here](https://acme.example)' },
    { type: 'FactSet', facts: [{ title: 'Account', value: 'acme' }] },
    {
      type: 'ColumnSet',
      columns: [{ items: [{ type: 'TextBlock', text: 'left' }] }, { items: [{ type: 'TextBlock', text: 'right' }] }],
    },
    toggle('unlinked', 'Unlinked'),
    {
      type: 'Input.ChoiceSet',
      id: 'snooze',
      label: 'Snooze',
      placeholder: 'For how long?',
      choices: [
        { title: 'Tomorrow', value: '1' },
        { title: 'In 3 days', value: '3' },
      ],
    },
  ],
  [
    execute('Done', { step: '5' }),
    {
      type: 'Action.ShowCard',
      title: 'Return',
      card: {
        type: 'AdaptiveCard',
        body: [
          {
            type: 'Input.Text',
            id: 'reason',
            label: 'Reason',
            isRequired: true,
            errorMessage: 'Say why',
            maxLength: 20,
          },
        ],
        actions: [execute('Send back', { step: '5' })],
      },
    },
    { type: 'Action.OpenUrl', title: 'Guide', url: 'https://acme.example' },
  ],
);

async function post(card: object): Promise<TeamsMessage> {
  const { conversation } = carol.messages()[0] ?? { conversation: '' };
  await bot.adapter().continueConversationAsync(APP_ID, referenceOf(peer, conversation), async (context) => {
    await context.sendActivity({ attachments: [CardFactory.adaptiveCard(card)] });
  });
  const message = carol.messages().at(-1);
  if (message === undefined) throw new Error('no message came');
  return message;
}
const answerCard = (card: object) =>
  Promise.resolve({
    status: 200,
    body: { statusCode: 200, type: 'application/vnd.microsoft.card.adaptive', value: card },
  });
const lastValue = (): unknown => bot.seen.at(-1)?.value;
const DONE = adaptive([{ type: 'TextBlock', text: 'Done, thank you' }], []);

describe('a card', () => {
  it('is read as plain lines, with what was filled in and opened', async () => {
    const message = await post(STEP);
    const upTo = (lines: readonly string[]): readonly string[] => [
      'Step 5: unlink the authenticator of *Alice* here',
      'Account: acme',
      'left right',
      ...lines,
    ];
    expect(carol.readMessage(message)).toEqual(
      upTo(['[ ] Unlinked', 'Snooze:', '[For how long? v: Tomorrow | In 3 days]', '[Done] [Return] [Guide]']),
    );
    carol.toggle('Unlinked');
    carol.set('Snooze', 'In 3 days');
    await carol.press('Return');
    carol.set('Reason', 'not unlinked yet, as I see it');
    expect(carol.readMessage(message)).toEqual(
      upTo([
        '[x] Unlinked',
        'Snooze:',
        '[In 3 days v: Tomorrow | In 3 days]',
        '[Done] [Return] [Guide]',
        '  Reason:',
        '  <not unlinked yet, as>',
        '  [Send back]',
      ]),
    );
    expect(bot.seen).toHaveLength(1);
  });

  it('is sent by Execute with all that was filled in, and redrawn for the presser by the answer', async () => {
    const message = await post(STEP);
    bot.does(() => answerCard(DONE));
    carol.toggle('Unlinked');
    await carol.press('Done');
    expect(bot.seen.at(-1)).toMatchObject({
      type: 'invoke',
      name: 'adaptiveCard/action',
      replyToId: message.id,
      from: { id: carol.id, aadObjectId: expect.any(String) },
    });
    expect(lastValue()).toEqual({
      action: { type: 'Action.Execute', title: 'Done', verb: 'press', data: { step: '5', unlinked: 'true' } },
      trigger: 'manual',
    });
    expect(carol.read()).toEqual(['carol: hello', 'Done, thank you']);
    await bot.adapter().continueConversationAsync(APP_ID, referenceOf(peer, message.conversation), async (context) => {
      await context.updateActivity({ type: 'message', id: message.id, text: 'For everybody' });
    });
    expect(carol.read()).toEqual(['carol: hello', 'For everybody']);
  });

  it('is sent by Submit from an old client: a message with a value, which replies to the card', async () => {
    const message = await post(STEP);
    carol.set('snooze', 'Tomorrow');
    await carol.pressOld('Done');
    expect(bot.seen.at(-1)).toMatchObject({ type: 'message', replyToId: message.id });
    expect(bot.seen.at(-1)).not.toHaveProperty('text');
    expect(lastValue()).toEqual({ step: '5', isOld: true, unlinked: 'false', snooze: '1' });
    await post(
      adaptive([], [{ type: 'Action.Execute', title: 'New', fallback: { type: 'Action.Submit', title: 'New' } }]),
    );
    await carol.pressOld('New');
    expect(lastValue()).toEqual({});
  });

  it('is not sent while a required input is empty; the card in it sends the inputs round it too', async () => {
    const message = await post(STEP);
    bot.does(() => answerCard(DONE));
    await carol.press('Return');
    expect(await carol.press('Send back')).toBeNull();
    expect(carol.readMessage(message)).toContain('  ! Say why');
    carol.set('Reason', 'later');
    await carol.press('Send back');
    expect(lastValue()).toMatchObject({ action: { data: { step: '5', unlinked: 'false', reason: 'later' } } });
  });

  it('shows and hides its parts in the client alone', async () => {
    const message = await post(
      adaptive(
        [{ type: 'Container', id: 'more', isVisible: false, items: [{ type: 'TextBlock', text: 'small print' }] }],
        [{ type: 'Action.ToggleVisibility', title: 'More', targetElements: ['more'] }],
      ),
    );
    expect(carol.readMessage(message)).toEqual(['[More]']);
    await carol.press('More');
    expect(carol.readMessage(message)).toEqual(['small print', '[More]']);
    await carol.press('More');
    expect(carol.readMessage(message)).toEqual(['[More]']);
  });

  it('has people picked from the company by their Entra ids, and several choices ticked', async () => {
    const people = { type: 'Data.Query', dataset: 'graph.microsoft.com/users' };
    const message = await post(
      adaptive(
        [
          { type: 'Input.ChoiceSet', id: 'who', label: 'Successor', 'choices.data': people },
          {
            type: 'Input.ChoiceSet',
            id: 'items',
            style: 'expanded',
            isMultiSelect: true,
            value: 'b',
            choices: ['a', 'b', 'c'].map((value) => ({ title: `Item ${value}`, value })),
          },
        ],
        [execute('Send')],
      ),
    );
    carol.set('Successor', 'bob');
    expect(() => carol.set('Successor', 'eve')).toThrow('the people picker finds no eve in the company');
    carol.toggle('Item c');
    carol.toggle('Item b');
    carol.toggle('Item a');
    expect(carol.readMessage(message)).toEqual([
      'Successor:',
      '<Bob>',
      '[x] Item a',
      '[ ] Item b',
      '[x] Item c',
      '[Send]',
    ]);
    await carol.press('Send');
    const bob = peer.state.users.find(({ name }) => name === 'bob');
    expect(lastValue()).toMatchObject({ action: { data: { who: bob?.aadObjectId, items: 'c,a' } } });
  });

  it('mentions only whom its entities name', async () => {
    const entities = [{ type: 'mention', text: '<at>Bob</at>', mentioned: { id: '29:1-bob', name: 'Bob' } }];
    const message = await post(
      adaptive([{ type: 'TextBlock', text: '<at>Bob</at> and <at>Eve</at>' }], [], { msteams: { entities } }),
    );
    expect(carol.readMessage(message)).toEqual(['@Bob and <at>Eve</at>']);
  });

  it('is pressed by its place too, as a client does that draws it and fills it in itself', async () => {
    const { conversation, id } = await post(STEP);
    bot.does(() => answerCard(DONE));
    const surface = `${conversation}/${id}`;
    const place = '0/actions/1/card/actions/0';
    await carol.pressAt({ surface, place, values: { reason: 'later', unlinked: 'true' } });
    expect(lastValue()).toMatchObject({ action: { data: { step: '5', unlinked: 'true', reason: 'later' } } });
    await expect(carol.pressAt({ surface, place })).rejects.toThrow('there is nothing to press at');
  });

  it('is pressed where it is old, when the older message is named; what is not there is said', async () => {
    const old = await post(adaptive([], [execute('Done', { version: 1 })]));
    await post(adaptive([], [execute('Done', { version: 2 })]));
    await carol.press('Done');
    expect(lastValue()).toMatchObject({ action: { data: { version: 2 } } });
    await carol.press('Done', { in: old });
    expect(lastValue()).toMatchObject({ action: { data: { version: 1 } } });
    await expect(carol.press('Nope')).rejects.toThrow('there is no "Nope" to press; there is: [Done]');
    expect(() => carol.set('Nope', '')).toThrow('there is no input "Nope"');
    expect(() => carol.toggle('Nope')).toThrow('there is no box "Nope" to tick');
  });

  it.each([
    [
      'an error',
      { status: 200, body: { statusCode: 400, type: 'application/vnd.microsoft.error', value: { message: 'Old' } } },
    ],
    ['nothing', { status: 200 }],
    ['another status', { status: 500 }],
    [
      'a card that Teams does not draw',
      {
        status: 200,
        body: {
          statusCode: 200,
          type: 'application/vnd.microsoft.card.adaptive',
          value: { type: 'AdaptiveCard', version: '1.9' },
        },
      },
    ],
  ])('is seen to fail when the app answers %s', async (_title, answer) => {
    const message = await post(STEP);
    bot.does(() => Promise.resolve(answer));
    await carol.press('Done');
    expect(carol.read().at(-1)).toMatch(/^! "Done" failed: Something went wrong\. Please try again\./);
    expect(carol.readMessage(message)).toContain('[Done] [Return] [Guide]');
  });

  it('is seen to fail when the app takes more than five seconds', async () => {
    const stages: number[] = [];
    const due: (() => void)[] = [];
    const timer = {
      after: (ms: number, run: () => void) => {
        stages.push(ms);
        if (ms === 5000) due.push(run);
        return () => undefined;
      },
    };
    await peer.stop();
    peer = await startAcme({ appUrl: bot.url, timer, state: peer.state });
    carol = peer.user('carol');
    await post(STEP);
    bot.does(() => new Promise(() => due.at(-1)?.()));
    await carol.press('Done');
    expect(stages).toContain(5000);
    expect(carol.read().at(-1)).toBe('! "Done" failed: Something went wrong. Please try again.');
  });

  it('tells a person what a message answer says', async () => {
    await post(STEP);
    bot.does(() =>
      Promise.resolve({
        status: 200,
        body: { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: 'Already done' },
      }),
    );
    await carol.press('Done');
    expect(carol.read().at(-1)).toBe('! Already done');
  });
});

describe('a dialog', () => {
  const fetch = { type: 'Action.Submit', title: 'Start', data: { msteams: { type: 'task/fetch' }, what: 'start' } };
  const form = adaptive(
    [{ type: 'Input.Date', id: 'last', label: 'Last day' }],
    [{ type: 'Action.Submit', title: 'Send', data: { what: 'form' } }],
  );
  const show = (card: object) => ({
    status: 200,
    body: { task: { type: 'continue', value: { title: 'Handover', card: CardFactory.adaptiveCard(card) } } },
  });

  it('is opened, filled in, sent, answered and closed', async () => {
    await post(adaptive([], [fetch]));
    bot.does(() => Promise.resolve(show(form)));
    await carol.press('Start');
    expect(bot.seen.at(-1)).toMatchObject({ name: 'task/fetch', value: { data: { what: 'start' } } });
    expect(carol.openDialog()).toEqual(['# Handover', 'Last day:', '<>', '[Send]']);
    expect(() => carol.set('Last day', 'soon')).toThrow('"soon" is no date');
    carol.set('Last day', '2026-11-30');
    await carol.press('Send');
    expect(bot.seen.at(-1)).toMatchObject({
      name: 'task/submit',
      value: { data: { what: 'form', last: '2026-11-30' } },
    });
    expect(carol.openDialog()).toEqual(['# Handover', 'Last day:', '<>', '[Send]']);
    bot.does(() => Promise.resolve({ status: 200, body: { task: { type: 'message', value: 'Started' } } }));
    await carol.press('Send');
    expect(carol.openDialog()).toBeNull();
    expect(carol.read().at(-1)).toBe('! Started');
  });

  it('is opened by a compose action too, and its form then goes back to that', async () => {
    bot.does(() => Promise.resolve(show(form)));
    await carol.compose('start');
    expect(lastValue()).toMatchObject({ commandId: 'start', commandContext: 'compose' });
    expect(bot.seen.at(-1)?.name).toBe('composeExtension/fetchTask');
    bot.does(() => Promise.resolve({ status: 200, body: {} }));
    await carol.press('Send');
    expect(bot.seen.at(-1)).toMatchObject({
      name: 'composeExtension/submitAction',
      value: { commandId: 'start', data: { what: 'form', last: '' } },
    });
    expect(carol.openDialog()).toBeNull();
    await carol.compose('start');
    expect(carol.read().at(-1)).toBe('! "start" failed: Something went wrong. Please try again. (no dialog came)');
  });

  it('is closed by its person, by an empty answer, and stays open when the app fails', async () => {
    await post(adaptive([], [fetch]));
    bot.does(() => Promise.resolve(show(form)));
    await carol.press('Start');
    carol.closeDialog();
    expect(carol.openDialog()).toBeNull();
    expect(() => carol.closeDialog()).toThrow('carol has no dialog open');
    await carol.press('Start');
    bot.does(() => Promise.resolve({ status: 500 }));
    await carol.press('Send');
    expect(carol.openDialog()).not.toBeNull();
    bot.does(() => Promise.resolve({ status: 200 }));
    await carol.press('Send');
    expect(carol.openDialog()).toBeNull();
  });
});

import { z } from 'zod';
import type { Instant } from '../../src/core/ids.js';
import type { Ask, FormValue } from '../../src/engine/ports.js';
import { identityOf } from './people.js';
import { NOWHERE, type Read } from './found.js';
import { tickOf } from './render.js';

// Shapes: https://docs.slack.dev/reference/interaction-payloads

const option = z.object({ value: z.string() });

/** What an element holds, in a press and in the state of a message or window. */
const held = z.object({
  type: z.string(),
  value: z.string().nullish(),
  selected_option: option.nullish(),
  selected_options: z.array(option).optional(),
  selected_user: z.string().nullish(),
  selected_date: z.string().nullish(),
});
const state = z.object({ values: z.record(z.string(), z.record(z.string(), held)) });

const who = {
  user: z.object({ id: z.string(), team_id: z.string().optional() }),
  team: z.object({ id: z.string() }).nullish(),
  trigger_id: z.string().default(''),
};

const blockActions = z.object({
  type: z.literal('block_actions'),
  ...who,
  response_url: z.string().optional(),
  channel: z.object({ id: z.string() }).optional(),
  container: z.object({
    message_ts: z.string().optional(),
    thread_ts: z.string().optional(),
    view_id: z.string().optional(),
    is_ephemeral: z.boolean().default(false),
  }),
  message: z.object({ thread_ts: z.string().optional() }).optional(),
  state: state.optional(),
  actions: z.array(held.extend({ action_ts: z.string(), block_id: z.string() })).min(1),
});

type BlockActions = z.infer<typeof blockActions>;

export function readActions(body: unknown): Read {
  const parsed = blockActions.safeParse(body);
  if (!parsed.success) return null;
  const { user, team, container, channel, trigger_id, response_url, actions } = parsed.data;
  const [action] = actions;
  const workspace = user.team_id ?? team?.id;
  if (action === undefined || workspace === undefined) return { ignored: 'a press by nobody' };
  const pressed = pressOf(action);
  if (pressed === null) return { ignored: `a press of ${action.type}` };
  const surface = container.message_ts ?? container.view_id ?? '';
  return {
    // The time leads, so that what arrives together is kept together.
    id: `slack/${workspace}/press/${action.action_ts}/${channel?.id ?? ''}/${surface}/${action.block_id}/${user.id}`,
    from: identityOf(workspace, user.id),
    ask: { kind: 'press', ...pressed, pressedAt: Math.floor(Number(action.action_ts) * 1000) as Instant },
    place: {
      ...NOWHERE,
      via: 'press',
      user: user.id,
      channel: channel?.id ?? null,
      thread: container.thread_ts ?? parsed.data.message?.thread_ts ?? null,
      trigger: trigger_id,
      responseUrl: response_url ?? null,
      isPrivate: container.is_ephemeral,
    },
  };
}

function pressOf(
  action: BlockActions['actions'][number],
): Pick<Extract<Ask, { kind: 'press' }>, 'press' | 'ticks'> | null {
  if (action.type !== 'checkboxes') {
    const press = action.value ?? action.selected_option?.value;
    return press ? { press, ticks: [] } : null;
  }
  const tick = tickOf(action.block_id);
  const isTicked = (action.selected_options ?? []).length > 0;
  return tick && { press: tick.press, ticks: [{ item: tick.item, isTicked }] };
}

const valuesOf = (options: readonly { readonly value: string }[] = []): string[] => options.map(({ value }) => value);

// ---------------------------------------------------------------- forms

const viewSubmission = z.object({
  type: z.literal('view_submission'),
  ...who,
  view: z.object({ id: z.string(), hash: z.string().default(''), private_metadata: z.string(), state }),
});

export function readSubmission(body: unknown): Read {
  const parsed = viewSubmission.safeParse(body);
  if (!parsed.success) return null;
  const { user, team, view, trigger_id } = parsed.data;
  const workspace = user.team_id ?? team?.id;
  if (workspace === undefined) return { ignored: 'a form by nobody' };
  const values = Object.entries(view.state.values).flatMap(([field, elements]) =>
    Object.values(elements).map((element) => [field, formValue(element, workspace)] as const),
  );
  return {
    // The hash stays the same when a form is sent again after a correction; the trigger does not.
    id: `slack/${workspace}/form/${view.id}/${view.hash}/${trigger_id}`,
    from: identityOf(workspace, user.id),
    ask: { kind: 'form', press: view.private_metadata, values: Object.fromEntries(values) },
    place: { ...NOWHERE, via: 'form', user: user.id, trigger: trigger_id, fields: values.map(([field]) => field) },
  };
}

function formValue(element: z.infer<typeof held>, workspace: string): FormValue {
  switch (element.type) {
    case 'users_select':
      return element.selected_user ? identityOf(workspace, element.selected_user) : null;
    case 'static_select':
    case 'radio_buttons':
      return element.selected_option?.value ?? null;
    case 'multi_static_select':
      return valuesOf(element.selected_options);
    case 'checkboxes':
      return (element.selected_options ?? []).length > 0;
    case 'datepicker':
      return element.selected_date ?? '';
    default:
      return element.value ?? '';
  }
}

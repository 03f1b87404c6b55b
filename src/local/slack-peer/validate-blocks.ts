import { all, boolean, complain, list, oneOf, record, string, typed } from '../checks.js';
import { BLOCKS } from './block-rules.js';
import { plain } from './element-rules.js';
import type { Json, JsonObject } from '../json.js';
import { isObject, objectOf, objectsOf, textOf } from '../json.js';

/**
 * What Slack has against the blocks of a message, each with the place: `no more than 50 items allowed
 * [json-pointer:/blocks]`. Empty when it takes them.
 */
export const validateBlocks = (blocks: Json | undefined): readonly string[] => [
  ...list(typed(BLOCKS), 0, 50)(blocks, '/blocks'),
  ...duplicates(blocks, '/blocks'),
];

/** What Slack has against a modal; empty when it takes it. https://docs.slack.dev/reference/views/modal-views */
export function validateView(view: Json | undefined): readonly string[] {
  const problems = modal(view, '/view');
  if (!isObject(view)) return problems;
  const needsSubmit = objectsOf(view, 'blocks').some((block) => block['type'] === 'input');
  return [
    ...problems,
    ...(needsSubmit && view['submit'] === undefined
      ? complain('`submit` is required when an `input` block is within view.blocks', '/view')
      : []),
    ...duplicates(view['blocks'], '/view/blocks'),
  ];
}

/** Slack names no figure for `metadata_too_large`; this is well above what a marker needs. */
export const METADATA_MAX_BYTES = 16_384;

/**
 * What becomes of message metadata. A badly named event type is no error: Slack warns, posts, and drops the metadata.
 * https://docs.slack.dev/messaging/message-metadata
 */
export function validateMetadata(metadata: Json | undefined): 'taken' | 'dropped' | 'too_large' | 'malformed' {
  if (!isObject(metadata)) return 'malformed';
  if (Object.keys(metadata).length === 0) return 'taken';
  if (objectOf(metadata, 'event_payload') === null || textOf(metadata, 'event_type') === '') return 'malformed';
  if (Buffer.byteLength(JSON.stringify(metadata)) > METADATA_MAX_BYTES) return 'too_large';
  return /^[\w-]{1,255}$/.test(textOf(metadata, 'event_type')) ? 'taken' : 'dropped';
}

const modal = all(
  (view, path) => (isObject(view) ? oneOf('modal', 'home')(view['type'], `${path}/type`) : []),
  record(
    { title: plain(24), blocks: list(typed(BLOCKS), 0, 100) },
    {
      submit: plain(24),
      close: plain(24),
      private_metadata: string(3000, 0),
      callback_id: string(255, 0),
      external_id: string(255, 0),
      clear_on_close: boolean,
      notify_on_close: boolean,
      submit_disabled: boolean,
    },
  ),
);

/** Ids that stand twice: a block's id among the blocks, an element's id within its block. */
function duplicates(blocks: Json | undefined, path: string): readonly string[] {
  if (!Array.isArray(blocks)) return [];
  const blockIds = new Set<string>();
  return blocks.flatMap((block: Json, i) => {
    if (!isObject(block)) return [];
    const actionIds = new Set<string>();
    return [
      ...once(blockIds, 'block_id', block, `${path}/${i}`),
      ...elementsOf(block).flatMap(([element, where]) =>
        once(actionIds, 'action_id', element, `${path}/${i}/${where}`),
      ),
    ];
  });
}

function once(seen: Set<string>, key: string, object: JsonObject, path: string): readonly string[] {
  const id = textOf(object, key);
  if (id !== '' && seen.has(id))
    return complain(`\`${key}\` must be unique, and "${id}" already exists`, `${path}/${key}`);
  seen.add(id);
  return [];
}

/** The elements of a block, each with its place in it. */
export function elementsOf(block: JsonObject): readonly (readonly [JsonObject, string])[] {
  const single = (['accessory', 'element'] as const).flatMap((key) => {
    const element = objectOf(block, key);
    return element === null ? [] : [[element, key] as const];
  });
  return [...single, ...objectsOf(block, 'elements').map((element, i) => [element, `elements/${i}`] as const)];
}

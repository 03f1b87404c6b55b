import type { PersonId } from '../../src/core/ids.js';
import type { Block, Card, Dialog, Field, Rich } from '../../src/view/card.js';

type NameOf = (person: PersonId) => string;

/** A card as a person reads it: `@Alice` mentions her, `*bold*`, `[Button]`, `‹link›`, `☐` a box to tick. */
export function asText(card: Card, nameOf: NameOf): string {
  return card.blocks.map((block) => blockText(block, nameOf)).join('\n');
}

export function richText(rich: Rich, nameOf: NameOf): string {
  return rich
    .map((inline) => {
      if (typeof inline === 'string') return inline;
      if ('bold' in inline) return `*${inline.bold}*`;
      if ('code' in inline) return `\`${inline.code}\``;
      if ('person' in inline) return `@${nameOf(inline.person)}`;
      return `‹${inline.label}›`;
    })
    .join('')
    .replaceAll('\u202F', ' ');
}

function blockText(block: Block, nameOf: NameOf): string {
  switch (block.type) {
    case 'heading':
      return `# ${block.text}`;
    case 'text':
      return richText(block.text, nameOf) + (block.button ? ` [${block.button.label}]` : '');
    case 'note':
      return `(${richText(block.text, nameOf)})`;
    case 'checklist':
      return block.items.map(({ text, ticked }) => `${ticked ? '☑' : '☐'} ${text}`).join('\n');
    case 'actions':
      return block.actions
        .map((action) => {
          if ('label' in action) return `[${action.label}]`;
          return `[${action.menu}: ${action.options.map(({ label }) => label).join(' | ')}]`;
        })
        .join(' ');
    case 'copy':
      return `"""\n${block.text}\n"""`;
    case 'divider':
      return '---';
  }
}

/** Every label that can be pressed on a card. */
export function labelsOn(card: Card): readonly string[] {
  return card.blocks.flatMap((block) => {
    if (block.type === 'text') return block.button ? [block.button.label] : [];
    if (block.type !== 'actions') return [];
    return block.actions.flatMap((action) =>
      'label' in action ? [action.label] : [action.menu, ...action.options.map(({ label }) => label)],
    );
  });
}

export function dialogText(dialog: Dialog, nameOf: NameOf): string {
  const intro = dialog.intro === null ? [] : [richText(dialog.intro, nameOf)];
  return [`# ${dialog.title}`, ...intro, ...dialog.fields.map(fieldText), `[${dialog.submit}] [${dialog.close}]`].join(
    '\n',
  );
}

function fieldText(field: Field): string {
  const optional = field.isOptional ? ' (optional)' : '';
  const hint = field.hint === null ? '' : ` – ${field.hint}`;
  const shown = (): string => {
    if (field.kind === 'toggle') return `${field.value ? '☑' : '☐'} ${field.text}`;
    if (field.kind === 'choice' || field.kind === 'choices') return field.options.map(({ label }) => label).join(' | ');
    return field.value ?? '';
  };
  return `${field.name}: ${field.label}${optional}${hint} = ${shown()}`;
}

import type { PersonId } from '../core/ids.js';

/** A piece of a sentence. A bare string is text exactly as it stands: adapters escape it, so it never becomes markup. */
export type Inline =
  | string
  | { readonly bold: string }
  | { readonly code: string }
  | { readonly link: string; readonly label: string }
  /** The platform's own mention where the person is on it, else the plain name. */
  | { readonly person: PersonId };

export type Rich = readonly Inline[];

/** An encoded {@link import('./press.js').Press}. Adapters carry it and never look inside. */
export type PressCode = string;

export interface Button {
  readonly label: string;
  readonly press: PressCode;
  readonly style: 'plain' | 'primary' | 'danger';
}

/** A button that offers a few choices, each a press of its own. */
export interface Menu {
  readonly menu: string;
  readonly options: readonly { readonly label: string; readonly press: PressCode }[];
}

export type Block =
  | { readonly type: 'heading'; readonly text: string }
  | { readonly type: 'text'; readonly text: Rich; readonly button?: Button }
  /** Small print. */
  | { readonly type: 'note'; readonly text: Rich }
  | {
      readonly type: 'checklist';
      readonly press: PressCode;
      readonly items: readonly CheckItem[];
      /** What the button is called that saves the ticks, where they are not told of at once. */
      readonly save?: string;
    }
  | { readonly type: 'actions'; readonly actions: readonly (Button | Menu)[] }
  /** To be copied as it stands, line by line. */
  | { readonly type: 'copy'; readonly text: string }
  | { readonly type: 'divider' };

export interface CheckItem {
  readonly key: string;
  readonly text: string;
  readonly ticked: boolean;
}

/** A platform-neutral message. */
export interface Card {
  /** One plain line: the notification, and what a screen reader says first. */
  readonly text: string;
  readonly blocks: readonly Block[];
  /** True when it is not worth a new message: it is only redrawn where it already stands. */
  readonly isOver: boolean;
}

interface FieldCommon {
  readonly name: string;
  readonly label: string;
  readonly hint: string | null;
  readonly isOptional: boolean;
}

export type Field = FieldCommon &
  (
    | { readonly kind: 'text'; readonly isLong: boolean; readonly max: number; readonly value: string }
    | { readonly kind: 'person'; readonly value: PersonRef | null }
    | { readonly kind: 'choice'; readonly options: readonly FieldOption[]; readonly value: string | null }
    | { readonly kind: 'choices'; readonly options: readonly FieldOption[]; readonly value: readonly string[] }
    /** `value`: `2026-11-30`, or empty. */
    | { readonly kind: 'date'; readonly value: string }
    | { readonly kind: 'toggle'; readonly text: string; readonly value: boolean }
  );

export interface FieldOption {
  readonly value: string;
  readonly label: string;
}

/** A person by the platform's own id, as a form shows and returns it. */
export type PersonRef = string;

/** A form in a window of its own (Slack: a modal; Teams: a dialog). */
export interface Dialog {
  /** 24 characters at most. */
  readonly title: string;
  readonly submit: string;
  readonly close: string;
  /** Comes back with the form. */
  readonly press: PressCode;
  readonly intro: Rich | null;
  readonly fields: readonly Field[];
}

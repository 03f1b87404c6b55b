/** The few sentences that only this adapter says, in one place per language. */
export interface TeamsWords {
  /** Stands at the end of a text that had to be shortened. */
  readonly shortened: string;
  /** Stands where parts of a card are missing. */
  readonly partsLeftOut: string;
  /** To somebody from an organization that this deployment does not serve. */
  readonly notServed: string;
  /** The button that stores the lines of a checklist which names none. */
  readonly save: string;
  /** In the place of a form that was sent. */
  readonly sent: string;
  /** In the place of a form that was closed. */
  readonly closed: string;
  /** In answer to a press that changed nothing which could be shown. */
  readonly taken: string;
  /** At a field that must not stay empty. */
  readonly fillIn: string;
  /** In a channel or group chat: the answer is for the person alone. */
  readonly answeredThere: string;
  /** In a channel or group chat, to somebody who has not added the app. A link stands behind it. */
  readonly addFirst: string;
  readonly addLink: string;
  /** The title of a small window. */
  readonly title: string;
  /** A person nobody has a name for. */
  readonly somebody: string;
}

export const english: TeamsWords = {
  shortened: '… (shortened: too long for Teams)',
  partsLeftOut: 'This message was too long for Teams, so a part of it is left out here.',
  notServed: 'Handover is not set up for your organization. Please ask whoever installed it here.',
  save: 'Save',
  sent: 'Sent.',
  closed: 'Closed. Nothing was sent.',
  taken: 'Thank you.',
  fillIn: 'Please fill this in.',
  answeredThere: 'I answered you in our own chat.',
  addFirst: 'I can only answer you in our own chat. Please add the app there, then write to me again.',
  addLink: 'Add the app',
  title: 'Handover',
  somebody: 'somebody',
};

/** The few sentences that only this adapter says, in one place per language. */
export interface SlackWords {
  /** Stands at the end of a text that had to be shortened. */
  readonly shortened: string;
  /** Stands where parts of a card are missing. */
  readonly partsLeftOut: string;
  /** The form could not be opened while Slack allowed it. */
  readonly formTooLate: string;
  /** To somebody from a workspace that this deployment does not serve. */
  readonly notServed: string;
  /** The title of a small window; 24 characters at most. */
  readonly title: string;
  readonly close: string;
  /** A person nobody has a name for. */
  readonly somebody: string;
}

export const english: SlackWords = {
  shortened: '… (shortened: too long for Slack)',
  partsLeftOut: 'This message was too long for Slack, so a part of it is left out here.',
  formTooLate: 'The form could not be opened in time. Nothing was changed. Please try again.',
  notServed: 'Handover is not set up for your workspace. Please ask whoever installed it here.',
  title: 'Handover',
  close: 'Close',
  somebody: 'somebody',
};

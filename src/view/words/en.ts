import { confirm, help, intake, invite } from './en/asking.js';
import { buttons } from './en/buttons.js';
import { dialogLabels, dialogs } from './en/dialogs.js';
import { email } from './en/email.js';
import { labels } from './en/labels.js';
import { channel, closing, doubt, list, notice, nudge, preference, reply, status, usage } from './en/news.js';
import { refusal, secret, secretLabels } from './en/refusal.js';
import { last, root } from './en/root.js';
import { step, summary, ticket } from './en/step.js';
import { catalog } from './phrase.js';

/** English: complete, and the measure for every other language. */
export const english = catalog({
  language: 'en',
  buttons,
  labels,
  root,
  last,
  invite,
  intake,
  step,
  ticket,
  summary,
  confirm,
  help,
  notice,
  nudge,
  preference,
  closing,
  list,
  status,
  usage,
  reply,
  channel,
  doubt,
  refusal,
  secret,
  secretLabels,
  dialogs,
  dialogLabels,
  email,
});

import { describe, expect, it } from '@jest/globals';
import { dialogFor } from '../../src/view/dialogs.js';
import type { Action } from '../../src/view/press.js';
import { EMPTY_START, startDialog } from '../../src/view/start-dialog.js';
import { alice, bob, ines, Play } from '../support/a-handover.js';
import { audienceOf, nameOf, sceneOf } from '../support/a-scene.js';
import { dialogText } from '../support/card-text.js';

const open = () => new Play().accept().answer({ huawei_id: 'company', services: ['GitHub', 'Our registrar'] });

function dialogOf(action: Action, on: string, by = alice, retry: Parameters<typeof dialogFor>[2] = null): string {
  const play = open();
  const press = { action, handover: play.handover.id, on, rev: 0, value: '' };
  const dialog = dialogFor(sceneOf(play.handover, by, play.now), press, retry);
  return dialog === null ? 'none' : dialogText(dialog, nameOf);
}

describe('The form that starts a handover', () => {
  it('asks for all that is needed, confidential unless said otherwise', () => {
    const values = { ...EMPTY_START, outgoing: 'U1' };
    expect(dialogText(startDialog(audienceOf(ines, open().now), 'start', values, []), nameOf)).toMatchInlineSnapshot(`
      "# Start a handover
      Everybody named here gets a direct message and is walked through the steps.
      outgoing: Who hands the account over? – The outgoing employee. = U1
      successor: Who takes it over? – The designated person for the account. = 
      reason: Why? = Moves to other work | Resigned | Already gone | Dismissed today
      last_day: Last working day – Of the outgoing employee. If already gone, the day it was. = 
      account: Account – A name all of you know, such as the account name. No passwords or codes. = 
      administrator: Administrator (optional) – Does what needs administrator rights. You, if empty. = 
      escalation_contact: Escalation contact (optional) – Submits the service ticket if it stalls. You, if empty. = 
      confidential: Confidential (optional) – Off: the channel you started it in gets a line at the start and at the end. = ☑ Only the people named here ever hear of it.
      [Start] [Close]"
    `);
  });

  it('comes back with an easy way on when the account’s name looked like a secret', () => {
    const text = dialogText(startDialog(audienceOf(ines, open().now), 'start', EMPTY_START, [], 'secret_key'), nameOf);
    expect(text).toContain('The text looks like a secret key, so nothing was stored.');
    expect(text).toContain('is_no_secret: False alarm? (optional) = ☐ This is not a secret');
  });
});

describe('The dialogs', () => {
  it('say whom the words reach', () => {
    expect(dialogOf('decline', '', bob)).toMatchInlineSnapshot(`
           "# Decline
           This goes to @Ines, who can then choose somebody else.
           text: Why not you? – No passwords or codes. = 
           [Send] [Close]"
        `);
    expect(dialogOf('send_back', '1', bob)).toContain('This goes to @Alice, and the step opens again.');
    expect(dialogOf('ask_help', '1')).toContain(
      '@Ines and @Carol can read this and answer. The answer reaches you here.',
    );
    expect(dialogOf('not_applicable', '1')).toContain('This goes to @Bob, to say whether it is true.');
  });

  it('offer known services and keep what was named before', () => {
    expect(dialogOf('name', 'services')).toMatchInlineSnapshot(`
           "# Name them
           Each becomes a step of its own.
           names: Which of these? (optional) = AWS | Alibaba Cloud | Google Cloud | Microsoft Azure | Tencent Cloud | GitHub | Domain registrar | Servers (SSH)
           more_names: Others, one on each line (optional) – No passwords or codes. = Our registrar
           [Send] [Close]"
        `);
  });

  it('send a cancellation under its own name', () => {
    expect(dialogOf('cancel', '', ines)).toContain('[Cancel handover] [Close]');
  });

  it('come back with what was typed and a way to say that it is no secret', () => {
    const retry = { text: 'password: seen in the vault', names: [], secret: 'password' } as const;
    expect(dialogOf('ask_help', '1', alice, retry)).toMatchInlineSnapshot(`
           "# I need help
           The text looks like a password, so nothing was stored. Please leave it out, or say that it is none.
           text: What do you need? – No passwords or codes. = password: seen in the vault
           is_no_secret: False alarm? (optional) = ☐ This is not a secret
           [Send] [Close]"
        `);
  });

  it('stay closed for a button that needs no words', () => {
    expect(dialogOf('done', '1')).toBe('none');
  });
});

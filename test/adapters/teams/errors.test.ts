import { describe, expect, it } from '@jest/globals';
import { ConnectorBroken, ConnectorRefusal, failureOf, LoginRefusal } from '../../../adapters/teams/errors.js';

const refusal = (status: number, code = '', words = '', wait: number | null = null): ConnectorRefusal =>
  new ConnectorRefusal(status, code, words, wait);

describe('a failed call of the Bot Connector', () => {
  it.each([
    ['429 with a time', refusal(429, '', '', 7000), { code: 'rate_limited', retryAfterMs: 7000 }],
    ['429 without one', refusal(429), { code: 'rate_limited', retryAfterMs: 30_000 }],
    ['412', refusal(412), { code: 'unavailable' }],
    ['blocked', refusal(403, 'MessageWritesBlocked'), { code: 'unreachable', why: 'blocked' }],
    ['not in the chat', refusal(403, 'BotNotInConversationRoster'), { code: 'unreachable', why: 'not_installed' }],
    ['not installed', refusal(403, 'ForbiddenOperationException'), { code: 'unreachable', why: 'not_installed' }],
    ['a chat that is gone', refusal(404, 'ConversationNotFound'), { code: 'unreachable', why: 'not_installed' }],
    ['a message that is gone', refusal(404, 'ActivityNotFoundInConversation'), { code: 'not_found' }],
    [
      'nobody of the tenant',
      refusal(400, 'BadSyntax', 'Failed to decrypt pairwise id'),
      { code: 'unreachable', why: 'unknown_person' },
    ],
    ['no connection', new ConnectorBroken('ECONNREFUSED'), { code: 'unavailable' }],
    ['no token to be had', new ConnectorBroken('LOGIN_UNAVAILABLE'), { code: 'unavailable' }],
  ])('%s means the same for a post and for an update', (_, error, failure) => {
    expect(failureOf(error, 'once')).toEqual(failure);
    expect(failureOf(error, 'again')).toEqual(failure);
  });

  it.each([
    ['502', refusal(502)],
    ['504', refusal(504)],
    ['500', refusal(500)],
    ['a reset', new ConnectorBroken('ECONNRESET')],
    ['no answer in time', new ConnectorBroken('TimeoutError')],
  ])('%s leaves open whether a post stands, and an update is just repeated', (_, error) => {
    expect(failureOf(error, 'once')).toEqual({ code: 'unknown_outcome' });
    expect(failureOf(error, 'again')).toEqual({ code: 'unavailable' });
  });

  it.each([
    [refusal(401), 'MICROSOFT_APP_ID'],
    [refusal(413, 'MessageSizeTooBig'), 'please report it'],
    [refusal(400, 'BadArgument', 'text'), 'please report it'],
    [refusal(403, 'Unheard', 'of'), 'HTTP 403 Unheard: of'],
    [new LoginRefusal('invalid_client'), 'check MICROSOFT_APP_ID, MICROSOFT_APP_PASSWORD'],
  ])('%s will not change by itself, and names what to look at', (error, words) => {
    expect(failureOf(error, 'once')).toMatchObject({ code: 'refused', detail: expect.stringContaining(words) });
  });

  it('tells what Teams says without the addresses and numbers of people in it', () => {
    const words = 'alice@acme.example (+49 170 555-0101) does not exist in tenant 7';
    const failure = failureOf(refusal(403, 'Unheard', words), 'once');
    expect(failure).toMatchObject({ detail: 'HTTP 403 Unheard: … (…) does not exist in tenant 7' });
  });

  it('tells no code that is more than a name', () => {
    const failure = failureOf(refusal(403, 'the password is x', 'no'), 'once');
    expect(failure).toMatchObject({ detail: 'HTTP 403 without a code: no' });
  });
});

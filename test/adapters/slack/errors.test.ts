import { describe, expect, it } from '@jest/globals';
import { failureOf, slackErrorOf } from '../../../adapters/slack/errors.js';

const answered = (error: string, more: object = {}) => ({
  code: 'slack_webapi_platform_error',
  data: { ok: false, error, ...more },
});
const status = (statusCode: number) => ({ code: 'slack_webapi_http_error', statusCode });
const broken = (code: string) => ({
  code: 'slack_webapi_request_error',
  original: { cause: { cause: { code } } },
});

describe('what a failed call to Slack means', () => {
  it.each([
    ['a reset', broken('ECONNRESET')],
    ['a socket closed by the other side', broken('UND_ERR_SOCKET')],
    ['a time-out', { code: 'slack_webapi_request_error', original: { cause: { name: 'TimeoutError', code: 23 } } }],
    ['HTTP 500', status(500)],
    ['HTTP 503', status(503)],
    ['HTTP 408', status(408)],
    ['fatal_error', answered('fatal_error')],
    ['internal_error', answered('internal_error')],
    ['a page of a proxy in place of JSON', answered('<html>Bad gateway</html>')],
    ['an answer of another shape', new Error('anything')],
  ])('does not know whether a post was done after %s, and repeats what is harmless', (_, error) => {
    expect(failureOf(error, 'once')).toEqual({ code: 'unknown_outcome' });
    expect(failureOf(error, 'again')).toEqual({ code: 'unavailable' });
  });

  it.each([
    ['a refused connection', broken('ECONNREFUSED')],
    ['an unknown host', broken('ENOTFOUND')],
    ['a name server without an answer', broken('EAI_AGAIN')],
    ['an expired certificate', broken('CERT_HAS_EXPIRED')],
    ['service_unavailable', answered('service_unavailable')],
    ['request_timeout', answered('request_timeout')],
  ])('knows that nothing was done after %s', (_, error) => {
    expect(failureOf(error, 'once')).toEqual({ code: 'unavailable' });
  });

  it.each([
    ['429', { code: 'slack_webapi_rate_limited_error', retryAfter: 12 }, 12_000],
    ['429 without a time', { message: 'Retry header did not contain a valid timeout (url: x)' }, 30_000],
    ['ratelimited', answered('ratelimited'), 30_000],
    ['rate_limited', answered('rate_limited'), 30_000],
  ])('waits as long as it is told after %s', (_, error, retryAfterMs) => {
    expect(failureOf(error, 'once')).toEqual({ code: 'rate_limited', retryAfterMs });
  });

  it.each([
    ['user_disabled', 'deactivated'],
    ['user_not_found', 'unknown_person'],
    ['user_not_visible', 'unknown_person'],
    ['invalid_user_combination', 'other'],
    ['cannot_dm_bot', 'other'],
    ['is_archived', 'other'],
  ])('gives a person up after %s', (error, why) => {
    expect(failureOf(answered(error), 'once')).toEqual({ code: 'unreachable', why });
  });

  it.each(['message_not_found', 'cant_update_message', 'edit_window_closed'])('posts anew after %s', (error) => {
    expect(failureOf(answered(error), 'again')).toEqual({ code: 'not_found' });
  });

  it.each([
    ['missing_scope', { needed: 'im:write' }, /im:write.*manifest\.json/],
    ['invalid_auth', {}, /SLACK_BOT_TOKEN/],
    ['token_revoked', {}, /SLACK_BOT_TOKEN/],
    ['account_inactive', {}, /install it again/],
    ['not_in_channel', {}, /\/invite/],
    ['messages_tab_disabled', {}, /messages tab/],
    ['restricted_action', {}, /administrator/],
    ['invalid_blocks', { response_metadata: { messages: ['[ERROR] too many [json-pointer:/blocks]'] } }, /\/blocks/],
    ['constructor', {}, /constructor/],
    ['something_new', {}, /something_new/],
  ])('refuses %s with its cure', (error, more, cure) => {
    const failure = failureOf(answered(error, more), 'once');
    expect(failure).toMatchObject({ code: 'refused', detail: expect.stringMatching(cure) });
  });

  it("names the address after another's HTTP 404", () => {
    expect(failureOf(status(404), 'once')).toMatchObject({ detail: expect.stringContaining('SLACK_API_URL') });
  });

  it("reads Slack's own code", () => {
    expect(slackErrorOf(answered('expired_trigger_id'))).toBe('expired_trigger_id');
    expect(slackErrorOf(status(500))).toBeNull();
  });
});

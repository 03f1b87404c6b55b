import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { WebClient } from '@slack/web-api';
import type { SlackPeer } from '../../../src/local/slack-peer/slack-peer.js';
import { startAcme } from './acme.js';
import type { TinyApp } from './tiny-app.js';
import { startTinyApp } from './tiny-app.js';

let app: TinyApp;
let peer: SlackPeer;
let web: WebClient;
/** Timers of the peer that are running; a test lets the time of one be over. */
let timers: { readonly ms: number; readonly run: () => void }[];

beforeEach(async () => {
  app = await startTinyApp();
  timers = [];
  const timer = {
    after: (ms: number, run: () => void) => {
      const one = { ms, run };
      timers.push(one);
      return () => {
        timers = timers.filter((other) => other !== one);
      };
    },
  };
  ({ peer, web } = await startAcme({ appUrl: app.url, timer }));
});
afterEach(async () => {
  await peer.stop();
  await app.stop();
});

const ids = (): unknown[] => app.received.map(({ content }) => content['event_id']);

describe('deliveries', () => {
  it('come again when they are not acknowledged, with the number and the reason, three times at most', async () => {
    app.answers(() => ({ status: 500 }));
    await peer.user('alice').say('hi');
    await peer.retryPending();
    await peer.retryPending();
    await peer.retryPending();
    expect(await peer.retryPending()).toEqual([]);
    expect(new Set(ids()).size).toBe(1);
    expect(app.received.map(({ headers }) => headers['x-slack-retry-num'])).toEqual([undefined, '1', '2', '3']);
    expect(app.received.at(-1)?.headers['x-slack-retry-reason']).toBe('http_error');
  });

  it('do not come again when the app does not want it, nor commands and clicks ever', async () => {
    app.answers(() => ({ status: 500, headers: { 'x-slack-no-retry': '1' } }));
    await peer.user('alice').say('hi');
    app.answers(() => ({ status: 500 }));
    await peer.user('alice').command('/handover');
    expect(await peer.retryPending()).toEqual([]);
  });

  it('are given up after 3 seconds without an answer', async () => {
    app.answers(() => null);
    const saying = peer.user('alice').say('hi');
    await peer.waitFor(() => timers.length > 0 && peer.state.deliveries.length > 0);
    const slow = timers.find(({ ms }) => ms === 3000);
    slow?.run();
    expect(await saying).toMatchObject({ outcome: 'http_timeout', status: null });
    app.answers(() => ({}));
    expect(await peer.retryPending()).toMatchObject([{ outcome: 'acknowledged', retries: 1 }]);
    expect(await peer.retryPending()).toEqual([]);
  });

  it('are sent again byte for byte, or as another event about the same message', async () => {
    await peer.user('alice').say('hi');
    await peer.resend(2, { retryNum: 1, retryReason: 'http_timeout' });
    await peer.resend(1, { newId: true });
    const [first, second, third, fourth] = app.received;
    expect([second?.body, third?.body]).toEqual([first?.body, first?.body]);
    expect(fourth?.content['event_id']).not.toBe(first?.content['event_id']);
    expect(fourth?.content['event']).toEqual(first?.content['event']);
    expect(fourth?.headers['x-slack-retry-num']).toBeUndefined();
  });

  it('can be forged: another secret, an old date', async () => {
    await peer.signed('{"type":"event_callback"}');
    await peer.signed('{"type":"event_callback"}', { secret: 'guess' });
    const old = await peer.signed('ssl_check=1', { timestamp: 5, contentType: 'application/x-www-form-urlencoded' });
    expect(app.received.map(({ isSigned }) => isSigned)).toEqual([true, false, true]);
    expect(app.received.at(-1)?.headers).toMatchObject({
      'x-slack-request-timestamp': '5',
      'content-type': 'application/x-www-form-urlencoded',
    });
    expect(old).toMatchObject({ kind: 'answered', status: 200 });
  });

  it('tell of people who change and leave, and of the end of the app', async () => {
    await peer.changeUser('UALICE', { tz: 'America/New_York' });
    expect(app.received.at(-1)?.content['event']).toMatchObject({
      type: 'user_change',
      user: { id: 'UALICE', tz: 'America/New_York', deleted: false, locale: 'de-DE' },
    });
    await peer.deactivate('UALICE');
    expect(app.received.at(-1)?.content['event']).toMatchObject({ user: { id: 'UALICE', deleted: true } });
    await peer.uninstall();
    expect(app.received.at(-1)?.content['event']).toMatchObject({ type: 'app_uninstalled' });
  });
});

describe('an echo', () => {
  it("tells the app of its own message, with the bot's id", async () => {
    await web.chat.postMessage({ channel: 'UALICE', text: 'mine' });
    const [mine] = peer.state.messages;
    if (mine !== undefined) await peer.echo(mine);
    expect(app.received.at(-1)?.content['event']).toMatchObject({ type: 'message', text: 'mine', bot_id: 'BHANDOVER' });
  });
});

describe('waiting', () => {
  it('ends with the change that makes it true', async () => {
    const waiting = peer.waitFor(() => peer.user('alice').find('hello'));
    await peer.user('alice').say('hello');
    expect(await waiting).toMatchObject({ text: 'hello' });
    expect(timers).toEqual([]);
  });

  it('ends in time with what everybody sees', async () => {
    await peer.user('alice').say('hello');
    const waiting = peer.waitFor(() => null, { ms: 50, what: 'the card' });
    timers.find(({ ms }) => ms === 50)?.run();
    await expect(waiting).rejects.toThrow(/the card did not come within 50 ms[\s\S]*alice: hello[\s\S]*event UALICE/);
  });
});

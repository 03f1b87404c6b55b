import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { text } from './cards.js';
import type { Fault, MakeDriver, PlatformDriver } from './driver.js';
import { openStage, type Stage } from './stage.js';

/** What a failure means for what to do next: never a second message by itself, never a silent loss. */
export function describeFailures(make: MakeDriver): void {
  let stage: Stage;
  let driver: PlatformDriver;

  beforeEach(async () => {
    stage = await openStage(make);
    ({ driver } = stage);
    // Whatever the adapter has to learn first is learned.
    await stage.post(text('first'));
  });
  afterEach(() => driver.close());

  describe('when sending fails', () => {
    it.each<[Fault, object]>([
      ['lost', { code: 'unknown_outcome' }],
      ['broken off', { code: 'unknown_outcome' }],
      ['slow', { code: 'unknown_outcome' }],
      ['server error', { code: 'unknown_outcome' }],
      ['too many', { code: 'rate_limited', retryAfterMs: 7000 }],
      ['refused', { code: 'refused' }],
    ])('says of a post that is %s what is known, after one try', async (fault, failure) => {
      const before = driver.sends();
      driver.fails(fault);
      await expect(stage.post(text('second'))).rejects.toMatchObject({ failure });
      expect(driver.sends()).toBe(before + 1);
    });

    it.each<[Fault, object]>([
      ['lost', { code: 'unavailable' }],
      ['slow', { code: 'unavailable' }],
      ['server error', { code: 'unavailable' }],
      ['too many', { code: 'rate_limited', retryAfterMs: 7000 }],
    ])('says of an update that is %s that it can be repeated', async (fault, failure) => {
      const ref = await stage.post(text('before'));
      driver.fails(fault);
      await expect(stage.update(ref, text('after'))).rejects.toMatchObject({ failure });
      await stage.update(ref, text('after'));
      expect(stage.newest().text).toBe('after');
    });

    it('says that nothing was sent when nobody is there', async () => {
      await driver.disconnects();
      // One call may still go down a connection that was open; what becomes of that is not known.
      await driver.platform.profile(driver.identity('bob')).catch(() => undefined);
      await expect(stage.post(text('second'))).rejects.toMatchObject({ failure: { code: 'unavailable' } });
    });

    it('says that a message is gone', async () => {
      const ref = await stage.post(text('away'));
      await driver.platform.remove(ref);
      await expect(stage.update(ref, text('after'))).rejects.toMatchObject({ failure: { code: 'not_found' } });
    });

    it('says whom it can never reach', async () => {
      await expect(driver.platform.openConversation(driver.identity('gone'))).rejects.toMatchObject({
        failure: { code: 'unreachable', why: driver.whoLeft },
      });
      const nobody = { ...driver.identity('alice'), user: 'UNOBODY' };
      await expect(driver.platform.openConversation(nobody)).rejects.toMatchObject({
        failure: { code: 'unreachable' },
      });
    });

    it('lets one failure disturb nothing else', async () => {
      driver.fails('too many');
      const outcomes = await Promise.allSettled([stage.post(text('one')), stage.post(text('two'))]);
      expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    });
  });
}

import { describe } from '@jest/globals';
import type { Capabilities } from '../../src/engine/ports.js';
import type { MakeDriver } from './chat-platform/driver.js';
import { describeFailures } from './chat-platform/failures.js';
import { describeForms } from './chat-platform/forms.js';
import { describeInbound } from './chat-platform/inbound.js';
import { describeOutbound } from './chat-platform/outbound.js';

/**
 * What every chat platform has to do, whatever it is. `capabilities` is what it says of itself: each is held against
 * what it does, present or absent. The driver acts from outside the adapter, as the platform's own server would.
 */
export function describeChatPlatform(name: string, make: MakeDriver, capabilities: Capabilities): void {
  describe(`${name} as a chat platform`, () => {
    describeInbound(make);
    describeOutbound(make, capabilities);
    describeForms(make, capabilities);
    describeFailures(make);
  });
}

import { describeChatPlatform } from '../../conformance/chat-platform.suite.js';
import { makeSlackDriver } from './slack-driver.js';

describeChatPlatform('Slack', makeSlackDriver, {
  hasThreads: true,
  looksUpMessages: true,
  opensDialogs: true,
  sendsTicks: true,
});

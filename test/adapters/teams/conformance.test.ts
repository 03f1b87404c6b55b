import { describeChatPlatform } from '../../conformance/chat-platform.suite.js';
import { makeTeamsDriver } from './teams-driver.js';

const without = { hasThreads: false, looksUpMessages: false, opensDialogs: false, sendsTicks: false };

describeChatPlatform('Teams', makeTeamsDriver(false), without);
describeChatPlatform('Teams with threads', makeTeamsDriver(true), { ...without, hasThreads: true });

import type { Log } from '../../../src/engine/log-port.js';

const silent = (): void => undefined;
export const NO_LOG: Log = { debug: silent, info: silent, warn: silent, error: silent };

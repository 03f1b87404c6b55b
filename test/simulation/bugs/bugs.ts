import { ADAPTER_BUGS } from './adapter-bugs.js';
import type { Bug } from './bug.js';
import { CORE_BUGS } from './core-bugs.js';
import { ENGINE_BUGS } from './engine-bugs.js';
import { STORE_BUGS } from './store-bugs.js';

/** Mistakes that would each break a promise; the simulation has to find every one. */
export const BUGS: readonly Bug[] = [...ENGINE_BUGS, ...CORE_BUGS, ...STORE_BUGS, ...ADAPTER_BUGS];

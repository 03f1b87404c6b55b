import { boltApp } from './bolt-app.js';
import { readOrder, serve } from './serve.js';

/** The bare Bolt app: nothing is kept. */
serve(boltApp(readOrder().signingSecret, () => undefined));

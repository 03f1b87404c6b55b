import { deliver, type Share } from './deliver.js';

// Plays one share after the other, as they come from the process that began this one.
process.on('message', (share: Share) => {
  void deliver(share).then((tally) => process.send?.(tally));
});

import { rmSync } from 'node:fs';
import type { Zone } from '../../core/ids.js';
import { isZone } from '../../core/time.js';
import { stopListening } from '../listen.js';
import { readAssets } from './assets.js';
import { createDoer } from './do-act.js';
import { drawJournal } from './draw/draw-journal.js';
import { drawPage } from './draw/draw-page.js';
import { drawParts } from './draw/draw-parts.js';
import { listenOn } from './listen-on.js';
import { createPageServer } from './page-server.js';
import { createPublisher } from './publisher.js';
import { loadDrawBlock } from './slack/draw-block.js';
import { createWorld, type WorldOptions } from './world.js';

export interface WorkspaceOptions extends Omit<WorldOptions, 'zone' | 'drawBlock' | 'onChange'> {
  /** An IANA zone; UTC where this machine names none that is known. */
  readonly zone: string;
  /** Of loopback; 0 takes a free one. */
  readonly port: number;
}

export interface LocalWorkspace {
  /** The address of the page. */
  readonly address: string;
  stop(): Promise<void>;
}

/** Starts the bot, the platforms around it, and the page on which people play them. */
export async function startWorkspace(options: WorkspaceOptions): Promise<LocalWorkspace> {
  const { folder, port, timer } = options;
  const zone = isZone(options.zone) ? options.zone : ('UTC' as Zone);
  const drawBlock = await loadDrawBlock();
  const open = () => createWorld({ ...options, zone, drawBlock, onChange: () => publisher.changed() });
  let world = open();

  const startOver = async (): Promise<void> => {
    await world.stop();
    rmSync(folder, { recursive: true, force: true });
    world = open();
    await world.start();
  };
  const doer = createDoer(
    () => world,
    startOver,
    timer,
    () => publisher.changed(),
  );
  const draw = () => drawParts(world, doer);
  const publisher = createPublisher(draw, timer);
  const server = createPageServer({
    assets: readAssets(),
    page: () => drawPage(draw()),
    journal: () => drawJournal(world, world.handovers()).html,
    follow: publisher.follow,
    act: doer.act,
  });

  await world.start();
  const address = await listenOn(server, port);
  return {
    address,
    async stop() {
      await stopListening(server);
      await world.stop();
    },
  };
}

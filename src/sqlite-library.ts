import Compiled from 'better-sqlite3';
import Prebuilt from 'better-sqlite3-prebuilt';

/** From this Node on the newer version runs, whose binaries lie in its package; on Node 20 it crashes the process. */
const PREBUILT_FROM = 22;

const isNewer = Number.parseInt(process.versions.node, 10) >= PREBUILT_FROM;

/**
 * Version 12 is compiled for the one Node that installed it; version 13 is not, and so is the same for all newer ones.
 * Which SQLite either brings is checked when a database is opened.
 */
export const Sqlite = isNewer ? Prebuilt : Compiled;

/** By its name, for a thread of its own. */
export const SQLITE_PACKAGE = isNewer ? 'better-sqlite3-prebuilt' : 'better-sqlite3';

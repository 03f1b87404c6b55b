/** The same library, one major version on. */
declare module 'better-sqlite3-prebuilt' {
  import Sqlite from 'better-sqlite3';

  export = Sqlite;
}

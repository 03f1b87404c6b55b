/** What a person chose for themselves; no row, or null, is the deployment's own setting. */
export const PREFERENCE_TABLE = `
CREATE TABLE preference (
  tenant     TEXT NOT NULL,
  person     TEXT NOT NULL,
  nudge_hour INTEGER,
  holidays   TEXT,
  PRIMARY KEY (tenant, person)
) STRICT, WITHOUT ROWID;
`;

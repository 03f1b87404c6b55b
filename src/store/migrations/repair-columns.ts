/** Since when there may be a second copy of a message, and when it is time to look for it; null: there is none. */
export const REPAIR_COLUMNS = `
ALTER TABLE outbox ADD COLUMN repair_since INTEGER;
ALTER TABLE outbox ADD COLUMN repair_at INTEGER;
CREATE INDEX outbox_repair ON outbox (repair_at) WHERE repair_at IS NOT NULL;
`;

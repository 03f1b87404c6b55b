/** When a handover ended, so that those past their retention are found; and when what people said in it was erased. */
export const RETENTION_COLUMNS = `
ALTER TABLE handover ADD COLUMN ended_at INTEGER;
ALTER TABLE handover ADD COLUMN erased_at INTEGER;
UPDATE handover SET ended_at = json_extract(state, '$.endedAt') WHERE status <> 'running';
CREATE INDEX handover_ended ON handover (ended_at) WHERE ended_at IS NOT NULL AND erased_at IS NULL;
`;

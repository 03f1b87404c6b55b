/** For whom a step was confirmed: for the successor of that time, who is taken to be the one of now. */
export const CONFIRMED_FOR = `
UPDATE handover SET state = json_set(state, '$.steps', (
  SELECT json_group_object(key, CASE json_extract(value, '$.state')
    WHEN 'done' THEN json_set(value, '$.confirmedFor', json_extract(handover.state, '$.people.successor'))
    ELSE json(value) END)
  FROM json_each(handover.state, '$.steps')
)) WHERE EXISTS (SELECT 1 FROM json_each(handover.state, '$.steps') WHERE json_extract(value, '$.state') = 'done');
`;

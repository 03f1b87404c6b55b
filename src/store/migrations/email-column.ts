/**
 * E-mail addresses, by which the same human is known on several platforms; and the conversations of several people that
 * the bot is in, whose members it can look up.
 */
export const EMAIL_COLUMN = `
ALTER TABLE identity ADD COLUMN email TEXT;
CREATE INDEX identity_email ON identity (tenant, email) WHERE email IS NOT NULL;

CREATE TABLE room (
  tenant       TEXT NOT NULL,
  platform     TEXT NOT NULL,
  conversation TEXT NOT NULL,
  PRIMARY KEY (tenant, platform, conversation)
) STRICT, WITHOUT ROWID;
`;

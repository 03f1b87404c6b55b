import { z } from 'zod';

/** What a token of the Bot Service has to say of itself. */
export interface ExpectedToken {
  readonly issuer: string;
  /** Our app's id. */
  readonly audience: string;
  /** A token that names its tenant may name only one of these. */
  readonly tenants: readonly string[];
}

const ALGORITHMS = ['RS256', 'RS384', 'RS512'];
/** Of the whole header; a real one has about 1500 characters. */
const LENGTH_MAX = 8000;

const headerShape = z.object({ alg: z.string(), kid: z.string().min(1) });
const claimsShape = z.object({
  iss: z.string(),
  aud: z.string(),
  tid: z.string().optional(),
  exp: z.number(),
  nbf: z.number().default(0),
});
/** By so much the clocks may differ, in seconds; botbuilder allows the same. */
const SKEW = 300;

/**
 * Whether a request may go on to the real check of its token, which costs an RSA verification. Botbuilder stores the
 * tenant of every token it meets before it has verified anything, and searches that list for each token: tokens that
 * could not pass anyway would make it grow without end, and every later request dearer.
 */
export function mayVerify(
  authorization: string | undefined,
  { issuer, audience, tenants }: ExpectedToken,
  /** Milliseconds since the epoch, real time. */
  now: number,
): boolean {
  if (authorization === undefined || authorization.length > LENGTH_MAX) return false;
  const [, header, claims] = /^Bearer ([\w-]+)\.([\w-]+)\.[\w-]+$/.exec(authorization) ?? [];
  if (header === undefined || claims === undefined) return false;
  const head = headerShape.safeParse(decoded(header));
  const said = claimsShape.safeParse(decoded(claims));
  if (!head.success || !said.success) return false;
  const { iss, aud, tid = '', exp, nbf } = said.data;
  const seconds = now / 1000;
  if (exp + SKEW < seconds || nbf - SKEW > seconds) return false;
  return (
    ALGORITHMS.includes(head.data.alg) && iss === issuer && aud === audience && (tid === '' || tenants.includes(tid))
  );
}

function decoded(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
  } catch {
    return null;
  }
}

import { pino, stdSerializers, stdTimeFunctions } from 'pino';
import type { Log } from './engine/log-port.js';

export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

/** Takes one line of JSON at a time, with its line break. */
export interface LogDestination {
  write(line: string): void;
}

const REDACTED = '[redacted]';

/** Fields that hold secrets, or what people typed. They are blanked at these three depths, whatever they hold. */
const PRIVATE_FIELDS = [
  ['token', 'botToken', 'appToken', 'secret', 'signingSecret', 'password', 'authorization', 'cookie', 'signature'],
  ['body', 'rawBody', 'headers', 'payload', 'text', 'said', 'values', 'press', 'response_url', 'trigger_id'],
].flat();
const PRIVATE_PATHS = PRIVATE_FIELDS.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]);

/**
 * What is a secret wherever it stands, in a message or deep inside an error. No pattern asks for a word's beginning:
 * in JSON a line break before a token is the letter n.
 */
const SECRET_SHAPES: readonly RegExp[] = [
  // Slack: tokens, and request signatures.
  /xox[a-z](?:\.xox[a-z])?-[\w.-]+/g,
  /xapp-[\w-]+/g,
  /v0=[0-9a-f]{16,}/g,
  // Slack: addresses that let anyone post.
  /https:\/\/hooks\.slack\.com\/[^\s"\\]+/g,
  // JSON web tokens, and the header that carries any token.
  /eyJ[\w-]{8,}\.[\w-]+(?:\.[\w-]*)?/g,
  /Bearer\s+[\w.~+/=-]+/gi,
  // Authenticator seeds.
  /otpauth(?:-migration)?:[^\s"\\]+/gi,
];

/** The log of the process: lines of JSON with level, time and event. Secrets are blanked by name and by shape. */
export function createLog(level: LogLevel, destination?: LogDestination): Log {
  const options = {
    level,
    base: null,
    messageKey: 'event',
    timestamp: stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    serializers: { error: describeError },
    redact: { paths: PRIVATE_PATHS, censor: REDACTED },
    hooks: { streamWrite: redactShapes },
  };
  const logger = destination === undefined ? pino(options) : pino(options, destination);
  return {
    debug: (event, fields = {}) => logger.debug(fields, event),
    info: (event, fields = {}) => logger.info(fields, event),
    warn: (event, fields = {}) => logger.warn(fields, event),
    error: (event, fields = {}) => logger.error(fields, event),
  };
}

function redactShapes(line: string): string {
  return SECRET_SHAPES.reduce((text, shape) => text.replace(shape, REDACTED), line);
}

/** An SDK's error carries the request it made, headers and all: only what is said of it is kept. */
function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const { type, message, stack } = stdSerializers.err(error);
  const code = 'code' in error && typeof error.code === 'string' ? { code: error.code } : {};
  return { type, message, ...code, stack };
}

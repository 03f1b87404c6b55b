declare const brand: unique symbol;
type Brand<T, Name extends string> = T & { readonly [brand]: Name };

/** One organization. It leads every key in the store, so that two organizations can never meet. */
export type TenantId = Brand<string, 'TenantId'>;
/** A human, known by one or more platform identities. A random pseudonym: it says nothing about the person. */
export type PersonId = Brand<string, 'PersonId'>;
export type HandoverId = Brand<string, 'HandoverId'>;
/** `5`, or `9:2` for the second service of a step that is repeated for each one. */
export type StepKey = Brand<string, 'StepKey'>;
export type ItemKey = Brand<string, 'ItemKey'>;
export type QuestionKey = Brand<string, 'QuestionKey'>;

/** Milliseconds since the epoch, UTC. */
export type Instant = Brand<number, 'Instant'>;
/** A calendar day without a zone, `2026-11-30`. */
export type LocalDate = Brand<string, 'LocalDate'>;
/** An IANA time zone, `Asia/Kolkata`. */
export type Zone = Brand<string, 'Zone'>;

/**
 * Words a person typed. They are wrapped wherever they occur, so that the store can keep them apart from the journal
 * and erase them without breaking its chain, and the log never prints them.
 */
export interface Said {
  readonly said: string;
}

export const said = (text: string): Said => ({ said: text });

export function assertNever(value: never): never {
  throw new Error(`unreachable: ${JSON.stringify(value)}`);
}

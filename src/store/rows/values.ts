import { z } from 'zod';
import type {
  HandoverId,
  Instant,
  ItemKey,
  LocalDate,
  PersonId,
  QuestionKey,
  StepKey,
  TenantId,
  Zone,
} from '../../core/ids.js';

const isText = (value: unknown): boolean => typeof value === 'string';
const branded = <T extends string>() => z.custom<T>(isText, 'expected a text');

export const tenantId = branded<TenantId>();
export const personId = branded<PersonId>();
export const handoverId = branded<HandoverId>();
export const stepKey = branded<StepKey>();
export const itemKey = branded<ItemKey>();
export const questionKey = branded<QuestionKey>();
export const zone = branded<Zone>();
export const localDate = z.custom<LocalDate>(
  (value) => typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value),
  'expected a day as 2026-11-30',
);
export const instant = z.custom<Instant>(Number.isSafeInteger, 'expected milliseconds since the epoch');

export const said = z.strictObject({ said: z.string() });
export const role = z.enum(['initiator', 'outgoing', 'successor', 'administrator', 'escalation_contact']);
export const whyGone = z.enum(['at_start', 'deactivated', 'last_day_over', 'said']);
export const reason = z.enum(['transferred', 'resigned', 'already_gone', 'dismissed']);
export const unreachable = z.enum(['deactivated', 'blocked', 'not_installed', 'unknown_person', 'other']);
export const waitKey = z.union([z.literal('acceptance'), z.literal('intake'), stepKey]);
export const people = z.record(role, personId);
export const zones = z.record(personId, zone);

import type { TenantId, Zone } from '../core/ids.js';
import { emailWords } from '../view/email-words.js';
import type { Audience } from '../view/reader.js';
import { voiceFor } from '../view/voice.js';
import { type ChatPlatform, type HandoverStore, type Identity, PlatformFailure, type Profile } from './ports.js';

/** People of a form, as their platforms describe them. */
export interface Described {
  readonly profiles: readonly Profile[];
  /** By the name of the form's field: who cannot be written to yet, and what to do. */
  readonly errors: Readonly<Record<string, string>>;
}

export interface DescribeOptions {
  readonly store: Pick<HandoverStore, 'knownAs'>;
  readonly platforms: ReadonlyMap<string, ChatPlatform>;
}

/** A person in a form. `isAsked`: false for somebody of whom nothing will be asked, and who need not be reached. */
export interface InForm {
  readonly field: string;
  readonly identity: Identity;
  readonly isAsked: boolean;
}

/** Rejects with a {@link PlatformFailure} when a platform does not answer. */
export async function describe(
  { store, platforms }: DescribeOptions,
  tenant: TenantId,
  people: readonly InForm[],
  audience: Audience,
): Promise<Described> {
  const { labels } = voiceFor(audience).words;
  const errors: Record<string, string> = {};
  const one = async ({ field, identity, isAsked }: InForm): Promise<readonly Profile[]> => {
    const platform = platforms.get(identity.platform);
    if (platform === undefined) return [];
    try {
      return [await platform.profile(identity)];
    } catch (error) {
      if (!hasToAddTheApp(error)) throw error;
      const known = store.knownAs(tenant, identity)?.profile;
      if (!isAsked) return [known ?? { ...UNKNOWN, identity, name: labels.roles.outgoing }];
      const add = { platform: platform.label, link: platform.installLink ?? null };
      errors[field] = emailWords(audience, { code: 'not_installed', name: known?.name ?? labels.thisPerson, add });
      return [];
    }
  };
  return { profiles: (await Promise.all(people.map(one))).flat(), errors };
}

/** The platform lets nobody write to them before they have added the app, or have let it in again. */
export const hasToAddTheApp = (error: unknown): boolean =>
  error instanceof PlatformFailure &&
  error.failure.code === 'unreachable' &&
  (error.failure.why === 'not_installed' || error.failure.why === 'blocked');

/** Somebody of whom no more is known than that they are there. */
const UNKNOWN = {
  zone: 'UTC' as Zone,
  locale: 'en-US',
  isBot: false,
  isForeign: false,
  isDeactivated: false,
  email: null,
} as const;

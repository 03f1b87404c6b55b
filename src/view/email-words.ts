import type { Audience } from './reader.js';
import { plainText, voiceFor } from './voice.js';

/** Why nobody can be meant by an address. `installLink`: where the app is added; null where nobody has to. */
export type EmailTrouble =
  | { readonly code: 'not_an_address' | 'both' }
  | { readonly code: 'not_found'; readonly platforms: readonly string[]; readonly add: AddTheApp | null }
  | { readonly code: 'not_installed'; readonly name: string; readonly add: AddTheApp }
  | { readonly code: 'not_answering'; readonly platform: string };

/** Where somebody adds the app for themselves. */
export interface AddTheApp {
  readonly platform: string;
  readonly link: string | null;
}

/** What to say at the field, and what to do instead. */
export function emailWords(audience: Audience, trouble: EmailTrouble): string {
  const voice = voiceFor(audience);
  const { email: words } = voice.words;
  switch (trouble.code) {
    case 'not_an_address':
      return voice.plain(words.notAnAddress);
    case 'both':
      return voice.plain(words.both);
    case 'not_found': {
      const { add } = trouble;
      const platforms = plainText(voice.list(trouble.platforms), audience.nameOf);
      const nobody = voice.plain(words.notFound, { platforms });
      if (add === null || add.link === null) return nobody;
      return `${nobody} ${voice.plain(words.mayHaveToAdd, { platform: add.platform, link: add.link })}`;
    }
    case 'not_installed': {
      const { name, add } = trouble;
      if (add.link === null) return voice.plain(words.notInstalledThere, { name, platform: add.platform });
      return voice.plain(words.notInstalled, { name, platform: add.platform, link: add.link });
    }
    case 'not_answering':
      return voice.plain(words.notAnswering, { platform: trouble.platform });
  }
}

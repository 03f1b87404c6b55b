/** Intl's objects are slow to make and quick to use, so each one is kept. There are as many as languages and zones. */
function kept<T>(make: (asked: string) => T): (asked: string) => T {
  const known = new Map<string, T>();
  return (asked) => {
    const before = known.get(asked);
    if (before !== undefined) return before;
    const made = make(asked);
    known.set(asked, made);
    return made;
  };
}

/** Makes the formats of one fashion, by locale and zone. */
export function dateFormats(options: Intl.DateTimeFormatOptions) {
  const ofLocale = kept((locale) => kept((timeZone) => new Intl.DateTimeFormat(locale, { ...options, timeZone })));
  return (locale: string, zone: string): Intl.DateTimeFormat => ofLocale(locale)(zone);
}

export const relativeFormat = kept((locale) => new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }));
export const listFormat = kept((language) => new Intl.ListFormat(language));
export const pluralRules = kept((language) => new Intl.PluralRules(language));

/** The region of a locale; null without one, or when it is none at all. */
export const regionOf = kept((locale): string | null => {
  try {
    return new Intl.Locale(locale).region ?? null;
  } catch {
    return null;
  }
});

/** Intl's objects are slow to make and quick to use, so each one is kept. There are as many as languages and zones. */
function kept<A extends readonly unknown[], T>(make: (...asked: A) => T): (...asked: A) => T {
  const known = new Map<string, T>();
  return (...asked) => {
    const key = JSON.stringify(asked);
    const before = known.get(key);
    if (before !== undefined) return before;
    const made = make(...asked);
    known.set(key, made);
    return made;
  };
}

export const dateFormat = kept(
  (locale: string, options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, options),
);
export const relativeFormat = kept((locale: string) => new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }));
export const listFormat = kept((language: string) => new Intl.ListFormat(language));
export const pluralRules = kept((language: string) => new Intl.PluralRules(language));

/** The region of a locale; null without one, or when it is none at all. */
export const regionOf = kept((locale: string): string | null => {
  try {
    return new Intl.Locale(locale).region ?? null;
  } catch {
    return null;
  }
});

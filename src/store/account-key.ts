/** Two labels that people would take for the same account give the same key. */
export const accountKey = (label: string): string => label.normalize('NFKC').trim().replace(/\s+/gu, ' ').toLowerCase();

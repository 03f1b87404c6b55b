/** Writes down whether something that the program promises was kept. */
export type Promised = (words: string, isKept: boolean) => void;

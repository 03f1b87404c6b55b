/** What a person enters in a form, by the labels of its fields. */
export type Entries = Readonly<Record<string, string | boolean | readonly string[]>>;

/** A person at their chat platform, in terms that every platform has. `Message`: as the platform's peer keeps one. */
export interface Seat<Message> {
  /** The newest message that shows all of these words. */
  seen(words: readonly string[]): Message | null;
  /** The same for what is said to this person alone. */
  told(words: readonly string[]): Message | null;
  /** What a message says now; an update replaces it in the peer's state. Empty when it is gone. */
  now(message: Message): string;
  /** All that this person sees. */
  read(): string;
  /** An older copy of a message presses an old button. */
  press(label: string, message: Message): Promise<void>;
  /** `title`: a form of this name. */
  isFormOpen(title?: string): boolean;
  submit(entries: Entries): Promise<void>;
  /** Ticks every line that is not ticked yet. Where a platform stores them only with a button, they wait for it. */
  tickAll(message: Message): Promise<void>;
  /** Asks for the form that starts a handover, naming these people in the command. */
  start(named: readonly string[]): Promise<void>;
}

export interface WaitLimits {
  readonly ms?: number;
  readonly what?: string;
}

/** Who sits where. */
export interface Seating<Message> {
  seat(name: string): Seat<Message>;
  /** Resolves with the first value of `look` that is there; looks after everything that this person's peer does. */
  waitFor<T>(name: string, look: () => T | null | undefined | false, limits: WaitLimits): Promise<T>;
}

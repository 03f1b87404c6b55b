/** Draws the Adaptive Cards of Teams where they stand. */
export function drawCards(_holder: HTMLElement): void {}

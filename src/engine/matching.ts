/** `which` is a part of the account's label; nothing means all. */
export function matching<T extends { readonly handover: { readonly account: { readonly said: string } } }>(
  all: readonly T[],
  which: string,
): readonly T[] {
  const wanted = which.trim().toLowerCase();
  return wanted === '' ? all : all.filter(({ handover }) => handover.account.said.toLowerCase().includes(wanted));
}

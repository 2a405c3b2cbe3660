/** What an import or an export is called wherever it is shown. */

/** "ExAllocatePool", "#17" of one that has its ordinal alone, and what stands for one that has neither. */
export const symbolName = ({
  name,
  ordinal,
}: {
  readonly name?: string | undefined;
  readonly ordinal?: number | undefined;
}): string => name ?? (ordinal === undefined ? "(no name)" : `#${ordinal}`);

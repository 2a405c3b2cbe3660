/** What an import is called wherever it is shown. */
import type { ImportedFunction } from "../../../server/src/image/report.ts";

/** "ExAllocatePool", "#17" of one that is imported by ordinal, and what stands for one that has neither. */
export const importName = ({ name, ordinal }: Pick<ImportedFunction, "name" | "ordinal">): string =>
  name ?? (ordinal === undefined ? "(no name)" : `#${ordinal}`);

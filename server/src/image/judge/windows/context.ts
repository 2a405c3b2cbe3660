/** What the judges of a driver for Windows are given. */
import type { PeImport, PeImportedFunction } from "../../../binary/pe-imports.ts";
import type { Facts } from "../../../facts/index.ts";
import type { PeContents } from "../../read/pe/contents.ts";
import { ordinalName } from "../findings.ts";
import type { Target } from "./target.ts";

export interface WindowsJudgement {
  readonly contents: PeContents;
  readonly facts: Facts;
  /** Undefined where nobody said for which Windows it is. */
  readonly target: Target | undefined;
}

/** A function that a driver imports by its name. */
export interface NamedImport {
  /** As the image writes it. */
  readonly module: string;
  /** The same in lower case. */
  readonly file: string;
  readonly name: string;
}

/** Ten times what the largest drivers of Windows import: facts keep what they were asked. */
export const mostJudged = 20_000;

/** What the loader resolves before DriverEntry runs. Delayed imports are resolved when they are called, if ever: who knows how. */
export const loadedImports = ({ contents }: WindowsJudgement): readonly PeImport[] =>
  contents.imports.filter(({ isDelayed }) => !isDelayed);

/** Of those, in the order of the tables, each once. */
export function namedImports(judgement: WindowsJudgement): NamedImport[] {
  const seen = new Set<string>();
  return loadedImports(judgement).flatMap(({ module, functions }) =>
    functions.flatMap(({ name }) => {
      const file = module.toLowerCase();
      const key = `${file}\0${name}`;
      if (name === undefined || seen.size >= mostJudged || seen.has(key)) return [];
      seen.add(key);
      return [{ module, file, name }];
    }),
  );
}

/** What people call it: its name, or "#12". */
export const importName = ({ name, ordinal }: PeImportedFunction): string =>
  name ?? (ordinal === undefined ? "" : ordinalName(ordinal));

/** The kernel and its hardware layer, which are one image since Windows 10, version 2004: hal.dll forwards to the kernel. */
export const isKernelItself = (file: string): boolean => file === "ntoskrnl.exe" || file === "hal.dll";

// How large types are that only the system's and the compiler's headers know, on 64-bit processors.
import type { typeSizesTable } from "./generated/type-sizes.ts";
import { openTable } from "./packed.ts";

/** What a driver is written for, as far as sizes differ: a long has 4 bytes on Windows and 8 on Linux. */
export type SizePlatform = "windows" | "linux";

/** In bytes. */
export interface TypeSize {
  readonly bytes: number;
  readonly align: number;
}

export interface TypeSizeLookups {
  /** By exact name, of structures without their tag's `_`; undefined where it is not known, or hangs on versions or options. */
  readonly typeSize: (name: string, platform: SizePlatform) => TypeSize | undefined;
  /** The value of a macro that lengths of arrays are written with: MAX_PATH. */
  readonly lengthConstant: (name: string, platform: SizePlatform) => number | undefined;
}

/** Fact source: server/data/type-sizes.tsv. */
export function typeSizeLookups(packed: typeof typeSizesTable): TypeSizeLookups {
  const table = openTable(packed);
  const rowOf = (name: string, kind: "type" | "constant", platform: SizePlatform): number | undefined =>
    table
      .findAll(name)
      .find((row) => table.cell(row, "kind") === kind && ["both", platform].includes(table.cell(row, "platform")));
  return {
    typeSize(name, platform) {
      const row = rowOf(name, "type", platform);
      return row === undefined
        ? undefined
        : { bytes: Number(table.cell(row, "size")), align: Number(table.cell(row, "align")) };
    },
    lengthConstant(name, platform) {
      const row = rowOf(name, "constant", platform);
      return row === undefined ? undefined : Number(table.cell(row, "size"));
    },
  };
}

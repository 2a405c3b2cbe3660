/** By what an image's symbols are found. */

import type { PeDebugEntry } from "../../../binary/pe-debug.ts";
import { exDllCharacteristicNames, flagNames } from "../../../binary/pe-names.ts";
import type { Property, PropertyGroup } from "../../report.ts";
import { hex, row } from "../values.ts";
import type { PeContents } from "./contents.ts";

export function debugGroup({ debug, image }: PeContents): PropertyGroup[] {
  const properties = debug.flatMap((entry) => rowsOf(entry));
  const symbols = image.symbols.offset === 0 ? [] : row("COFF symbols", `${image.symbols.count} in the file`);
  const all = [...properties, ...symbols];
  return all.length === 0 ? [] : [{ id: "debug", title: "Debug information", properties: all }];
}

function rowsOf({ typeName, pdb, hash, exDllCharacteristics, size }: PeDebugEntry): Property[] {
  if (pdb !== undefined) {
    const key = `${pdb.guid.replaceAll("-", "")}${pdb.age.toString(16).toUpperCase()}`;
    const file = pdb.path.replace(/^.*[\\/]/, "");
    return [
      ...row("PDB", pdb.path),
      ...row("PDB identity", `${pdb.guid}, age ${pdb.age}`),
      ...row("On symbol servers", `${file}/${key}/${file}`, {
        meaning: "The folder that a debugger looks into; another build's PDB has another.",
      }),
    ];
  }
  if (hash !== undefined) return row(typeName, hash);
  if (exDllCharacteristics !== undefined) {
    return row(
      typeName,
      flagNames(exDllCharacteristics, exDllCharacteristicNames).join(", ") || hex(exDllCharacteristics),
    );
  }
  return row(typeName, size === 0 ? "without data" : `${size} bytes`);
}

/** The first PDB that the image speaks of. */
export const pdbOf = ({ debug }: PeContents): string | undefined =>
  debug.find(({ pdb }) => pdb !== undefined && pdb.path !== "")?.pdb?.path;

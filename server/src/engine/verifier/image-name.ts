/** The file name of a unit's driver. */
import { driverEntry } from "../../analysis/pool/nx-opt-in.ts";
import type { DriverUnit } from "../../model/unit/types.ts";
import type { RuleContext } from "../../rules/context.ts";
import type { ImageName } from "./advice.ts";
import type { UnitUses } from "./unit-uses.ts";

/** What commands say where nobody knows the name. */
const placeholder = "NAME.sys";

/** @param context of any file of the unit; undefined where none can be read */
export function imageNameOf(
  { name, origin, frameworks, language }: DriverUnit,
  context: RuleContext | undefined,
  uses: UnitUses,
): ImageName {
  const isPlain = /^[\w.+-]+(?: [\w.+-]+)*$/.test(name);
  const hasEntry = language === "rust" || (context !== undefined && driverEntry(context) !== undefined);
  const file = isPlain && hasEntry ? `${name}.sys` : placeholder;
  const doubt = !hasEntry
    ? "No DriverEntry is defined here: put in the name of the driver that this becomes a part of."
    : !isPlain
      ? "The project does not tell the driver's name: put it in."
      : origin === "vcxproj" || origin === "sources"
        ? undefined
        : `No project says what the driver's file is called: ${file} is a guess.`;
  const isFramework = frameworks.includes("kmdf") || uses.has("framework");
  return {
    file,
    doubt,
    beside: isFramework
      ? [
          {
            file: "Wdf01000.sys",
            because:
              "it allocates, locks and handles requests for the driver. What is done to it is done to the other KMDF drivers too: they are watched, and in the runs that fail or delay something on purpose it happens to them as well",
          },
        ]
      : [],
  };
}

/** As one argument of a command line. */
export const argumentOf = (file: string): string => (file.includes(" ") ? `"${file}"` : file);

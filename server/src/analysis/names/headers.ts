/** What a file's includes tell: whether every header that could declare a name is known, and which ones it reaches. */
import type { Facts } from "../../facts/index.ts";
import type { FileModel } from "../../model/file.ts";
import type { UnitModel } from "../../model/unit-model.ts";

/** Everything that a file includes, directly or through the unit's own headers. */
export interface IncludeReach {
  /** Paths of headers outside the unit, as written. */
  readonly outside: readonly string[];
  /** Files of the unit, the file itself first. */
  readonly inside: readonly FileModel[];
}

/** Follows a file's includes through the unit's own headers. */
export function includeReach(file: FileModel, unit: UnitModel): IncludeReach {
  const outside = new Set<string>();
  const inside = new Set<FileModel>([file]);
  // A set is iterated to its end, what is added meanwhile included.
  for (const reached of inside) {
    for (const include of reached.includes) {
      const header = unitHeader(include.path, unit);
      if (header === undefined) {
        outside.add(include.path);
      } else {
        inside.add(header);
      }
    }
  }
  return { outside: [...outside], inside: [...inside] };
}

/**
 * Whether all that a file includes is the unit's own or a header whose content the facts know: the driver kit's, the
 * C and C++ runtimes', user mode's. Only then is a name that nobody declares the API's.
 */
export function everyHeaderKnown(file: FileModel, unit: UnitModel, facts: Facts): boolean {
  return includeReach(file, unit).outside.every((header) => isKnownHeader(header, facts));
}

/** The unit's header that an include names, by the end of its path and without regard to case. */
export function unitHeader(spelled: string, unit: UnitModel): FileModel | undefined {
  const tail = spelled
    .replaceAll("\\", "/")
    .replace(/^(?:\.\.?\/)+/, "")
    .toLowerCase();
  return unit.files.find((file) => {
    const path = file.path.toLowerCase();
    return path.endsWith(tail) && (path.length === tail.length || path[path.length - tail.length - 1] === "/");
  });
}

function isKnownHeader(header: string, facts: Facts): boolean {
  return (
    facts.kernelHeader(header) ||
    facts.includedHeader(header) !== undefined ||
    facts.cppFacility(header) !== undefined ||
    // What the trace preprocessor and the message compiler write declares no functions with such names.
    /\.tmh$/i.test(header)
  );
}

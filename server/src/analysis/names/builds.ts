/** Whether a place of the unit is compiled, as far as the conditions around it tell, or may belong to another build. */
import type { Place } from "../../model/place.ts";
import type { UnitModel } from "../../model/unit-model.ts";

/** What has to be known of the build; a rule's context is one. */
export interface BuildKnowledge {
  readonly unit: UnitModel;
  /** Whether the project or any file of the unit defines the macro. */
  defined(name: string): boolean;
}

/**
 * Whether a place hangs on a condition that may not hold. `#ifndef OMIT_TRACING` is no such condition where nobody
 * defines the macro, unless its name speaks of the mode that the code is built for: that half may be the application's.
 */
export function isOtherBuild(place: Place, build: BuildKnowledge): boolean {
  const file = build.unit.file(place.file);
  if (file === undefined) {
    return false;
  }
  let offset = place.anchor.start + place.start;
  for (let condition = file.assumption(offset); condition !== undefined; condition = file.assumption(offset)) {
    const macro = negative.exec(condition)?.[1];
    if (macro === undefined || build.defined(macro) || modeWords.test(macro)) {
      return true;
    }
    const opening = file.assumptionStart(offset);
    if (opening === undefined) {
      return true;
    }
    // What stands before the directive hangs on the conditions around it.
    offset = opening - 1;
  }
  return false;
}

const negative = /^(?:ifndef\s+|if\s+!\s*defined\s*\(?\s*)([A-Za-z_]\w*)\s*\)?$/;

const modeWords =
  /kern|nt[_o]?dd|ntos|ntifs|wdm|wdf|driver|drv|sys|user|mode|ring|boot|efi|win|nt$|test|sim|host|app|um_|km_|_um|_km|_r[03]|__/i;

/** Whether a place of the unit is compiled for sure, also where it lies in another file than the one under check. */
import type { Place } from "../../model/place.ts";
import type { UnitModel } from "../../model/unit-model.ts";

/** The unknown condition that the place hangs on, as written; undefined where it is compiled whatever holds. */
export function assumptionAt(place: Place, unit: UnitModel): string | undefined {
  const file = unit.files.find((candidate) => candidate.path === place.file);
  return file?.assumption(place.anchor.start + place.start);
}

/** Where the functions of a unit take addresses of functions: whoever gets one may call it. */
import { lastName } from "../../model/contracts/structures.ts";
import type { FunctionModel } from "../../model/function.ts";
import type { Place } from "../../model/place.ts";
import type { UnitModel } from "../../model/unit-model.ts";

/** A name that is used as a value. */
export interface AddressUse {
  readonly by: FunctionModel;
  readonly at: Place;
}

/** Asks about a unit as it is now: by a function's name, and read once, when it is first asked. */
export function addressUses(unit: UnitModel): (name: string) => readonly AddressUse[] {
  let known: ReadonlyMap<string, readonly AddressUse[]> | undefined;
  return (name) => {
    known ??= read(unit);
    return known.get(name) ?? [];
  };
}

function read(unit: UnitModel): ReadonlyMap<string, readonly AddressUse[]> {
  const found = new Map<string, AddressUse[]>();
  for (const by of unit.files.flatMap(({ declarations }) => declarations.flatMap(({ functions }) => functions))) {
    for (const use of by.uses) {
      const name = lastName(use.name);
      if (by.locals.has(name) || by.parameterNames.has(name) || unit.signatures(name).length === 0) {
        continue;
      }
      const uses = found.get(name);
      if (uses === undefined) {
        found.set(name, [{ by, at: by.place(use) }]);
      } else {
        uses.push({ by, at: by.place(use) });
      }
    }
  }
  return found;
}

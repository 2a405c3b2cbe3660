/** Macros that name themselves, which the preprocessor leaves as they stand and an analysis would follow for ever. */
import type { MacroDefinition } from "../../model/file.ts";
import type { UnitModel } from "../../model/unit-model.ts";

/** Macros within macros; more are not followed. */
const maximumMacros = 64;

/** Whether a macro's body calls itself again, or more macros than anybody reads. */
export function loops(macro: MacroDefinition, unit: UnitModel): boolean {
  const seen = new Set<string>();
  const open = [...macro.calls];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (name === macro.name || seen.size > maximumMacros) {
      return true;
    }
    if (!seen.has(name)) {
      seen.add(name);
      open.push(...unit.macros(name).flatMap((definition) => definition.macro.calls));
    }
  }
  return false;
}

/** The unit's own functions that a name may become. */
import { isHeader } from "../../../model/contracts/declarations.ts";
import type { FunctionModel } from "../../../model/function.ts";
import { baseName } from "../../../model/unit/paths.ts";
import type { RuleContext } from "../../../rules/context.ts";
import type { ShownLevel } from "../levels/level.ts";
import { ownLinuxOffer } from "./linux-offers.ts";
import type { Offer } from "./offer.ts";
import { ownOffer } from "./windows-offers.ts";

/** @param scope the class or namespace of the function in which the name is typed */
export function ownOffers(
  prefix: string,
  scope: string | undefined,
  level: ShownLevel | undefined,
  context: RuleContext,
): readonly Offer[] {
  const contractOf = context.driver.kind === "linux-kernel" ? ownLinuxOffer : ownOffer;
  return [...visible(prefix, scope, context).values()].map((fn) => ({
    name: fn.name,
    ...contractOf(fn, level, context),
    notes: () => [baseName(fn.file)],
    isDeprecated: false,
    isAtHand: true,
  }));
}

/** By name: those that the file can call, of several the file's own. */
function visible(
  prefix: string,
  scope: string | undefined,
  { unit, file }: RuleContext,
): ReadonlyMap<string, FunctionModel> {
  const wanted = prefix.toLowerCase();
  const found = new Map<string, FunctionModel>();
  for (const { path, declarations } of unit.files) {
    for (const { functions } of declarations) {
      for (const fn of functions) {
        const isElsewhere = path !== file.path && fn.definition.storage.includes("static") && !isHeader(path);
        if (
          fn.name.toLowerCase().startsWith(wanted) &&
          isPlainName.test(fn.name) &&
          !isElsewhere &&
          (fn.scope === undefined || `${scope}::`.startsWith(`${fn.scope}::`)) &&
          (path === file.path || !found.has(fn.name))
        ) {
          found.set(fn.name, fn);
        }
      }
    }
  }
  return found;
}

/** No operator, no destructor. */
const isPlainName = /^[A-Za-z_]\w*$/;

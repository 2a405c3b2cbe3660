/** The role types of a function (DRIVER_DISPATCH, KDEFERRED_ROUTINE ...) by what its unit says of it, each with its place. */
import type { CallbackContract, Facts } from "../../facts/index.ts";
import type { FunctionModel } from "../function.ts";
import type { Place } from "../place.ts";
import type { UnitModel } from "../unit-model.ts";
import { declarationsOf, placeIn } from "./declarations.ts";
import { type FunctionSal, salOf } from "./sal.ts";
import { typeAliases } from "./type-aliases.ts";

export interface FunctionRole {
  /** As the facts name it, else as the unit does. */
  readonly roleType: string;
  /** Undefined for roles that the facts do not know. */
  readonly callback: CallbackContract | undefined;
  /** `name`: a routine that the system finds by its name, such as DriverEntry. */
  readonly how: "declaration" | "function-class" | "name";
  readonly place: Place;
}

export interface FunctionRoles {
  /** One a role type, the first place that says so. */
  readonly roles: readonly FunctionRole[];
  /** The major functions it is said to dispatch, as written: IRP_MJ_READ. */
  readonly dispatches: readonly { readonly major: string; readonly place: Place }[];
}

/** @param sal the function's annotations, where they are at hand */
export function rolesOf(
  fn: FunctionModel,
  unit: UnitModel,
  facts: Pick<Facts, "callback">,
  sal: FunctionSal = salOf(fn, unit),
): FunctionRoles {
  const roles = new Map<string, FunctionRole>();
  const add = (type: string, how: FunctionRole["how"], place: Place): void => {
    const { names } = typeAliases(type, unit);
    const callback = names.map((name) => facts.callback(name)).find((known) => known !== undefined);
    const roleType = callback?.roleType ?? type;
    if (!roles.has(roleType)) {
      roles.set(roleType, { roleType, callback, how, place });
    }
  };
  for (const symbol of declarationsOf(fn, unit).roles) {
    add(
      symbol.decl.type.base,
      "declaration",
      placeIn(symbol, { start: symbol.decl.start, end: symbol.decl.nameSpan.end }),
    );
  }
  for (const { term, place } of sal.contracts) {
    if (term.kind === "function-class") {
      add(term.role, "function-class", place);
    }
  }
  const byName = fn.scope === undefined ? roleNames.get(fn.name) : undefined;
  if (byName !== undefined) {
    add(byName, "name", fn.place(fn.definition.nameSpan));
  }
  return {
    roles: [...roles.values()],
    dispatches: sal.contracts.flatMap(({ term, place }) =>
      term.kind === "dispatch-type" ? { major: term.major, place } : [],
    ),
  };
}

/** Routines that the loader finds by name. */
const roleNames: ReadonlyMap<string, string> = new Map([
  ["DriverEntry", "DRIVER_INITIALIZE"],
  ["GsDriverEntry", "DRIVER_INITIALIZE"],
]);

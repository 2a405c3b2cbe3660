/** Whether a name in a function means an API of that name, or something that the unit itself gives the name to. */
import type { FunctionModel } from "../../model/function.ts";
import type { UnitModel } from "../../model/unit-model.ts";
import type { RecordDecl } from "../../syntax/ast.ts";

/** `own`: the unit's; `perhaps`: a class outside the unit may have a member of the name; `foreign`: nobody in the unit has it. */
export type Ownership = "own" | "perhaps" | "foreign";

/** The name without a leading `::`; undefined for a name in a namespace or class, which is no C API. */
export function globalName(written: string): string | undefined {
  const name = written.startsWith("::") ? written.slice(2) : written;
  return name.includes("::") ? undefined : name;
}

/**
 * Who gives `name` its meaning inside `fn` (undefined at file scope): locals and parameters, anything that the unit
 * declares, in whatever scope, and the members of the class that `fn` belongs to with those of its bases.
 */
export function ownership(name: string, fn: FunctionModel | undefined, unit: UnitModel): Ownership {
  if (fn?.locals.has(name) || fn?.definition.parameters.some((parameter) => parameter.name === name)) {
    return "own";
  }
  if (unit.declares(name) || declaredByMacro(name, fn, unit)) {
    return "own";
  }
  return fn?.scope === undefined ? "foreign" : memberOwnership(name, fn, fn.scope, unit);
}

/** Whether a macro whose inside is unknown may declare the name: `LIST_HEAD(free);`, `DECLARE_GLOBAL(Sleep)`. */
function declaredByMacro(name: string, fn: FunctionModel | undefined, unit: UnitModel): boolean {
  return fn?.macroArguments.has(name) === true || unit.namedInMacroCall(name);
}

/** The unit's functions in classes are its names already; what is left are fields, and members of classes elsewhere. */
function memberOwnership(name: string, fn: FunctionModel, scope: string, unit: UnitModel): Ownership {
  const innermost = lastPart(fn.definition.scope ?? scope);
  // A scope before the function's own name is a class or a namespace; one round about it may be a namespace of the file.
  if (fn.definition.scope !== undefined && unit.records(innermost).length === 0) {
    return "perhaps";
  }
  const seen = new Set<string>();
  const pending = scope.split("::").map(lastPart);
  let complete = true;
  for (let record = pending.pop(); record !== undefined; record = pending.pop()) {
    if (seen.has(record)) {
      continue;
    }
    seen.add(record);
    for (const { decl } of unit.records(record)) {
      if (hasField(decl, name)) {
        return "own";
      }
      for (const base of decl.bases.map(lastPart)) {
        complete &&= unit.records(base).length > 0;
        pending.push(base);
      }
    }
  }
  return complete ? "foreign" : "perhaps";
}

function hasField(record: RecordDecl, name: string): boolean {
  return record.members.some((member) =>
    member.kind === "group"
      ? member.members.some((inner) => inner.kind === "variable" && inner.name === name)
      : member.kind === "variable" && member.name === name,
  );
}

/** `Base` of `public ns::Base<T>`. */
function lastPart(text: string): string {
  const plain = text.replace(/<.*$/s, "");
  return plain.slice(Math.max(plain.lastIndexOf(":"), plain.lastIndexOf(" ")) + 1);
}

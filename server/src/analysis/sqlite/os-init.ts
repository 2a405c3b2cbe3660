/** sqlite3_os_init and sqlite3_os_end, which a driver has to bring where SQLite is compiled without a system's own. */
import type { FunctionModel } from "../../model/function.ts";
import type { UnitSymbol } from "../../model/symbols.ts";
import type { UnitModel } from "../../model/unit-model.ts";
import type { VariableDecl } from "../../syntax/ast.ts";
import type { CallEnvironment } from "../call-environment.ts";
import { calleeOf } from "../calls/callees.ts";
import { functionKey, functionsOfKey } from "../calls/function-key.ts";
import { isSqlites } from "./sources.ts";

/** The two functions, in the order in which SQLite calls them. */
export const osFunctions = ["sqlite3_os_init", "sqlite3_os_end"] as const;

/** Those of the two that the driver neither defines nor declares itself, as it would if another library had them. */
export const missingOsFunctions = (unit: UnitModel): readonly string[] =>
  osFunctions.filter(
    (name) =>
      unit.macros(name).length === 0 &&
      unit.functionSymbols(name).every(({ file }) => isSqlites(file, unit)) &&
      unit.prototypes(name).every(({ file }) => isSqlites(file, unit)),
  );

/** The driver's own file systems for SQLite: its variables of that type at file scope. */
export function vfsTables(unit: UnitModel): readonly UnitSymbol<VariableDecl>[] {
  return unit.files.flatMap((file) =>
    isSqlites(file.path, unit)
      ? []
      : file.declarations.flatMap(({ symbols }) =>
          symbols.variables.filter(({ decl }) => isVfs(decl) && !decl.storage.includes("extern")),
        ),
  );
}

const isVfs = ({ type }: VariableDecl): boolean =>
  type.pointers === 0 && type.base.replace(/^struct\s+/, "") === "sqlite3_vfs" && !type.text.includes("*");

/** Whether a unit is a driver or a module of its own: a library may leave what it needs to whoever links it. */
export const isProgram = (unit: UnitModel): boolean =>
  ["DriverEntry", "init_module"].some((name) => unit.functionSymbols(name).length > 0) ||
  unit.files.some(({ declarations }) =>
    declarations.some(({ symbols }) => symbols.macroCalls.some(({ record }) => moduleMacro.test(record.name))),
  );

const moduleMacro = /^(?:module_init|module_\w+_driver|MODULE_LICENSE)$/;

/** More functions than this are no way to register a file system. */
const maximumFunctions = 40;

/**
 * Whether a function registers a file system, itself or through what it calls; undefined where that cannot be seen: it
 * calls what the unit does not show.
 */
export function registersVfs(fn: FunctionModel, env: CallEnvironment): boolean | undefined {
  const seen = new Set<string>();
  const pending = [fn];
  let isOpen = false;
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const key = functionKey(next);
    if (seen.has(key)) {
      continue;
    }
    seen.add(key);
    isOpen ||= next.broken || seen.size > maximumFunctions;
    for (const { expr, name } of isOpen ? [] : next.calls) {
      if (name === "sqlite3_vfs_register") {
        return true;
      }
      const callee = calleeOf(expr, next, env.unit);
      if (callee.kind === "function") {
        const bodies = functionsOfKey(callee.key, env.unit);
        isOpen ||= bodies.length === 0;
        pending.push(...bodies);
      } else if (callee.kind === "macro") {
        pending.push(callee.body);
      } else {
        isOpen ||= callee.kind !== "outside" || !isKnown(callee.name, env);
      }
    }
  }
  return isOpen ? undefined : false;
}

/** A function of the system or of SQLite, which registers nothing of the driver's. */
const isKnown = (name: string, { facts }: CallEnvironment): boolean =>
  facts.functionContract(name) !== undefined ||
  facts.linuxContext(name).length > 0 ||
  facts.sqliteFunction(name) !== undefined;

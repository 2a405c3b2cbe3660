/** Rust calls of old pool allocators written anew with ExAllocatePool2, and a POOL_TYPE given to it as the flags it means. */

import { resolved } from "../analysis/rust/names.ts";
import { poolTypeOf, type RustPoolCall, type RustPoolNames } from "../analysis/rust/pool-calls.ts";
import type { PoolConstant } from "../facts/index.ts";
import type { RustExpr, RustPath } from "../syntax/rust/ast.ts";
import type { Fix, FixEdit } from "./fix.ts";

/** Which of the crates that bind the kit has the function, and where its constants are. */
const bindings: Readonly<Record<string, { readonly functions: string; readonly constants: string }>> = {
  wdk_sys: { functions: "wdk_sys::ntddk", constants: "wdk_sys" },
};

/**
 * Calls ExAllocatePool2 in place of ExAllocatePoolWithTag. It zeroes: nobody can tell that from what the old call gave, whose
 * contents were anything. Only where the crate that binds the kit has ExAllocatePool2: bindings of one's own would need a
 * declaration, with types that nobody knows. Not preferred where executable memory becomes plain: code may run there.
 */
export function rustPoolFixes(call: RustPoolCall, type: PoolConstant, names: RustPoolNames): readonly Fix[] {
  const { api, site, fn, args, kindArgument } = call;
  const binding = bindingOf(site.path, call, names);
  const flags = binding === undefined ? undefined : flagsText(type, binding.constants);
  const isPlain = api.name === "ExAllocatePoolWithTag" && args.length === 3;
  if (!isPlain || binding === undefined || flags === undefined || kindArgument === undefined || !isAlone(call)) {
    return [];
  }
  const isImported = isByImport(site.path, call, names);
  const edits: FixEdit[] = [
    isImported
      ? { at: fn.place(site.path), text: `${binding.functions}::ExAllocatePool2` }
      : { at: fn.place(site.path.nameSpan), text: "ExAllocatePool2" },
    { at: fn.place(kindArgument), text: flags },
  ];
  const title = "Allocate with ExAllocatePool2, which zeroes the memory";
  if (type.executable === "yes") {
    return [{ title: `${title} and is not executable`, edits }];
  }
  // An import that nobody needs any more is a warning, which some crates forbid: then a person decides.
  return [
    {
      title,
      edits,
      ...(isImported || holdsImport(kindArgument, call, names) ? { byName: true } : { preferred: true }),
    },
  ];
}

/** Passes the flags that a POOL_TYPE means. */
export function rustPoolFlagFixes(call: RustPoolCall, type: PoolConstant, names: RustPoolNames): readonly Fix[] {
  const { site, fn, kindArgument } = call;
  const binding = bindingOf(site.path, call, names);
  const flags = binding === undefined ? undefined : flagsText(type, binding.constants);
  return flags === undefined || kindArgument === undefined || poolTypeOf(call, names.facts) === undefined
    ? []
    : [{ title: `Pass ${flags}`, edits: [{ at: fn.place(kindArgument), text: flags }] }];
}

function bindingOf(path: RustPath, { fn }: RustPoolCall, names: RustPoolNames) {
  const found = resolved(path, fn, names);
  const crates =
    found?.kind === "path" ? [found.segments[0]] : found?.kind === "glob" ? found.of.map(([first]) => first) : [];
  const [only] = new Set(crates);
  return only !== undefined && new Set(crates).size === 1 && Object.hasOwn(bindings, only) ? bindings[only] : undefined;
}

/** Whether a path begins with what a `use` brings in by its name. */
function isByImport(path: RustPath, { fn }: RustPoolCall, names: RustPoolNames): boolean {
  const found = resolved(path, fn, names);
  return found?.kind === "path" && found.segments[0] !== path.segments[0];
}

const holdsImport = (expr: RustExpr, call: RustPoolCall, names: RustPoolNames): boolean =>
  expr.kind === "cast"
    ? holdsImport(expr.operand, call, names)
    : expr.kind === "path" && isByImport(expr.path, call, names);

/** The flags with the path of the crate that has them; undefined where no flag means the same. */
function flagsText({ counterparts }: PoolConstant, constants: string): string | undefined {
  const names = counterparts.map((flag) => (flag === "POOL_FLAG_NON_PAGED_EXECUTE" ? "POOL_FLAG_NON_PAGED" : flag));
  return names.length === 0 ? undefined : names.map((flag) => `${constants}::${flag}`).join(" | ");
}

/** Whether the kind is a constant that stands in the call itself, with nothing else done to it. */
function isAlone({ kinds, kindArgument }: RustPoolCall): boolean {
  const plain = (expr: RustExpr): boolean =>
    expr.kind === "cast" ? plain(expr.operand) : expr.kind === "path" || expr.kind === "literal";
  return kinds?.length === 1 && kindArgument !== undefined && plain(kindArgument);
}

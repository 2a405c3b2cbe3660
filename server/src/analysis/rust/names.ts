/** What names in Rust code mean to a driver: functions of the kernel, however they came here, own functions, constants. */
import type { PoolConstant, RustLookups } from "../../facts/index.ts";
import type { NamedRustItem, RustFunctionAnalysis, RustFunctionModel } from "../../model/rust/crate.ts";
import type { RustResolution } from "../../model/rust/resolve.ts";
import type { RustExpr, RustFunctionItem, RustPath } from "../../syntax/rust/ast.ts";
import { rustBody } from "./body.ts";

/** What looking up names asks for; a rule's context has it. */
export interface RustNames {
  readonly facts: RustLookups & { readonly poolConstant: (name: string) => PoolConstant | undefined };
  resolve(path: RustPath, fn: RustFunctionModel): RustResolution | undefined;
  derived<T>(analysis: RustFunctionAnalysis<T>, fn: RustFunctionModel): T;
}

/**
 * The name of the function outside of the crate that a path calls, as it is exported: declared in an extern block of the
 * crate's, or another crate's. Undefined for the crate's own functions, and where nobody can tell.
 */
export function foreignName(path: RustPath, fn: RustFunctionModel, names: RustNames): string | undefined {
  const found = resolved(path, fn, names);
  switch (found?.kind) {
    case "item": {
      const exported = new Set(found.items.map(exportedName));
      return exported.size === 1 ? [...exported][0] : undefined;
    }
    case "path":
      return found.segments.at(-1);
    case "glob":
      return found.name;
    default:
      return undefined;
  }
}

/** The crate's own function with a body that a path means; undefined where it may be another, or none. */
export function ownFunction(path: RustPath, fn: RustFunctionModel, names: RustNames): OwnFunction | undefined {
  const found = resolved(path, fn, names);
  const items = found?.kind === "item" ? found.items : [];
  const [only] = items;
  return items.length === 1 && only !== undefined && only.syntax.kind === "function" && only.syntax.body !== undefined
    ? { ...only, syntax: only.syntax }
    : undefined;
}

export type OwnFunction = NamedRustItem & { readonly syntax: RustFunctionItem };

/** What a path means in a function, through the `use`s in the function too. */
export function resolved(path: RustPath, fn: RustFunctionModel, names: RustNames): RustResolution | undefined {
  const [first, ...rest] = path.segments;
  if (path.qualified !== undefined) {
    return undefined;
  }
  if (first === "Self" && fn.container?.kind === "impl" && fn.container.type.kind === "path") {
    return names.resolve({ ...path, segments: [...fn.container.type.path.segments, ...rest] }, fn);
  }
  const { imports } = names.derived(rustBody, fn);
  const local = path.isGlobal ? undefined : imports.find(({ name, isGlob }) => !isGlob && name === first);
  if (local !== undefined) {
    return names.resolve({ ...path, segments: [...local.segments, ...rest], isGlobal: local.isGlobal }, fn);
  }
  const found = names.resolve(path, fn);
  const globs = imports.filter(({ isGlob }) => isGlob).map(({ segments }) => segments);
  return found === undefined && first !== undefined && rest.length === 0 && globs.length > 0
    ? { kind: "glob", name: first, of: globs }
    : found;
}

/** The name under which the linker looks for a declaration of an extern block; undefined for all other items. */
function exportedName({ syntax, container }: NamedRustItem): string | undefined {
  if (container?.kind !== "extern-block" || syntax.kind !== "function") {
    return undefined;
  }
  return syntax.attributes.find(({ path }) => path === "link_name")?.value ?? syntax.name;
}

/** What an argument says of a kind of memory: a constant by name, or a number. */
export interface KindOfMemory {
  readonly constant: PoolConstant | undefined;
  readonly value: number | undefined;
  /** The argument is the constant itself, not something that holds it. */
  readonly isDirect: boolean;
}

/** The constant or number that an expression is; undefined where it may be several, or hangs on what the program does. */
export function kindOfMemory(expr: RustExpr, fn: RustFunctionModel, names: RustNames): KindOfMemory | undefined {
  return kindOf(expr, fn, names, true, 4);
}

function kindOf(
  expr: RustExpr,
  fn: RustFunctionModel,
  names: RustNames,
  isDirect: boolean,
  depth: number,
): KindOfMemory | undefined {
  if (depth === 0) {
    return undefined;
  }
  switch (expr.kind) {
    case "cast":
      return kindOf(expr.operand, fn, names, isDirect, depth);
    case "block":
      return expr.statements.length === 0 && expr.tail !== undefined
        ? kindOf(expr.tail, fn, names, isDirect, depth - 1)
        : undefined;
    case "literal":
      return expr.value === undefined ? undefined : { constant: undefined, value: expr.value, isDirect };
    case "path": {
      const found = resolved(expr.path, fn, names);
      const own = found?.kind === "item" ? found.items : [];
      const [only] = own;
      if (own.length === 1 && only?.syntax.kind === "const" && only.syntax.value !== undefined) {
        const held = kindOf(only.syntax.value, fn, names, false, depth - 1);
        const namesake = names.facts.poolConstant(only.syntax.name);
        // Bindings of one's own have the kit's names and values.
        const isSame = namesake !== undefined && held?.value !== undefined && BigInt(held.value) === namesake.value;
        return isSame ? { constant: namesake, value: undefined, isDirect } : held;
      }
      const name = found?.kind === "path" ? found.segments.at(-1) : expr.path.segments.at(-1);
      const isConstant = own.length === 0 || own.every(({ syntax }) => syntax.kind === "enum");
      const constant = name === undefined || !isConstant ? undefined : names.facts.poolConstant(name);
      return constant === undefined ? undefined : { constant, value: undefined, isDirect };
    }
    default:
      return undefined;
  }
}

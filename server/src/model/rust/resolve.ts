/** What a path means at a place of a crate, through its `use`s, as far as that can be told without types and macros. */
import type { RustImport } from "../../syntax/rust/ast.ts";
import type { NamedRustItem } from "./crate.ts";

export type RustResolution =
  /** Items of the crate: several where `cfg` has one for each of its answers, or where methods share a name. */
  | { readonly kind: "item"; readonly items: readonly NamedRustItem[] }
  /** Of another crate: the whole path, `["wdk_sys", "ntddk", "ExAllocatePool2"]`. */
  | { readonly kind: "path"; readonly segments: readonly string[] }
  /** No item of the crate: one of these globs brings it, `["wdk_sys"]` of `use wdk_sys::*`. */
  | { readonly kind: "glob"; readonly name: string; readonly of: readonly (readonly string[])[] };

/** What resolution asks of a crate; a module is known by its path from the root. */
export interface CrateNames {
  /** Items of this name that stand in a module, or in an extern block in it; no members of impls and traits. */
  itemsIn(module: readonly string[], name: string): readonly NamedRustItem[];
  /** Members of this name of the impls and the trait of a type or trait of this name, wherever they are. */
  members(type: string, name: string): readonly NamedRustItem[];
  importsIn(module: readonly string[]): readonly RustImport[];
}

/** Chains of re-exports; longer ones are circles. */
const maximumDepth = 16;

/**
 * @param segments as written, `self`, `super` and `crate` too
 * @param isGlobal it begins with `::`
 * @param module where it is written
 */
export function resolvePath(
  segments: readonly string[],
  isGlobal: boolean,
  module: readonly string[],
  names: CrateNames,
): RustResolution | undefined {
  return new Resolver(names).resolve(segments, isGlobal, module, 0);
}

class Resolver {
  private readonly names: CrateNames;

  constructor(names: CrateNames) {
    this.names = names;
  }

  resolve(
    segments: readonly string[],
    isGlobal: boolean,
    module: readonly string[],
    depth: number,
  ): RustResolution | undefined {
    const [first, ...rest] = segments;
    if (first === undefined || first === "Self" || depth > maximumDepth) {
      return undefined;
    }
    if (isGlobal) {
      return { kind: "path", segments };
    }
    if (first === "crate") {
      return this.inModule(rest, [], depth);
    }
    if (first === "self") {
      return this.inModule(rest, module, depth);
    }
    if (first === "super") {
      return module.length === 0 ? undefined : this.resolve(superless(rest), false, module.slice(0, -1), depth + 1);
    }
    const own = this.inModule(segments, module, depth);
    // What begins with a name that nothing brings in begins with a crate's.
    return own ?? (rest.length > 0 ? { kind: "path", segments } : undefined);
  }

  /** A path that begins in a module of the crate. */
  private inModule(segments: readonly string[], module: readonly string[], depth: number): RustResolution | undefined {
    const [first, ...rest] = segments;
    if (first === undefined || depth > maximumDepth) {
      return undefined;
    }
    const items = this.names.itemsIn(module, first);
    if (items.length > 0) {
      if (rest.length === 0) {
        return { kind: "item", items };
      }
      const members = rest.length === 1 ? this.names.members(first, rest[0] ?? "") : [];
      if (members.length > 0) {
        return { kind: "item", items: members };
      }
      return items.some(({ syntax }) => syntax.kind === "mod")
        ? this.inModule(rest, [...module, first], depth + 1)
        : undefined;
    }
    const imports = this.names.importsIn(module);
    const named = imports.find(({ name, isGlob }) => !isGlob && name === first);
    if (named !== undefined) {
      // `use wdk;` and `use wdk::{self}` bring in what they begin with.
      const isItself = named.segments.length === 1 && named.segments[0] === first;
      const whole = [...named.segments, ...rest];
      return isItself || named.isGlobal
        ? { kind: "path", segments: whole }
        : this.resolve(whole, false, module, depth + 1);
    }
    return this.throughGlobs(first, rest, module, depth);
  }

  private throughGlobs(
    first: string,
    rest: readonly string[],
    module: readonly string[],
    depth: number,
  ): RustResolution | undefined {
    const others: (readonly string[])[] = [];
    for (const { isGlob, isGlobal, segments } of this.names.importsIn(module)) {
      if (!isGlob) {
        continue;
      }
      const own = isGlobal ? undefined : this.ownModule(segments, module, depth);
      if (own === undefined) {
        others.push(segments);
      } else if (depth < maximumDepth) {
        const found = this.inModule([first, ...rest], own, depth + 4);
        if (found?.kind === "item" || found?.kind === "path") {
          return found;
        }
        others.push(...(found?.of ?? []));
      }
    }
    return others.length === 0 || rest.length > 0 ? undefined : { kind: "glob", name: first, of: others };
  }

  /** The module of the crate that a path means; undefined where it means none. */
  private ownModule(
    segments: readonly string[],
    module: readonly string[],
    depth: number,
  ): readonly string[] | undefined {
    let at = module;
    let [index, isFirst] = [0, true];
    for (; index < segments.length; index++, isFirst = false) {
      const segment = segments[index] ?? "";
      if (segment === "crate" && isFirst) {
        at = [];
      } else if (segment === "super" && at.length > 0) {
        at = at.slice(0, -1);
      } else if (segment !== "self") {
        break;
      }
    }
    for (const segment of segments.slice(index)) {
      if (!this.names.itemsIn(at, segment).some(({ syntax }) => syntax.kind === "mod")) {
        return undefined;
      }
      at = [...at, segment];
    }
    return depth > maximumDepth ? undefined : at;
  }
}

/** `super::super::x` is `super::x` one module further up; `super::x` is `self::x` there. */
const superless = (rest: readonly string[]): readonly string[] => (rest[0] === "super" ? rest : ["self", ...rest]);

/** What a type's name stands for in a unit: through macros and typedefs down to the name that nothing explains. */
import type { TypedefDecl } from "../../syntax/ast.ts";
import type { UnitSymbol } from "../symbols.ts";
import type { UnitModel } from "../unit-model.ts";

export interface TypeAliases {
  /** The name itself first, then what it stands for, step by step. */
  readonly names: readonly string[];
  /** The typedefs on the way. */
  readonly typedefs: readonly UnitSymbol<TypedefDecl>[];
}

/** Follows a type's name; names that a unit explains in different ways are followed in all of them. */
export function typeAliases(name: string, unit: UnitModel): TypeAliases {
  const names = new Set([name]);
  const typedefs = new Set<UnitSymbol<TypedefDecl>>();
  // A set is iterated over what is added meanwhile.
  for (const alias of names) {
    for (const { macro } of unit.macros(alias)) {
      const words = macro.parameters === undefined ? macro.body.split(/\s+/).filter((word) => !noise.has(word)) : [];
      const [only, ...others] = words;
      if (only !== undefined && others.length === 0 && /^[A-Za-z_]\w*$/.test(only)) {
        names.add(only);
      }
    }
    for (const symbol of unit.typedefs(alias)) {
      typedefs.add(symbol);
      if (symbol.decl.functionParameters === undefined && symbol.decl.type.base !== "") {
        names.add(symbol.decl.type.base);
      }
    }
  }
  return { names: [...names], typedefs: [...typedefs] };
}

const noise: ReadonlySet<string> = new Set(["struct", "union", "class", "const", "volatile", "*"]);

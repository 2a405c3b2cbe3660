/** Names that mean two variables of one function: what goes by names cannot tell them apart. */
import type { FunctionModel } from "../../model/function.ts";
import type { Node } from "../../syntax/ast.ts";

/** Locals that an inner block declares again, and parameters that a local hides. */
export function shadowedNames(fn: FunctionModel): ReadonlySet<string> {
  const shadowed = new Set<string>();
  for (const [name, locals] of fn.locals) {
    if (fn.parameterNames.has(name)) {
      shadowed.add(name);
    } else if (locals.length > 1) {
      const scopes = locals.map((local) => scopesAround(local, fn));
      const isNested = scopes.some(([own], index) =>
        scopes.some(
          (others, other) => other !== index && own !== others[0] && own !== undefined && others.includes(own),
        ),
      );
      if (isNested) {
        shadowed.add(name);
      }
    }
  }
  return shadowed;
}

/** The scopes that a node stands in, innermost first. */
function scopesAround(node: Node, fn: FunctionModel): readonly Node[] {
  const scopes: Node[] = [];
  for (let at = fn.parentOf(node); at !== undefined; at = fn.parentOf(at)) {
    if (scopeKinds.has(at.kind)) {
      scopes.push(at);
    }
  }
  return scopes;
}

const scopeKinds: ReadonlySet<string> = new Set(["block", "if", "for", "range-for", "while", "switch"]);

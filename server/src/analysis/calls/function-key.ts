/** What functions of a unit are called by in graphs and tables that outlive edits: their model is another object after each. */
import { isHeader } from "../../model/contracts/declarations.ts";
import type { FunctionModel } from "../../model/function.ts";

/**
 * `name` or `ns::Cls::name`, and for a `static` function of a source file the file as well. Overloads share a key, and so
 * do definitions under different `#if`s.
 */
export function functionKey(fn: Pick<FunctionModel, "name" | "scope" | "file" | "definition">): string {
  const name = fn.scope === undefined ? fn.name : `${fn.scope}::${fn.name}`;
  const isLocal = fn.scope === undefined && fn.definition.storage.includes("static") && !isHeader(fn.file);
  return isLocal ? `${name} ${fn.file}` : name;
}

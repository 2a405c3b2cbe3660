/** The flag with which an allocation does not sleep, in place of the one that lets it. */
import { writtenFlag } from "../analysis/atomic/gfp.ts";
import type { Facts } from "../facts/index.ts";
import type { FunctionModel } from "../model/function.ts";
import type { CallExpr } from "../syntax/ast.ts";
import type { Fix } from "./fix.ts";

/**
 * For a call that writes the flag among its arguments; none for memory that may come from vmalloc, which sleeps whatever
 * it is told. What fails then where it waited before is for a person to decide.
 * @param source the function that allocates, at the end of the calls
 */
export function atomicFlagFixes(
  call: CallExpr,
  source: string,
  fn: FunctionModel,
  env: { readonly facts: Facts },
): readonly Fix[] {
  if (env.facts.linuxContext(source).some(({ pairs }) => pairs.includes("kvfree"))) {
    return [];
  }
  return call.args.flatMap((arg) => {
    const flag = writtenFlag("yes", arg, fn, env);
    const [instead] = flag?.row.pairs ?? [];
    return flag === undefined || instead === undefined
      ? []
      : { title: `Use ${instead}, which does not wait`, edits: [{ at: fn.place(flag.node), text: instead }] };
  });
}

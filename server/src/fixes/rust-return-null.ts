/** A panic in an allocator's method becomes the null pointer that its callers expect. */
import type { RustPanic } from "../analysis/rust/body.ts";
import type { RustFunctionModel } from "../model/rust/crate.ts";
import type { Fix } from "./fix.ts";

/**
 * `return core::ptr::null_mut()` in place of `panic!(...)` and of handle_alloc_error(...), both of which never return. None where the
 * method returns no memory, and where the panic asks for something (assert!) or takes something apart (unwrap).
 */
export function returnNullFix({ kind, name, node }: RustPanic, fn: RustFunctionModel): readonly Fix[] {
  const isPlain = kind === "abort" || (kind === "macro" && !name.startsWith("assert"));
  const isImported = node.kind === "call" && node.callee.kind === "path" && node.callee.path.segments.length === 1;
  return isPlain && fn.syntax.returnType?.kind === "pointer"
    ? [
        {
          title: "Return a null pointer",
          edits: [{ at: fn.place(node), text: "return core::ptr::null_mut()" }],
          // What `use handle_alloc_error` has brought in nobody needs then, which some crates forbid.
          ...(isImported ? {} : { preferred: true }),
        },
      ]
    : [];
}

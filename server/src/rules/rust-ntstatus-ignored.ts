/** Reports calls in Rust whose NTSTATUS nobody looks at. */
import { type RustCallSite, rustBody } from "../analysis/rust/body.ts";
import { foreignName, ownFunction } from "../analysis/rust/names.ts";
import { mayFail } from "../analysis/rust/status.ts";
import type { StatusFunction } from "../facts/index.ts";
import type { RustFunctionModel } from "../model/rust/crate.ts";
import type { RustExpr } from "../syntax/rust/ast.ts";
import { rustWalk } from "../syntax/rust/walk.ts";
import type { CrateContext } from "./context.ts";
import type { Finding } from "./finding.ts";
import { defineRule } from "./rule.ts";

export const rustNtstatusIgnored = defineRule({
  id: "rust-ntstatus-ignored",
  severity: "warning",
  platforms: ["windows-kernel"],
  equivalents: [],
  docs: {
    summary: "NTSTATUS of a call dropped in Rust",
    why:
      "NTSTATUS is a plain integer to the compiler: unlike a Result it may be dropped without a warning. Where the call failed, what it " +
      "should have filled in holds what it held before, and the driver goes on with it: a null pointer is followed " +
      "(SYSTEM_SERVICE_EXCEPTION, 0x3B), a handle is used that was never opened.",
    language: "rust",
    bad: `unsafe fn read(file: wdk_sys::HANDLE, io: *mut wdk_sys::IO_STATUS_BLOCK, buffer: &mut [u8; 4]) -> u32 {
    unsafe {
        wdk_sys::ntddk::ZwReadFile(
            file, core::ptr::null_mut(), None, core::ptr::null_mut(), io, buffer.as_mut_ptr().cast(), 4,
            core::ptr::null_mut(), core::ptr::null_mut(),
        );
    }
    u32::from_le_bytes(*buffer)
}`,
    good: `unsafe fn read(file: wdk_sys::HANDLE, io: *mut wdk_sys::IO_STATUS_BLOCK, buffer: &mut [u8; 4]) -> Result<u32, i32> {
    let status = unsafe {
        wdk_sys::ntddk::ZwReadFile(
            file, core::ptr::null_mut(), None, core::ptr::null_mut(), io, buffer.as_mut_ptr().cast(), 4,
            core::ptr::null_mut(), core::ptr::null_mut(),
        )
    };
    if status < 0 {
        return Err(status);
    }
    Ok(u32::from_le_bytes(*buffer))
}`,
    references: [
      "https://learn.microsoft.com/windows-hardware/drivers/kernel/using-ntstatus-values",
      "https://doc.rust-lang.org/reference/attributes/diagnostics.html#the-must_use-attribute",
    ],
  },
  *checkRustFunction(fn, context) {
    for (const site of context.derived(rustBody, fn).calls) {
      if (site.isDropped) {
        yield* dropped(site, fn, context);
      }
    }
  },
});

function* dropped(site: RustCallSite, fn: RustFunctionModel, context: CrateContext): Iterable<Finding> {
  const at = fn.place(site.path.nameSpan);
  const name = site.path.segments.at(-1) ?? "";
  // Most dropped calls are of functions that return nothing: only names that may matter are looked up.
  const isFramework = site.args === undefined;
  const foreign = isFramework ? name : foreignName(site.path, fn, context);
  const api = foreign === undefined ? undefined : context.facts.statusFunction(foreign);
  if (api !== undefined && (undoes(api, site) || asksForLength(api, site) || isAnswerLookedAt(site, fn, context))) {
    return;
  }
  if (api !== undefined) {
    yield {
      at,
      message: `The NTSTATUS of ${api.name} is dropped: where it fails nobody knows`,
      advice: "Look at the status, or write `let _ =` where it may fail",
    };
    return;
  }
  const own = foreign === undefined && !isFramework ? ownFunction(site.path, fn, context) : undefined;
  const callee = own?.item.functions.find(({ syntax }) => syntax === own.syntax);
  if (callee !== undefined && !callee.broken && !tellsOtherwise(callee) && mayFail(callee, context)) {
    yield {
      at,
      message: `The NTSTATUS of ${callee.name} is dropped: where it fails nobody knows`,
      advice: "Look at the status, or write `let _ =` where it may fail",
      related: [
        { at: callee.place(callee.syntax.nameSpan), message: `${callee.name} returns the status of what it does` },
      ],
      // What a function of the driver's own is for, its author knows best.
      severity: "hint",
    };
  }
}

/** Whether a call takes back what another one did: a TRUE, 1 or `true` says so. */
function undoes({ undoParameter }: StatusFunction, { args }: RustCallSite): boolean {
  const argument = undoParameter === undefined ? undefined : args?.[undoParameter];
  return argument !== undefined && isTrue(argument);
}

/** Whether a query has no buffer to fill: it is to fail, and to say how long the answer is. */
function asksForLength({ name }: StatusFunction, { args = [] }: RustCallSite): boolean {
  const isNull = (expr: RustExpr): boolean =>
    expr.kind === "cast"
      ? isNull(expr.operand)
      : expr.kind === "call" &&
        expr.callee.kind === "path" &&
        ["null", "null_mut"].includes(expr.callee.path.segments.at(-1) ?? "");
  const isQuery = /Query|Get|Enumerate/.test(name);
  return isQuery && args.some(isNull) && args.some((arg) => arg.kind === "literal" && arg.value === 0);
}

/** Whether what a call fills in decides something later: `if device.is_null()`, `if copied < length`. */
function isAnswerLookedAt({ args = [], node }: RustCallSite, fn: RustFunctionModel, context: CrateContext): boolean {
  const filled = new Set(
    args.flatMap((arg) =>
      arg.kind === "reference" && arg.isMutable && arg.operand.kind === "path"
        ? [arg.operand.path.segments.join("::")]
        : [],
    ),
  );
  if (filled.size === 0) {
    return false;
  }
  return context.derived(rustBody, fn).nodes.some((decision) => {
    const asked =
      decision.kind === "if" || decision.kind === "loop"
        ? decision.condition
        : decision.kind === "match"
          ? decision.value
          : undefined;
    return (
      asked !== undefined &&
      asked.start > node.end &&
      [...rustWalk(asked)].some((part) => part.kind === "path" && filled.has(part.path.segments.join("::")))
    );
  });
}

/** Whether a function gives its status through a parameter as well. */
const tellsOtherwise = ({ syntax }: RustFunctionModel): boolean =>
  syntax.parameters.some(
    ({ type }) =>
      (type?.kind === "reference" || type?.kind === "pointer") &&
      type.isMutable &&
      type.to.kind === "path" &&
      type.to.path.segments.at(-1) === "NTSTATUS",
  );

function isTrue(expr: RustExpr): boolean {
  switch (expr.kind) {
    case "cast":
      return isTrue(expr.operand);
    case "literal":
      return expr.text === "true" || (expr.value !== undefined && expr.value !== 0);
    case "path":
      return expr.path.segments.at(-1) === "TRUE";
    case "method-call":
      return expr.name === "into" && isTrue(expr.receiver);
    default:
      return false;
  }
}

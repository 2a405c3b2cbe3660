/** What the kernels' printing functions make of a printf format. */
import type { FunctionModel } from "../../model/function.ts";
import type { Expr } from "../../syntax/ast.ts";
import type { FixEnvironment } from "../environment.ts";

/**
 * `same`: prints what printf prints; `unsure`: not known, or at PASSIVE_LEVEL alone; `different`: there is no such
 * conversion (floating point), or it means something else.
 */
export type FormatReading = "same" | "unsure" | "different";

/** Reads the format where it is a narrow literal, or a macro for one. */
export function readFormat(
  format: Expr,
  platform: "windows" | "linux",
  fn: FunctionModel,
  env: FixEnvironment,
): FormatReading {
  const { leaves, complete } = env.resolve(format, fn);
  const [leaf] = leaves;
  if (!complete || leaves.length !== 1 || leaf?.expr.kind !== "string") {
    return "unsure";
  }
  let reading: FormatReading = "same";
  for (const part of leaf.expr.parts) {
    // A macro between the literals may hold anything (PRIu64); a wide literal is no format of these functions.
    if (!part.startsWith('"')) {
      return part.startsWith("L") ? "different" : "unsure";
    }
    for (const match of part.matchAll(conversion)) {
      const one = (platform === "windows" ? onWindows : onLinux)(match[1] ?? "", match[2] ?? "", match[3] ?? "");
      if (one === "different") {
        return one;
      }
      reading = one === "unsure" ? one : reading;
    }
  }
  return reading;
}

/** Length, conversion and what follows of `%-8.3lld`; `%%` has no length and converts nothing. */
const conversion = /%[-+ #0']*(?:\*|\d+)?(?:\.(?:\*|\d*))?(hh|h|ll|l|I64|I32|I|j|z|t|L|w)?([a-zA-Z%])(\w?)/g;

/** DbgPrintEx: no floating point; wide text goes through the code page tables, which are pageable. */
function onWindows(length: string, type: string): FormatReading {
  if ("diouxXcp%".includes(type)) {
    return type === "c" && (length === "l" || length === "w")
      ? "unsure"
      : ["hh", "j", "z", "t", "L"].includes(length)
        ? "unsure"
        : "same";
  }
  if (type === "s") {
    return length === "" || length === "h" ? "same" : "unsure";
  }
  return type === "S" || type === "C" ? "unsure" : "different";
}

/** printk: no floating point and no wide text; letters behind %p choose another form. */
function onLinux(length: string, type: string, next: string): FormatReading {
  if ("diuoxXc%".includes(type)) {
    return ["", "h", "hh", "l", "ll", "z", "t"].includes(length) && !(type === "c" && length !== "")
      ? "same"
      : "different";
  }
  if (type === "s") {
    return length === "" ? "same" : "different";
  }
  // An address is printed as a hash of it.
  return type === "p" && length === "" && next === "" ? "unsure" : "different";
}

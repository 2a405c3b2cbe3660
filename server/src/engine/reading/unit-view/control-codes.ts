/** The I/O control codes of a unit: those that it defines, and those of the system that it handles. */
import { functionKey } from "../../../analysis/calls/function-key.ts";
import type { FunctionAnalysis } from "../../../analysis/function-analysis.ts";
import { controlCodeValue } from "../../../analysis/values/control-codes.ts";
import type { Facts } from "../../../facts/index.ts";
import type { FunctionModel } from "../../../model/function.ts";
import { grouped } from "../../../model/grouped.ts";
import type { Place } from "../../../model/place.ts";
import type { RuleContext } from "../../../rules/context.ts";
import type { Expr, Node } from "../../../syntax/ast.ts";
import { children } from "../../../syntax/walk.ts";
import { controlCodeParts, namesControlCode, smallestControlCode } from "../../decode/control-code.ts";
import type { Steps } from "../../steps.ts";
import { nameInUnit } from "../function-names.ts";
import { hex } from "../hover/numbers.ts";
import { numbered, placeRow, type Row } from "./row.ts";
import type { SaidBy, ViewedUnit } from "./unit.ts";

/** A place that tells one code from others. */
interface HandledCode {
  /** As written: a name or a number. */
  readonly text: string;
  /** Undefined where the name's value is not known. */
  readonly value: number | undefined;
  readonly how: "case" | "comparison";
  readonly start: number;
  readonly end: number;
}

const handledCodes: FunctionAnalysis<RuleContext, readonly HandledCode[]> = {
  run(fn, context) {
    const found: HandledCode[] = [];
    const add = (expr: Expr, how: HandledCode["how"], isExpected: boolean): void => {
      const code = codeOf(expr, isExpected, context);
      if (code !== undefined) {
        found.push({ ...code, how, start: expr.start, end: expr.end });
      }
    };
    const visit = (node: Node, isSwitchOfCodes: boolean): void => {
      let isOfCodes = isSwitchOfCodes;
      if (node.kind === "switch") {
        isOfCodes = namesControlCode(fn.text(node.condition));
      } else if (node.kind === "case" && node.value !== undefined) {
        add(node.value, "case", isOfCodes);
      } else if (node.kind === "binary" && (node.op === "==" || node.op === "!=")) {
        const { left, right } = node;
        add(right, "comparison", namesControlCode(fn.text(left)));
        add(left, "comparison", namesControlCode(fn.text(right)));
      }
      for (const child of children(node)) {
        visit(child, isOfCodes);
      }
    };
    visit(fn.definition.body, false);
    return found;
  },
};

const codeNames = /^(?:\w*_)?(?:IOCTL|FSCTL)_\w+$/;

function codeOf(
  expr: Expr,
  isExpected: boolean,
  context: RuleContext,
): Pick<HandledCode, "text" | "value"> | undefined {
  if (expr.kind === "cast") {
    return codeOf(expr.operand, isExpected, context);
  }
  if (expr.kind === "number") {
    const { value } = expr;
    return isExpected && value !== undefined && value >= smallestControlCode && value <= 0xffffffff
      ? { text: hex(value), value }
      : undefined;
  }
  if (expr.kind !== "name") {
    return undefined;
  }
  const { name } = expr;
  const { unit, facts } = context;
  const macros = unit.macros(name);
  const own = macros.map(({ macro }) => controlCodeValue(macro.expression, unit, facts));
  const [value] = own;
  if (macros.length > 0 && value !== undefined) {
    return { text: name, value: own.every((each) => each === value) ? value : undefined };
  }
  const known = unit.declares(name) ? undefined : facts.controlCode.byName(name);
  if (known?.kind === "code") {
    return { text: name, value: known.value };
  }
  return isExpected && codeNames.test(name) ? { text: name, value: context.integer(expr, undefined) } : undefined;
}

/** A code with all that is known of it. */
interface Code {
  readonly text: string;
  readonly value: number | undefined;
  readonly defined: Place | undefined;
  readonly handled: readonly SaidBy<HandledCode>[];
}

export function* controlCodeRows(unit: ViewedUnit): Steps<readonly Row[]> {
  const context = unit.context();
  if (context === undefined) {
    return [];
  }
  const handled = yield* unit.said(handledCodes);
  const definitions = definedCodes(unit, context);
  const byName = grouped(handled, ({ said }) => said.text);
  const codes = new Map<string, Code>(
    [...byName].map(([text, sites]) => [
      text,
      { text, value: sites[0]?.said.value, defined: undefined, handled: sites },
    ]),
  );
  for (const { name, value, place } of definitions) {
    codes.set(name, { text: name, value, defined: place, handled: codes.get(name)?.handled ?? [] });
  }
  const isOwn = ({ defined }: Code): number => (defined === undefined ? 1 : 0);
  return [...codes.values()]
    .sort(
      (a, b) =>
        isOwn(a) - isOwn(b) ||
        (a.value ?? Number.MAX_SAFE_INTEGER) - (b.value ?? Number.MAX_SAFE_INTEGER) ||
        (a.text < b.text ? -1 : 1),
    )
    .map((code) => codeRow(code, context.facts));
}

function definedCodes(
  { files }: ViewedUnit,
  { unit, facts }: RuleContext,
): readonly { readonly name: string; readonly value: number; readonly place: Place }[] {
  const found = files.flatMap(({ path, macros }) =>
    macros.flatMap((macro) => {
      // Most macros are no calls; what they are is asked of the others alone.
      const isCall = macro.parameters === undefined && /^[(\s]*\w+\s*\(/.test(macro.body);
      const value = isCall ? controlCodeValue(macro.expression, unit, facts) : undefined;
      const { name, nameStart } = macro;
      const place = { file: path, anchor: macro, start: nameStart, end: nameStart + name.length };
      return value === undefined ? [] : [{ name, value, place }];
    }),
  );
  return [...new Map(found.reverse().map((code) => [code.name, code])).values()];
}

function codeRow({ text, value, defined, handled }: Code, facts: Facts): Row {
  const parts = value === undefined ? undefined : partsOf(value, facts);
  // A driver sends these to another one; no handle in user mode brings them.
  const isInternal = /_INTERNAL_/.test(text);
  const isNeither = parts?.method === "METHOD_NEITHER" && !isInternal;
  const isOpen = parts !== undefined && parts.access === "FILE_ANY_ACCESS" && defined !== undefined && !isInternal;
  const rows = numbered(handled.map(handlerRow));
  return {
    id: text,
    kind: "code",
    label: text,
    notes: [
      ...(parts === undefined
        ? ["value not known"]
        : [parts.method, `${parts.access}${isOpen ? " (any handle may send it)" : ""}`]),
      ...(rows.length === 0 ? ["no case seen"] : []),
    ],
    details: [
      ...(value === undefined || parts === undefined
        ? []
        : [`${hex(value)}: device type ${parts.device}, function ${hex(parts.fn)}, ${parts.method}, ${parts.access}`]),
      ...(isNeither
        ? [
            "METHOD_NEITHER: the driver gets the caller's addresses as they are; it probes them under __try, in the caller's context, and copies what it reads once",
          ]
        : []),
      ...(isOpen
        ? ["FILE_ANY_ACCESS: whoever can open the device, be it for reading attributes alone, can send it"]
        : []),
      ...(rows.length === 0 ? ["No case label or comparison in this unit names it"] : []),
    ],
    remark: isNeither ? "caller's addresses" : undefined,
    at: defined ?? rows[0]?.at,
    rows,
  };
}

function handlerRow({ fn, said }: { readonly fn: FunctionModel; readonly said: HandledCode }): Row {
  return placeRow({
    id: functionKey(fn),
    kind: "handler",
    label: nameInUnit(fn),
    notes: said.how === "case" ? [] : ["compared"],
    at: fn.place(said),
  });
}

interface Parts {
  readonly device: string;
  readonly fn: number;
  readonly method: string;
  readonly access: string;
}

function partsOf(value: number, facts: Facts): Parts {
  const { device, deviceName, fn, method, access } = controlCodeParts(value, facts);
  return {
    device: deviceName ?? hex(device),
    fn,
    method: method?.name ?? String(value % 4),
    access: access.map(({ name }) => name).join(" | "),
  };
}

/** The conditions of server/data/call-fixes.tsv: what an argument has to be, and for which Windows a template is. */
import { fieldOf } from "../../analysis/pool/record-fields.ts";
import { compareWindowsVersions, parseWindowsVersion } from "../../facts/index.ts";
import type { CallSite, FunctionModel } from "../../model/function.ts";
import type { UnitModel } from "../../model/unit-model.ts";
import type { Expr, Node, StringExpr, TypeName, VariableDecl } from "../../syntax/ast.ts";
import type { FixEnvironment } from "../environment.ts";

/**
 * Whether a condition holds for a call: `0=A|B` and `0!=A` compare an argument's text, or what the text stands for;
 * `1&FLAG` and `1!&FLAG` ask for a flag among others; `0:kind` and `0!:kind` ask what it is; `target>=6.2` and `target<6.2` ask for the oldest Windows of the driver.
 */
export function conditionHolds(condition: string, site: CallSite, fn: FunctionModel, env: FixEnvironment): boolean {
  const target = /^target(>=|<)(.*)$/.exec(condition);
  if (target !== null) {
    return (target[1] === ">=") === hasTarget(target[2] ?? "", env);
  }
  const [, index = "", not = "", relation = "", value = ""] = /^(\d+)(!?)([=:&])(.*)$/.exec(condition) ?? [];
  const argument = site.expr.args[Number(index)];
  if (argument === undefined || index === "") {
    return false;
  }
  if (relation === "&") {
    const flags = flagsOf(argument, fn, env);
    return flags !== undefined && flags.includes(value) === (not === "");
  }
  if (relation === "=") {
    const [some, every] = areAmong(argument, value.split("|"), fn, env);
    return not === "" ? every : !some;
  }
  return isOfKind(argument, value, fn, env) === (not === "");
}

/** Whether all Windows that the driver runs on are at least of a version. */
function hasTarget(text: string, { targetWindows }: FixEnvironment): boolean {
  const version = parseWindowsVersion(text);
  return (
    targetWindows === undefined || version === undefined || compareWindowsVersions(targetWindows.version, version) >= 0
  );
}

/** Whether any, and whether every value that the argument may have is among the texts. */
function areAmong(
  argument: Expr,
  texts: readonly string[],
  fn: FunctionModel,
  env: FixEnvironment,
): readonly [some: boolean, every: boolean] {
  const written = fn.text(argument).trim();
  const value = env.integer(argument, fn);
  const isIt = texts.some(
    (text) =>
      text === written ||
      (/^-?\d+$/.test(text) && value !== undefined && value >>> 0 === Number(text) >>> 0) ||
      (text === "NULL" && (written === "nullptr" || value === 0)),
  );
  const { leaves, complete } = env.resolve(argument, fn);
  const named = leaves.map(({ expr }) => expr.kind === "name" && texts.includes(expr.name));
  return [isIt || named.includes(true), isIt || (complete && named.length > 0 && !named.includes(false))];
}

function isOfKind(argument: Expr, kind: string, fn: FunctionModel, env: FixEnvironment): boolean {
  switch (kind) {
    case "narrow":
      return argument.kind === "string" && argument.parts.every((part) => part.startsWith('"'));
    case "wide":
      return argument.kind === "string" && argument.parts.some((part) => part.startsWith('L"'));
    case "wide-ascii":
      return argument.kind === "string" && isWideAscii(argument);
    case "chars":
    case "wchars":
      return arrayOf(argument, fn, env.unit) === kind;
    case "simple":
      return isSimple(argument);
    case "nonnull":
      return isTested(argument, fn);
    default:
      return false;
  }
}

/** The names that are or-ed together; undefined where there is anything else but numbers. */
function flagsOf(expr: Expr, fn: FunctionModel, env: FixEnvironment): readonly string[] | undefined {
  if (expr.kind === "binary" && expr.op === "|") {
    const left = flagsOf(expr.left, fn, env);
    const right = flagsOf(expr.right, fn, env);
    return left === undefined || right === undefined ? undefined : [...left, ...right];
  }
  if (expr.kind === "number") {
    return expr.value === 0 ? [] : undefined;
  }
  if (expr.kind !== "name" || fn.locals.has(expr.name) || fn.parameterNames.has(expr.name)) {
    return undefined;
  }
  const [leaf, ...others] = env.resolve(expr, fn).leaves;
  return leaf === undefined || others.length > 0 || leaf.expr.kind === "name"
    ? [expr.name, ...(leaf?.expr.kind === "name" && leaf.via.length > 0 ? [leaf.expr.name] : [])]
    : flagsOf(leaf.expr, fn, env);
}

/** Whether the statement around a pointer runs only where the pointer is not NULL: `if (p) free(p);`. */
function isTested(pointer: Expr, fn: FunctionModel): boolean {
  if (!isSimple(pointer)) {
    return false;
  }
  const text = fn.text(pointer);
  let node: Node = pointer;
  for (let parent = fn.parentOf(node); parent !== undefined; parent = fn.parentOf(node)) {
    if (parent.kind === "if" && parent.whenTrue === node && "end" in parent.condition) {
      const condition = fn.text(parent.condition).replace(/\s+/g, "");
      const plain = text.replace(/\s+/g, "");
      return [
        plain,
        `${plain}!=NULL`,
        `NULL!=${plain}`,
        `${plain}!=nullptr`,
        `(${plain})`,
        `(${plain}!=NULL)`,
      ].includes(condition);
    }
    // What stands before it in a block may give it another value, and so may the rest of a loop, or a label's other ways in.
    if (["while", "do", "for", "range-for", "label", "switch"].includes(parent.kind)) {
      return false;
    }
    if (parent.kind === "block" && parent.statements[0] !== node) {
      return false;
    }
    node = parent;
  }
  return false;
}

/** A literal whose text means the same as narrow characters. */
const isWideAscii = ({ parts }: StringExpr): boolean =>
  parts.every((part) => part.startsWith('L"') && /^[\x20-\x7e]*$/.test(part) && !/\\[xuU0-7]/.test(part));

/** An array of characters whose size the compiler knows where `expr` stands: `sizeof` tells it there. */
function arrayOf(expr: Expr, fn: FunctionModel, unit: UnitModel): "chars" | "wchars" | undefined {
  if (expr.kind === "member") {
    const field = fieldOf(expr, fn, unit);
    const members = field?.record.members.flatMap((member) => (member.kind === "group" ? member.members : [member]));
    const declared = members?.find((member) => member.kind === "variable" && member.name === expr.name);
    // The last field with one element or none is longer than it says.
    return declared?.kind === "variable" && !/\[\s*(?:0|1|ANYSIZE_ARRAY)?\s*\]/.test(declared.type.text)
      ? elementsOf(declared.type)
      : undefined;
  }
  if (expr.kind !== "name" || fn.parameterNames.has(expr.name)) {
    return undefined;
  }
  const variables: readonly VariableDecl[] =
    fn.locals.get(expr.name) ?? unit.variables(expr.name).map(({ decl }) => decl);
  const kinds = new Set(variables.map((variable) => (hasSize(variable) ? elementsOf(variable.type) : undefined)));
  const [kind] = kinds;
  return kinds.size === 1 ? kind : undefined;
}

const hasSize = ({ type, init }: VariableDecl): boolean => init !== undefined || !/\[\s*\]/.test(type.text);

function elementsOf(type: TypeName): "chars" | "wchars" | undefined {
  const base = /^(?:volatile )?(\w+) ?\[[^\]]*\]$/.exec(type.text)?.[1];
  return base === "char" || base === "CHAR" ? "chars" : base === "WCHAR" || base === "wchar_t" ? "wchars" : undefined;
}

/** Whether an expression may be written twice, or left out, without a difference: it calls and changes nothing. */
export function isSimple(expr: Expr): boolean {
  switch (expr.kind) {
    case "name":
    case "number":
    case "char":
    case "string":
    case "sizeof":
    case "type":
      return true;
    case "member":
      return isSimple(expr.object);
    case "cast":
      return isSimple(expr.operand);
    case "unary":
      return expr.op !== "++" && expr.op !== "--" && isSimple(expr.operand);
    case "index":
      return isSimple(expr.object) && isSimple(expr.index);
    case "binary":
      return isSimple(expr.left) && isSimple(expr.right);
    default:
      return false;
  }
}

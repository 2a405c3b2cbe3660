/** The release that a way out of a function lacks, as the function writes it elsewhere. */
import type { ReturnPoint } from "../analysis/worlds/returns.ts";
import type { FileModel } from "../model/file.ts";
import type { FunctionModel } from "../model/function.ts";
import type { BlockStmt, CallExpr, Expr, ExprStmt, LabelStmt, Node, ReturnStmt } from "../syntax/ast.ts";
import { walk } from "../syntax/walk.ts";
import type { Fix, FixEdit } from "./fix.ts";
import { indentationAt, indentStep, lineEnd } from "./lines.ts";
import { type EditedCode, putBefore } from "./statement-edits.ts";

/** A lock that is held at a return. */
export interface MissingRelease {
  /** What it is called in titles. */
  readonly name: string;
  readonly held: Pick<ReturnPoint<unknown>, "statement" | "at">;
  /** The releases of the lock in the function; `isOfIt`: of what took it on the way to the return too. */
  readonly releases: readonly { readonly node: Node; readonly isOfIt: boolean }[];
}

/** The fixes of a return that every way to it reaches with the lock: release it there, or go where it is released. */
export function releaseFixes(missing: MissingRelease, fn: FunctionModel, code: EditedCode): readonly Fix[] {
  const { file } = code;
  const { name, held } = missing;
  const { statement } = held;
  if (fn.file !== file.path || file.text.slice(fn.anchor.start).startsWith("#")) {
    return [];
  }
  const release = releaseStatement(missing, fn);
  const text = release && fn.text(release);
  const fixes: Fix[] = [];
  if (text !== undefined) {
    const edit = statement === undefined ? atTheEnd(text, fn, file) : putBefore(statement, text, undefined, fn, code);
    fixes.push({ title: `Release ${name} before it returns`, edits: [edit] });
  }
  const label = statement && releasingLabel(missing, statement, fn);
  if (statement !== undefined && label !== undefined) {
    fixes.push({ title: `Go to ${label.name}, where ${name} is released`, edits: [jump(statement, label, fn, code)] });
  }
  return fixes;
}

/** A release of this very acquisition that can stand at the return too. */
function releaseStatement({ held, releases }: MissingRelease, fn: FunctionModel): ExprStmt | undefined {
  for (const { node, isOfIt } of releases) {
    const statement = node.kind === "call" ? fn.parentOf(node) : undefined;
    if (node.kind === "call" && statement?.kind === "expr" && isOfIt && isVisible(node, held.at, fn)) {
      return statement;
    }
  }
  return undefined;
}

/** Whether all that a call names means the same at another place, and evaluating it there does nothing else. */
function isVisible(
  call: CallExpr,
  { start, end }: { readonly start: number; readonly end: number },
  fn: FunctionModel,
) {
  let isFine = true;
  for (const arg of call.args) {
    walk(arg, (node) => {
      isFine &&= node.kind !== "assign" && node.kind !== "postfix" && node.kind !== "lambda";
      if (node.kind === "name") {
        const declarations = fn.locals.get(node.name) ?? [];
        isFine &&= declarations.length < 2 && declarations.every((each) => contains(blockOf(each, fn), start, end));
      }
      return undefined;
    });
  }
  return isFine;
}

function blockOf(node: Node, fn: FunctionModel): Node {
  let at: Node | undefined = node;
  while (at !== undefined && at.kind !== "block") {
    at = fn.parentOf(at);
  }
  return at ?? fn.definition.body;
}

const contains = (node: Node, start: number, end: number): boolean => node.start <= start && end <= node.end;

function atTheEnd(text: string, fn: FunctionModel, file: FileModel): FixEdit {
  const { end } = fn.definition.body;
  const at = fn.place({ start: end - 1, end: end - 1 });
  const indentation = indentationAt(at, file);
  return { at, text: `${indentStep(indentation)}${text}${lineEnd(file)}${indentation}` };
}

// ---- labels -----------------------------------------------------------------------------------------------------

interface ReleasingLabel {
  readonly name: string;
  /** The variable that is returned behind it; undefined where nothing is. */
  readonly result: string | undefined;
  /** What control passes from it to the end. */
  readonly length: number;
}

/**
 * A label further on behind which the lock is released and the function returns, in a straight line: of several that
 * behind which the least else is done.
 */
function releasingLabel({ releases }: MissingRelease, from: ReturnStmt, fn: FunctionModel): ReleasingLabel | undefined {
  let found: ReleasingLabel | undefined;
  walk(fn.definition.body, (node) => {
    const list = node.kind === "label" && node.start > from.end ? fn.parentOf(node) : undefined;
    if (node.kind === "label" && list?.kind === "block" && contains(list, from.start, from.end)) {
      const nodes = releases.map((each) => each.node);
      const label = labelOf(node, list, nodes, from);
      found = label !== undefined && (found === undefined || label.length < found.length) ? label : found;
    }
    return node.kind === "lambda" ? "skip" : undefined;
  });
  return found;
}

function labelOf(
  label: LabelStmt,
  list: BlockStmt,
  releases: readonly Node[],
  from: ReturnStmt,
): ReleasingLabel | undefined {
  const rest = list.statements.slice(list.statements.indexOf(label) + 1);
  const statements = [...(label.statement === undefined ? [] : [label.statement]), ...rest];
  const last = statements.at(-1);
  const isReleased = statements.some((each) => each.kind === "expr" && releases.includes(each.expr));
  const isStraight = statements.every(({ kind }, index) => kind !== "return" || index === statements.length - 1);
  if (
    !isReleased ||
    !isStraight ||
    (from.value === undefined) !== (last?.kind !== "return" || last.value === undefined)
  ) {
    return undefined;
  }
  const result: Expr | undefined = last?.kind === "return" ? last.value : undefined;
  return result === undefined || result.kind === "name"
    ? { name: label.label, result: result?.kind === "name" ? result.name : undefined, length: statements.length }
    : undefined;
}

function jump(statement: ReturnStmt, { name, result }: ReleasingLabel, fn: FunctionModel, code: EditedCode): FixEdit {
  const { value } = statement;
  const isStored = value === undefined || result === undefined || (value.kind === "name" && value.name === result);
  return isStored
    ? { at: fn.place(statement), text: `goto ${name};` }
    : putBefore(statement, `${result} = ${fn.text(value)};`, `goto ${name};`, fn, code);
}

/** Fixes of a call that put another in its place, by the templates of the facts. */
import { type CallFix, compareWindowsVersions, levelRank } from "../../facts/index.ts";
import type { FileModel } from "../../model/file.ts";
import type { CallSite, FunctionModel } from "../../model/function.ts";
import type { Expr, Span, Stmt } from "../../syntax/ast.ts";
import { isEditable } from "../call-edits.ts";
import type { FixEnvironment } from "../environment.ts";
import type { Fix } from "../fix.ts";
import { includeEdits } from "../include-line.ts";
import { poolTag } from "../pool-tag.ts";
import { removeStatement } from "../remove-statement.ts";
import { conditionHolds, isSimple } from "./conditions.ts";
import { type FormatReading, readFormat } from "./print-formats.ts";
import { type Rendered, renderExpression, renderWhole } from "./render.ts";
import { type ResultUse, resultUse } from "./result-use.ts";
import { entersAtomic, highestLevel, maySleepForSure } from "./surroundings.ts";
import { calledNames, parseTemplate, templateNames } from "./template.ts";

/** The family whose calls change one by one, but belong together: what one allocates another frees. */
export const memoryFamily = "memory";

/** The ways to write a call anew, best first; at most one of them is preferred. */
export function callFixes(
  site: CallSite,
  name: string,
  platform: CallFix["platform"],
  fn: FunctionModel,
  env: FixEnvironment,
): readonly Fix[] {
  const rows = env.facts
    .callFixes(name)
    .filter((row) => row.platform === platform && (row.family ?? memoryFamily) === memoryFamily);
  if (rows.length === 0 || !isEditable({ site, fn })) {
    return [];
  }
  const use = resultUse(site.expr, fn);
  const fixes: Fix[] = [];
  for (const row of rows) {
    const fix = fitsUse(row, use) ? callFix(row, site, use, fn, env) : undefined;
    if (fix !== undefined) {
      fixes.push(
        fix.preferred === true && fixes.some(({ preferred }) => preferred) ? { ...fix, preferred: false } : fix,
      );
    }
  }
  return fixes;
}

/** Whether a template may stand where the result is used so. */
export function fitsUse({ result }: CallFix, { kind, statement }: ResultUse): boolean {
  switch (result) {
    case "any":
      return true;
    case "unused":
      return kind === "unused";
    case "used":
      return kind !== "unused";
    case "statement":
      return kind === "unused" && statement !== undefined;
    case "assigned":
      return kind === "assigned";
    case "type":
    case "initialiser":
      return false;
  }
}

function callFix(
  row: CallFix,
  site: CallSite,
  use: ResultUse,
  fn: FunctionModel,
  env: FixEnvironment,
): Fix | undefined {
  const format = row.format === undefined ? undefined : site.expr.args[row.format];
  const reading: FormatReading = format === undefined ? "same" : readFormat(format, row.platform, fn, env);
  const file = env.unit.file(fn.file);
  if (
    reading === "different" ||
    (row.format !== undefined && format === undefined) ||
    file === undefined ||
    !row.when.every((condition) => conditionHolds(condition, site, fn, env)) ||
    !areThereYet(row, env)
  ) {
    return undefined;
  }
  const rendered = renderCall(row, site, use, fn, env);
  if (rendered === undefined) {
    return undefined;
  }
  const leftOut = row.result === "type" ? [] : argumentsLeftOut(row, site).map((argument) => fn.text(argument));
  const needed = row.header === undefined ? [] : includeEdits(row.header, file, env);
  const cautions = [
    row.caution,
    rendered.doubt,
    reading === "unsure" ? "check the format" : undefined,
    leftOut.length === 0 ? undefined : `without ${leftOut.join(" and ")}`,
  ];
  const told = cautions.filter((caution) => caution !== undefined).join("; ");
  return {
    title: `${titleOf(row)}${told === "" ? "" : ` (${told})`}`,
    edits: [...needed, ...rendered.edits],
    preferred:
      reading === "same" &&
      rendered.doubt === undefined &&
      leftOut.length === 0 &&
      !rendered.losesComment &&
      isPreferred(row, fn, env),
  };
}

/** Arguments that do something and that the template has no use for. */
function argumentsLeftOut({ template }: CallFix, { expr }: CallSite): readonly Expr[] {
  const used = new Set(
    parseTemplate(template).flatMap((part) => {
      switch (part.kind) {
        case "argument":
        case "choice":
          return [part.index];
        case "rest":
          return expr.args.map((_, index) => index).slice(part.from);
        case "pool":
          return part.factors;
        default:
          return [];
      }
    }),
  );
  const isProcessHeap = (argument: Expr): boolean =>
    argument.kind === "call" && argument.callee.kind === "name" && argument.callee.name === "GetProcessHeap";
  return expr.args.filter((argument, index) => !used.has(index) && !isSimple(argument) && !isProcessHeap(argument));
}

function titleOf({ name, template }: CallFix): string {
  if (template.includes("{pool ")) {
    return `Replace ${name} with ${template.includes("{pool paged") ? "paged" : "nonpaged"} pool`;
  }
  const called = template === "" ? undefined : calledNames(template).find((word) => !wrappers.has(word));
  return called === undefined ? `Remove ${name}` : `Replace ${name} with ${called}`;
}

/** What a template calls round or before the function that it is about. */
const wrappers: ReadonlySet<string> = new Set(["NT_SUCCESS", "HandleToULong", "InitializeObjectAttributes", "if"]);

/** The edits of one template; undefined where the call has not what it asks for. */
export function renderCall(
  row: CallFix,
  site: CallSite,
  use: ResultUse,
  fn: FunctionModel,
  env: FixEnvironment,
): Rendered | undefined {
  const call = { site, fn, env, ...(use.target === undefined ? {} : { target: use.target }) };
  if (row.result !== "statement" && row.result !== "assigned") {
    return renderExpression(parseTemplate(row.template), call);
  }
  const { statement } = use;
  const file = env.unit.file(fn.file);
  if (statement === undefined || file === undefined) {
    return undefined;
  }
  if (row.template === "") {
    const at = fn.place(statement.node);
    const edit = statement.inList ? removeStatement(statement.node, mentionOf(row.name), fn, file) : { at, text: ";" };
    return edit === undefined || /^[ \t]*#/m.test(fn.text(statement.node))
      ? undefined
      : { edits: [edit], losesComment: false };
  }
  if (statement.inList) {
    return renderWhole(parseTemplate(row.template), statement.node, call);
  }
  // Several statements in the place of one need the braces of a block; an if would take a following else.
  const template = asBlock(row.template);
  const head = headOf(statement.node, fn);
  return head !== undefined && template.startsWith("{")
    ? renderWhole(parseTemplate(` ${template}`), { start: head.end, end: statement.node.end }, call, head)
    : renderWhole(parseTemplate(template), statement.node, call);
}

/**
 * What controls a statement that stands alone on the line behind it: `if (...)`, `else`; the brace of a block belongs on
 * its line. Undefined where a comment stands between.
 */
function headOf(statement: Stmt, fn: FunctionModel): Span | undefined {
  const parent = fn.parentOf(statement);
  if (parent === undefined || !["if", "while", "do", "for", "range-for"].includes(parent.kind)) {
    return undefined;
  }
  const before = fn.text({ start: parent.start, end: statement.start });
  const gap = /\s*$/.exec(before)?.[0] ?? "";
  const end = statement.start - gap.length;
  return gap.includes("\n") && /(?:\)|\belse|\bdo)$/.test(before.trimEnd()) && !/\/\/[^\n]*$/.test(before.trimEnd())
    ? { start: parent.start, end }
    : undefined;
}

/** The words of a name behind its prefix as people write them in comments: "start the next power irp". */
function mentionOf(name: string): RegExp {
  const [prefix, ...words] = name.match(/[A-Z]+[a-z0-9]*|[a-z0-9]+/g) ?? [];
  const said = words.length > 1 ? words.join("\\W*(?:the\\W+)?") : (prefix ?? name);
  return new RegExp(`\\b${name}\\b|\\b${said}\\b`, "i");
}

/** A template of several lines in braces, where it has none of its own. */
function asBlock(template: string): string {
  const lines = template.split(lineEnds);
  return lines.length === 1 || template.startsWith("{\\n") ? template : `{\\n\\t${lines.join("\\n\\t")}\\n}`;
}

/** `\n` of a template; in `\\n` the backslash stands for itself. */
const lineEnds = /(?<=(?<!\\)(?:\\\\)*)\\n/;

function isPreferred(row: CallFix, fn: FunctionModel, env: FixEnvironment): boolean {
  switch (row.preferred) {
    case "no":
      return false;
    case "sleeps":
      return maySleepForSure(fn, env);
    case "yes":
      if (row.family === memoryFamily && isTagUnsure(fn, env)) {
        return false;
      }
      return row.platform === "linux" ? !(waits(row, env) && entersAtomic(fn, env)) : isAllowedAt(row, fn, env);
  }
}

/** Whether other files allocate or free such memory too, and would give it another tag. */
function isTagUnsure(fn: FunctionModel, env: FixEnvironment): boolean {
  const { facts, unit } = env;
  const names = new RegExp(`\\b(?:${facts.fixFamily(memoryFamily).join("|")})\\s*\\(`);
  const others = unit.files.filter(({ path, text }) => path !== fn.file && names.test(text));
  const tagAtEnd = ({ path, text }: FileModel): string | undefined =>
    poolTag({ file: path, anchor: { start: 0 }, start: text.length, end: text.length }, env)?.text;
  const own = others.length === 0 ? undefined : poolTag(fn.place(fn.definition.nameSpan), env)?.text;
  return others.length > maximumFiles || others.some((file) => tagAtEnd(file) !== own);
}

/** Tags of more files are not compared: each has to be searched for the tags that it uses. */
const maximumFiles = 8;

const waits = ({ template }: CallFix, { facts }: FixEnvironment): boolean =>
  templateNames(template).some((name) => facts.linuxContext(name).some(({ atomicOk }) => atomicOk === "no"));

/** Whether the level that the function may run at allows what the template calls, as far as either is known. */
function isAllowedAt({ template }: CallFix, fn: FunctionModel, env: FixEnvironment): boolean {
  const limits = templateNames(template).flatMap((name) => env.facts.functionContract(name)?.irqlMax ?? []);
  const lowest = Math.min(...limits.map(levelRank));
  if (lowest >= levelRank("DIRQL")) {
    return true;
  }
  const level = highestLevel(fn, env);
  return level === undefined || levelRank(level) <= lowest;
}

/** Whether every Windows that the driver runs on has what the template calls. */
function areThereYet({ template }: CallFix, { facts, targetWindows }: FixEnvironment): boolean {
  return (
    targetWindows === undefined ||
    templateNames(template).every((name) => {
      const since = facts.functionContract(name)?.minWindows;
      return since === undefined || compareWindowsVersions(since, targetWindows.version) <= 0;
    })
  );
}

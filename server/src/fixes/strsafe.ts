/** Fixes that take the string functions of ntstrsafe.h in place of those of strsafe.h, with the types of their results. */

import type { FileModel, Include } from "../model/file.ts";
import type { CallSite, FunctionModel } from "../model/function.ts";
import type { CallExpr, NameExpr, Node, VariableDecl } from "../syntax/ast.ts";
import { isEditable, renameCallee } from "./call-edits.ts";
import { resultUse } from "./calls/result-use.ts";
import type { FixEnvironment } from "./environment.ts";
import type { Fix, FixEdit } from "./fix.ts";
import { includeEdits, placeOfInclude } from "./include-line.ts";
import { removalOf } from "./lines.ts";

const kernelHeader = "ntstrsafe.h";

/**
 * Calls the kernel's twin, which returns an NTSTATUS. Where the result's use can be seen it changes with it: SUCCEEDED and
 * FAILED, and the HRESULT that it is kept in. A result that goes elsewhere is left to its reader.
 */
export function strsafeCallFix(site: CallSite, twin: string, fn: FunctionModel, env: FixEnvironment): Fix | undefined {
  const file = env.unit.file(fn.file);
  if (file === undefined || !isEditable({ site, fn })) {
    return undefined;
  }
  const consequences = resultEdits(site.expr, fn, env);
  return {
    title: `Replace ${site.name} with ${twin}${consequences === undefined ? " (which returns an NTSTATUS)" : ""}`,
    edits: [...includeEdits(kernelHeader, file, env), renameCallee({ site, fn }, twin), ...(consequences ?? [])],
    preferred: consequences !== undefined,
  };
}

/**
 * Includes ntstrsafe.h instead.
 * @param callFixes the fixes of all calls in the file: the include is fit to go where they leave nothing of it
 */
export function strsafeHeaderFix(
  include: Include,
  file: FileModel,
  callFixes: readonly (Fix | undefined)[],
  env: FixEnvironment,
): Fix {
  const edits = callFixes.flatMap((fix) => (fix?.preferred === true ? fix.edits : []));
  const isCured = (start: number, end: number): boolean =>
    edits.some(({ at }) => at.anchor.start + at.start <= start && end <= at.anchor.start + at.end);
  const isLeft = [...file.text.matchAll(declaredNames)].some(
    ({ 0: name, index }) => !isCured(index, index + name.length),
  );
  return {
    title: `Include <${kernelHeader}> instead`,
    edits: [...includeEdits(kernelHeader, file, env), removalOf(placeOfInclude(include, file), file)],
    preferred: !isLeft && callFixes.every((fix) => fix?.preferred === true),
  };
}

/** What strsafe.h declares besides its functions. */
const declaredNames = /\b(?:STRSAFE_\w+|HRESULT|SUCCEEDED|FAILED|S_OK)\b/g;

/** What has to change round a call whose HRESULT becomes an NTSTATUS; undefined where that cannot be seen. */
function resultEdits(call: CallExpr, fn: FunctionModel, env: FixEnvironment): readonly FixEdit[] | undefined {
  const use = resultUse(call, fn);
  if (use.kind === "unused") {
    return [];
  }
  if (use.kind === "assigned") {
    return use.target?.kind === "name" ? variableEdits(use.target.name, fn, env) : undefined;
  }
  const parent = fn.parentOf(call);
  switch (parent?.kind) {
    case "call":
      return testEdits(parent, fn, env);
    case "variable":
      return parent.init === call ? variableEdits(parent.name, fn, env) : undefined;
    case "return":
      return fn.definition.returnType?.text === "NTSTATUS" ? [] : undefined;
    default:
      return undefined;
  }
}

/** `SUCCEEDED(x)` becomes `NT_SUCCESS(x)`, `FAILED(x)` its opposite; NT_SUCCESS stays. */
function testEdits(test: CallExpr, fn: FunctionModel, { unit }: FixEnvironment): readonly FixEdit[] | undefined {
  const name = test.callee.kind === "name" ? test.callee.name : "";
  if (name === "NT_SUCCESS") {
    return [];
  }
  if ((name !== "SUCCEEDED" && name !== "FAILED") || unit.declares(name)) {
    return undefined;
  }
  const negation = fn.parentOf(test);
  return name === "FAILED" &&
    negation?.kind === "unary" &&
    negation.op === "!" &&
    fn.text(negation).startsWith("!FAILED")
    ? [{ at: fn.place({ start: negation.start, end: test.callee.end }), text: "NT_SUCCESS" }]
    : [{ at: fn.place(test.callee), text: name === "FAILED" ? "!NT_SUCCESS" : "NT_SUCCESS" }];
}

/** Makes a local HRESULT that nobody but SUCCEEDED and FAILED looks at an NTSTATUS. */
function variableEdits(name: string, fn: FunctionModel, env: FixEnvironment): readonly FixEdit[] | undefined {
  const [variable, ...others] = fn.locals.get(name) ?? [];
  if (variable === undefined || others.length > 0) {
    return undefined;
  }
  if (variable.type.text === "NTSTATUS") {
    return isComparedAsResult(name, fn) ? undefined : [];
  }
  if (variable.type.text !== "HRESULT" || sharesType(variable, fn)) {
    return undefined;
  }
  const edits: FixEdit[] = [{ at: fn.place(variable.type), text: "NTSTATUS" }];
  const initial = variable.init === undefined ? [] : valueEdits(variable.init, fn, env);
  if (initial === undefined) {
    return undefined;
  }
  edits.push(...initial);
  for (const use of fn.uses.filter((one) => one.name === name)) {
    const more = useEdits(use as NameExpr, fn, env);
    if (more === undefined) {
      return undefined;
    }
    edits.push(...more);
  }
  return edits;
}

/** Whether a variable is compared with an HRESULT that means something else as an NTSTATUS: STRSAFE_E_..., E_... */
const isComparedAsResult = (name: string, fn: FunctionModel): boolean =>
  fn.uses.some((use) => {
    const parent = use.name === name ? fn.parentOf(use as NameExpr) : undefined;
    return parent?.kind === "binary" && /\b(?:STRSAFE_E_|E_|S_FALSE\b|HRESULT_)/.test(fn.text(parent));
  });

/** Whether the declaration has other variables of the type: `HRESULT first, second;`. */
const sharesType = (variable: VariableDecl, fn: FunctionModel): boolean =>
  [...fn.locals.values()].flat().some((other) => other !== variable && other.type.start === variable.type.start);

function useEdits(use: NameExpr, fn: FunctionModel, env: FixEnvironment): readonly FixEdit[] | undefined {
  const parent = fn.parentOf(use);
  switch (parent?.kind) {
    case "assign":
      return parent.left === use && parent.op === "=" && fn.parentOf(parent)?.kind === "expr"
        ? valueEdits(parent.right, fn, env)
        : undefined;
    case "call":
      return testEdits(parent, fn, env);
    default:
      return undefined;
  }
}

/** A value that may become an NTSTATUS: the result of such a function, which has a fix of its own, or S_OK. */
function valueEdits(value: Node, fn: FunctionModel, { facts, unit }: FixEnvironment): readonly FixEdit[] | undefined {
  if (value.kind === "name" && value.name === "S_OK" && !unit.declares("S_OK")) {
    return [{ at: fn.place(value), text: "STATUS_SUCCESS" }];
  }
  const called = value.kind === "call" && value.callee.kind === "name" ? value.callee.name : undefined;
  return called !== undefined && kernelTwin(called, facts) !== undefined && !unit.declares(called) ? [] : undefined;
}

/**
 * The function of ntstrsafe.h that does the same as one of strsafe.h; of a name without A or W the wide one tells that there
 * is one.
 */
export function kernelTwin(name: string, facts: FixEnvironment["facts"]): string | undefined {
  if (!name.startsWith("String")) {
    return undefined;
  }
  const twin = `Rtl${name}`;
  return [twin, `${twin}W`].some((form) => facts.functionContract(form)?.header === kernelHeader) ? twin : undefined;
}

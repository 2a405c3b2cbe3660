/** Hands a call that may not be made at DISPATCH_LEVEL to a work item, as a frame that a person completes. */
import type { FileModel } from "../model/file.ts";
import type { FunctionModel } from "../model/function.ts";
import type { CallExpr, Expr, TypeName } from "../syntax/ast.ts";
import { walk } from "../syntax/walk.ts";
import { isMacroBody, resultUse } from "./calls/result-use.ts";
import type { Fix } from "./fix.ts";
import { definitionEdit } from "./insert-definition.ts";
import { lineEnd } from "./lines.ts";

/** What a routine is handed of its call's surroundings: the one variable that the arguments are made of. */
interface Handed {
  readonly name: string;
  /** As it is declared: `PEXTENSION`, `struct Device *`. */
  readonly type: string;
}

/** How a framework names its work items. */
interface WorkItems {
  readonly role: string;
  /** Type and name of each parameter of a routine. */
  readonly parameters: readonly (readonly [type: string, name: string])[];
  /** The parameter that has what was handed over when the item was queued; undefined where there is none. */
  readonly context: string | undefined;
  /** The call that queues one, as a snippet. */
  readonly queue: (routine: string, context: string) => string;
}

const ofWdm: WorkItems = {
  role: "IO_WORKITEM_ROUTINE",
  parameters: [
    ["PDEVICE_OBJECT", "DeviceObject"],
    ["PVOID", "Context"],
  ],
  context: "Context",
  queue: (routine, context) => `IoQueueWorkItem(\${1:WorkItem}, ${routine}, DelayedWorkQueue, ${context})`,
};

const ofKmdf: WorkItems = {
  role: "EVT_WDF_WORKITEM",
  parameters: [["WDFWORKITEM", "WorkItem"]],
  context: undefined,
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a placeholder of a snippet
  queue: () => "WdfWorkItemEnqueue(${1:WorkItem})",
};

/**
 * The call goes to a routine of its own, which a work item runs at PASSIVE_LEVEL. Which item that is is left to fill in;
 * where the call's arguments are made of more than one pointer, so is how the routine gets at them. Undefined where
 * something hangs on the call's result, or where it works on variables of the function itself.
 */
export function deferToWorkItem(
  call: CallExpr,
  fn: FunctionModel,
  file: FileModel,
  framework: "kmdf" | "wdm",
): Fix | undefined {
  const { kind, statement } = resultUse(call, fn);
  const name = call.callee.kind === "name" ? call.callee.name : undefined;
  if (
    kind !== "unused" ||
    statement === undefined ||
    name === undefined ||
    !/^\w+$/.test(name) ||
    call.args.some((arg) => isInFrame(arg, fn))
  ) {
    return undefined;
  }
  const items = framework === "kmdf" ? ofKmdf : ofWdm;
  const routine = `Deferred${name}`;
  const declaration =
    fn.file === file.path && !isMacroBody(fn) ? definitionEdit(file, `${items.role} ${routine};`) : undefined;
  if (declaration === undefined || new RegExp(`\\b${routine}\\b`).test(file.text)) {
    return undefined;
  }
  const { end } = fn.definition;
  const handed = items.context === undefined ? undefined : handedOver(call, fn);
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a placeholder of a snippet
  const queue = items.queue(routine, handed?.name ?? "${2:Context}");
  const body = routineOf(routine, items, handed, call, fn, lineEnd(file));
  return {
    title: `Defer ${name} to a work item`,
    edits: [
      { at: fn.place(call), text: unfilled(queue), snippet: queue },
      declaration,
      { at: fn.place({ start: end, end }), text: unfilled(body), snippet: body },
    ],
  };
}

/** The only variable of the function that a call's arguments name, where it is a pointer. */
function handedOver(call: CallExpr, fn: FunctionModel): Handed | undefined {
  const names = new Set(call.args.flatMap((arg) => variablesIn(arg, fn)));
  const [name, ...others] = names;
  if (name === undefined || others.length > 0 || call.args.some((arg) => takesAddress(arg, fn))) {
    return undefined;
  }
  const declarations = fn.locals.get(name) ?? [];
  const parameter = fn.definition.parameters.find((each) => each.name === name);
  const type = declarations.length === 0 ? parameter?.type : declarations[0]?.type;
  const isOne = declarations.length + (parameter === undefined ? 0 : 1) === 1;
  return type !== undefined && isOne && isPointer(name, type, call) ? { name, type: type.text } : undefined;
}

/** Whether an argument is in this function's frame, which is gone when the item runs: `&due`, `&request.Length`, `buffer`. */
function isInFrame(arg: Expr, fn: FunctionModel): boolean {
  let node = arg;
  while (node.kind === "cast" || (node.kind === "unary" && node.op === "&")) {
    node = node.operand;
  }
  const isAddress = node !== arg && fn.text(arg).includes("&");
  while (node.kind === "member" && !node.arrow) {
    node = node.object;
  }
  if (node.kind !== "name") {
    return false;
  }
  const declared = fn.locals.get(node.name) ?? [];
  const isOwn = declared.length > 0 || fn.parameterNames.has(node.name);
  return isOwn && (isAddress || declared.some(({ type }) => type.text.includes("[")));
}

function variablesIn(arg: Expr, fn: FunctionModel): readonly string[] {
  const names: string[] = [];
  walk(arg, (node) => {
    if (node.kind === "name" && (fn.locals.has(node.name) || fn.parameterNames.has(node.name))) {
      names.push(node.name);
    }
    return undefined;
  });
  return names;
}

/** Whether an address in an argument may be one in this function's frame, which is gone when the item runs. */
function takesAddress(arg: Expr, fn: FunctionModel): boolean {
  let found = false;
  walk(arg, (node) => {
    found ||= node.kind === "unary" && node.op === "&" && node.operand.kind === "name";
    return undefined;
  });
  return found && variablesIn(arg, fn).length > 0;
}

/** As the declaration says, or as an argument uses it. */
function isPointer(name: string, { base, pointers, text }: TypeName, call: CallExpr): boolean {
  let isFollowed = false;
  walk(call, (node) => {
    isFollowed ||= node.kind === "member" && node.arrow && node.object.kind === "name" && node.object.name === name;
    return undefined;
  });
  return !text.includes("[") && (pointers === 1 || (pointers === 0 && (isFollowed || /^(?:HANDLE|PVOID)$/.test(base))));
}

function routineOf(
  routine: string,
  { parameters, context }: WorkItems,
  handed: Handed | undefined,
  call: CallExpr,
  fn: FunctionModel,
  eol: string,
): string {
  const renamed = (name: string): string => (name === handed?.name ? `Queued${name}` : name);
  const unused = parameters.flatMap(([, name]) => (handed !== undefined && name === context ? [] : renamed(name)));
  const declared =
    handed === undefined || context === undefined
      ? []
      : [`${handed.type} ${handed.name} = (${handed.type})${renamed(context)};`, ""];
  const args = call.args.map((arg, index) => {
    const text = escaped(fn.text(arg));
    return handed !== undefined || variablesIn(arg, fn).length === 0 ? text : `\${${index + 1}:${text}}`;
  });
  const statements = [
    ...declared.map(escaped),
    ...unused.map((name) => `UNREFERENCED_PARAMETER(${name});`),
    "",
    `${escaped(fn.text(call.callee))}(${args.join(", ")});`,
  ];
  return [
    "",
    "",
    `VOID ${routine}(${parameters.map(([type, name]) => `${type} ${renamed(name)}`).join(", ")})`,
    "{",
    ...statements.map((line) => (line === "" ? "" : `    ${line}`)),
    "}",
  ].join(eol);
}

const escaped = (text: string): string => text.replace(/[\\$}]/g, "\\$&");

/** A snippet with its placeholders' own texts. */
const unfilled = (snippet: string): string =>
  snippet.replace(/\$\{\d+:((?:\\.|[^}\\])*)\}/g, "$1").replace(/\\([\\$}])/g, "$1");

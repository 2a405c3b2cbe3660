/** Hands a call that may not be made at DISPATCH_LEVEL to a work item, as a frame that a person fills in. */
import type { FileModel } from "../model/file.ts";
import type { FunctionModel } from "../model/function.ts";
import type { CallExpr } from "../syntax/ast.ts";
import { isMacroBody, resultUse } from "./calls/result-use.ts";
import type { Fix } from "./fix.ts";
import { definitionEdit } from "./insert-definition.ts";
import { lineEnd } from "./lines.ts";

/** How a framework names its work items. */
interface WorkItems {
  readonly role: string;
  readonly parameters: string;
  /** What the routine does with parameters that it need not use. */
  readonly unused: readonly string[];
  /** The call that queues one: the item to be named, the routine, what is handed to it. */
  readonly queue: (routine: string) => { readonly text: string; readonly snippet: string };
}

const ofWdm: WorkItems = {
  role: "IO_WORKITEM_ROUTINE",
  parameters: "PDEVICE_OBJECT DeviceObject, PVOID Context",
  unused: ["DeviceObject", "Context"],
  queue: (routine) => ({
    text: `IoQueueWorkItem(WorkItem, ${routine}, DelayedWorkQueue, Context)`,
    snippet: `IoQueueWorkItem(\${1:WorkItem}, ${routine}, DelayedWorkQueue, \${2:Context})`,
  }),
};

const ofKmdf: WorkItems = {
  role: "EVT_WDF_WORKITEM",
  parameters: "WDFWORKITEM WorkItem",
  unused: ["WorkItem"],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a placeholder of a snippet
  queue: () => ({ text: "WdfWorkItemEnqueue(WorkItem)", snippet: "WdfWorkItemEnqueue(${1:WorkItem})" }),
};

/**
 * The call goes to a routine of its own, which a work item runs at PASSIVE_LEVEL. Which item that is and how the routine
 * gets at the call's arguments is left to fill in. Undefined where something hangs on the call's result.
 */
export function deferToWorkItem(
  call: CallExpr,
  fn: FunctionModel,
  file: FileModel,
  framework: "kmdf" | "wdm",
): Fix | undefined {
  const { kind, statement } = resultUse(call, fn);
  const name = call.callee.kind === "name" ? call.callee.name : undefined;
  if (kind !== "unused" || statement === undefined || name === undefined || !/^\w+$/.test(name)) {
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
  const queue = items.queue(routine);
  return {
    title: `Defer ${name} to a work item`,
    edits: [
      { at: fn.place(call), ...queue },
      declaration,
      { at: fn.place({ start: end, end }), ...routineOf(routine, items, call, fn, lineEnd(file)) },
    ],
  };
}

function routineOf(
  routine: string,
  { parameters, unused }: WorkItems,
  call: CallExpr,
  fn: FunctionModel,
  eol: string,
): { readonly text: string; readonly snippet: string } {
  const head = [
    "",
    "",
    `VOID ${routine}(${parameters})`,
    "{",
    ...unused.map((name) => `    UNREFERENCED_PARAMETER(${name});`),
    "",
    "",
  ].join(eol);
  const callee = fn.text(call.callee);
  const args = call.args.map((arg) => fn.text(arg));
  const holes = args.map((arg, index) => `\${${index + 1}:${escaped(arg)}}`);
  const tail = `;${eol}}`;
  return {
    text: `${head}    ${callee}(${args.join(", ")})${tail}`,
    snippet: `${escaped(head)}    ${escaped(callee)}(${holes.join(", ")})${escaped(tail)}`,
  };
}

const escaped = (text: string): string => text.replace(/[\\$}]/g, "\\$&");

/** The call that finishes an opt-in to nonpaged pool that is not executable. */
import type { FunctionModel } from "../model/function.ts";
import { isEditable, replaceArgument } from "./call-edits.ts";
import type { FixEnvironment } from "./environment.ts";
import type { Fix } from "./fix.ts";
import { indentationAt, lineEnd } from "./lines.ts";

const call = "ExInitializeDriverRuntime";
const flag = "DrvRtPoolNxOptIn";

/** Has the driver's entry opt in: in the call that it makes already, else in a new one before its first statement. */
export function optInFixes(entry: FunctionModel, env: FixEnvironment): readonly Fix[] {
  const site = entry.calls.find(({ name }) => name === call);
  const argument = site?.expr.args[0];
  if (site !== undefined) {
    return argument === undefined || !isEditable({ site, fn: entry })
      ? []
      : [
          {
            title: `Give ${flag} to ${call}`,
            edits: [replaceArgument({ site, fn: entry }, argument, flag)],
            preferred: true,
          },
        ];
  }
  const { body } = entry.definition;
  const first = body.statements.find(({ kind }) => kind !== "decl");
  const file = env.unit.file(entry.file);
  if (first === undefined || file === undefined) {
    return [];
  }
  // What initialises the variables above comes before the call, and may allocate.
  const above = entry.text({ start: body.start, end: first.start });
  const callsAbove = entry.calls.some(({ expr }) => expr.start < first.start);
  const at = entry.place({ start: first.start, end: first.start });
  if (callsAbove || /^[ \t]*#/m.test(above) || !/\n[ \t]*$/.test(above)) {
    return [];
  }
  const text = `${call}(${flag});${lineEnd(file)}${indentationAt(at, file)}`;
  return [{ title: `Call ${call}(${flag})`, edits: [{ at, text }], preferred: true }];
}

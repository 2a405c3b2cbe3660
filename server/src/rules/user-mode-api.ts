/** Reports functions of user-mode DLLs that kernel code calls or takes the address of. */

import { initialiserNames, isAddressUse } from "../analysis/names/addresses.ts";
import { isOtherBuild } from "../analysis/names/builds.ts";
import { calledInMacro, certainMacro } from "../analysis/names/macro-names.ts";
import { globalName, ownership } from "../analysis/names/ownership.ts";
import { isUserModeOnly } from "../analysis/names/user-mode-names.ts";
import { alternatives } from "../analysis/names/wording.ts";
import { errorGlue, sqliteLoggers } from "../analysis/sqlite/error-glue.ts";
import { isSqlites } from "../analysis/sqlite/sources.ts";
import { compareWindowsVersions, type UserModeName } from "../facts/index.ts";
import { callFixes } from "../fixes/calls/call-fixes.ts";
import { familyFixes, familyOf } from "../fixes/calls/family-fix.ts";
import type { Fix } from "../fixes/fix.ts";
import type { FunctionModel } from "../model/function.ts";
import type { Place } from "../model/place.ts";
import type { RuleContext } from "./context.ts";
import type { Finding, Related } from "./finding.ts";
import { defineRule } from "./rule.ts";

export const userModeApi = defineRule({
  id: "user-mode-api",
  severity: "error",
  platforms: ["windows-kernel"],
  equivalents: [],
  docs: {
    summary: "User-mode API in kernel code",
    why:
      "The driver does not link, or links with a library that pulls in user mode and does not load: it can call the kernel " +
      "and other drivers, never kernel32.dll or the C runtime of applications.",
    bad: `NTSTATUS ReadSettings(PDEVICE_OBJECT DeviceObject)
{
    HANDLE file = CreateFileW(L"settings.dat", GENERIC_READ, 0, NULL, OPEN_EXISTING, 0, NULL);
    CloseHandle(file);
    return STATUS_SUCCESS;
}`,
    good: `NTSTATUS ReadSettings(POBJECT_ATTRIBUTES Attributes)
{
    HANDLE file;
    IO_STATUS_BLOCK io;
    NTSTATUS status = ZwCreateFile(&file, GENERIC_READ | SYNCHRONIZE, Attributes, &io, NULL, FILE_ATTRIBUTE_NORMAL,
                                   FILE_SHARE_READ, FILE_OPEN, FILE_SYNCHRONOUS_IO_NONALERT, NULL, 0);
    if (NT_SUCCESS(status)) {
        ZwClose(file);
    }
    return status;
}`,
    references: [
      "https://learn.microsoft.com/windows-hardware/drivers/gettingstarted/user-mode-and-kernel-mode",
      "https://learn.microsoft.com/windows-hardware/drivers/ddi/_kernel/",
    ],
  },
  indexes: [sqliteLoggers],
  *checkFunction(fn, context) {
    for (const call of fn.calls) {
      if (call.name === undefined) {
        continue;
      }
      const at = fn.place(call.nameSpan);
      const api = userModeName(call.name, fn, context);
      if (api !== undefined && tellsErrorOfSqlite(api.name, fn, context)) {
        continue;
      }
      if (api !== undefined) {
        const message = `${api.name} is a user-mode function of ${api.dll}`;
        yield* finding(api, at, message, context, { fixes: () => callFixes(call, api.name, "windows", fn, context) });
      } else {
        yield* throughMacro(call.name, fn, at, context);
      }
    }
    if (!fn.broken) {
      yield* addresses(fn, context);
    }
  },

  *checkDeclaration(declaration, context) {
    for (const { decl } of declaration.symbols.variables) {
      for (const use of decl.init === undefined ? [] : initialiserNames(decl.init)) {
        const api = userModeName(use.name, undefined, context);
        if (api !== undefined) {
          const at = { file: context.file.path, anchor: declaration, start: use.start, end: use.end };
          yield* finding(api, at, `${decl.name} holds ${api.name}, a user-mode function of ${api.dll}`, context);
        }
      }
    }
  },
});

/** Where SQLite's errors are told, another rule says what to do in its place. */
const tellsErrorOfSqlite = (name: string, fn: FunctionModel, context: RuleContext): boolean =>
  context.facts.tellsErrors(name) && errorGlue(fn, context, "said") !== undefined;

/** Functions whose address is stored or passed on: an allocator's table is where user mode creeps in most. */
function* addresses(fn: FunctionModel, context: RuleContext): Iterable<Finding> {
  const isFunction = (name: string): boolean =>
    context.unit.functionSymbols(name).length + context.unit.prototypes(name).length > 0 ||
    context.facts.functionContract(name)?.kind === "function";
  for (const use of fn.uses) {
    const api = userModeName(use.name, fn, context);
    if (api !== undefined && isAddressUse(use, fn, isFunction)) {
      const message = `The address of ${api.name}, a user-mode function of ${api.dll}, is taken`;
      yield* finding(api, fn.place(use), message, context);
    }
  }
}

/** A call of one of the unit's macros whose body calls user mode; the macro alone harms nobody. */
function* throughMacro(name: string, fn: FunctionModel, at: Place, context: RuleContext): Iterable<Finding> {
  // Most calls are of the kit's functions: the unit has no such name at all.
  const found = context.unit.declares(name) ? certainMacro(name, context) : undefined;
  if (found === undefined) {
    return;
  }
  const { file, macro } = found;
  for (const called of calledInMacro(macro)) {
    const api = userModeName(called, fn, context);
    if (api !== undefined) {
      const message = `The macro ${name} calls ${api.name}, a user-mode function of ${api.dll}`;
      const related = [
        {
          at: { file, anchor: macro, start: macro.nameStart, end: macro.nameStart + name.length },
          message: `${name} is defined here`,
        },
      ];
      const body = macro.function;
      const site = body?.calls.find((call) => call.name === called);
      const fixes = (): readonly Fix[] =>
        body === undefined || site === undefined ? [] : callFixes(site, called, "windows", body, context);
      yield* finding(api, at, message, context, { related, fixes });
      return;
    }
  }
}

/** The facts of a name that means the user-mode function: nothing in the unit has it. */
function userModeName(written: string, fn: FunctionModel | undefined, context: RuleContext): UserModeName | undefined {
  const { facts, unit, file } = context;
  const name = globalName(written);
  const api = name === undefined ? undefined : facts.userMode(name);
  return api !== undefined && ownership(api.name, fn, unit) === "foreign" && isUserModeOnly(api, file, unit, facts)
    ? api
    : undefined;
}

interface FindingParts {
  readonly related?: readonly Related[];
  /** Asked only where there is a finding. */
  readonly fixes?: () => readonly Fix[];
}

function* finding(
  api: UserModeName,
  at: Place,
  message: string,
  context: RuleContext,
  { related = [], fixes }: FindingParts = {},
): Iterable<Finding> {
  // Code that hangs on an unknown condition may be the user-mode half of a file that is built twice; what SQLite's own
  // sources call hangs on how they are compiled, which has a rule of its own.
  if (isOtherBuild(at, context) || isSqlites(at.file, context.unit)) {
    return;
  }
  const family = familyOf(api.name, "windows", context);
  yield {
    at,
    message,
    advice: adviceOf(api, context),
    related,
    fixes: family === undefined ? (fixes?.() ?? []) : familyFixes(family, context),
    severity: api.certainty === "high" ? "error" : "warning",
  };
}

function adviceOf({ kernelEquivalents, note }: UserModeName, context: RuleContext): string {
  if (kernelEquivalents.length > 0) {
    const there = kernelEquivalents.filter((phrase) => isThereYet(phrase, context));
    const about = note === undefined ? "" : ` (${note})`;
    return `In the kernel: ${alternatives(there.length > 0 ? there : kernelEquivalents)}${about}`;
  }
  return note === undefined
    ? "The kernel has nothing like it: leave this to an application or a service that talks to the driver"
    : `${note.charAt(0).toUpperCase()}${note.slice(1)}`;
}

/** Whether the oldest Windows of the driver has every function that a phrase names: "ExAllocatePool2 + RtlCopyMemory". */
function isThereYet(phrase: string, { facts, targetWindows }: RuleContext): boolean {
  return (
    targetWindows === undefined ||
    (phrase.match(/\w+/g) ?? []).every((name) => {
      const since = facts.functionContract(name)?.minWindows;
      return since === undefined || compareWindowsVersions(since, targetWindows.version) <= 0;
    })
  );
}

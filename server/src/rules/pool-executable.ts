/** Reports memory that is executable without need: pool types, lookaside lists, mappings of MDLs and of device memory. */
import type { FunctionAnalysis } from "../analysis/function-analysis.ts";
import { macroBodies, macroUses } from "../analysis/names/macro-bodies.ts";
import { type KindArgument, kindArgument } from "../analysis/pool/kind-argument.ts";
import { driverEntry, type NxOptIn, nxOptIn } from "../analysis/pool/nx-opt-in.ts";
import {
  isPassed,
  isPoolFunction,
  type PoolCall,
  passedBy,
  poolArgument,
  poolCallsWithPassed,
} from "../analysis/pool/pool-call.ts";
import type { Step } from "../analysis/values/resolve.ts";
import { compareWindowsVersions } from "../facts/index.ts";
import type { Fix } from "../fixes/fix.ts";
import { noExecuteFixes } from "../fixes/no-execute.ts";
import { optInFixes } from "../fixes/nx-opt-in.ts";
import type { FileModel } from "../model/file.ts";
import type { Expr } from "../syntax/ast.ts";
import type { RuleContext } from "./context.ts";
import type { Finding } from "./finding.ts";
import { defineRule } from "./rule.ts";

export const poolExecutable = defineRule({
  id: "pool-executable",
  severity: "warning",
  platforms: ["windows-kernel"],
  equivalents: ["C30030", "C30029", "C30031", "C30032", "C30033", "C30034", "C30035"],
  docs: {
    summary: "Executable memory where data is kept",
    why:
      "An attacker who can write into executable kernel memory can run what was written. Where memory integrity (HVCI) is on, " +
      "as it is on new machines, drivers must not ask for such memory, and the Hardware Lab Kit's HyperVisor Code " +
      "Integrity test fails those that do.",
    bad: `PVOID AllocateQueue(SIZE_T Size)
{
    return ExAllocatePoolZero(NonPagedPool, Size, 'euQE');
}`,
    good: `PVOID AllocateQueue(SIZE_T Size)
{
    return ExAllocatePoolZero(NonPagedPoolNx, Size, 'euQE');
}`,
    references: [
      "https://learn.microsoft.com/windows-hardware/drivers/devtest/30030-parameter-indicates-executable-memory",
      "https://learn.microsoft.com/windows-hardware/drivers/devtest/30029-memory-allocating-function-requests-executable-memory",
      "https://learn.microsoft.com/windows-hardware/drivers/kernel/single-binary-opt-in-pool-nx-optin",
      "https://learn.microsoft.com/windows-hardware/drivers/kernel/multiple-binary-opt-in-pool-nx-optin-auto",
    ],
  },
  get needs() {
    return [requestsOfFunction];
  },
  // The opt-in stands anywhere in the unit, in function bodies too, so the question is one of files.
  *checkFile(file, context) {
    const requests = executableRequests(file, context);
    if (requests.length > 0) {
      const optIn = nxOptIn(context);
      for (const request of requests) {
        if (!request.optInHelps || optIn === "none" || optIn === "out") {
          yield finding(request, optIn, context);
        }
      }
    }
    yield* unfinishedOptIn(file, context);
  },
});

/** A call that asks for executable memory, or would without an opt-in. */
interface Request {
  readonly call: PoolCall;
  readonly at: Expr | undefined;
  readonly argument: KindArgument | undefined;
  /** What is executable, as the beginning of the message. */
  readonly message: string;
  readonly advice: string;
  /** Whether POOL_NX_OPTIN changes what the call asks for. */
  readonly optInHelps: boolean;
  readonly isMild: boolean;
  readonly equivalent: string;
  /** Of a call in a macro: where the macro is used. */
  readonly uses: readonly Step[];
}

function executableRequests(file: FileModel, context: RuleContext): readonly Request[] {
  const requests = file.declarations.flatMap(({ functions }) =>
    functions.flatMap((fn) => context.derived(requestsOfFunction, fn)),
  );
  const bodies = [...macroBodies(file, (name) => isPoolFunction(name, context.facts))].filter(
    (body) => context.derived(requestsOfFunction, body).length > 0,
  );
  for (const [body, uses] of macroUses(bodies, context)) {
    requests.push(...context.derived(requestsOfFunction, body).map((request) => ({ ...request, uses })));
  }
  return requests;
}

const requestsOfFunction: FunctionAnalysis<RuleContext, readonly Request[]> = {
  run: (fn, context) =>
    poolCallsWithPassed(fn, context).flatMap((call) => {
      const request = requestOf(call, context);
      return request !== undefined && context.assumption(fn.place(call.site.nameSpan)) === undefined ? request : [];
    }),
};

function requestOf(call: PoolCall, context: RuleContext): Request | undefined {
  const { api } = call;
  switch (api.scheme) {
    case "pool-type":
      return poolTypeRequest(call, context);
    case "pool-flags":
      return explicitRequest(call, poolArgument(call, api.flagsParameter), context);
    case "page-protection":
      return explicitRequest(call, poolArgument(call, api.flagsParameter), context);
    case "lookaside-flags":
      return lookasideRequest(call, context);
    case "page-priority":
      return mappingRequest(call, context);
    case "cache-type":
      return cachedRequest(call, context);
    case "executable":
      // Whatever a macro hands on, the call itself is what is wrong, and stands in the macro.
      if (isPassed(call)) {
        return undefined;
      }
      return {
        ...common(call, undefined, context),
        message: `${api.name} maps memory as executable`,
        advice: `${insteadOf(call, context)} with PAGE_READWRITE and the PAGE_ constant of the cache type`,
        isMild: true,
        equivalent: "C30029",
      };
    default:
      return undefined;
  }
}

function common(call: PoolCall, at: Expr | undefined, context: RuleContext) {
  return {
    call,
    at,
    argument: at === undefined ? undefined : kindArgument(at, call.fn, context),
    optInHelps: false,
    isMild: false,
    equivalent: "C30030",
    uses: [],
  };
}

function poolTypeRequest(call: PoolCall, context: RuleContext): Request | undefined {
  const type = poolArgument(call, call.api.typeParameter);
  if (type === undefined) {
    return undefined;
  }
  const base = common(call, type, context);
  const { argument } = base;
  const named = argument?.names.find(({ constant }) => constant.kind === "pool-type" && constant.executable === "yes");
  const nx = argument?.names.some(({ constant }) => constant.name === "POOL_NX_ALLOCATION");
  if (argument === undefined || named === undefined || nx === true) {
    return undefined;
  }
  const explicit = named.constant.name.includes("Execute");
  return {
    ...base,
    message: `${call.api.name} ${argument.certain ? "asks" : "may ask"} for executable memory by ${named.constant.name}`,
    advice: `Give ${named.constant.nxInstead ?? "NonPagedPoolNx"}, or opt in for the whole driver: define POOL_NX_OPTIN=1 and call ExInitializeDriverRuntime(DrvRtPoolNxOptIn) first in DriverEntry`,
    optInHelps: !explicit,
    // Who writes Execute means it; what creates an object later may choose memory of its own.
    isMild: explicit || call.api.action !== "allocate",
  };
}

/** Arguments that name executable memory in so many words: said once, mildly. */
function explicitRequest(call: PoolCall, at: Expr | undefined, context: RuleContext): Request | undefined {
  const base = common(call, at, context);
  const named = base.argument?.names.find(
    ({ constant }) =>
      constant.executable === "yes" && (constant.kind === "pool-flag" || constant.kind === "page-protection"),
  );
  return named === undefined
    ? undefined
    : {
        ...base,
        message: `${call.api.name} ${base.argument?.certain === true ? "asks" : "may ask"} for executable memory by ${named.constant.name}`,
        advice: `Give ${named.constant.nxInstead ?? "a constant without EXECUTE"} unless code is to run from it`,
        isMild: true,
      };
}

function lookasideRequest(call: PoolCall, context: RuleContext): Request | undefined {
  const flags = poolArgument(call, call.api.flagsParameter);
  if (flags === undefined) {
    return undefined;
  }
  const base = common(call, flags, context);
  const value = base.argument?.value;
  const nx = Number(context.facts.poolConstant("POOL_NX_ALLOCATION")?.value ?? 0n);
  if (value === undefined || (value & nx) !== 0) {
    return undefined;
  }
  const allocate = poolArgument(call, 1);
  // The driver's own allocation routine is handed the kind of memory and may choose better.
  const isMild = allocate === undefined || !isNull(allocate, call, context);
  return {
    ...base,
    message: `${call.api.name} makes a list of executable memory: its flags lack POOL_NX_ALLOCATION`,
    advice: "Give POOL_NX_ALLOCATION as its flags",
    optInHelps: true,
    isMild,
    equivalent: isMild ? "C30034" : "C30030",
  };
}

function mappingRequest(call: PoolCall, context: RuleContext): Request | undefined {
  const priority = poolArgument(call, call.api.flagsParameter);
  const base = common(call, priority, context);
  const value = base.argument?.value;
  const noExecute = context.facts.poolConstant("MdlMappingNoExecute")?.value ?? 0n;
  // What an application can run of its own address space is no concern of the kernel's.
  const inUserSpace = call.site.expr.args.some((arg) => arg.kind === "name" && arg.name === "UserMode");
  return inUserSpace || value === undefined || (BigInt(value) & noExecute) !== 0n
    ? undefined
    : {
        ...base,
        message: `${call.api.name} maps the buffer as executable: its priority lacks MdlMappingNoExecute`,
        advice: `Give ${call.fn.text(priority ?? call.site.nameSpan)} | MdlMappingNoExecute as its priority`,
        optInHelps: true,
        isMild: true,
      };
}

function cachedRequest(call: PoolCall, context: RuleContext): Request | undefined {
  const base = common(call, poolArgument(call, call.api.typeParameter), context);
  const cached = base.argument?.names.find(
    ({ constant }) => constant.kind === "cache-type" && constant.executable === "yes",
  );
  return cached === undefined
    ? undefined
    : {
        ...base,
        message: `${call.api.name} with ${cached.constant.name} allocates executable memory`,
        advice: `${insteadOf(call, context)} with PAGE_READWRITE`,
        isMild: true,
      };
}

/** "Use X", or how a driver that also runs on a Windows without X gets at it. */
function insteadOf({ api }: PoolCall, { facts, targetWindows }: RuleContext): string {
  const { nxInstead } = api;
  if (nxInstead === undefined) {
    return "Use a function that takes a protection";
  }
  const since = facts.poolFunction(nxInstead)?.minWindows ?? facts.functionContract(nxInstead)?.minWindows;
  return since !== undefined && targetWindows !== undefined && compareWindowsVersions(targetWindows.version, since) < 0
    ? `Look up ${nxInstead} with MmGetSystemRoutineAddress and where it is there (${since.name}) use it`
    : `Use ${nxInstead}`;
}

function isNull(expr: Expr, call: PoolCall, context: RuleContext): boolean {
  return (
    (expr.kind === "name" && (expr.name === "NULL" || expr.name === "nullptr")) || context.integer(expr, call.fn) === 0
  );
}

function finding(request: Request, optIn: NxOptIn, context: RuleContext): Finding {
  const { call, at, argument, message, advice } = request;
  const named = argument?.names.find(({ constant }) => constant.executable === "yes");
  const keptOut = optIn === "out" && request.optInHelps;
  const fixes = noExecuteFixes(call, at, context);
  return {
    at: call.fn.place(at ?? call.site.nameSpan),
    message: keptOut ? `${message}, as POOL_NX_OPTOUT keeps it` : message,
    advice,
    related: [...passedBy(call), ...(named?.via ?? []), ...request.uses],
    equivalent: keptOut ? "C30032" : request.equivalent,
    fixes: fixes.map((fix) => (keptOut || argument?.certain === false ? asOffer(fix) : fix)),
    ...(request.isMild || argument?.certain === false || runsBeforeNx(context) ? { severity: "hint" } : {}),
  };
}

/** Who opts out wants executable memory: then nothing is changed unasked. */
const asOffer = ({ title, edits }: Fix): Fix => ({ title, edits });

/** Windows 7 and older have no other nonpaged pool. */
function runsBeforeNx({ facts, targetWindows }: RuleContext): boolean {
  const since = facts.poolConstant("NonPagedPoolNx")?.minWindows;
  return targetWindows !== undefined && since !== undefined && compareWindowsVersions(targetWindows.version, since) < 0;
}

/** POOL_NX_OPTIN alone changes nothing: reported once, at the routine that should finish it. */
function* unfinishedOptIn(file: FileModel, context: RuleContext): Iterable<Finding> {
  const entry = driverEntry(context);
  if (
    entry !== undefined &&
    entry.file === file.path &&
    context.defined("POOL_NX_OPTIN") &&
    nxOptIn(context) === "unfinished"
  ) {
    yield {
      at: entry.place(entry.definition.nameSpan),
      message: `POOL_NX_OPTIN is defined, but ${entry.name} does not call ExInitializeDriverRuntime`,
      why: "Until ExInitializeDriverRuntime(DrvRtPoolNxOptIn) has run, NonPagedPool goes on to mean executable memory.",
      advice: "Call ExInitializeDriverRuntime(DrvRtPoolNxOptIn) before the first allocation",
      fixes: optInFixes(entry, context),
      equivalent: null,
    };
  }
}

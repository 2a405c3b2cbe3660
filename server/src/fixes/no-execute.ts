/** Memory that need not be executable, asked for as such. */
import { isPassed, type PoolCall, poolArgument } from "../analysis/pool/pool-call.ts";
import type { Expr, NameExpr } from "../syntax/ast.ts";
import { isEditable, renameCallee, replaceArgument } from "./call-edits.ts";
import { type FixEnvironment, isOnTarget } from "./environment.ts";
import type { Fix } from "./fix.ts";
import { holdsCode, mayHoldCode, receiverOf } from "./receiver.ts";

/**
 * The fix for a call that asks for executable memory, or maps it so. Preferred where the source neither says Execute nor runs
 * what it stores there, and where the memory is the driver's own from the start: what creates an object that allocates
 * later has rules of its own about the types it takes.
 * @param at the argument that asks; undefined where the function always maps memory as executable
 */
export function noExecuteFixes(call: PoolCall, at: Expr | undefined, env: FixEnvironment): readonly Fix[] {
  if (!isPassed(call) && !isEditable(call)) {
    return [];
  }
  switch (call.api.scheme) {
    case "pool-type":
    case "pool-flags":
    case "page-protection":
      return at === undefined ? [] : constantFixes(call, at, env);
    case "lookaside-flags":
      return at === undefined ? [] : flagFixes(call, at, "POOL_NX_ALLOCATION", env);
    case "page-priority":
      return at === undefined ? [] : flagFixes(call, at, "MdlMappingNoExecute", env);
    case "executable":
      return mapFixes(call, env);
    default:
      return [];
  }
}

/** The executable constants in the argument, each replaced by the one that asks for the same without. */
function constantFixes(call: PoolCall, at: Expr, env: FixEnvironment): readonly Fix[] {
  const { fn } = call;
  const names = constantsIn(at).flatMap((name) => {
    const constant = env.facts.poolConstant(name.name);
    const instead = constant?.nxInstead === undefined ? undefined : env.facts.poolConstant(constant.nxInstead);
    return constant?.executable === "yes" && instead !== undefined && isOnTarget(instead.minWindows, env)
      ? [{ name, constant, instead }]
      : [];
  });
  const [first] = names;
  if (first === undefined) {
    return [];
  }
  const explicit = names.some(({ constant }) => /EXECUTE/i.test(constant.name));
  return [
    {
      title: `Give ${first.instead.name}`,
      edits: names.map(({ name, instead }) => ({ at: fn.place(name), text: instead.name })),
      ...(!explicit && call.api.action === "allocate" && isForData(call, env) ? { preferred: true } : {}),
    },
  ];
}

/** The names that stand in the argument itself as its value. */
function constantsIn(expr: Expr): readonly NameExpr[] {
  switch (expr.kind) {
    case "name":
      return [expr];
    case "cast":
      return constantsIn(expr.operand);
    case "binary":
      return expr.op === "|" || expr.op === "+" ? [...constantsIn(expr.left), ...constantsIn(expr.right)] : [];
    case "conditional":
      return [...(expr.whenTrue === undefined ? [] : constantsIn(expr.whenTrue)), ...constantsIn(expr.whenFalse)];
    default:
      return [];
  }
}

function flagFixes(call: PoolCall, at: Expr, flag: string, env: FixEnvironment): readonly Fix[] {
  if (!isOnTarget(env.facts.poolConstant(flag)?.minWindows, env)) {
    return [];
  }
  const written = call.fn.text(at);
  const isSimple =
    at.kind === "name" || at.kind === "number" || written.startsWith("(") || (at.kind === "binary" && at.op === "|");
  const isNothing = at.kind === "number" && at.value === 0 && call.api.scheme === "lookaside-flags";
  const text = isNothing ? flag : `${isSimple ? written : `(${written})`} | ${flag}`;
  // A routine of the driver's own that allocates the list's entries is handed the type, and may not know it.
  const allocates = call.api.scheme === "lookaside-flags" ? poolArgument(call, 1) : undefined;
  const ownRoutine =
    allocates !== undefined && !(allocates.kind === "name" && /^(?:NULL|nullptr)$/.test(allocates.name));
  return [
    {
      title: isNothing ? `Give ${flag}` : `Add ${flag}`,
      edits: [{ at: call.fn.place(at), text }],
      ...(!ownRoutine && isForData(call, env) ? { preferred: true } : {}),
    },
  ];
}

/** What MmMapIoSpaceEx is told where MmMapIoSpace got a cache type. */
const protections: Readonly<Record<string, string>> = {
  MmNonCached: "PAGE_READWRITE | PAGE_NOCACHE",
  MmCached: "PAGE_READWRITE",
  MmWriteCombined: "PAGE_READWRITE | PAGE_WRITECOMBINE",
};

function mapFixes(call: PoolCall, env: FixEnvironment): readonly Fix[] {
  const instead = env.facts.poolFunction(call.api.nxInstead ?? "");
  const cache = call.site.expr.args[2];
  const protection = cache?.kind === "name" ? protections[cache.name] : undefined;
  return instead?.flagsParameter !== 2 ||
    cache === undefined ||
    protection === undefined ||
    call.site.expr.args.length !== 3 ||
    env.unit.declares(cache.kind === "name" ? cache.name : "") ||
    !isOnTarget(instead.minWindows, env)
    ? []
    : [
        {
          title: `Call ${instead.name} with ${protection}`,
          edits: [renameCallee(call, instead.name), replaceArgument(call, cache, protection)],
          ...(isForData(call, env) ? { preferred: true } : {}),
        },
      ];
}

/** Whether nothing in the function speaks of code in the memory. */
function isForData(call: PoolCall, env: FixEnvironment): boolean {
  const receiver = receiverOf(call);
  return !holdsCode(call, receiver, env) && !mayHoldCode(call, receiver, env);
}

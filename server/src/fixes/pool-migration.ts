/** A deprecated pool allocator replaced by the one that the driver's oldest Windows has, with all that hangs on it. */
import { kindArgument } from "../analysis/pool/kind-argument.ts";
import { type PoolCall, poolArgument } from "../analysis/pool/pool-call.ts";
import { poolDeprecation } from "../analysis/pool/replacement.ts";
import { readTag } from "../analysis/pool/tags.ts";
import { compareWindowsVersions, type PoolFunction } from "../facts/index.ts";
import type { Expr, Stmt } from "../syntax/ast.ts";
import { hasPoolFlags, zeroesDownLevel } from "./allocation.ts";
import { appendArguments, isEditable, renameCallee, replaceArgument } from "./call-edits.ts";
import { isMacroBody } from "./calls/result-use.ts";
import type { FixEnvironment } from "./environment.ts";
import type { Fix, FixEdit } from "./fix.ts";
import { freesWithTag } from "./frees.ts";
import { type PoolFlags, poolFlags } from "./pool-flags.ts";
import { poolTag } from "./pool-tag.ts";
import { holdsCode, mayHoldCode, type Receiver, receiverOf } from "./receiver.ts";
import { removeStatement } from "./remove-statement.ts";
import { type Zeroing, zeroingOf } from "./zeroing.ts";

/**
 * The ways to replace a call of ExAllocatePool, ...WithTag, ...WithQuota, ...WithQuotaTag or ...WithTagPriority; the
 * preferred one first. None where the type of memory is not known on every path (a parameter, a variable), where no flag says
 * the same, or where the call's text is not its own (a directive in it).
 *
 * What memory holds is kept: where the driver zeroes it at once, an allocator that zeroes takes the zeroing's place. Where the
 * driver does not, the preferred fix zeroes all the same: nobody can tell that from what the old call gave (its
 * contents were anything), and it is what keeps old kernel data from going out. The fix that costs exactly what the old
 * code did, POOL_FLAG_UNINITIALIZED, is offered beside it.
 */
export function migrationFixes(call: PoolCall, env: FixEnvironment): readonly Fix[] {
  const { api, site, fn } = call;
  const parameters = [api.typeParameter, api.sizeParameter, api.tagParameter, api.priorityParameter];
  const type = poolArgument(call, api.typeParameter);
  if (
    type === undefined ||
    !isReplaced(api, env) ||
    !isEditable(call) ||
    site.expr.args.length !== parameters.filter((index) => index !== undefined).length ||
    env.assumption(fn.place(site.nameSpan)) !== undefined
  ) {
    return [];
  }
  const tag = tagEdits(call, env);
  if (tag === undefined) {
    return [];
  }
  const receiver = receiverOf(call);
  const migration: Migration = { call, type, tag, receiver, zeroing: zeroingOf(call, receiver, env) };
  return hasPoolFlags(env) ? toFlags(migration, env) : toInlineFunctions(migration, env);
}

/** Whether an allocator that takes POOL_FLAGS replaces it. */
const isReplaced = (api: PoolFunction, { facts }: FixEnvironment): boolean =>
  poolDeprecation(api, facts)?.replacements.some(
    (text) => facts.poolFunction(text.split(" ", 1)[0] ?? "")?.scheme === "pool-flags",
  ) === true;

interface Migration {
  readonly call: PoolCall;
  readonly type: Expr;
  readonly tag: TagEdits;
  readonly receiver: Receiver | undefined;
  readonly zeroing: Zeroing | undefined;
}

interface TagEdits {
  readonly edits: readonly FixEdit[];
  /** The tag that the call gets. */
  readonly added?: string;
}

/** What gives the call a tag where it has none, or 0; undefined where it needs one and cannot get it. */
function tagEdits(call: PoolCall, env: FixEnvironment): TagEdits | undefined {
  const written = poolArgument(call, call.api.tagParameter);
  const isZero =
    written !== undefined &&
    readTag(written, call.fn, env).readings.some((reading) => reading.kind === "value" && reading.value === 0);
  if (written !== undefined && !isZero) {
    return { edits: [] };
  }
  const tag = poolTag(call.fn.place(call.site.nameSpan), env);
  const edit =
    tag === undefined
      ? undefined
      : written === undefined
        ? appendArguments(call, [tag.text])
        : // A 0 from somewhere else may be anything but a slip.
          written.kind === "number"
          ? replaceArgument(call, written, tag.text)
          : undefined;
  return tag === undefined || edit === undefined
    ? undefined
    : { edits: [...tag.edits, edit, ...freesWithTag(call, tag.text, env)], added: tag.text };
}

const withTag = ({ added }: TagEdits): string => (added === undefined ? "" : ` with the tag ${added}`);

// ---- Windows 10, version 2004 and later -----------------------------------------------------------------------

function toFlags(migration: Migration, env: FixEnvironment): readonly Fix[] {
  const { call, type, tag, zeroing, receiver } = migration;
  const runs = holdsCode(call, receiver, env);
  const use = { quota: call.api.quota === "yes", holdsCode: runs };
  const zeroed = poolFlags(type, call.fn, use, env);
  const uninitialized = poolFlags(type, call.fn, { ...use, extra: ["POOL_FLAG_UNINITIALIZED"] }, env);
  const target = targetCall(migration, env);
  if (zeroed === undefined || uninitialized === undefined || target === undefined) {
    return [];
  }
  const edits = (flags: PoolFlags): readonly FixEdit[] => [
    ...target.edits,
    replaceArgument(call, type, flags.text),
    ...tag.edits,
  ];
  const drop = zeroing === undefined ? undefined : dropZeroing(zeroing, call, env);
  const keepsMeaning = zeroed.literal && !(isExecutable(type, call, env) && (runs || mayHoldCode(call, receiver, env)));
  const asIs: Fix = {
    title: `Call ${target.name} with POOL_FLAG_UNINITIALIZED${tag.added === undefined ? "" : ` and the tag ${tag.added}`}${zeroing === undefined ? "" : `, and ${zeroing.name} as now`}`,
    edits: edits(uninitialized),
  };
  const dropped = zeroing === undefined || drop === undefined ? "" : ` in place of ${zeroing.name}`;
  return [
    {
      title: `Call ${target.name}${withTag(tag)}, which zeroes the memory${dropped}`,
      edits: [...edits(zeroed), ...(drop === undefined ? [] : [drop])],
      ...(keepsMeaning ? { preferred: true } : {}),
    },
    ...(zeroed.zeroed ? [] : [asIs]),
  ];
}

/** Whether the old call's memory is executable. */
const isExecutable = (type: Expr, { fn }: PoolCall, env: FixEnvironment): boolean =>
  kindArgument(type, fn, env).names.some(({ constant }) => constant.executable === "yes");

/** ExAllocatePool2, or ExAllocatePool3 where the call has a priority; undefined where that cannot be written. */
function targetCall(
  { call, receiver }: Migration,
  env: FixEnvironment,
): { readonly name: string; readonly edits: readonly FixEdit[] } | undefined {
  const priority = poolArgument(call, call.api.priorityParameter);
  if (priority === undefined) {
    return { name: "ExAllocatePool2", edits: [renameCallee(call, "ExAllocatePool2")] };
  }
  const parameter = receiver === undefined ? undefined : priorityParameter(call, receiver.statement, priority, env);
  return parameter === undefined
    ? undefined
    : {
        name: "ExAllocatePool3",
        edits: [
          renameCallee(call, "ExAllocatePool3"),
          parameter.declaration,
          replaceArgument(call, priority, `&${parameter.name}, 1`),
        ],
      };
}

/**
 * The extended parameter that carries the priority, declared before the statement of the call; undefined where lines cannot be
 * put there (in a macro), and where the statement is a loop, which may want another priority each time.
 */
function priorityParameter(
  { fn }: PoolCall,
  statement: Stmt,
  priority: Expr,
  env: FixEnvironment,
): { readonly name: string; readonly declaration: FixEdit } | undefined {
  if (isMacroBody(fn) || !["expr", "decl", "if", "return"].includes(statement.kind)) {
    return undefined;
  }
  const block = fn.parentOf(statement);
  const file = env.unit.file(fn.file);
  const isUsed = (name: string): boolean =>
    fn.locals.has(name) || fn.parameterNames.has(name) || env.unit.declares(name);
  const name = ["priority", "poolPriority", "allocationPriority"].find((candidate) => !isUsed(candidate));
  if (block?.kind !== "block" || file === undefined || name === undefined) {
    return undefined;
  }
  // C++ forbids a jump past an initialisation.
  if (file.language === "cpp" && /\b(?:goto|case|default)\b/.test(fn.text(fn.definition.body))) {
    return undefined;
  }
  const start = fn.anchor.start + statement.start;
  const lineStart = file.text.lastIndexOf("\n", start - 1) + 1;
  const indent = file.text.slice(lineStart, start);
  if (indent.trim() !== "") {
    return undefined;
  }
  const eol = file.text.includes("\r\n") ? "\r\n" : "\n";
  const lines = [
    `POOL_EXTENDED_PARAMETER ${name} = { 0 };`,
    `${name}.Type = PoolExtendedParameterPriority;`,
    `${name}.Priority = ${fn.text(priority)};`,
  ];
  const text = lines.map((line) => line + eol + indent).join("");
  return { name, declaration: { at: fn.place({ start: statement.start, end: statement.start }), text } };
}

// ---- before Windows 10, version 2004 --------------------------------------------------------------------------

/**
 * The inline functions of newer headers that run everywhere. They take the POOL_TYPE as it is. ExAllocatePoolZero zeroes
 * before version 2004 only with POOL_ZERO_DOWN_LEVEL_SUPPORT; without that a zeroing of the driver's own has to stay.
 */
function toInlineFunctions(migration: Migration, env: FixEnvironment): readonly Fix[] {
  const { call, tag, zeroing } = migration;
  const kind = call.api.quota === "yes" ? "Quota" : call.api.priorityParameter === undefined ? "" : "Priority";
  const zeroes = zeroesDownLevel(env);
  const drop = zeroes && zeroing !== undefined ? dropZeroing(zeroing, call, env) : undefined;
  // Headers that know these functions came with the kit for version 2004, which still builds for Windows 7: but a driver
  // for Windows 8.1 and older may well be built with an older kit.
  const preferred = isWindows10(env) ? { preferred: true } : {};
  const fix = (name: string, how: string, extra: readonly FixEdit[]): Fix => ({
    title: `Call ${name}${withTag(tag)}${how}`,
    edits: [renameCallee(call, name), ...tag.edits, ...extra],
  });
  const zero = fix(
    `ExAllocatePool${kind}Zero`,
    !zeroes
      ? ", which zeroes the memory on Windows 10, version 2004 and later"
      : drop === undefined
        ? ", which zeroes the memory"
        : `, which zeroes the memory in place of ${zeroing?.name}`,
    drop === undefined ? [] : [drop],
  );
  const uninitialized = fix(
    `ExAllocatePool${kind}Uninitialized`,
    zeroing === undefined ? ", which leaves the memory as it is" : `, and ${zeroing.name} as now`,
    [],
  );
  // Zeroing twice helps nobody.
  const [first, second] = zeroing !== undefined && drop === undefined ? [uninitialized, zero] : [zero, uninitialized];
  return [{ ...first, ...preferred }, second];
}

function isWindows10({ targetWindows, facts }: FixEnvironment): boolean {
  const windows10 = facts.poolFunction("MmMapIoSpaceEx")?.minWindows;
  return (
    targetWindows !== undefined &&
    windows10 !== undefined &&
    compareWindowsVersions(targetWindows.version, windows10) >= 0
  );
}

function dropZeroing(zeroing: Zeroing, call: PoolCall, env: FixEnvironment): FixEdit | undefined {
  const file = env.unit.file(call.fn.file);
  const block = call.fn.parentOf(zeroing.statement);
  return file === undefined || block?.kind !== "block"
    ? undefined
    : removeStatement(zeroing.statement, aboutZeroing, call.fn, file);
}

const aboutZeroing = /\b(?:zero|clear|blank|wipe|initiali[sz]e)/i;

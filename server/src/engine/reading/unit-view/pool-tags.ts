/** Pool tags with where memory of them is allocated and freed. */
import { functionKey } from "../../../analysis/calls/function-key.ts";
import type { FunctionAnalysis } from "../../../analysis/function-analysis.ts";
import { pointerHistory } from "../../../analysis/pool/pointer-history.ts";
import {
  isPassed,
  type PoolCall,
  poolArgument,
  poolCalls,
  poolCallsWithPassed,
} from "../../../analysis/pool/pool-call.ts";
import { formatTag, isPrintableTag, tagValue } from "../../../analysis/pool/tags.ts";
import { structureNamed } from "../../../model/contracts/structures.ts";
import { grouped } from "../../../model/grouped.ts";
import { baseName } from "../../../model/unit/paths.ts";
import type { RuleContext } from "../../../rules/context.ts";
import { poolTagMismatch } from "../../../rules/pool-tag-mismatch.ts";
import type { Expr } from "../../../syntax/ast.ts";
import { walk } from "../../../syntax/walk.ts";
import { shownTag, visibleTag } from "../../decode/pool-tag.ts";
import type { Steps } from "../../steps.ts";
import { nameInUnit } from "../function-names.ts";
import { hex } from "../hover/numbers.ts";
import { counted, numbered, placeRow, type Row } from "./row.ts";
import type { SaidBy, ViewedUnit } from "./unit.ts";

/** A call that allocates or frees memory, or makes something that does. */
interface PoolSite {
  readonly action: "allocate" | "create" | "free";
  readonly api: string;
  /** Undefined where it has none, or none that is known. */
  readonly tag: number | undefined;
  /** Whether a tag is given that is not known here. */
  readonly isGiven: boolean;
  /** Of a free that names no tag: the tags that its memory has, where all are known. */
  readonly freed: readonly number[] | undefined;
  /** Whether what it allocates is freed by a call in the source. */
  readonly isFreedByCall: boolean;
  /** The structure that the size is of. */
  readonly structure: string | undefined;
  /** The called name. */
  readonly start: number;
  readonly end: number;
  /** The end of the call. */
  readonly callEnd: number;
}

const poolSites: FunctionAnalysis<RuleContext, readonly PoolSite[]> = {
  run: (fn, context) =>
    poolCallsWithPassed(fn, context).flatMap((call): readonly PoolSite[] => {
      const { action } = call.api;
      if (action !== "allocate" && action !== "free" && action !== "create") {
        return [];
      }
      const { tag, isGiven } = tagOf(call, context);
      // A list or an object without a tag is told of by nobody.
      if (action === "create" && !isGiven) {
        return [];
      }
      const { start, end } = call.site.nameSpan;
      return [
        {
          action,
          api: call.api.name,
          tag,
          isGiven,
          freed: action === "free" && (tag ?? 0) === 0 ? freedTags(call, context) : undefined,
          isFreedByCall: action === "allocate" && call.api.pairs.length > 0,
          structure: structureIn(poolArgument(call, call.api.sizeParameter), context),
          start,
          end,
          callEnd: call.site.expr.end,
        },
      ];
    }),
};

function tagOf(call: PoolCall, context: RuleContext): { readonly tag: number | undefined; readonly isGiven: boolean } {
  const { tagParameter } = call.api;
  if (tagParameter === undefined) {
    return { tag: undefined, isGiven: false };
  }
  const argument = poolArgument(call, tagParameter);
  if (argument !== undefined) {
    return { tag: tagValue(argument, call.fn, context), isGiven: true };
  }
  // The macro's body gives it.
  const body = isPassed(call) ? call.macro.macro.function : undefined;
  const inner = body && poolCalls(body, context).find(({ api }) => api.name === call.api.name);
  const given = inner && poolArgument(inner, tagParameter);
  return { tag: given && body && tagValue(given, body, context), isGiven: true };
}

/** The tags of the memory that a free without one frees, where the function shows all allocations. */
function freedTags(call: PoolCall, context: RuleContext): readonly number[] | undefined {
  const memory = poolArgument(call, call.api.memoryParameter);
  const history = memory && !call.fn.broken ? pointerHistory(memory, call.fn, context) : undefined;
  if (history === undefined || history.holders.length > 0) {
    return undefined;
  }
  const tags = history.allocations.map((allocation) => tagOf(allocation, context).tag);
  return tags.every((tag) => tag !== undefined) ? tags : undefined;
}

/** `READ_CONTEXT` of `sizeof(READ_CONTEXT) + length`. */
function structureIn(size: Expr | undefined, { unit }: RuleContext): string | undefined {
  let found: string | undefined;
  if (size !== undefined) {
    walk(size, (node) => {
      if (node.kind === "sizeof" && found === undefined) {
        const { type, operand } = node;
        // A name in parentheses may be a variable's as well.
        const name = type?.pointers === 0 ? type.base : operand?.kind === "name" ? operand.name : undefined;
        // Typedefs that mean the same are one.
        found = name === undefined ? undefined : structureNamed(name, unit).record?.name?.replace(/^_+/, "");
      }
      return undefined;
    });
  }
  return found;
}

/** Memory that is freed with another tag than it was allocated with, where one function shows both. */
const mismatches: FunctionAnalysis<RuleContext, readonly { readonly start: number; readonly message: string }[]> = {
  run: (fn, context) =>
    [...(poolTagMismatch.checkFunction?.(fn, context) ?? [])].flatMap(({ at, message, severity }) =>
      severity === "hint" ? [] : [{ start: at.start, message }],
    ),
};

export function* poolTagRows(unit: ViewedUnit): Steps<readonly Row[]> {
  const sites = yield* unit.said(poolSites);
  const wrong = yield* unit.said(mismatches);
  const byTag = grouped(
    sites.filter(({ said }) => said.tag !== undefined || said.freed !== undefined || said.isGiven),
    ({ said }) => String(said.tag ?? said.freed?.[0] ?? "unknown"),
  );
  const untagged = sites.filter(({ said }) => said.tag === undefined && !said.isGiven && said.freed === undefined);
  const isFreedUnseen = sites.some(
    ({ said: { action, tag, freed } }) => action === "free" && (tag ?? 0) === 0 && freed === undefined,
  );
  const rows = [...byTag].map(([key, members]) =>
    key === "unknown" || key === "0"
      ? unknownRow(key, members)
      : tagRow(Number(key), members, { isFreedUnseen, wrong }),
  );
  const known = rows.filter(({ id }) => id !== "unknown" && id !== "0");
  return [
    ...known.sort((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1)),
    ...rows.filter((row) => !known.includes(row)),
    ...(untagged.length > 0 ? [untaggedRow(untagged)] : []),
  ];
}

const sortKey = ({ label }: Row): string => label.replace(/"/g, "").toLowerCase();

interface Surroundings {
  /** Whether there are frees that may be of any tag. */
  readonly isFreedUnseen: boolean;
  readonly wrong: readonly SaidBy<{ readonly start: number; readonly message: string }>[];
}

function tagRow(value: number, members: readonly SaidBy<PoolSite>[], { isFreedUnseen, wrong }: Surroundings): Row {
  const taking = members.filter(({ said }) => said.action !== "free");
  const allocations = taking.filter(({ said }) => said.action === "allocate");
  const frees = members.filter(({ said }) => said.action === "free");
  const isLost = frees.length === 0 && !isFreedUnseen && taking.some(({ said }) => said.isFreedByCall);
  const files = [...new Set(taking.map(({ fn }) => fn.file))];
  const structures = [...new Set(taking.flatMap(({ said }) => said.structure ?? []))];
  const rows = members.map((site) => {
    const told = wrong.find(
      ({ fn, said }) => fn === site.fn && said.start >= site.said.start && said.start < site.said.callEnd,
    );
    return siteRow(site, told?.said.message);
  });
  const mismatch = rows.find(({ remark }) => remark !== undefined);
  return {
    id: String(value),
    kind: "tag",
    label: tagText(value),
    notes: [
      [
        ...(allocations.length > 0 ? [counted(allocations.length, "allocation")] : []),
        ...(taking.length > allocations.length ? [`${taking.length - allocations.length} of lists or objects`] : []),
        ...(frees.length > 0 ? [counted(frees.length, "free")] : []),
      ].join(", "),
      ...(structures.length > 1 ? [`shared by ${counted(structures.length, "structure")}`] : []),
      ...(files.length > 1 ? [`in ${files.length} files`] : []),
    ],
    details: [
      `${formatTag(value)} in the source; ${isPrintableTag(value) ? `the debugger shows ${tagText(value)}` : "the debugger cannot show it"}`,
      ...(structures.length > 0 ? [`Allocated for ${structures.join(", ")}`] : []),
      ...(files.length > 1 ? [`Allocated in ${files.map(baseName).join(", ")}`] : []),
      ...(isLost ? ["No call in this unit frees memory with this tag; it may be freed by whom it is handed to"] : []),
      ...(taking.length === 0 ? ["Nothing in this unit allocates memory with this tag"] : []),
    ],
    remark: mismatch !== undefined ? "freed with another tag" : isLost ? "no free seen" : undefined,
    at: rows[0]?.at,
    rows: numbered(rows),
  };
}

function siteRow({ fn, said }: SaidBy<PoolSite>, wrong?: string): Row {
  const { action, api, structure, start, end, freed } = said;
  return placeRow({
    id: `${action} ${functionKey(fn)} ${api}`,
    kind: action === "free" ? "free" : "allocation",
    label: nameInUnit(fn),
    notes: [api, ...(structure === undefined ? [] : [structure]), ...(freed === undefined ? [] : ["names no tag"])],
    details: wrong === undefined ? [] : [wrong],
    remark: wrong === undefined ? undefined : "another tag",
    at: fn.place({ start, end }),
  });
}

function unknownRow(key: string, members: readonly SaidBy<PoolSite>[]): Row {
  return {
    id: key,
    kind: "tag",
    label: key === "0" ? "Tag 0" : "Tag not known",
    notes: [counted(members.length, "call")],
    details: [key === "0" ? "A free with the tag 0 frees memory of any tag" : "The tag is a parameter or is computed"],
    at: members[0]?.fn.place(members[0].said),
    rows: numbered(members.map((site) => siteRow(site))),
  };
}

function untaggedRow(members: readonly SaidBy<PoolSite>[]): Row {
  return {
    id: "untagged",
    kind: "tag",
    label: "Without a tag",
    notes: [counted(members.length, "call")],
    details: ["Calls that name no tag"],
    at: members[0]?.fn.place(members[0].said),
    rows: numbered(members.map((site) => siteRow(site))),
  };
}

/** As the debugger shows it, or as a number where it cannot. */
const tagText = (value: number): string => (isPrintableTag(value) ? visibleTag(shownTag(value)) : hex(value, 8));

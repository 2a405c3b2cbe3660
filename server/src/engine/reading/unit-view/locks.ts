/** The locks of a unit by their name in all of it: where each is taken, and which are taken while it is held. */
import { functionKey, nameOfKey } from "../../../analysis/calls/function-key.ts";
import type { FunctionAnalysis } from "../../../analysis/function-analysis.ts";
import { mayWait, type OrderedPair } from "../../../analysis/irql/lock-order.ts";
import type { FunctionModel } from "../../../model/function.ts";
import { grouped } from "../../../model/grouped.ts";
import type { Place } from "../../../model/place.ts";
import { baseName } from "../../../model/unit/paths.ts";
import type { RuleContext } from "../../../rules/context.ts";
import type { Platform } from "../../../rules/rule.ts";
import type { Steps } from "../../steps.ts";
import { nameInUnit } from "../function-names.ts";
import type { ShownLevel } from "../levels/level.ts";
import { linuxLockOrders, linuxLocksTaken } from "./linux-locks.ts";
import { counted, numbered, placeRow, type Row } from "./row.ts";
import type { SaidBy, ViewedUnit } from "./unit.ts";
import { windowsLockOrders, windowsLocksTaken } from "./windows-locks.ts";

/** A place where a function takes a lock. */
export interface TakenLock {
  /** `DEVICE_EXTENSION.Lock`, `g_Lock`; as the function writes it where nobody knows more. */
  readonly name: string;
  /** Whether it is the name in the whole unit: who writes the same elsewhere need not mean the same lock. */
  readonly isClass: boolean;
  /** "spin lock". */
  readonly kind: string;
  readonly isShared: boolean;
  /** Whether it only tries. */
  readonly tries: boolean;
  readonly start: number;
  readonly end: number;
}

/** A lock that a function takes, or has taken, while it holds another one. */
export interface LockOrder {
  readonly first: string;
  readonly second: string;
  readonly at: Place;
  /** Whom it calls that takes the second one. */
  readonly callee: string | undefined;
  /** What tells whether two that keep two orders may wait for each other. */
  readonly pair: OrderedPair;
}

interface LockAnalyses {
  readonly taken: FunctionAnalysis<RuleContext, readonly TakenLock[]>;
  readonly orders: FunctionAnalysis<RuleContext, readonly LockOrder[]>;
}

const analyses: Readonly<Record<Platform, LockAnalyses>> = {
  "windows-kernel": { taken: windowsLocksTaken, orders: windowsLockOrders },
  "linux-kernel": { taken: linuxLocksTaken, orders: linuxLockOrders },
};

export function* lockRows(unit: ViewedUnit, platform: Platform): Steps<readonly Row[]> {
  const taken = yield* unit.said(analyses[platform].taken);
  const orders = yield* unit.said(analyses[platform].orders);
  const locks = grouped(taken, ({ fn, said }) => (said.isClass ? said.name : `${said.name} in ${fn.file}`));
  const byFirst = grouped(orders, ({ said }) => said.first);
  return [...locks]
    .map(([id, sites]) => lockRow(id, sites, byFirst, unit))
    .sort((a, b) => (a.label.toLowerCase() < b.label.toLowerCase() ? -1 : 1));
}

type Orders = ReadonlyMap<string, readonly SaidBy<LockOrder>[]>;

function lockRow(id: string, sites: readonly SaidBy<TakenLock>[], orders: Orders, unit: ViewedUnit): Row {
  const [first] = sites;
  const name = first?.said.name ?? id;
  const { label, file } = nameParts(name);
  const kinds = [...new Set(sites.map(({ said }) => said.kind))];
  const orderRows = [...grouped(orders.get(name) ?? [], ({ said }) => said.second)].map(([second, pairs]) =>
    orderRow(
      second,
      pairs,
      (orders.get(second) ?? []).filter(({ said }) => said.second === name),
    ),
  );
  const isRisky = orderRows.some(({ remark }) => remark !== undefined);
  const functions = new Set(sites.map(({ fn }) => fn)).size;
  return {
    id,
    kind: "lock",
    label: capital(label),
    notes: [
      kinds.join(", "),
      `taken in ${counted(functions, "function")}${first?.said.isClass === false ? ` of ${baseName(first.fn.file)}` : ""}`,
    ],
    details: [
      `${capital(label)}: ${kinds.join(", ")}`,
      ...(file === undefined ? [] : [`Static in ${baseName(file)}`]),
      ...(first?.said.isClass === false
        ? ["Its structure is not declared in this unit: locks that one file writes alike are taken for one"]
        : []),
      ...(isRisky ? ["Another lock is taken while this one is held, and elsewhere the other way round"] : []),
    ],
    remark: isRisky ? "two orders" : undefined,
    at: declarationOf(name, first?.fn, unit) ?? first?.fn.place(first.said),
    rows: numbered([...orderRows, ...sites.map((site) => takeRow(site, unit))]),
  };
}

/** A static variable's name in the whole unit has its file with it: `g_Lock of /src/queue.c`. */
function nameParts(name: string): { readonly label: string; readonly file: string | undefined } {
  const [, label, file] = /^([\w.]+) of (.+)$/.exec(name) ?? [];
  return label === undefined ? { label: name, file: undefined } : { label, file };
}

/** Of those that have no name: "the cancel spin lock". */
const capital = (label: string): string => (label.startsWith("the ") ? `T${label.slice(1)}` : label);

/** Of a variable; where a field stands its structure's name says. */
function declarationOf(name: string, fn: FunctionModel | undefined, unit: ViewedUnit): Place | undefined {
  const { label: root, file } = nameParts(name);
  const variables = /^\w+$/.test(root) && fn !== undefined ? (unit.context(fn.file)?.unit.variables(root) ?? []) : [];
  const [variable] = variables.filter(
    (each) => (file === undefined || each.file === file) && !each.decl.storage.includes("extern"),
  );
  return variable && { file: variable.file, anchor: variable.anchor, ...spanOf(variable.decl.nameSpan) };
}

const spanOf = ({ start, end }: { readonly start: number; readonly end: number }): { start: number; end: number } => ({
  start,
  end,
});

function takeRow({ fn, said }: SaidBy<TakenLock>, unit: ViewedUnit): Row {
  const level: ShownLevel | undefined = unit.levels?.at(fn, said.start)?.level;
  return placeRow({
    id: `taken ${functionKey(fn)}`,
    kind: "take",
    label: nameInUnit(fn),
    notes: [
      ...(level === undefined ? [] : [level.phrase]),
      ...(said.isShared ? ["shared"] : []),
      ...(said.tries ? ["tries"] : []),
    ],
    details: [
      `${nameInUnit(fn)} ${said.tries ? "tries to take" : "takes"} ${nameParts(said.name).label}${level === undefined ? "" : `, coming ${level.phrase}`}`,
    ],
    mark: level?.mark,
    at: fn.place(said),
  });
}

function orderRow(second: string, pairs: readonly SaidBy<LockOrder>[], reversed: readonly SaidBy<LockOrder>[]): Row {
  const risks = reversed.filter(({ said }) => pairs.some((pair) => mayWait(pair.said.pair, said.pair)));
  const name = nameParts(second).label;
  const [first] = pairs;
  const held = nameParts(first?.said.first ?? "").label;
  const others = [...new Set(risks.map(({ fn }) => nameInUnit(fn)))];
  return {
    id: `then ${second}`,
    kind: "order",
    label: `then ${name}`,
    notes: [`in ${counted(new Set(pairs.map(({ fn }) => fn)).size, "function")}`],
    details: [
      `${name} is taken while ${held} is held`,
      ...(risks.length > 0
        ? [
            `${others.join(", ")} ${others.length > 1 ? "take" : "takes"} them in the other order: each may wait for the other for ever`,
          ]
        : []),
    ],
    remark: risks.length > 0 ? `the other order in ${few(others)}` : undefined,
    at: first?.said.at,
    rows: numbered([...pairs.map((pair) => pairRow(pair, "this")), ...risks.map((pair) => pairRow(pair, "other"))]),
  };
}

const few = ([first = "", ...others]: readonly string[]): string =>
  others.length === 0 ? first : `${first} and ${others.length} more`;

function pairRow({ fn, said }: SaidBy<LockOrder>, order: "this" | "other"): Row {
  return placeRow({
    id: `${order} ${functionKey(fn)}`,
    kind: "take",
    label: nameInUnit(fn),
    notes: said.callee === undefined ? [] : [`calls ${nameOfKey(said.callee)}`],
    details: [],
    remark: order === "other" ? "the other order" : undefined,
    at: said.at,
  });
}

/** What is said above functions that the system calls: as what, at which level, and where they are handed to it. */
import { functionKey, nameOfKey } from "../../../analysis/calls/function-key.ts";
import type { FunctionAnalysis } from "../../../analysis/function-analysis.ts";
import type { LinuxContext } from "../../../facts/index.ts";
import type { Registration } from "../../../model/contracts/registrations.ts";
import { rolesOf } from "../../../model/contracts/roles.ts";
import type { FunctionModel } from "../../../model/function.ts";
import type { RuleContext } from "../../../rules/context.ts";
import { type LineTable, lineTable } from "../../lines.ts";
import type { TextRange } from "../../report.ts";
import type { UnitSession } from "../../unit-session.ts";
import type { UnitLevels } from "./level.ts";
import { Recent } from "./recent.ts";

export interface CallbackLens {
  /** The function's head up to its name, annotations included: absolute offsets. */
  readonly start: number;
  readonly end: number;
  /** "EVT_WDF_DPC · DISPATCH_LEVEL · registered at init.c:42". */
  readonly title: string;
  /** Where it is handed to the system; of a function that only a declaration makes a callback none. */
  readonly places: readonly TextRange[];
}

/** What is said of a function, and who hands it to the system. */
interface Said extends Pick<CallbackLens, "title" | "places"> {
  readonly registrars: readonly string[];
}

export class CallbackLenses {
  private readonly session: UnitSession;
  /** By `functionKey`. */
  private readonly last = new Recent<Said>();

  constructor(session: UnitSession) {
    this.session = session;
  }

  /** Of the functions of one file, by position; undefined where nothing can be known of the file. */
  of(path: string): readonly CallbackLens[] | undefined {
    const reading = this.session.reading(path);
    const { levels } = this.session;
    if (reading === undefined || levels === undefined) {
      return undefined;
    }
    const { context, document } = reading;
    const tables = new Map<string, LineTable>();
    const lineOf = ({ path: file, start }: TextRange): string => {
      const table = tables.get(file) ?? lineTable(this.session.text(file) ?? "");
      tables.set(file, table);
      return `${file.slice(file.lastIndexOf("/") + 1)}:${table.positionAt(start).line}`;
    };
    return context.file.declarations.flatMap(({ functions }) =>
      functions.flatMap((fn): readonly CallbackLens[] => {
        const callback = context.derived(callbackOf, fn);
        const level = callback && levelOf(fn, callback, levels);
        const now = callback && said(callback, level, lineOf);
        const shown = this.kept(fn, now, context);
        const [start, end] = [headStart(fn, document.text), fn.anchor.start + fn.definition.nameSpan.end];
        return shown === undefined ? [] : [{ start, end, title: shown.title, places: shown.places }];
      }),
    );
  }

  /** What is to be said, or was last while who registers the function is being typed into. */
  private kept(fn: FunctionModel, now: Said | undefined, { unit }: RuleContext): Said | undefined {
    const key = functionKey(fn);
    const before = this.last.get(key);
    const isBroken = (registrar: string): boolean =>
      unit.functions(nameOfKey(registrar)).some((one) => one.broken && functionKey(one) === registrar);
    if (before?.registrars.some(isBroken)) {
      return before;
    }
    if (now === undefined) {
      this.last.delete(key);
    } else {
      this.last.set(key, now);
    }
    return now;
  }
}

/** Whether a lens stands above a function that says at which level it runs. */
export function isLevelTold(fn: FunctionModel, context: RuleContext, levels: UnitLevels): boolean {
  const callback = context.derived(callbackOf, fn);
  return callback !== undefined && levelOf(fn, callback, levels) !== undefined;
}

/** In words; what callers in the driver do says nothing of how the system calls it. */
function levelOf(fn: FunctionModel, { contexts }: Callback, levels: UnitLevels): string | undefined {
  const level = levels.entryOf(fn);
  return contexts.length > 0 ? contexts.join(" or ") : level?.from === "callers" ? undefined : level?.text;
}

/** What is written before the return type counts too, `extern "C"` on a line of its own among it; an absolute offset. */
function headStart({ anchor, definition, annotations, attributes, conventions }: FunctionModel, text: string): number {
  const parts = [...annotations, ...attributes, ...conventions].map(({ start }) => start);
  const start = anchor.start + Math.min(definition.start, ...parts);
  const linkage = /\bextern\s*"C(?:\+\+)?"\s*$/.exec(text.slice(Math.max(0, start - 100), start));
  return start - (linkage?.[0].length ?? 0);
}

export interface Callback {
  /** "EVT_WDF_DPC", "work function"; one after the other where it is several. */
  readonly roles: readonly string[];
  /** IRP_MJ_READ ... */
  readonly majors: readonly string[];
  /** Of Linux's: "process context". */
  readonly contexts: readonly string[];
  readonly registrations: readonly Registration[];
}

export const callbackOf: FunctionAnalysis<RuleContext, Callback | undefined> = {
  run(fn, context) {
    const { roles, dispatches } = rolesOf(fn, context.unit, context.facts);
    const all = context.registrations(fn, "reasons");
    // A table of the driver's own that holds pointers of a role's type hands nothing to the system.
    const documented = all.filter(({ source }) => source === "documented");
    const registrations = documented.length > 0 ? documented : all;
    const declared = roles.flatMap(({ callback }) => (callback?.role === "callback" ? callback.roleType : []));
    const names = [...declared, ...registrations.map((one) => (one.linux ? linuxRole(one.linux) : one.roleType))];
    if (names.length === 0) {
      return undefined;
    }
    const majors = registrations.flatMap(({ name }) => /\[(IRP_MJ_\w+)\]/.exec(name)?.[1] ?? []);
    return {
      roles: [...new Set(names)],
      majors: [...new Set([...dispatches.map(({ major }) => major), ...majors])],
      contexts: [...new Set(registrations.flatMap(({ linux }) => contextText(linux?.callbackContext) ?? []))],
      registrations,
    };
  },
};

function said(callback: Callback, level: string | undefined, lineOf: (place: TextRange) => string): Said {
  const { roles, majors, registrations } = callback;
  const places = registrations.map(({ place: { file, anchor, start, end } }) => ({
    path: file,
    start: anchor.start + start,
    end: anchor.start + end,
  }));
  const [first] = places;
  const parts = [
    roles.join(", ") + (majors.length > 0 ? ` (${majorsText(majors)})` : ""),
    ...(level === undefined ? [] : [level]),
    ...(first === undefined
      ? []
      : [places.length === 1 ? `registered at ${lineOf(first)}` : `registered at ${places.length} places`]),
  ];
  return {
    title: parts.join(" · "),
    places,
    registrars: registrations.flatMap(({ within }) => (within === undefined ? [] : functionKey(within))),
  };
}

/** IRP_MJ_READ, IRP_MJ_WRITE; their number where they are many: a filter may have one routine for all that there are. */
export const majorsText = (majors: readonly string[]): string =>
  majors.length > 4 ? `${majors.length} major functions` : majors.join(", ");

/** What a routine is called by what takes it; a field by its own name. */
function linuxRole({ name, kind, callbackEntry }: LinuxContext): string {
  if (kind === "registration-field") {
    return name;
  }
  const [, role] = linuxRoles.find(([pattern]) => pattern.test(name)) ?? [];
  const interrupt = callbackEntry === "hardirq" ? "interrupt handler" : "threaded interrupt handler";
  return role ?? (/request_(?:threaded_|any_context_)?irq/.test(name) ? interrupt : `routine of ${name}`);
}

const linuxRoles: readonly (readonly [RegExp, string])[] = [
  [/WORK|_work$/, "work function"],
  [/tasklet/i, "tasklet"],
  [/timer/i, "timer function"],
  [/^call_s?rcu/, "RCU callback"],
  [/kthread/, "kernel thread"],
  [/napi/, "NAPI poll function"],
  [/notifier/, "notifier callback"],
  [/kretprobe|kprobe/, "probe handler"],
  [/^usb_fill_/, "URB completion"],
  [/_initcall$|^module_init$/, "module initialisation"],
  [/_exitcall$|^module_exit$/, "module exit"],
];

/** As hovers say it: "process context", "in a softirq", "softirq or process context, rcu held". */
function contextText(context: string | undefined): string | undefined {
  const [, where, more = ""] = /^([a-z ]*[a-z])(\s*[,(].*)?$/.exec(context ?? "") ?? [];
  const alone = more === "" && where !== undefined ? interrupts.get(where) : undefined;
  return where === undefined ? undefined : (alone ?? `${where === "caller" ? "its caller's" : where} context${more}`);
}

const interrupts: ReadonlyMap<string, string> = new Map([
  ["hardirq", "in a hardware interrupt"],
  ["softirq", "in a softirq"],
]);

/** What callers need to know of a Linux function: which locks it leaves taken or released, and whether it sleeps. */
import type { Place } from "../../model/place.ts";
import { type Arguments, substitute } from "../paths/arguments.ts";
import type { MemoryFact } from "../worlds/outcomes.ts";
import type { CallOutcome, Operation } from "./operations.ts";

/** A call that sleeps, with the first step of the way to what does. */
export interface SleepNeed {
  /** Whether every execution of the function comes to it. */
  readonly certainty: "always" | "sometimes";
  /** It sleeps only where all of these values are given. */
  readonly given: CallOutcome["given"];
  /** And only where memory that callers can name has these values: in the callee's terms, at a call in the caller's words. */
  readonly memory: readonly MemoryFact[];
  /** It sleeps only if the allocation flags that this parameter is given let it. */
  readonly flags: number | undefined;
  /** What it is given at these indices decides too, in a way that only the callee knows: nothing is said of constants. */
  readonly asks: readonly number[];
  /** It does nothing worse than fail where page faults are off: copies from and to user space. */
  readonly faults: boolean;
  /** Interrupts are on there whatever they were at the entry. */
  readonly hasInterruptsOn: boolean;
  /** Calls from here to what sleeps; 1 is the function's own call. */
  readonly depth: number;
  /** What is called at `at`, and its key where it is a function of the unit that passes the need on. */
  readonly callee: string;
  readonly via: string | undefined;
  /** What sleeps at the end of the chain. */
  readonly source: string;
  /** Why, as a phrase: "may sleep", "allocates with GFP_KERNEL, which may sleep". */
  readonly because: string;
  readonly at: Place;
}

export interface AtomicSummary {
  /** Paths are of the caller's making: `$0` is the first argument. One with no operations where nothing changes; none where it never returns. */
  readonly outcomes: readonly CallOutcome[];
  readonly sleeps: readonly SleepNeed[];
  readonly isUnknown: boolean;
  /** It could not be followed to the end. */
  readonly gaveUp: boolean;
}

export const nothingDone: AtomicSummary = {
  outcomes: [{ returns: undefined, given: [], operations: [] }],
  sleeps: [],
  isUnknown: false,
  gaveUp: false,
};

/** Of a function that cannot be followed: nobody knows which locks are held after it. */
export const unknownSummary: AtomicSummary = {
  outcomes: [{ returns: undefined, given: [], operations: [{ kind: "unknown" }] }],
  sleeps: [],
  isUnknown: true,
  gaveUp: false,
};

export const changesNothing = ({ outcomes }: AtomicSummary): boolean =>
  outcomes.length > 0 && outcomes.every(({ operations }) => operations.length === 0);

/** Whether callers cannot tell summaries apart. */
export function equalSummaries(a: AtomicSummary, b: AtomicSummary): boolean {
  return a === b || callersView(a) === callersView(b);
}

const callersView = ({ outcomes, sleeps, isUnknown, gaveUp }: AtomicSummary): string =>
  JSON.stringify([outcomes, sleeps.map(({ at, ...said }) => said), isUnknown, gaveUp]);

/** Whether the reasons stand at the same places too. */
export function sameReasons(a: AtomicSummary, b: AtomicSummary): boolean {
  return a === b || a.sleeps.every(({ at }, index) => isSamePlace(at, b.sleeps[index]?.at));
}

const isSamePlace = (a: Place, b: Place | undefined): boolean =>
  b !== undefined && a.anchor === b.anchor && a.start === b.start && a.end === b.end;

/** A summary's operations at a call. */
export function instantiate(operations: readonly Operation[], args: Arguments): readonly Operation[] {
  return operations.flatMap((operation): readonly Operation[] => {
    switch (operation.kind) {
      case "acquire":
      case "release":
        return [{ ...operation, lock: substitute(operation.lock, args, "object") }];
      case "save": {
        const to = substitute(operation.to, args, "variable");
        return to === undefined ? [] : [{ kind: "save", to }];
      }
      case "restore":
        return [{ kind: "restore", from: substitute(operation.from, args, "variable") }];
      default:
        return [operation];
    }
  });
}

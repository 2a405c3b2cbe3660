/** Reports functions that change the IRQL for their callers and do not say so, where annotations are in use. */
import { changesLevel, inferredSal } from "../analysis/annotations/inferred-sal.ts";
import { irqlFlow, irqlSummaries } from "../analysis/irql/flow.ts";
import { type LevelRange, passive } from "../analysis/irql/level.ts";
import type { CallOutcome } from "../analysis/irql/operations.ts";
import { isOtherBuild } from "../analysis/names/builds.ts";
import { annotateHead } from "../fixes/sal-head.ts";
import { declarationsOf } from "../model/contracts/declarations.ts";
import { type SalContract, salOf } from "../model/contracts/sal.ts";
import type { FunctionModel } from "../model/function.ts";
import type { RuleContext } from "./context.ts";
import { defineRule } from "./rule.ts";

export const irqlFunctionNotAnnotated = defineRule({
  id: "irql-function-not-annotated",
  severity: "hint",
  platforms: ["windows-kernel"],
  equivalents: ["C28167", "cpp/drivers/irql-function-not-annotated"],
  docs: {
    summary: "Function changes the IRQL, and no annotation says so",
    why:
      "Whoever reads the declaration assumes that the level is the same after a call. So do tools that check one " +
      "function at a time: they miss what goes wrong after the call, and complain about what is right.",
    bad: `VOID LockDevice(_In_ PKSPIN_LOCK Lock, _Out_ PKIRQL OldIrql)
{
    KeAcquireSpinLock(Lock, OldIrql);
}`,
    good: `_IRQL_raises_(DISPATCH_LEVEL)
_At_(*OldIrql, _IRQL_saves_)
_Acquires_lock_(*Lock)
VOID LockDevice(_In_ PKSPIN_LOCK Lock, _Out_ PKIRQL OldIrql)
{
    KeAcquireSpinLock(Lock, OldIrql);
}`,
    references: [
      "https://learn.microsoft.com/windows-hardware/drivers/devtest/28167-function-changes-irql-without-restore",
      "https://learn.microsoft.com/windows-hardware/drivers/devtest/irql-annotations-for-drivers",
    ],
  },
  summaries: [irqlSummaries],
  *checkFunction(fn, context) {
    const { entry, summary } = context.derived(irqlFlow, fn);
    const isOwn = entry.from !== "role" && !summary.isUnknown && changesLevel(summary.outcomes, entry);
    const annotations = isOwn ? inferredSal(summary.outcomes, fn) : undefined;
    if (
      annotations === undefined ||
      losesLevel(summary.outcomes, entry) ||
      !isAnnotated(fn, context) ||
      isOtherBuild(fn.place(fn.definition.nameSpan), context)
    ) {
      return;
    }
    if (salOf(fn, context.unit).contracts.some(speaksOfChanges)) {
      return;
    }
    yield {
      at: fn.place(fn.definition.nameSpan),
      message: `${fn.name} returns at another IRQL than it is called at, but its annotations do not say so`,
      advice: `Annotate it: ${annotations.join(" ")}`,
      fixes: [annotateHead(annotations, fn, context.file, context.unit)].filter((fix) => fix !== undefined),
    };
  },
});

/** Whether whoever wrote the function writes SAL at all: it stands on its head, a parameter, or a prototype. IN and OUT are older. */
function isAnnotated(fn: FunctionModel, { unit }: RuleContext): boolean {
  return [fn, ...declarationsOf(fn, unit).prototypes].some(({ annotations, parameterAnnotations }) =>
    [annotations, ...parameterAnnotations].flat().some(({ name }) => name.startsWith("_")),
  );
}

/** Whether it raises the level and keeps the old one nowhere: that is the mistake then, and other rules say it. */
const losesLevel = (outcomes: readonly CallOutcome[], { low, high }: LevelRange): boolean =>
  low < high &&
  outcomes.some(
    ({ operations }) =>
      operations.some((operation) => operation.kind === "level" && operation.to.low > passive) &&
      !operations.some(({ kind }) => kind === "save" || kind === "acquire"),
  );

const speaksOfChanges = ({ term: { kind } }: SalContract): boolean =>
  /^irql-(?:raises|saves|restores|same|uses-cancel|is-cancel|always)|^lock-(?:acquired|released)/.test(kind);

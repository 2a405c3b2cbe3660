/** Reports IRQL annotations that say nothing, or contradict each other or those of the declaration. */
import { storageMistake } from "../analysis/annotations/irql-storage.ts";
import { highestIrql, levelMistake } from "../analysis/annotations/level-names.ts";
import { levelRank } from "../facts/index.ts";
import type { Fix } from "../fixes/fix.ts";
import { levelEdit } from "../fixes/sal-level.ts";
import { entryLevels, type SalContract, salOf, salOfPrototype } from "../model/contracts/sal.ts";
import type { LevelTerm, SalTerm } from "../model/contracts/sal-terms.ts";
import type { Place } from "../model/place.ts";
import type { HeadSymbol } from "../model/symbols.ts";
import type { FunctionHead, Prototype } from "../syntax/ast.ts";
import type { RuleContext } from "./context.ts";
import type { Finding } from "./finding.ts";
import { defineRule } from "./rule.ts";

export const irqlAnnotationIssue = defineRule({
  id: "irql-annotation-issue",
  severity: "warning",
  platforms: ["windows-kernel"],
  equivalents: ["C28153", "cpp/drivers/irql-annotation-issue"],
  docs: {
    summary: "IRQL annotation that says nothing, or two that contradict each other",
    why:
      "The compiler ignores these annotations, so a level that does not exist goes unnoticed. Whoever checks the " +
      "driver by them learns nothing, or the wrong thing, and a call at the wrong level passes.",
    bad: `_IRQL_requires_min_(DISPATCH_LEVEL)
_IRQL_requires_max_(APC_LEVEL)
VOID CompleteRead(PIRP Irp);`,
    good: `_IRQL_requires_max_(DISPATCH_LEVEL)
VOID CompleteRead(PIRP Irp);`,
    references: [
      "https://learn.microsoft.com/windows-hardware/drivers/devtest/irql-annotations-for-drivers",
      "https://learn.microsoft.com/windows-hardware/drivers/devtest/28153-irql-annotation-eval-context",
    ],
  },
  *checkFunction(fn, context) {
    const { contracts } = salOf(fn, context.unit);
    const isOwn = ({ origin }: SalContract): boolean => origin === "definition";
    const own = contracts.filter(isOwn);
    if (own.some(mentionsLevel)) {
      yield* issues({ name: fn.name, head: fn.definition, contracts: own, text: (at) => fn.text(at) }, context);
      const declared = contracts.filter(({ origin }) => origin === "prototype" || origin === "role-declaration");
      yield* differences(fn.name, own, declared, (at) => fn.text(at), context);
    }
  },
  *checkDeclaration(declaration, context) {
    for (const symbol of declaration.symbols.prototypes) {
      if (isAnnotatedWithLevels(symbol)) {
        const contracts = salOfPrototype(symbol, context.unit);
        const text = (at: Place): string => declaration.text(at);
        yield* issues({ name: symbol.name, head: symbol.decl, contracts, text }, context);
      }
    }
  },
});

/** A definition or a prototype with the annotations that stand on it. */
interface Annotated {
  readonly name: string;
  readonly head: FunctionHead;
  readonly contracts: readonly SalContract[];
  readonly text: (at: Place) => string;
}

type LevelContract = SalContract & { readonly term: Extract<SalTerm, { level: LevelTerm }> };

const isLevelContract = (contract: SalContract): contract is LevelContract => "level" in contract.term;

const mentionsLevel = ({ term }: SalContract): boolean => term.kind.startsWith("irql-");

/** Levels inside `_When_` and `_At_` too; without asking what macros of the unit stand for. */
const isAnnotatedWithLevels = ({ annotations, parameterAnnotations }: HeadSymbol<Prototype>): boolean =>
  [annotations, ...parameterAnnotations].flat().some(({ name, args = "" }) => /IRQL/.test(name) || /IRQL/.test(args));

function* issues(annotated: Annotated, context: RuleContext): Iterable<Finding> {
  // What a macro of the unit says wrong is not said at each of its uses.
  const direct = annotated.contracts.filter(({ name }) => /IRQL|^_(?:When|At|Group)_$|^__drv_/.test(name));
  for (const finding of [
    ...direct.filter(isLevelContract).flatMap((contract) => levelIssue(contract, annotated, context) ?? []),
    ...direct.flatMap((contract) => storageIssue(contract, annotated, context) ?? []),
    ...contradictions(direct, annotated.name),
  ]) {
    if (context.assumption(finding.at) === undefined) {
      yield finding;
    }
  }
}

function levelIssue(
  { term, name, place }: LevelContract,
  { text }: Annotated,
  context: RuleContext,
): Finding | undefined {
  const mistake = levelMistake(term.level, context.unit);
  if (mistake === undefined) {
    return undefined;
  }
  const written = term.level.text;
  switch (mistake.kind) {
    case "missing":
      return { at: place, message: `${name} names no level`, advice: "Name the level in its parentheses" };
    case "out-of-range":
      return { at: place, message: `${written} is no IRQL`, advice: `Name a level: IRQLs go from 0 to ${highestIrql}` };
    case "misspelled":
      return {
        at: place,
        message: `${written} is no IRQL`,
        advice: `Write ${mistake.meant}`,
        fixes: levelFix(place, written, mistake.meant ?? "", text, "preferred"),
      };
  }
}

function storageIssue(contract: SalContract, { head }: Annotated, { unit }: RuleContext): Finding | undefined {
  const { term, name, place, target } = contract;
  if (term.kind !== "irql-saves" && term.kind !== "irql-restores") {
    return undefined;
  }
  const parameter = target === undefined ? contract.parameter : parameterOf(target, head);
  // What `_At_` names other than a parameter is not followed.
  const mistake =
    target !== undefined && parameter === undefined ? undefined : storageMistake(term.kind, head, parameter, unit);
  const verb = term.kind === "irql-saves" ? "saves the IRQL in" : "restores the IRQL from";
  return mistake === undefined
    ? undefined
    : {
        at: place,
        message: `${name} ${verb} ${mistake}`,
        advice:
          term.kind === "irql-saves"
            ? "Annotate a pointer to a KIRQL, or a function that returns one"
            : "Annotate the parameter that holds the old IRQL",
      };
}

/** `*Irql` of `_At_(*Irql, _IRQL_saves_)`. */
function parameterOf(target: string, { parameters }: FunctionHead): number | undefined {
  const name = /^\*?\s*\(?\s*(\w+)\s*\)?$/.exec(target)?.[1];
  const index = parameters.findIndex((parameter) => parameter.name === name);
  return name === undefined || index < 0 ? undefined : index;
}

function* contradictions(contracts: readonly SalContract[], name: string): Iterable<Finding> {
  const { min, max } = entryLevels(contracts);
  if (min !== undefined && max !== undefined && levelRank(min.level) > levelRank(max.level)) {
    yield {
      at: max.contract.place,
      message: `${name} may be called at ${min.level} at least and at ${max.level} at most, so never`,
      advice: "Correct one of the two annotations",
      related: [{ at: min.contract.place, message: `${min.level} is the least here` }],
    };
    return;
  }
  const always = contracts.filter(({ condition, target }) => condition === undefined && target === undefined);
  const raises = always.filter(isLevelContract).find(({ term }) => term.kind === "irql-raises");
  const same = always.find(({ term, parameter }) => term.kind === "irql-same" && parameter === undefined);
  const level = raises?.term.level.level;
  if (
    raises !== undefined &&
    same !== undefined &&
    level !== undefined &&
    !(min?.level === level && max?.level === level)
  ) {
    yield {
      at: raises.place,
      message: `${name} is annotated to return at ${level} and also at the IRQL it was called at`,
      advice: `Remove ${same.name} from a function that raises the IRQL`,
      related: [{ at: same.place, message: `${same.name} stands here` }],
    };
  }
}

const differing: ReadonlyMap<SalTerm["kind"], string> = new Map([
  ["irql-max", "may be called at %s at most"],
  ["irql-min", "may be called at %s at least"],
  ["irql-exact", "has to be called at %s"],
  ["irql-raises", "returns at %s"],
  ["irql-always-max", "runs at %s at most"],
  ["irql-always-min", "runs at %s at least"],
]);

/** Where the definition says another level than a declaration of the same function. */
function* differences(
  name: string,
  own: readonly SalContract[],
  declared: readonly SalContract[],
  text: (at: Place) => string,
  context: RuleContext,
): Iterable<Finding> {
  for (const [kind, phrase] of differing) {
    const isUnconditional = (contract: SalContract): contract is LevelContract =>
      contract.term.kind === kind && contract.condition === undefined && contract.target === undefined;
    const [mine, second] = own.filter(isUnconditional);
    const other = declared
      .filter(isUnconditional)
      .find(
        ({ term, place }) => term.level.level !== mine?.term.level.level && context.assumption(place) === undefined,
      );
    const [level, otherLevel] = [mine, other].map((contract) => contract?.term.level.level);
    if (
      mine === undefined ||
      other === undefined ||
      second !== undefined ||
      context.assumption(mine.place) !== undefined
    ) {
      continue;
    }
    if (level !== undefined && otherLevel !== undefined) {
      const [here, there] = [level, otherLevel].map((value) => phrase.replace("%s", value));
      yield {
        at: mine.place,
        message: `${name} ${here} by its definition, and ${there} by its declaration`,
        advice: "Make both say the same: callers see the declaration",
        related: [{ at: other.place, message: `The declaration says ${otherLevel}` }],
        fixes: levelFix(mine.place, mine.term.level.text, other.term.level.text, text, "offered"),
      };
    }
  }
}

function levelFix(
  place: Place,
  written: string,
  level: string,
  text: (at: Place) => string,
  how: "preferred" | "offered",
): readonly Fix[] {
  const edit = levelEdit(place, written, level, text(place));
  return edit === undefined ? [] : [{ title: `Write ${level}`, edits: [edit], preferred: how === "preferred" }];
}

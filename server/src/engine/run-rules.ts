/** Asks rules about a file and turns their answers into plain reports; a function's answers are kept while they hold. */
import { macroBodies, macroUses } from "../analysis/names/macro-bodies.ts";
import type { FileModel } from "../model/file.ts";
import type { FunctionModel } from "../model/function.ts";
import type { RuleContext } from "../rules/context.ts";
import type { Rule } from "../rules/rule.ts";
import { ask, byPosition, type RuleFinding, reporter } from "./answers.ts";
import type { Subject } from "./function-cache.ts";
import type { Problem, ReportedFinding } from "./report.ts";
import type { Steps } from "./steps.ts";

/** What was found in a function or a declaration, as long as that holds; else it is worked out. */
export type KeptAnswers = (subject: Subject, make: () => readonly RuleFinding[]) => readonly RuleFinding[];

/** Declarations between two slices of which nothing has to be worked out: to look at one takes less than to give way. */
const breath = 100;

/**
 * All findings of a file, by position and then by rule; gives way after each declaration. A rule that throws is a
 * problem, not the end of the check.
 */
export function* runRules(
  file: FileModel,
  rules: readonly Rule[],
  context: RuleContext,
  kept: KeptAnswers,
  onProblem: (problem: Problem) => void,
): Steps<readonly ReportedFinding[]> {
  const found: ReportedFinding[] = [];
  const report = reporter(file.path, onProblem);
  const functionRules = rules.filter((rule) => rule.checkFunction !== undefined);
  const declarationRules = rules.filter((rule) => rule.checkDeclaration !== undefined);
  const needs = rules.flatMap((rule) => rule.needs ?? []);
  let sinceBreath = 0;
  for (const declaration of file.declarations) {
    for (const fn of declaration.functions) {
      const findings = kept(fn, () => {
        sinceBreath = breath;
        for (const analysis of needs) {
          prepare(() => context.derived(analysis, fn));
        }
        return functionRules.flatMap((rule) =>
          ask(rule, () => rule.checkFunction?.(fn, context) ?? [], file.path, onProblem),
        );
      });
      for (const { rule, finding } of findings) {
        found.push(report(rule, finding, fn.name));
      }
    }
    const { prototypes, variables } = declaration.symbols;
    if (prototypes.length + variables.length > 0 && declarationRules.length > 0) {
      const findings = kept(declaration, () => {
        sinceBreath = breath;
        return declarationRules.flatMap((rule) =>
          ask(rule, () => rule.checkDeclaration?.(declaration, context) ?? [], file.path, onProblem),
        );
      });
      for (const { rule, finding } of findings) {
        found.push(report(rule, finding, undefined));
      }
    }
    if (++sinceBreath > breath) {
      sinceBreath = 0;
      yield;
    }
  }
  for (const { rule, finding } of yield* findingsInMacros(file, rules, context, kept, onProblem)) {
    found.push(report(rule, finding, undefined));
  }
  for (const rule of rules) {
    for (const { finding } of ask(rule, () => rule.checkFile?.(file, context) ?? [], file.path, onProblem)) {
      found.push(report(rule, finding, undefined));
    }
    yield;
  }
  return found.sort(byPosition);
}

/** What rules say of calls in the bodies of the file's macros, with the places where functions use the macro. */
function* findingsInMacros(
  file: FileModel,
  rules: readonly Rule[],
  context: RuleContext,
  kept: KeptAnswers,
  onProblem: (problem: Problem) => void,
): Steps<readonly RuleFinding[]> {
  const readers = rules.filter(({ readsMacrosWith }) => readsMacrosWith !== undefined);
  const matters = (name: string): boolean => readers.some((rule) => rule.readsMacrosWith?.(name, context.facts));
  const ofBodies = new Map<FunctionModel, readonly RuleFinding[]>();
  for (const body of macroBodies(file, matters)) {
    const findings = kept(body, () =>
      readers.flatMap((rule) => ask(rule, () => rule.checkFunction?.(body, context) ?? [], file.path, onProblem)),
    );
    if (findings.length > 0) {
      ofBodies.set(body, findings);
    }
    yield;
  }
  return [...macroUses([...ofBodies.keys()], context)].flatMap(([body, uses]) =>
    (ofBodies.get(body) ?? []).map(({ rule, finding }) => ({
      rule,
      finding: { ...finding, related: [...(finding.related ?? []), ...uses] },
    })),
  );
}

/** Works something out that a rule will ask for; if that fails, it does so again when it is asked for, and is told. */
function prepare(work: () => unknown): void {
  try {
    work();
  } catch {
    // Told then.
  }
}

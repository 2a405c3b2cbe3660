/** Reports numbers that are no IRQL where one is wanted, and numbers in the place of a level's name. */
import { highestIrql } from "../analysis/annotations/level-names.ts";
import { ownership } from "../analysis/names/ownership.ts";
import type { IrqlEffect } from "../facts/index.ts";
import type { CallSite, FunctionModel } from "../model/function.ts";
import type { Expr } from "../syntax/ast.ts";
import type { RuleContext } from "./context.ts";
import type { Finding } from "./finding.ts";
import { defineRule } from "./rule.ts";

export const irqlIllegalValue = defineRule({
  id: "irql-illegal-value",
  severity: "error",
  platforms: ["windows-kernel"],
  equivalents: ["C28151", "cpp/drivers/irql-illegal-value", "C28139", "cpp/drivers/strict-type-match"],
  docs: {
    summary: "A number that is no IRQL",
    why:
      "IRQLs are the numbers from 0 to HIGH_LEVEL, which is 15 on 64-bit systems and 31 on x86. A number above that " +
      "still goes into the processor's register, which faults or blocks every interrupt for good. From DIRQL up, " +
      "levels have other numbers on each architecture: only the names mean the same everywhere.",
    bad: `VOID Freeze(VOID)
{
    KIRQL old;
    KeRaiseIrql(0xFF, &old);
    KeLowerIrql(old);
}`,
    good: `VOID Freeze(VOID)
{
    KIRQL old;
    KeRaiseIrql(HIGH_LEVEL, &old);
    KeLowerIrql(old);
}`,
    references: [
      "https://learn.microsoft.com/windows-hardware/drivers/devtest/28151-illegal-irql-value",
      "https://learn.microsoft.com/windows-hardware/drivers/devtest/28139-argument-operand-should-exactly-match",
      "https://learn.microsoft.com/windows-hardware/drivers/kernel/managing-hardware-priorities",
    ],
  },
  *checkFunction(fn, context) {
    for (const site of fn.calls) {
      for (const { argument, isLevel } of levelArguments(site, fn, context)) {
        const finding =
          outOfRange(argument, site, fn, context) ?? (isLevel ? plainNumber(argument, site, fn) : undefined);
        if (finding !== undefined && context.assumption(finding.at) === undefined) {
          yield finding;
        }
      }
    }
  },
});

interface LevelArgument {
  readonly argument: Expr;
  /** Whether it says a level of the caller's choice, and not one that was saved. */
  readonly isLevel: boolean;
}

/** The arguments that are taken as KIRQL: by the facts for the kit's functions, by their declaration for the unit's own. */
function levelArguments(
  { name, expr }: CallSite,
  fn: FunctionModel,
  { facts, unit }: RuleContext,
): readonly LevelArgument[] {
  const effect = name === undefined ? undefined : facts.irqlEffect(name);
  if (effect !== undefined && ownership(effect.name, fn, unit) !== "own") {
    const index = levelParameter(effect);
    const argument = index === undefined ? undefined : expr.args[index];
    return argument === undefined ? [] : [{ argument, isLevel: effect.after.kind === "parameter" }];
  }
  const heads = name === undefined ? [] : [...unit.prototypes(name), ...unit.functionSymbols(name)];
  return expr.args.flatMap((argument, index) =>
    heads.length > 0 &&
    heads.every(
      ({ decl: { parameters } }) => parameters[index]?.type.base === "KIRQL" && parameters[index].type.pointers === 0,
    )
      ? [{ argument, isLevel: false }]
      : [],
  );
}

function levelParameter({ lock, after, restoresFrom, header }: IrqlEffect): number | undefined {
  if (after.kind === "parameter") {
    return after.index;
  }
  // What StorPort and NDIS take back is a handle or a state of their own.
  const isLevel = lock?.action === "release" && lock.handle === undefined && !/^(?:storport|ndis)/.test(header ?? "");
  return isLevel && typeof restoresFrom === "number" ? restoresFrom : undefined;
}

/** HIGH_LEVEL of 64-bit systems. */
const highestOf64Bit = 15;

function outOfRange(argument: Expr, { name }: CallSite, fn: FunctionModel, context: RuleContext): Finding | undefined {
  const value = context.integer(argument, fn);
  if (value === undefined || (value >= 0 && value <= highestOf64Bit)) {
    return undefined;
  }
  const isNone = value < 0 || value > highestIrql;
  return {
    at: fn.place(argument),
    message: `${name} is given ${value} as an IRQL, ${isNone ? "but there is no such level" : "a level that only x86 has"}`,
    advice: "Pass the level by its name, or the one that was saved",
    equivalent: "C28151",
    related: context.resolve(argument, fn).leaves.flatMap(({ via }) => via),
    ...(isNone ? {} : { severity: "warning" }),
  };
}

/** Levels with the same number on every architecture. */
const levelNames: readonly string[] = ["PASSIVE_LEVEL", "APC_LEVEL", "DISPATCH_LEVEL"];

function plainNumber(argument: Expr, { name }: CallSite, fn: FunctionModel): Finding | undefined {
  const level = argument.kind === "number" && argument.value !== undefined ? levelNames[argument.value] : undefined;
  return level === undefined
    ? undefined
    : {
        at: fn.place(argument),
        message: `${name} is given the number ${fn.text(argument)} as its level`,
        why: `${fn.text(argument)} is ${level}; a bare number does not say so, and code analysis takes it for a mistake.`,
        advice: `Write ${level}`,
        equivalent: "C28139",
        severity: "hint",
        fixes: [{ title: `Write ${level}`, edits: [{ at: fn.place(argument), text: level }], preferred: true }],
      };
}

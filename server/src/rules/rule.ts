/** The contract between a rule and the engine: what a rule says of itself, what it needs, how it is asked. */

import type { FunctionAnalysis } from "../analysis/function-analysis.ts";
import type { SummaryAnalysis } from "../analysis/summaries.ts";
import type { UnitIndex } from "../analysis/unit-index.ts";
import type { Facts } from "../facts/index.ts";
import type { DeclarationModel, FileModel } from "../model/file.ts";
import type { FunctionModel } from "../model/function.ts";
import type { InfFile } from "../model/inf/inf-file.ts";
import type { CrateModel, RustFunctionModel } from "../model/rust/crate.ts";
import type { CrateContext, InfContext, RuleContext } from "./context.ts";
import type { Finding, Severity } from "./finding.ts";

/** Which code a rule speaks about. */
export type Platform = "windows-kernel" | "linux-kernel";

export type RuleLanguage = "c" | "cpp" | "rust" | "inf";

export interface RuleDocs {
  /** One line, as a heading: "User-mode API called in kernel code". */
  readonly summary: string;
  /** What happens on the machine, with the bug check code where one is known. One to four sentences. */
  readonly why: string;
  /** A short example on which the rule fires, and one that does the same right, on which it is silent. */
  readonly bad: string;
  readonly good: string;
  /** Language of the examples where it is not C; file name `example.cpp` then. A rule of Rust or INF has examples in it. */
  readonly language?: RuleLanguage;
  /** The Windows version that the examples are built for, where that matters: "6.1". */
  readonly target?: string;
  /** What the examples are built for, where the rule speaks of one processor alone. */
  readonly processor?: "x86";
  /** Pages of public documentation. */
  readonly references: readonly string[];
}

export interface Rule {
  /** kebab-case, stable for ever: people write it in suppressions. */
  readonly id: string;
  readonly severity: Severity;
  readonly platforms: readonly Platform[];
  /** Names of the same check elsewhere: PREfast `C28147`, CodeQL `cpp/drivers/...`, SDV rule names. */
  readonly equivalents: readonly string[];
  readonly docs: RuleDocs;
  /**
   * Asked once per function definition; the answer is kept until the function's text changes or another answer is due to
   * a question that was asked through the context meanwhile, so it may depend on nothing else.
   */
  checkFunction?(fn: FunctionModel, context: RuleContext): Iterable<Finding>;
  /**
   * As `checkFunction`, once per declaration with prototypes or variables, for what stands outside functions in it; it may
   * not ask about the file's text.
   */
  checkDeclaration?(declaration: DeclarationModel, context: RuleContext): Iterable<Finding>;
  /**
   * Whether a macro that calls a function of this name is the rule's matter. Then `checkFunction` is asked about the body of
   * each such macro too, as long as the macro means one thing and a function of the unit uses it: what it finds there
   * is reported once, at the macro's definition.
   */
  readsMacrosWith?(name: string, facts: Facts): boolean;
  /** What `checkFile` derives of every function of its file: the engine derives it before, a function at a time. */
  readonly needs?: readonly FunctionAnalysis<RuleContext, unknown>[];
  /** The summaries that it asks for, of whatever function: the engine has them at hand before the rule is asked. */
  readonly summaries?: readonly SummaryAnalysis<RuleContext, unknown>[];
  /** The same, where it asks for others on each platform: what nobody asks for is not worked out. */
  readonly summariesOn?: Readonly<Record<Platform, readonly SummaryAnalysis<RuleContext, unknown>[]>>;
  /** What it asks of all functions of the unit together: the engine knows what they say before the rule is asked. */
  readonly indexes?: readonly UnitIndex<RuleContext, unknown>[];
  /** Asked once per file after each change, for what stands outside functions and is not in one declaration; must be cheap. */
  checkFile?(file: FileModel, context: RuleContext): Iterable<Finding>;
  /**
   * For crates of Rust, as `checkFunction`: once per function with a body that is no test, kept until its item's text
   * changes or another answer is due to a question that was asked through the context.
   */
  checkRustFunction?(fn: RustFunctionModel, context: CrateContext): Iterable<Finding>;
  /**
   * Asked once per crate after each change, for what one function does not show; findings may stand in any of its files
   * and in its Cargo.toml. Must be cheap: what it needs of each function goes through `context.derived`.
   */
  checkCrate?(crate: CrateModel, context: CrateContext): Iterable<Finding>;
  /** For INF and INX files: asked once per file after each change. */
  checkInf?(inf: InfFile, context: InfContext): Iterable<Finding>;
}

/** Gives a rule its type; one call per rule file. */
export function defineRule(rule: Rule): Rule {
  return rule;
}

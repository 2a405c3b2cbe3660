/**
 * One driver unit under check: its files as models, kept true through edits, and their findings. All that is asked of
 * it is worked out from its inputs; what an edit does not touch is not worked out again.
 */
import { functionKey } from "../analysis/calls/function-key.ts";
import { integerValue } from "../analysis/values/integers.ts";
import { resolve } from "../analysis/values/resolve.ts";
import type { Facts } from "../facts/index.ts";
import type { FileChange } from "../model/build/file-change.ts";
import { FileNode } from "../model/build/file-node.ts";
import type { TextReader } from "../model/build/macro-body.ts";
import { UnitNode } from "../model/build/unit-node.ts";
import type { FunctionModel } from "../model/function.ts";
import type { DriverUnit } from "../model/unit/types.ts";
import type { UnitModel } from "../model/unit-model.ts";
import type { RuleContext, TargetWindows } from "../rules/context.ts";
import type { Platform, Rule } from "../rules/rule.ts";
import { type DeclarationReader, SourceDocument, type TextEdit } from "../syntax/document.ts";
import { layered } from "../syntax/macros.ts";
import type { Dialect, Language } from "../syntax/tokens.ts";
import type { RuleFinding } from "./answers.ts";
import type { CheckSession } from "./check-session.ts";
import { baseEnvironment, includeGraph, type MacroSource } from "./environment.ts";
import { FunctionCache } from "./function-cache.ts";
import type { RustGrammar } from "./grammars.ts";
import type { Lexed } from "./judge.ts";
import { lineTable } from "./lines.ts";
import { askedUnit, Questions } from "./questions.ts";
import type { UnitLevels } from "./reading/levels/level.ts";
import { type LevelThere, levelIn } from "./reading/levels/level-at.ts";
import { levelsOf } from "./reading/levels/levels.ts";
import { mendedFunction } from "./reading/levels/mended-function.ts";
import { RegistrationIndex } from "./registration-index.ts";
import type { FileStats, FunctionCounts, Problem, ReportedFinding } from "./report.ts";
import { type KeptAnswers, runRules } from "./run-rules.ts";
import { finish, type Steps } from "./steps.ts";
import { UnitSummaries } from "./summaries/unit-summaries.ts";
import { cComments } from "./suppressions/comment-style.ts";
import { WordPlaces } from "./suppressions/words.ts";
import { UnitIndexes } from "./unit-indexes.ts";

/** What every session needs and none owns. */
export interface EngineParts {
  readonly facts: Facts;
  readonly rules: readonly Rule[];
  /** Reads C and C++. */
  readonly reader: DeclarationReader;
  readonly rust: RustGrammar;
}

export interface SessionInput {
  readonly driver: DriverUnit;
  /** Texts of the unit's sources and headers; a file without text is left out. */
  readonly files: readonly { readonly path: string; readonly text: string }[];
  readonly targetWindows: TargetWindows | undefined;
}

interface OpenFile {
  readonly node: FileNode;
  readonly document: SourceDocument;
  readonly words: WordPlaces;
}

/** A driver unit that is checked as often as its files change. Not for several threads. */
export class UnitSession implements CheckSession {
  private readonly parts: EngineParts;
  private readonly input: SessionInput;
  private readonly files: ReadonlyMap<string, OpenFile>;
  private readonly unit: UnitNode;
  /** The unit as rules see it. */
  private readonly asked: UnitModel;
  /** The rules that speak about this kind of code; always the same list, as it is the key of kept findings. */
  private readonly rules: readonly Rule[];
  private readonly questions = new Questions();
  private readonly cache = new FunctionCache(this.questions);
  private readonly contexts = new Map<string, RuleContext>();
  private readonly registrations: RegistrationIndex;
  private readonly summaries: UnitSummaries;
  private readonly indexes: UnitIndexes;
  /** Whether what follows from the last edit is worked out. */
  private isSettled = false;
  /** See `levels`. */
  private shownLevels: UnitLevels | undefined;
  /** Files that have been checked. */
  private readonly checked = new Set<string>();
  /** Files whose edits the unit's names do not follow yet. */
  private readonly unsettled = new Set<string>();
  /** Grows when files may have to be told other macros than they know. */
  private macrosRevision = 1;
  /** The revision that they know. */
  private macrosShared = 0;

  /** Reads the unit's files. */
  static open(input: SessionInput, parts: EngineParts): UnitSession {
    return finish(UnitSession.opening(input, parts));
  }

  /** `open` in slices. */
  static *opening(input: SessionInput, parts: EngineParts): Steps<UnitSession> {
    const session = new UnitSession(input, parts, yield* readFiles(input, parts));
    yield* session.settling();
    return session;
  }

  private constructor(input: SessionInput, parts: EngineParts, files: ReadonlyMap<string, OpenFile>) {
    this.parts = parts;
    this.input = input;
    this.files = files;
    const platform = platformOf(input.driver);
    this.rules = platform === undefined ? [] : parts.rules.filter((rule) => rule.platforms.includes(platform));
    const nodes = [...files.values()].map(({ node }) => node);
    this.unit = new UnitNode(nodes);
    const { cache, questions } = this;
    const unit = askedUnit(this.unit, questions);
    this.asked = unit;
    this.registrations = new RegistrationIndex({ facts: parts.facts, unit, cache, questions });
    const analyses = this.rules.flatMap(({ summaries = [], summariesOn }) => [
      ...summaries,
      ...(platform === undefined ? [] : (summariesOn?.[platform] ?? [])),
    ]);
    const contextOf = (path: string): RuleContext => this.contextOf(path);
    this.summaries = new UnitSummaries({ analyses, paths: this.paths, cache, questions, contextOf });
    const indexes = this.rules.flatMap((rule) => rule.indexes ?? []);
    this.indexes = new UnitIndexes({ indexes, paths: this.paths, cache, questions, contextOf });
    for (const { declarations } of nodes) {
      this.followDeclarations({ removed: [], added: declarations });
    }
  }

  /** Paths of the session's files. */
  get paths(): readonly string[] {
    return [...this.files.keys()];
  }

  text(path: string): string | undefined {
    return this.files.get(path)?.document.text;
  }

  /** What suppressions are read with; true until the file's next edit. */
  lexed(path: string): Lexed | undefined {
    const file = this.files.get(path);
    return file && { tokens: file.document.tokens, words: file.words, comments: cComments };
  }

  /** Applies an edit to a file of the session, brought inside its text; ignored for other files. */
  edit(path: string, edit: TextEdit): void {
    const file = this.files.get(path);
    if (file === undefined) {
      return;
    }
    const inside = file.document.inside(edit);
    const { start, oldEnd, text } = inside;
    const { directivesVersion } = file.document;
    file.node.edit(inside);
    file.words.edit(file.document.text, start, oldEnd, start + text.length);
    this.unsettled.add(path);
    this.shownLevels = undefined;
    this.isSettled = false;
    if (directivesVersion !== file.document.directivesVersion) {
      this.macrosRevision++;
    }
  }

  /**
   * The findings of one file by position, suppressed ones not told apart yet. Files of a unit that is no kernel code
   * have none.
   */
  check(path: string, onProblem: (problem: Problem) => void): readonly ReportedFinding[] {
    return finish(this.checking(path, onProblem));
  }

  /** `check` in slices; an edit between two of them makes the rest worthless, so it is to be dropped then. */
  *checking(path: string, onProblem: (problem: Problem) => void): Steps<readonly ReportedFinding[]> {
    const file = this.files.get(path);
    if (file === undefined || this.rules.length === 0) {
      return [];
    }
    yield* this.settling();
    const { cache, rules } = this;
    const kept: KeptAnswers = (fn, make) => cache.get(fn, rules, make);
    const found = yield* runRules(file.node, rules, this.contextOf(path), kept, onProblem);
    this.checked.add(path);
    return found;
  }

  /**
   * What can be said of a file right after an edit, whatever the edit means for the rest of the unit: functions whose
   * text stands say what they said last, others are asked beside what was last known of those they call. In slices, as
   * `checking`, which has to have been through the file once; undefined before.
   */
  *glancing(path: string, onProblem: (problem: Problem) => void): Steps<readonly ReportedFinding[] | undefined> {
    const file = this.files.get(path);
    if (file === undefined || !this.checked.has(path)) {
      return undefined;
    }
    this.summaries.pause();
    yield* this.takingIn();
    const { cache, rules } = this;
    const kept: KeptAnswers = (fn, make) => cache.last<readonly RuleFinding[]>(fn, rules) ?? cache.get(fn, rules, make);
    return yield* runRules(file.node, rules, this.contextOf(path), kept, onProblem);
  }

  /**
   * What questions about places of a file are answered from: its text and tokens, and what the rules know of it; of
   * other functions what was last known. A check that is under way is to be begun again.
   */
  reading(path: string): { readonly document: SourceDocument; readonly context: RuleContext } | undefined {
    this.summaries.pause();
    finish(this.takingIn());
    const file = this.files.get(path);
    return file && { document: file.document, context: this.contextOf(path) };
  }

  /**
   * The levels at which the unit's code runs, until the next edit; undefined for code that is no kernel's. What follows
   * from an edit for other functions is known once a check has been through.
   */
  get levels(): UnitLevels | undefined {
    const platform = platformOf(this.input.driver);
    if (platform === undefined) {
      return undefined;
    }
    this.summaries.pause();
    finish(this.takingIn());
    this.shownLevels ??= levelsOf(platform, (fn) => this.contextOf(fn.file), this.callersOf);
    return this.shownLevels;
  }

  /**
   * The level where control comes to what stands, or is being typed, at an offset of a file; true until the next edit.
   * Undefined outside of functions and where one cannot be read. Reads the function around the place anew: for questions
   * about one place.
   */
  levelAt(path: string, offset: number): LevelThere | undefined {
    const reading = this.reading(path);
    const platform = platformOf(this.input.driver);
    if (reading === undefined || platform === undefined) {
      return undefined;
    }
    const { document, context } = reading;
    const mended = mendedFunction(document, path, offset, textReader(this.parts.reader, document.dialect));
    return (
      mended &&
      levelIn(mended, context, (contextOf) =>
        levelsOf(platform, (fn) => contextOf(fn) ?? this.contextOf(fn.file), this.callersOf),
      )
    );
  }

  stats(path: string): FileStats | undefined {
    const file = this.files.get(path);
    if (file === undefined) {
      return undefined;
    }
    finish(this.settling());
    const { text, language } = file.document;
    return {
      path,
      bytes: text.length,
      lines: lineTable(text).count,
      language,
      kind: this.input.driver.kind,
      ...this.countFunctions(file.node),
    };
  }

  /** As in `stats`, without looking at the text; functions given up are those that were last known. */
  functionCounts(path: string): FunctionCounts | undefined {
    finish(this.takingIn());
    const file = this.files.get(path);
    return file && this.countFunctions(file.node);
  }

  private countFunctions({ path, declarations }: FileNode): FunctionCounts {
    let [functions, brokenFunctions] = [0, 0];
    for (const declaration of declarations) {
      for (const fn of declaration.functions) {
        functions++;
        brokenFunctions += fn.broken ? 1 : 0;
      }
    }
    return {
      functions,
      brokenFunctions,
      givenUpFunctions: this.summaries.givenUp(path).size,
    };
  }

  private readonly callersOf = (analysis: object, fn: FunctionModel): readonly FunctionModel[] =>
    this.summaries.callersOf(analysis, functionKey(fn));

  /** The context of a file of the session. */
  private contextOf(path: string): RuleContext {
    const known = this.contexts.get(path) ?? this.makeContext(path);
    this.contexts.set(path, known);
    return known;
  }

  private makeContext(path: string): RuleContext {
    const { input, parts, cache, asked: unit } = this;
    const { facts } = parts;
    const seen = unit.file(path);
    if (seen === undefined) {
      throw new Error(`${path} is no file of the unit`);
    }
    const known = (name: string): number | undefined => {
      const constant = facts.poolConstant(name);
      return constant === undefined ? undefined : Number(constant.value);
    };
    return {
      facts,
      unit,
      driver: input.driver,
      file: seen,
      targetWindows: input.targetWindows,
      resolve: (expr, fn) => resolve(expr, fn, unit),
      integer: (expr, fn) => integerValue(expr, fn, unit, known),
      defined: (name) => input.driver.defines.has(name) || unit.macros(name).length > 0,
      assumption: (place) => seen.assumption(place.anchor.start + place.start),
      // Whoever asks: what is worked out for a function is read in its own file.
      derived: (analysis, fn) => cache.get(fn, analysis, () => analysis.run(fn, this.contextOf(fn.file))),
      summary: (analysis, key) => this.summaries.ask(analysis, key, "summary"),
      reasons: (analysis, key) => this.summaries.ask(analysis, key, "reasons"),
      said: (index, key, detail) => this.indexes.ask(index, key, detail),
      registrations: (fn, detail) => this.registrations.of(fn, detail),
    };
  }

  /** Brings all that is known of the unit up to date; as `takingIn`. */
  private *settling(): Steps<void> {
    yield* this.takingIn();
    yield* this.registrations.settling();
    yield* this.summaries.settling();
    yield* this.indexes.settling();
    if (!this.isSettled) {
      this.isSettled = true;
      this.shownLevels = undefined;
    }
  }

  /**
   * Makes the files and the unit's names those of the newest texts, in slices. Whoever drops this can begin it again at
   * any time, also after further edits.
   */
  private *takingIn(): Steps<void> {
    while (this.macrosShared !== this.macrosRevision || this.unsettled.size > 0) {
      if (this.macrosShared !== this.macrosRevision) {
        yield* this.sharingMacros();
      }
      for (const path of this.unsettled) {
        const file = this.files.get(path);
        if (file !== undefined) {
          this.follow(path, yield* file.node.updating());
          this.unsettled.delete(path);
        }
      }
    }
  }

  private follow(path: string, change: FileChange): void {
    this.cache.changed(this.unit.follow(path, change));
    this.followDeclarations(change);
    for (const declaration of change.removed) {
      this.cache.forget(declaration);
      for (const fn of declaration.functions) {
        this.cache.forget(fn);
      }
    }
  }

  /** Files of a unit that no rule speaks about are read, and nothing is worked out over them. */
  private followDeclarations(change: Pick<FileChange, "removed" | "added">): void {
    if (this.rules.length > 0) {
      this.registrations.follow(change);
      this.summaries.follow(change);
      this.indexes.follow(change);
    }
  }

  /**
   * Tells every file what the headers it includes define, and decides its conditions again where that matters. Headers
   * come before the files that include them, and what a file includes is decided by the project's macros alone: so
   * the outcome hangs on the texts and on nothing that was there before.
   */
  private *sharingMacros(): Steps<void> {
    const revision = this.macrosRevision;
    const sources: MacroSource[] = [...this.files.values()].map(({ node, document }) => ({
      path: node.path,
      get includes() {
        return node.includesUnder(document.baseEnvironment);
      },
      get macroTable() {
        return document.macros;
      },
    }));
    const graph = includeGraph(sources);
    for (const source of graph.order) {
      const file = this.files.get(source.path);
      if (file !== undefined) {
        const before = file.document.revision;
        file.node.setEnvironment(layered(graph.macrosFor(source), file.document.baseEnvironment));
        if (file.document.revision !== before) {
          this.unsettled.add(source.path);
        }
      }
      yield;
    }
    this.macrosShared = revision;
  }
}

function* readFiles(input: SessionInput, { reader }: EngineParts): Steps<ReadonlyMap<string, OpenFile>> {
  const files = new Map<string, OpenFile>();
  const dialect = dialectOf(input.driver);
  const read = textReader(reader, dialect);
  for (const { path, text } of input.files) {
    const language = languageOf(path, dialect);
    const environment = baseEnvironment(input.driver, dialect, language);
    const document = yield* SourceDocument.opening(text, { language, dialect, environment }, reader);
    const node = yield* FileNode.opening(path, document, read);
    files.set(path, { node, document, words: yield* WordPlaces.in(text) });
    yield;
  }
  return files;
}

function dialectOf(driver: DriverUnit): Dialect {
  return driver.kind === "linux-kernel" || driver.kind === "linux-user" ? "linux" : "windows";
}

/** Headers are read as C++, which is all but a superset, and in Linux code as C. */
function languageOf(path: string, dialect: Dialect): Language {
  const extension = path.slice(path.lastIndexOf(".") + 1);
  return extension === "c" || (extension === "C" && dialect === "windows") || (extension === "h" && dialect === "linux")
    ? "c"
    : "cpp";
}

function platformOf(driver: DriverUnit): Platform | undefined {
  return driver.kind === "windows-kernel" || driver.kind === "linux-kernel" ? driver.kind : undefined;
}

/** Reads texts that are no file of the session: bodies of macros. */
function textReader(reader: DeclarationReader, dialect: Dialect): TextReader {
  const environment = { lookup: () => undefined };
  return (text, language) => SourceDocument.open(text, { language, dialect, environment }, reader);
}

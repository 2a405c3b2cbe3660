/**
 * A crate of Rust under check: its files as items, kept true through edits, and their findings. An item whose text stays
 * keeps its syntax, and a function what rules said of it as long as the answers hold that they asked for.
 */
import type { Place } from "../model/place.ts";
import type {
  CrateModel,
  RustAnalysisInput,
  RustFileModel,
  RustFunctionAnalysis,
  RustFunctionModel,
} from "../model/rust/crate.ts";
import { CrateIndex } from "../model/rust/crate-index.ts";
import type { CrateManifest } from "../model/rust/manifest.ts";
import { type NoStd, noStdOf } from "../model/rust/no-std.ts";
import { type ReadManifest, readManifest } from "../model/rust/read-manifest.ts";
import { resolvePath } from "../model/rust/resolve.ts";
import { baseName } from "../model/unit/paths.ts";
import type { CrateContext } from "../rules/context.ts";
import type { Rule } from "../rules/rule.ts";
import type { TextEdit } from "../syntax/document.ts";
import { RustDocument } from "../syntax/rust/document.ts";
import { lexRust } from "../syntax/rust/lexer.ts";
import type { RustParser } from "../syntax/rust/parser.ts";
import type { Tokens } from "../syntax/tokens.ts";
import { ask, byPosition, type RuleFinding, reporter } from "./answers.ts";
import type { CheckSession } from "./check-session.ts";
import type { Lexed } from "./judge.ts";
import { lineTable } from "./lines.ts";
import { PlainText } from "./plain-text.ts";
import type { FileStats, FunctionCounts, Problem, ReportedFinding } from "./report.ts";
import { finish, type Steps } from "./steps.ts";
import { rustComments, tomlComments } from "./suppressions/comment-style.ts";
import { WordPlaces } from "./suppressions/words.ts";
import type { EngineParts, SessionInput } from "./unit-session.ts";

interface OpenFile {
  readonly document: RustDocument;
  readonly words: WordPlaces;
  /** Of the text as it is; undefined where nobody has asked since the last edit. */
  tokens: Tokens | undefined;
}

/** What rules said of a function, and the versions of the answers that they asked for. */
interface Kept {
  readonly findings: readonly RuleFinding[];
  readonly asked: ReadonlyMap<string, number>;
}

/** What the crate's root and its Cargo.toml say, as questions beside those of the index. */
const manifestQuestion = "manifest";
const noStdQuestion = "no_std";

export class CrateSession implements CheckSession {
  private readonly input: SessionInput;
  private readonly parts: EngineParts;
  private readonly rules: readonly Rule[];
  /** In the order of the unit: the root first. */
  private readonly files: ReadonlyMap<string, OpenFile>;
  /** The crate's own Cargo.toml, then its workspace's. */
  private readonly manifests: ReadonlyMap<string, PlainText>;
  private readonly index: CrateIndex;
  private readonly unsettled: Set<string>;
  private readonly kept = new WeakMap<RustFunctionModel, Kept>();
  private readonly analyses = new WeakMap<RustFunctionModel, Map<object, unknown>>();
  private readonly versions = new Map<string, number>();
  /** Where the text is no TOML just now it is what was known last, whose places mean nothing. */
  private manifest: CrateManifest | undefined;
  private manifestReads = false;
  private noStd: (NoStd & { readonly place: Place }) | undefined;
  /** What is asked for just now. */
  private asked: Map<string, number> | undefined;
  private ofCrate: readonly RuleFinding[] | undefined;
  private readonly context: CrateContext;

  /** Reads the crate's files in slices. */
  static *opening(input: SessionInput, parts: EngineParts, parser: RustParser): Steps<CrateSession> {
    const files = new Map<string, OpenFile>();
    const manifests = new Map<string, PlainText>();
    for (const { path, text } of input.files) {
      if (baseName(path) === "Cargo.toml") {
        manifests.set(path, yield* PlainText.opening(path, text, tomlComments));
      } else {
        const document = yield* RustDocument.opening(text, (item) => parser.parse(item));
        files.set(path, { document, words: yield* WordPlaces.in(text), tokens: undefined });
      }
      yield;
    }
    return new CrateSession(input, parts, files, manifests);
  }

  private constructor(
    input: SessionInput,
    parts: EngineParts,
    files: ReadonlyMap<string, OpenFile>,
    manifests: ReadonlyMap<string, PlainText>,
  ) {
    this.input = input;
    this.parts = parts;
    this.files = files;
    this.manifests = manifests;
    const { kind } = input.driver;
    this.rules = parts.rules.filter(
      ({ platforms, checkRustFunction, checkCrate }) =>
        (checkRustFunction ?? checkCrate) !== undefined && platforms.some((platform) => platform === kind),
    );
    this.index = new CrateIndex([...files.keys()]);
    this.unsettled = new Set(files.keys());
    this.readManifests();
    this.context = this.makeContext();
  }

  get paths(): readonly string[] {
    return [...this.files.keys(), ...this.manifests.keys()];
  }

  text(path: string): string | undefined {
    return this.files.get(path)?.document.text ?? this.manifests.get(path)?.text;
  }

  lexed(path: string): Lexed | undefined {
    const file = this.files.get(path);
    if (file === undefined) {
      return this.manifests.get(path)?.lexed;
    }
    return {
      get tokens() {
        file.tokens ??= lexRust(file.document.text);
        return file.tokens;
      },
      words: file.words,
      comments: rustComments,
    };
  }

  edit(path: string, edit: TextEdit): void {
    this.ofCrate = undefined;
    const file = this.files.get(path);
    if (file === undefined) {
      if (this.manifests.has(path)) {
        this.manifests.get(path)?.edit(edit);
        this.readManifests();
      }
      return;
    }
    const inside = file.document.inside(edit);
    file.document.edit(inside);
    file.words.edit(file.document.text, inside.start, inside.oldEnd, inside.start + inside.text.length);
    file.tokens = undefined;
    this.unsettled.add(path);
  }

  /** What `checking` gives, all at once. */
  check(path: string, onProblem: (problem: Problem) => void): readonly ReportedFinding[] {
    return finish(this.checking(path, onProblem));
  }

  *checking(path: string, onProblem: (problem: Problem) => void): Steps<readonly ReportedFinding[]> {
    if (this.text(path) === undefined || this.rules.length === 0) {
      return [];
    }
    yield* this.settling();
    const report = reporter(path, onProblem);
    const found: ReportedFinding[] = [];
    for (const { model } of this.index.items(path)) {
      for (const fn of model.functions) {
        const known = this.kept.get(fn);
        const holds =
          known !== undefined && [...known.asked].every(([question, version]) => this.holds(question, version));
        const { findings } = holds ? known : this.askOf(fn, onProblem);
        found.push(...findings.map(({ rule, finding }) => report(rule, finding, fn.name)));
        if (!holds) {
          yield;
        }
      }
    }
    for (const { rule, finding } of yield* this.crateFindings(onProblem)) {
      if (finding.at.file === path && (this.files.has(path) || this.manifestReads)) {
        found.push(report(rule, finding, undefined));
      }
    }
    return found.sort(byPosition);
  }

  /** A check after an edit takes no longer than this would. */
  // biome-ignore lint/correctness/useYield: there is nothing to be done
  *glancing(): Steps<undefined> {
    return undefined;
  }

  stats(path: string): FileStats | undefined {
    const text = this.text(path);
    const counts = this.functionCounts(path);
    return text === undefined || counts === undefined
      ? undefined
      : {
          path,
          bytes: text.length,
          lines: lineTable(text).count,
          language: this.files.has(path) ? "rust" : "toml",
          kind: this.input.driver.kind,
          ...counts,
        };
  }

  functionCounts(path: string): FunctionCounts | undefined {
    if (this.text(path) === undefined) {
      return undefined;
    }
    finish(this.settling());
    const functions = this.index.items(path).flatMap(({ model }) => model.functions);
    const brokenFunctions = functions.filter(({ broken }) => broken).length;
    return { functions: functions.length, brokenFunctions, givenUpFunctions: 0 };
  }

  private askOf(fn: RustFunctionModel, onProblem: (problem: Problem) => void): Kept {
    const asked = new Map<string, number>();
    this.asked = asked;
    try {
      const findings = this.rules.flatMap((rule) =>
        ask(rule, () => rule.checkRustFunction?.(fn, this.context) ?? [], fn.file, onProblem),
      );
      const kept = { findings, asked };
      this.kept.set(fn, kept);
      return kept;
    } finally {
      this.asked = undefined;
    }
  }

  private *crateFindings(onProblem: (problem: Problem) => void): Steps<readonly RuleFinding[]> {
    if (this.ofCrate !== undefined) {
      return this.ofCrate;
    }
    const crate = this.makeCrate();
    const path = crate.root.path;
    const found: RuleFinding[] = [];
    for (const rule of this.rules) {
      found.push(...ask(rule, () => rule.checkCrate?.(crate, this.context) ?? [], path, onProblem));
      yield;
    }
    this.ofCrate = found;
    return found;
  }

  /** Brings items and names up to date. Whoever drops this can begin it again at any time, also after further edits. */
  private *settling(): Steps<void> {
    for (const path of this.unsettled) {
      const file = this.files.get(path);
      if (file !== undefined) {
        yield* file.document.updating();
        this.index.follow(path, file.document.items, () => file.document.text);
      }
      this.unsettled.delete(path);
      if (path === this.rootPath) {
        this.readRoot();
      }
    }
  }

  private get rootPath(): string {
    return this.files.keys().next().value ?? "";
  }

  private readRoot(): void {
    const before = this.noStd?.holds;
    this.noStd = undefined;
    for (const { model } of this.index.items(this.rootPath)) {
      const [item] = model.syntax.items;
      // What is said of the whole file stands before everything else in it.
      if (item?.kind !== "inner-attribute") {
        break;
      }
      for (const attribute of item.attributes) {
        const said = noStdOf(attribute);
        this.noStd ??= said && { ...said, place: model.place(said.span) };
      }
    }
    if (this.noStd?.holds !== before) {
      this.grow(noStdQuestion);
    }
  }

  private readManifests(): void {
    const [own, workspace] = this.manifests.values();
    if (own === undefined) {
      return;
    }
    const read = workspace === undefined ? undefined : readManifest(workspace.path, workspace.text);
    const root: ReadManifest | undefined = read?.ok === true ? read.manifest : undefined;
    const reading = readManifest(own.path, own.text, root);
    this.manifestReads = reading.ok;
    if (reading.ok) {
      this.manifest = reading.manifest;
      this.grow(manifestQuestion);
    }
  }

  private makeContext(): CrateContext {
    const { input, parts, index, analyses } = this;
    const told = (question: string): void => this.tell(question);
    const names = index.names(told);
    const session = this;
    const given: RustAnalysisInput = {
      facts: parts.facts,
      derived<T>(analysis: RustFunctionAnalysis<T>, fn: RustFunctionModel): T {
        const known = analyses.get(fn) ?? new Map<object, unknown>();
        analyses.set(fn, known);
        if (!known.has(analysis)) {
          known.set(analysis, analysis.run(fn, given));
        }
        // What stands under an analysis was made by it alone.
        return known.get(analysis) as T;
      },
    };
    return {
      ...given,
      driver: input.driver,
      targetWindows: input.targetWindows,
      get manifest() {
        told(manifestQuestion);
        return session.manifest;
      },
      get isNoStd() {
        told(noStdQuestion);
        return session.isNoStd;
      },
      named: (name) => index.named(name, told),
      resolve: ({ segments, isGlobal, qualified }, { file, scope }) =>
        qualified === undefined
          ? resolvePath(segments, isGlobal, [...index.moduleOf(file), ...scope], names)
          : undefined,
    };
  }

  private makeCrate(): CrateModel {
    const { index, manifest, noStd, isNoStd } = this;
    const files = [...this.files].flatMap(([path, { document }]): RustFileModel | [] =>
      index.isReached(path)
        ? {
            path,
            text: document.text,
            module: index.moduleOf(path),
            items: index.items(path).map(({ model }) => model),
          }
        : [],
    );
    const [root = { path: this.rootPath, text: "", module: [], items: [] }] = files;
    return {
      name: this.input.driver.name,
      manifest,
      root,
      files,
      isNoStd,
      noStd: noStd?.place,
      functions: files.flatMap(({ items }) => items.flatMap(({ functions }) => functions)),
      named: (name) => index.named(name, () => {}),
    };
  }

  private get isNoStd(): boolean | undefined {
    return this.noStd === undefined ? false : this.noStd.holds;
  }

  private tell(question: string): void {
    this.asked?.set(question, this.versionOf(question));
  }

  private holds(question: string, version: number): boolean {
    return this.versionOf(question) === version;
  }

  private versionOf(question: string): number {
    return this.versions.get(question) ?? this.index.versionOf(question);
  }

  private grow(question: string): void {
    this.versions.set(question, (this.versions.get(question) ?? 0) + 1);
  }
}

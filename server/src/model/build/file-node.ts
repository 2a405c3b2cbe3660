/** A file's model over its document: what edits leave alone is kept, the rest is made anew. */
import type { Expr } from "../../syntax/ast.ts";
import { firstWord } from "../../syntax/conditional.ts";
import type { AssumedRegion } from "../../syntax/directive-table.ts";
import { type Directive, offsetInDirective } from "../../syntax/directives.ts";
import type { SourceDocument, SyntaxDeclaration, TextEdit } from "../../syntax/document.ts";
import type { MacroEnvironment } from "../../syntax/macros.ts";
import { firstIndex } from "../../syntax/search.ts";
import type { Steps } from "../../syntax/steps.ts";
import type { Dialect, Language } from "../../syntax/tokens.ts";
import type { DeclarationModel, FileModel, Include, MacroDefinition, Pragma } from "../file.ts";
import type { FunctionModel } from "../function.ts";
import { buildDeclaration } from "./declaration-model.ts";
import { conditionsOf, difference, directivesOf, type FileChange, includersOf } from "./file-change.ts";
import { bodyExpression, bodyFunction, calledNames, type TextReader } from "./macro-body.ts";
import { includedName, namesOf } from "./unit-node.ts";

/** A file's model that follows the edits of its document; declarations that stay keep their models. */
export class FileNode implements FileModel {
  readonly path: string;
  private readonly document: SourceDocument;
  private readonly read: TextReader;
  private readonly models = new WeakMap<SyntaxDeclaration, DeclarationModel>();
  private list: readonly DeclarationModel[] = [];
  /** By directive: a macro's body is read but once while its directive stays. */
  private readonly macroModels = new WeakMap<Directive, MacroDefinition>();
  /** By directive as well: they are the same while theirs is. */
  private readonly pragmaModels = new WeakMap<Directive, Pragma>();
  private readonly includeModels = new WeakMap<Directive, Include>();
  private directives: Directives;
  private directivesVersion: number;
  private conditionsVersion: number;
  private assumed: readonly AssumedRegion[] | undefined;
  private included: { readonly version: number; readonly includes: readonly Include[] } | undefined;

  /**
   * Makes a document's model, in slices.
   * @param read reads the bodies of macros
   */
  static *opening(path: string, document: SourceDocument, read: TextReader): Steps<FileNode> {
    const node = new FileNode(path, document, read);
    yield* node.updating();
    return node;
  }

  private constructor(path: string, document: SourceDocument, read: TextReader) {
    this.path = path;
    this.document = document;
    this.read = read;
    this.directives = this.readDirectives();
    this.directivesVersion = document.directivesVersion;
    this.conditionsVersion = document.conditionsVersion;
  }

  get text(): string {
    return this.document.text;
  }

  get language(): Language {
    return this.document.language;
  }

  get dialect(): Dialect {
    return this.document.dialect;
  }

  get declarations(): readonly DeclarationModel[] {
    return this.list;
  }

  get macros(): readonly MacroDefinition[] {
    return this.directives.macros;
  }

  get includes(): readonly Include[] {
    return this.directives.includes;
  }

  get pragmas(): readonly Pragma[] {
    return this.directives.pragmas;
  }

  get skippedPragmas(): readonly Pragma[] {
    return this.directives.skippedPragmas;
  }

  assumption(offset: number): string | undefined {
    return this.assumedAt(offset)?.condition;
  }

  assumptionStart(offset: number): number | undefined {
    return this.assumedAt(offset)?.opening;
  }

  conditionsAround(offset: number): readonly string[] {
    return this.document.conditionsAround(offset);
  }

  /**
   * What the file would include if this, and no more, were known of macros. Given anew only when a directive has
   * changed, so the environment has to be the same in every call.
   */
  includesUnder(environment: MacroEnvironment): readonly Include[] {
    const version = this.document.directivesVersion;
    if (this.included?.version !== version) {
      const includes = this.document.directivesUnder(environment).flatMap((directive) => includeOf(directive) ?? []);
      this.included = { version, includes };
    }
    return this.included.includes;
  }

  /** Applies an edit; the model follows in `updating`. */
  edit(edit: TextEdit): void {
    this.document.edit(edit);
    this.assumed = undefined;
  }

  /** Decides conditional compilation anew; the model follows in `updating`. */
  setEnvironment(environment: MacroEnvironment): void {
    this.document.setEnvironment(environment);
    this.assumed = undefined;
  }

  /** Follows the document, in slices. Whoever drops this can begin it again at any time, also after further edits. */
  *updating(): Steps<FileChange> {
    for (;;) {
      yield* this.document.updating();
      const { revision } = this.document;
      const list: DeclarationModel[] = [];
      for (const declaration of this.document.declarations) {
        let model = this.models.get(declaration);
        if (model === undefined) {
          model = buildDeclaration(declaration, this.path, this.document);
          this.models.set(declaration, model);
          yield;
        }
        list.push(model);
      }
      if (this.document.revision === revision) {
        return this.take(list);
      }
    }
  }

  private take(list: readonly DeclarationModel[]): FileChange {
    const before = { list: this.list, directives: this.directives };
    this.list = list;
    this.assumed = undefined;
    const changedNames = new Set<string>();
    const { removed, added } = difference(before.list, this.list);
    // What was worked out from a declaration has places in it, so it does not outlive it, however alike the new one is.
    for (const name of [...removed, ...added].flatMap(namesOf)) {
      changedNames.add(name);
    }
    if (this.directivesVersion !== this.document.directivesVersion) {
      this.directivesVersion = this.document.directivesVersion;
      this.directives = this.readDirectives();
      for (const kind of directiveKinds(before.directives, this.directives)) {
        changedNames.add(directivesOf(this.path, kind));
      }
    }
    if (this.conditionsVersion !== this.document.conditionsVersion) {
      this.conditionsVersion = this.document.conditionsVersion;
      changedNames.add(conditionsOf(this.path));
    }
    const macros = difference(before.directives.macros, this.directives.macros);
    for (const { name } of [...macros.removed, ...macros.added]) {
      changedNames.add(name);
    }
    const includes = difference(before.directives.includes, this.directives.includes);
    for (const include of [...includes.removed, ...includes.added]) {
      changedNames.add(includersOf(includedName(include)));
    }
    return {
      removed,
      added,
      removedMacros: macros.removed,
      addedMacros: macros.added,
      removedIncludes: includes.removed,
      addedIncludes: includes.added,
      changedNames,
    };
  }

  private assumedAt(offset: number): AssumedRegion | undefined {
    this.assumed ??= this.document.assumedRegions();
    const { assumed } = this;
    const region = assumed[firstIndex(assumed, ({ start }) => start > offset) - 1];
    return region !== undefined && offset < region.end ? region : undefined;
  }

  private readDirectives(): Directives {
    const macros: MacroDefinition[] = [];
    const includes: Include[] = [];
    const pragmas: Pragma[] = [];
    for (const directive of this.document.activeDirectives) {
      switch (directive.name) {
        case "define":
          macros.push(this.macro(directive));
          break;
        case "pragma":
          pragmas.push(this.pragma(directive));
          break;
        default: {
          const include = this.include(directive);
          if (include !== undefined) {
            includes.push(include);
          }
        }
      }
    }
    const skippedPragmas = this.document.skippedDirectives
      .filter(({ name }) => name === "pragma")
      .map((directive) => this.pragma(directive));
    return { macros, includes, pragmas, skippedPragmas };
  }

  private pragma(directive: Directive): Pragma {
    const known = this.pragmaModels.get(directive) ?? pragmaOf(directive);
    this.pragmaModels.set(directive, known);
    return known;
  }

  private include(directive: Directive): Include | undefined {
    const known = this.includeModels.get(directive) ?? includeOf(directive);
    if (known !== undefined) {
      this.includeModels.set(directive, known);
    }
    return known;
  }

  private macro(directive: Directive): MacroDefinition {
    const known = this.macroModels.get(directive);
    if (known !== undefined) {
      return known;
    }
    const macro = macroDefinition(directive, this.path, this.document, this.read);
    this.macroModels.set(directive, macro);
    return macro;
  }
}

function macroDefinition(
  directive: Directive,
  path: string,
  document: SourceDocument,
  read: TextReader,
): MacroDefinition {
  const { rest } = directive;
  const name = firstWord(rest);
  const after = rest.slice(name.length);
  const close = after.startsWith("(") ? after.indexOf(")") : -1;
  const body = after.slice(close + 1).trim();
  let expression: { readonly value: Expr | undefined } | undefined;
  let asFunction: { readonly value: FunctionModel | undefined } | undefined;
  let calls: readonly string[] | undefined;
  const macro: MacroDefinition = {
    // The document moves the directive: a finding that is anchored at the macro moves with it.
    get start() {
      return directive.start;
    },
    get end() {
      return directive.start + directive.length;
    },
    name,
    get nameStart() {
      return offsetInDirective(directive, document.text, 0);
    },
    parameters:
      close < 0
        ? undefined
        : after
            .slice(1, close)
            .split(",")
            .map((parameter) => parameter.trim())
            .filter((parameter) => parameter !== ""),
    body,
    get expression() {
      expression ??= { value: body === "" ? undefined : bodyExpression(body, document.language, read) };
      return expression.value;
    },
    get function() {
      if (asFunction === undefined) {
        const source = { file: path, macro, directive, bodyStart: rest.length - body.length, document };
        asFunction = { value: bodyFunction(source, read) };
      }
      return asFunction.value;
    },
    get calls() {
      calls ??= calledNames(macro);
      return calls;
    },
  };
  return macro;
}

interface Directives {
  readonly macros: readonly MacroDefinition[];
  readonly includes: readonly Include[];
  readonly pragmas: readonly Pragma[];
  readonly skippedPragmas: readonly Pragma[];
}

type DirectiveKind = Parameters<typeof directivesOf>[1];

/** The kinds of directives of which others stand in a file than before. */
function directiveKinds(before: Directives, now: Directives): readonly DirectiveKind[] {
  const isSame = (kind: keyof Directives): boolean =>
    before[kind].length === now[kind].length && before[kind].every((item, index) => item === now[kind][index]);
  return (["macros", "includes", "pragmas"] as const).filter(
    (kind) => !isSame(kind) || (kind === "pragmas" && !isSame("skippedPragmas")),
  );
}

function pragmaOf(directive: Directive): Pragma {
  return {
    get start() {
      return directive.start;
    },
    get end() {
      return directive.start + directive.length;
    },
    text: directive.rest,
  };
}

function includeOf(directive: Directive): Include | undefined {
  const match = ["include", "import", "include_next"].includes(directive.name)
    ? /^(?:"([^"]*)"|<([^>]*)>)/.exec(directive.rest)
    : null;
  return match === null
    ? undefined
    : {
        // The document moves the directive: what a fix inserts behind it moves with it.
        get start() {
          return directive.start;
        },
        get end() {
          return directive.start + directive.length;
        },
        path: match[1] ?? match[2] ?? "",
        system: match[2] !== undefined,
      };
}

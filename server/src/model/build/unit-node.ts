/** A driver unit's names over its files, kept true while files change. */
import type { FileModel, MacroDefinition } from "../file.ts";
import type { FunctionModel } from "../function.ts";
import type { EnumeratorSymbol, Symbols, UnitSymbol } from "../symbols.ts";
import type { UnitModel } from "../unit-model.ts";
import { plainArguments } from "./macro-arguments.ts";

type Named = keyof Omit<Symbols, "signature" | "macroCalls">;

/** Everything one file names, by name. */
interface FileIndex {
  readonly declarations: FileModel["declarations"];
  readonly macroList: FileModel["macros"];
  readonly symbols: ReadonlyMap<Named, ReadonlyMap<string, readonly UnitSymbol<never>[]>>;
  readonly functions: ReadonlyMap<string, readonly FunctionModel[]>;
  readonly macros: ReadonlyMap<string, readonly MacroDefinition[]>;
}

const kinds: readonly Named[] = ["functions", "prototypes", "variables", "typedefs", "records", "enums", "enumerators"];

/** The names of a unit's files. Whoever edits a file says `interfaceChanged` when others can see it. */
export class UnitNode implements UnitModel {
  readonly files: readonly FileModel[];
  private currentVersion = 0;
  private readonly indexes = new Map<FileModel, FileIndex>();
  /** The files that declare each name; made on first use for each version. */
  private declared: ReadonlyMap<string, readonly FileModel[]> | undefined;

  private macroArguments: ReadonlySet<string> | undefined;

  constructor(files: readonly FileModel[]) {
    this.files = files;
  }

  get version(): number {
    return this.currentVersion;
  }

  /** Says that a file's interface has changed: answers about names are worked out anew. */
  interfaceChanged(): void {
    this.currentVersion++;
    this.declared = undefined;
    this.macroArguments = undefined;
  }

  declares(name: string): boolean {
    return this.declarers(name).length > 0;
  }

  namedInMacroCall(name: string): boolean {
    this.macroArguments ??= new Set(
      this.files.flatMap((file) =>
        file.declarations.flatMap(({ symbols }) =>
          symbols.macroCalls.flatMap(({ record }) => plainArguments(record.args ?? "")),
        ),
      ),
    );
    return this.macroArguments.has(name);
  }

  functions(name: string): readonly FunctionModel[] {
    return this.declarers(name).flatMap((file) => this.indexOf(file).functions.get(name) ?? []);
  }

  functionSymbols(name: string): Symbols["functions"] {
    return this.symbols("functions", name);
  }

  prototypes(name: string): Symbols["prototypes"] {
    return this.symbols("prototypes", name);
  }

  variables(name: string): Symbols["variables"] {
    return this.symbols("variables", name);
  }

  typedefs(name: string): Symbols["typedefs"] {
    return this.symbols("typedefs", name);
  }

  records(name: string): Symbols["records"] {
    return this.symbols("records", name);
  }

  enumerators(name: string): readonly EnumeratorSymbol[] {
    return this.symbols("enumerators", name);
  }

  macros(name: string): readonly { readonly file: string; readonly macro: MacroDefinition }[] {
    return this.declarers(name).flatMap((file) =>
      (this.indexOf(file).macros.get(name) ?? []).map((macro) => ({ file: file.path, macro })),
    );
  }

  private symbols<K extends Named>(kind: K, name: string): Symbols[K] {
    // The index is filled from `symbols[kind]` of each declaration, so its entries have that kind's type.
    return this.declarers(name).flatMap(
      (file) => this.indexOf(file).symbols.get(kind)?.get(name) ?? [],
    ) as unknown as Symbols[K];
  }

  /** The files that declare a name: most names that are asked for are the kernel's, and no file does. */
  private declarers(name: string): readonly FileModel[] {
    this.declared ??= declaredNames(this.files, (file) => this.indexOf(file));
    return this.declared.get(name) ?? [];
  }

  private indexOf(file: FileModel): FileIndex {
    const known = this.indexes.get(file);
    if (known !== undefined && known.declarations === file.declarations && known.macroList === file.macros) {
      return known;
    }
    const index = indexFile(file);
    this.indexes.set(file, index);
    return index;
  }
}

function declaredNames(
  files: readonly FileModel[],
  indexOf: (file: FileModel) => FileIndex,
): ReadonlyMap<string, readonly FileModel[]> {
  const names = new Map<string, FileModel[]>();
  for (const file of files) {
    const { symbols, macros } = indexOf(file);
    for (const ofKind of [macros, ...symbols.values()]) {
      for (const name of ofKind.keys()) {
        if (names.get(name)?.at(-1) !== file) {
          append(names, name, file);
        }
      }
    }
  }
  return names;
}

function indexFile(file: FileModel): FileIndex {
  const symbols = new Map<Named, Map<string, UnitSymbol<never>[]>>(kinds.map((kind) => [kind, new Map()]));
  const functions = new Map<string, FunctionModel[]>();
  const macros = new Map<string, MacroDefinition[]>();
  for (const declaration of file.declarations) {
    for (const kind of kinds) {
      const ofKind = symbols.get(kind) as Map<string, UnitSymbol<never>[]>;
      for (const symbol of declaration.symbols[kind]) {
        append(ofKind, symbol.name, symbol as unknown as UnitSymbol<never>);
      }
    }
    for (const fn of declaration.functions) {
      append(functions, fn.name, fn);
    }
  }
  for (const macro of file.macros) {
    append(macros, macro.name, macro);
  }
  return { declarations: file.declarations, macroList: file.macros, symbols, functions, macros };
}

function append<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list === undefined) {
    map.set(key, [value]);
  } else {
    list.push(value);
  }
}

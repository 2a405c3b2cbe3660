/** A driver unit's names over its files, kept true while files change. */
import type { DeclarationModel, FileModel, Include, MacroDefinition } from "../file.ts";
import { type FunctionModel, type FunctionSignature, signatureOf } from "../function.ts";
import { type PlacedStore, type Store, storePlacesIn, storesIn } from "../stores.ts";
import type { EnumeratorSymbol, Symbols } from "../symbols.ts";
import type { UnitModel } from "../unit-model.ts";
import { bodiesOf, type FileChange, macroCallsWith, valuesOf } from "./file-change.ts";
import { storesInMacro } from "./function-stores.ts";
import { plainArguments } from "./macro-arguments.ts";
import { NameTable, type Owner } from "./name-table.ts";
import { ValueNames } from "./value-names.ts";

const kinds = ["functions", "prototypes", "variables", "typedefs", "records", "enums", "enumerators"] as const;

type SymbolTables = { readonly [K in (typeof kinds)[number]]: NameTable<Symbols[K][number]> };

/** The names of a unit's files. Whoever changes a file says so. */
export class UnitNode implements UnitModel {
  readonly files: readonly FileModel[];
  private readonly places: ReadonlyMap<string, number>;
  private readonly definitions = new NameTable<FunctionModel>();
  private readonly signed = new NameTable<FunctionSignature>();
  private readonly definedMacros = new NameTable<{ readonly file: string; readonly macro: MacroDefinition }>();
  private readonly included = new NameTable<true>();
  private readonly macroArguments = new NameTable<true>();
  private readonly stored = new NameTable<PlacedStore>();
  /** Undefined until somebody asks: who only checks never does. */
  private values: ValueNames | undefined;
  private readonly symbols: SymbolTables = {
    functions: new NameTable(),
    prototypes: new NameTable(),
    variables: new NameTable(),
    typedefs: new NameTable(),
    records: new NameTable(),
    enums: new NameTable(),
    enumerators: new NameTable(),
  };

  constructor(files: readonly FileModel[]) {
    this.files = files;
    this.places = new Map(files.map(({ path }, index) => [path, index]));
    for (const file of files) {
      this.take(file.path, {
        removed: [],
        added: file.declarations,
        removedMacros: [],
        addedMacros: file.macros,
        removedIncludes: [],
        addedIncludes: file.includes,
        changedNames: new Set(),
      });
    }
  }

  file(path: string): FileModel | undefined {
    const place = this.places.get(path);
    return place === undefined ? undefined : this.files[place];
  }

  /** Follows a change of a file; gives all names that there is another answer about now. */
  follow(path: string, change: FileChange): ReadonlySet<string> {
    const defined = new Set([...change.removed, ...change.added].flatMap(({ functions }) => functions.map(nameOf)));
    const before = [...defined].map((name) => [name, this.signed.get(name)] as const);
    this.take(path, change);
    const others = before.filter(([name, signatures]) => !sameSignatures(signatures, this.signed.get(name)));
    const values = this.values?.follow(change.removed, change.added) ?? [];
    return new Set([
      ...change.changedNames,
      ...others.map(([name]) => name),
      ...storeQuestions(path, change),
      ...[...values].map(valuesOf),
    ]);
  }

  private take(path: string, change: FileChange): void {
    const file = this.places.get(path) ?? 0;
    for (const declaration of change.removed) {
      this.remove(declaration);
    }
    for (const macro of change.removedMacros) {
      this.definedMacros.remove(macro.name, macro);
      this.removeStores(storesOfMacro(macro, path), macro);
    }
    for (const declaration of change.added) {
      this.add(declaration, file);
    }
    for (const macro of change.addedMacros) {
      this.definedMacros.add(macro.name, { file: path, macro }, macro, file);
      this.addStores(storesOfMacro(macro, path), macro, file);
    }
    for (const include of change.removedIncludes) {
      this.included.remove(includedName(include), include);
    }
    for (const include of change.addedIncludes) {
      this.included.add(includedName(include), true, include, file);
    }
  }

  declares(name: string): boolean {
    return this.definedMacros.has(name) || kinds.some((kind) => this.symbols[kind].has(name));
  }

  includes(name: string): boolean {
    return this.included.has(name);
  }

  namedInMacroCall(name: string): boolean {
    return this.macroArguments.has(name);
  }

  usedAsValue(name: string): boolean {
    if (this.values === undefined) {
      this.values = new ValueNames();
      for (const { declarations } of this.files) {
        this.values.follow([], declarations);
      }
    }
    return this.values.has(name);
  }

  functions(name: string): readonly FunctionModel[] {
    return this.definitions.get(name);
  }

  signatures(name: string): readonly FunctionSignature[] {
    return this.signed.get(name);
  }

  functionSymbols(name: string): Symbols["functions"] {
    return this.symbols.functions.get(name);
  }

  prototypes(name: string): Symbols["prototypes"] {
    return this.symbols.prototypes.get(name);
  }

  variables(name: string): Symbols["variables"] {
    return this.symbols.variables.get(name);
  }

  typedefs(name: string): Symbols["typedefs"] {
    return this.symbols.typedefs.get(name);
  }

  records(name: string): Symbols["records"] {
    return this.symbols.records.get(name);
  }

  enumerators(name: string): readonly EnumeratorSymbol[] {
    return this.symbols.enumerators.get(name);
  }

  macros(name: string): readonly { readonly file: string; readonly macro: MacroDefinition }[] {
    return this.definedMacros.get(name);
  }

  stores(name: string): readonly Store[] {
    return this.stored.get(name);
  }

  placedStores(name: string): readonly PlacedStore[] {
    return this.stored.get(name);
  }

  private addStores(stores: readonly PlacedStore[], owner: Owner, file: number): void {
    for (const store of stores) {
      this.stored.add(store.target, store, owner, file);
    }
  }

  private removeStores(stores: readonly PlacedStore[], owner: Owner): void {
    for (const target of new Set(stores.map(({ target }) => target))) {
      this.stored.remove(target, owner);
    }
  }

  private add(declaration: DeclarationModel, file: number): void {
    const { symbols } = declaration;
    for (const kind of kinds) {
      // The table and the list are of the same kind, which the compiler cannot follow.
      const table = this.symbols[kind] as NameTable<Symbols[typeof kind][number]>;
      for (const symbol of symbols[kind]) {
        table.add(symbol.name, symbol, declaration, file);
      }
    }
    for (const fn of declaration.functions) {
      this.definitions.add(fn.name, fn, declaration, file);
      this.signed.add(fn.name, signatureOf(fn), declaration, file);
    }
    for (const name of argumentsIn(declaration)) {
      this.macroArguments.add(name, true, declaration, file);
    }
    this.addStores(declaration.stores, declaration, file);
  }

  private remove(declaration: DeclarationModel): void {
    for (const kind of kinds) {
      for (const { name } of declaration.symbols[kind]) {
        this.symbols[kind].remove(name, declaration);
      }
    }
    for (const { name } of declaration.functions) {
      this.definitions.remove(name, declaration);
      this.signed.remove(name, declaration);
    }
    for (const name of argumentsIn(declaration)) {
      this.macroArguments.remove(name, declaration);
    }
    this.removeStores(declaration.stores, declaration);
  }
}

/** Every name that a declaration gives the unit an answer about; of the functions it defines see `FileChange`. */
export function namesOf(declaration: DeclarationModel): readonly string[] {
  const { symbols } = declaration;
  const names = kinds.flatMap((kind) =>
    symbols[kind].map(({ name }) => (kind === "functions" ? bodiesOf(name) : name)),
  );
  return [...names, ...argumentsIn(declaration).map(macroCallsWith)];
}

/** What a file is asked for by, see `UnitModel.includes`. */
export const includedName = ({ path }: Include): string => (/[^\\/]*$/.exec(path)?.[0] ?? path).toLowerCase();

const nameOf = ({ name }: FunctionModel): string => name;

function sameSignatures(before: readonly FunctionSignature[], after: readonly FunctionSignature[]): boolean {
  return before.length === after.length && before.every((signature, index) => isSame(signature, after[index]));
}

function isSame(a: FunctionSignature, b: FunctionSignature | undefined): boolean {
  return (
    a.scope === b?.scope && a.file === b?.file && a.isStatic === b.isStatic && a.parameterCount === b.parameterCount
  );
}

const argumentsIn = ({ symbols }: DeclarationModel): readonly string[] =>
  symbols.macroCalls.flatMap(({ record }) => plainArguments(record.args ?? ""));

const storesOfMacro = (macro: MacroDefinition, file: string): readonly PlacedStore[] =>
  storesInMacro(macro.body, file, { file, anchor: macro, start: 0, end: macro.end - macro.start });

/** The questions about stores that have another answer after a change: what is the same before and after is left out. */
function storeQuestions(path: string, change: FileChange): readonly string[] {
  const of = (declarations: FileChange["added"], macros: FileChange["addedMacros"]): readonly PlacedStore[] => [
    ...declarations.flatMap(({ stores }) => stores),
    ...macros.flatMap((macro) => storesOfMacro(macro, path)),
  ];
  const before = of(change.removed, change.removedMacros);
  const after = of(change.added, change.addedMacros);
  const counts = new Map<string, { readonly target: string; count: number }>();
  for (const [stores, sign] of [
    [before, -1],
    [after, 1],
  ] as const) {
    for (const { place: _, ...said } of stores) {
      const text = JSON.stringify(said);
      const known = counts.get(text);
      if (known === undefined) {
        counts.set(text, { target: said.target, count: sign });
      } else {
        known.count += sign;
      }
    }
  }
  return [
    ...[...counts.values()].flatMap(({ target, count }) => (count === 0 ? [] : storesIn(target))),
    ...[...before, ...after].map(({ target }) => storePlacesIn(target)),
  ];
}

/**
 * What is asked of a unit while something is worked out: names, a file's conditions or directives, or `everything`
 * where the question was about more than these. The unit and its files are seen through objects that write it down.
 */
import { bodiesOf, conditionsOf, directivesOf, macroCallsWith } from "../model/build/file-change.ts";
import type { FileModel } from "../model/file.ts";
import { storePlacesIn, storesIn } from "../model/stores.ts";
import type { UnitModel } from "../model/unit-model.ts";

/** Stands for every name and all else that others can see of a file. */
export const everything = "*";

export class Questions {
  private asked: Set<string> | undefined;

  /** Works something out; gives it with what was asked meanwhile, which counts as asked by what goes on around it. */
  during<T>(make: () => T): { readonly value: T; readonly asked: ReadonlySet<string> } {
    const around = this.asked;
    const asked = new Set<string>();
    this.asked = asked;
    try {
      return { value: make(), asked };
    } finally {
      this.asked = around;
      this.askedAgain(asked);
    }
  }

  ask(name: string): void {
    this.asked?.add(name);
  }

  /** Something is used that was worked out from these questions. */
  askedAgain(names: ReadonlySet<string>): void {
    if (this.asked !== undefined) {
      for (const name of names) {
        this.asked.add(name);
      }
    }
  }
}

/** A unit that writes down what it is asked. */
export function askedUnit(unit: UnitModel, questions: Questions): UnitModel {
  const files = new Map(unit.files.map((file) => [file.path, askedFile(file, questions)]));
  const list = [...files.values()];
  const asking =
    <T>(answer: (name: string) => T) =>
    (name: string): T => {
      questions.ask(name);
      return answer(name);
    };
  const askingBodies =
    <T>(answer: (name: string) => T) =>
    (name: string): T => {
      questions.ask(bodiesOf(name));
      return answer(name);
    };
  return {
    // Which files there are never changes; what is asked of one it writes down itself.
    files: list,
    file: (path) => files.get(path),
    declares: asking((name) => unit.declares(name)),
    namedInMacroCall: (name) => {
      questions.ask(macroCallsWith(name));
      return unit.namedInMacroCall(name);
    },
    functions: askingBodies((name) => unit.functions(name)),
    signatures: asking((name) => unit.signatures(name)),
    functionSymbols: askingBodies((name) => unit.functionSymbols(name)),
    prototypes: asking((name) => unit.prototypes(name)),
    variables: asking((name) => unit.variables(name)),
    typedefs: asking((name) => unit.typedefs(name)),
    records: asking((name) => unit.records(name)),
    enumerators: asking((name) => unit.enumerators(name)),
    macros: asking((name) => unit.macros(name)),
    stores: (name) => {
      questions.ask(storesIn(name));
      return unit.stores(name);
    },
    placedStores: (name) => {
      questions.ask(storePlacesIn(name));
      return unit.placedStores(name);
    },
  };
}

function askedFile(file: FileModel, questions: Questions): FileModel {
  const { path, language, dialect } = file;
  const asking = <T>(name: string, answer: T): T => {
    questions.ask(name);
    return answer;
  };
  return {
    path,
    language,
    dialect,
    get text() {
      return asking(everything, file.text);
    },
    get declarations() {
      return asking(everything, file.declarations);
    },
    get macros() {
      return asking(directivesOf(path, "macros"), file.macros);
    },
    get includes() {
      return asking(directivesOf(path, "includes"), file.includes);
    },
    get pragmas() {
      return asking(directivesOf(path, "pragmas"), file.pragmas);
    },
    get skippedPragmas() {
      return asking(directivesOf(path, "pragmas"), file.skippedPragmas);
    },
    assumption: (offset) => asking(conditionsOf(path), file.assumption(offset)),
    assumptionStart: (offset) => asking(conditionsOf(path), file.assumptionStart(offset)),
    conditionsAround: (offset) => asking(conditionsOf(path), file.conditionsAround(offset)),
  };
}

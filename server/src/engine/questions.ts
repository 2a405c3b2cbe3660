/**
 * What is asked of a unit while something is worked out: names, a file's conditions or directives, or `everything`
 * where the question was about more than these. The unit and its files are seen through objects that write it down.
 */
import {
  bodiesOf,
  conditionsOf,
  directivesOf,
  includersOf,
  macroCallsWith,
  valuesOf,
} from "../model/build/file-change.ts";
import type { FileModel } from "../model/file.ts";
import { storePlacesIn, storesIn } from "../model/stores.ts";
import type { UnitModel } from "../model/unit-model.ts";

/** Stands for every name and all else that others can see of a file. */
export const everything = "*";

/** Something that was worked out about a subject, with what it was worked out from. */
export interface Answer {
  readonly subject: object;
  /** Questions; those of `uses` are not among them. */
  readonly asked: ReadonlySet<string>;
  /** Other answers about the same subject: where one of them falls, so does this one. */
  readonly uses: ReadonlySet<Answer>;
}

/** What goes on being worked out. */
interface Work {
  readonly subject: object;
  readonly asked: Set<string>;
  readonly uses: Set<Answer>;
  /** Answers about other subjects whose questions are among these already. */
  readonly taken: Set<Answer>;
}

export class Questions {
  private work: Work | undefined;

  /** Works something out about a subject; gives it with what was asked meanwhile. */
  during<T>(subject: object, make: () => T): Answer & { readonly value: T } {
    const around = this.work;
    const work: Work = { subject, asked: new Set(), uses: new Set(), taken: new Set() };
    this.work = work;
    try {
      return { subject, value: make(), asked: work.asked, uses: work.uses };
    } finally {
      this.work = around;
    }
  }

  ask(name: string): void {
    this.work?.asked.add(name);
  }

  askAll(names: ReadonlySet<string>): void {
    for (const name of names) {
      this.work?.asked.add(name);
    }
  }

  /** An answer is used for what goes on. */
  use(answer: Answer): void {
    const { work } = this;
    if (work === undefined) {
      return;
    }
    if (answer.subject === work.subject) {
      work.uses.add(answer);
    } else if (!work.taken.has(answer)) {
      work.taken.add(answer);
      this.askAll(askedFor(answer));
    }
  }
}

/** All questions that an answer hangs on. */
export function askedFor(answer: Answer): ReadonlySet<string> {
  if (answer.uses.size === 0) {
    return answer.asked;
  }
  const names = new Set<string>();
  const seen = new Set([answer]);
  for (const { asked, uses } of seen) {
    for (const name of asked) {
      names.add(name);
    }
    for (const used of uses) {
      seen.add(used);
    }
  }
  return names;
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
    includes: (name) => {
      questions.ask(includersOf(name));
      return unit.includes(name);
    },
    namedInMacroCall: (name) => {
      questions.ask(macroCallsWith(name));
      return unit.namedInMacroCall(name);
    },
    usedAsValue: (name) => {
      questions.ask(valuesOf(name));
      return unit.usedAsValue(name);
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

/** Where a unit hands its functions to the system, by function, kept true while declarations come and go. */

import { functionKey } from "../analysis/calls/function-key.ts";
import type { Facts } from "../facts/index.ts";
import type { FileChange } from "../model/build/file-change.ts";
import { type Registration, registrationsAt, registrationsIn, routinesOf } from "../model/contracts/registrations.ts";
import { lastName } from "../model/contracts/structures.ts";
import type { FunctionModel } from "../model/function.ts";
import type { UnitModel } from "../model/unit-model.ts";
import type { FunctionCache, Subject } from "./function-cache.ts";
import type { Questions } from "./questions.ts";
import type { Steps } from "./steps.ts";

interface IndexParts {
  readonly facts: Facts;
  /** Writes down what it is asked. */
  readonly unit: UnitModel;
  readonly cache: FunctionCache;
  readonly questions: Questions;
}

/** What stands among questions for who registers a routine as what, and for the places beside it. */
const rolesQuestion = (name: string): string => `registered ${name}`;
const reasonsQuestion = (name: string): string => `registered-at ${name}`;

export class RegistrationIndex {
  private readonly parts: IndexParts;
  /** The key of what a function or a declaration registers. */
  private readonly registers = {};
  private readonly positions: ReadonlyMap<string, number>;
  /** Only of those that register something. */
  private readonly contributions = new Map<Subject, readonly Registration[]>();
  /** Who contributes to what is known of a routine, by its name without scopes. */
  private readonly contributors = new Map<string, Set<Subject>>();
  /** To be read, now or again. */
  private readonly unread = new Set<Subject>();
  private readonly gone = new Set<Subject>();

  constructor(parts: IndexParts) {
    this.parts = parts;
    this.positions = new Map(parts.unit.files.map(({ path }, index) => [path, index]));
    parts.cache.watch(this.registers, (subject) => this.unread.add(subject));
  }

  /** Takes in a change of a file; what it makes of the registrations comes of `settling`. */
  follow({ removed, added }: Pick<FileChange, "removed" | "added">): void {
    for (const declaration of removed) {
      for (const subject of [declaration, ...declaration.functions]) {
        this.unread.delete(subject);
        this.gone.add(subject);
      }
    }
    for (const declaration of added) {
      for (const fn of declaration.functions) {
        this.unread.add(fn);
      }
      const { variables, macroCalls } = declaration.symbols;
      if (macroCalls.length > 0 || variables.some(({ decl }) => decl.init !== undefined)) {
        this.unread.add(declaration);
      }
    }
  }

  /** Brings the index up to date, in slices. Whoever drops this can begin it again at any time, also after edits. */
  *settling(): Steps<void> {
    if (this.unread.size === 0 && this.gone.size === 0) {
      return;
    }
    const fresh = new Map<Subject, readonly Registration[]>();
    for (const subject of this.unread) {
      fresh.set(subject, this.read(subject));
      yield;
    }
    this.unread.clear();
    this.take(fresh);
  }

  /** The registrations of a definition, in the order of the unit, and writes down that they were asked for. */
  of(fn: FunctionModel, detail: "roles" | "reasons"): readonly Registration[] {
    const { questions, unit } = this.parts;
    questions.ask(detail === "roles" ? rolesQuestion(fn.name) : reasonsQuestion(fn.name));
    return this.named(fn.name).filter((registration) => routinesOf(registration, unit).includes(fn));
  }

  private read(subject: Subject): readonly Registration[] {
    const { cache, unit, facts } = this.parts;
    return cache.get(subject, this.registers, () =>
      "definition" in subject ? registrationsIn(subject, unit, facts) : registrationsAt(subject, unit, facts),
    );
  }

  /** Puts new contributions in the place of old ones and tells who can tell the difference. */
  private take(fresh: ReadonlyMap<Subject, readonly Registration[]>): void {
    const changed = [...this.gone, ...fresh.keys()].filter(
      (subject) => this.contributions.has(subject) || (fresh.get(subject)?.length ?? 0) > 0,
    );
    this.gone.clear();
    const names = new Set(
      changed.flatMap((subject) =>
        [...(this.contributions.get(subject) ?? []), ...(fresh.get(subject) ?? [])].map(nameOf),
      ),
    );
    const before = new Map([...names].map((name) => [name, this.rolesOf(name)]));
    for (const subject of changed) {
      this.replace(subject, fresh.get(subject) ?? []);
    }
    for (const name of names) {
      const isAnother = before.get(name) !== this.rolesOf(name);
      this.parts.cache.answered([reasonsQuestion(name), ...(isAnother ? [rolesQuestion(name)] : [])]);
    }
  }

  private replace(subject: Subject, registrations: readonly Registration[]): void {
    for (const name of (this.contributions.get(subject) ?? []).map(nameOf)) {
      const contributors = this.contributors.get(name);
      if (contributors?.delete(subject) && contributors.size === 0) {
        this.contributors.delete(name);
      }
    }
    if (registrations.length === 0) {
      this.contributions.delete(subject);
      return;
    }
    this.contributions.set(subject, registrations);
    for (const name of registrations.map(nameOf)) {
      const contributors = this.contributors.get(name);
      if (contributors === undefined) {
        this.contributors.set(name, new Set([subject]));
      } else {
        contributors.add(subject);
      }
    }
  }

  private named(name: string): readonly Registration[] {
    const position = ({ place }: Registration): number => this.positions.get(place.file) ?? 0;
    const start = ({ place }: Registration): number => place.anchor.start + place.start;
    return [...(this.contributors.get(name) ?? [])]
      .flatMap((subject) => this.contributions.get(subject) ?? [])
      .filter((registration) => nameOf(registration) === name)
      .sort((a, b) => position(a) - position(b) || start(a) - start(b));
  }

  /** All that is said of routines of a name but for places: equal while nobody who reads no place can tell. */
  private rolesOf(name: string): string {
    return JSON.stringify(
      this.named(name).map(({ place, within, ...said }) => [said, place.file, within && functionKey(within)]),
    );
  }
}

const nameOf = ({ routine }: Registration): string => lastName(routine);

/** The classes that a class derives from, as far as the unit shows them. */
import { lastName } from "../../model/contracts/structures.ts";
import type { UnitModel } from "../../model/unit-model.ts";
import type { Decl, RecordDecl } from "../../syntax/ast.ts";

export interface Ancestors {
  /** Nearest first; of several classes of one name all. */
  readonly records: readonly RecordDecl[];
  /** Whether one of them is not the unit's, or has members that cannot be read. */
  readonly isOpen: boolean;
}

/** @param scope the class, with the scopes around it: `ns::Cls` */
export function ancestorsOf(scope: string, unit: UnitModel): Ancestors {
  const records: RecordDecl[] = [];
  const seen = new Set<string>();
  let isOpen = false;
  const waiting = unit.records(lastName(scope)).flatMap(({ decl }) => decl.bases);
  for (let base = waiting.shift(); base !== undefined; base = waiting.shift()) {
    const name = lastName(base.replace(/<.*$/s, ""));
    if (!seen.has(name)) {
      seen.add(name);
      const known = unit.records(name).flatMap(({ decl }) => (isDefined(decl) ? decl : []));
      isOpen ||= known.length === 0 || known.some(({ members }) => members.some(({ kind }) => kind === "other"));
      records.push(...known);
      waiting.push(...known.flatMap(({ bases }) => bases));
    }
  }
  return { records, isOpen };
}

/** Whether a class itself says that its method of a name is virtual. */
export const hasVirtual = ({ members }: RecordDecl, name: string): boolean =>
  members.some((member) => isMethod(member) && member.name === name && member.storage.includes("virtual"));

const isMethod = (member: Decl): member is Extract<Decl, { kind: "function" | "prototype" }> =>
  member.kind === "function" || member.kind === "prototype";

/** `class Name;` says nothing of its members. */
const isDefined = ({ members, bases }: RecordDecl): boolean => members.length > 0 || bases.length > 0;

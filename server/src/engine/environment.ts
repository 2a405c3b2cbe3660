/** What is known about macros before a file's first line: the build's own, the project's, and its local headers'. */
import type { DriverUnit } from "../model/unit/types.ts";
import { fromTable, layered, type MacroEnvironment, type MacroValue } from "../syntax/macros.ts";
import { predefinedMacros } from "../syntax/predefined.ts";
import type { Dialect, Language } from "../syntax/tokens.ts";

/** A file whose macros others may see. */
export interface MacroSource {
  readonly path: string;
  readonly includes: readonly { readonly path: string }[];
  /** Macros that its own directives leave defined, or undefined (`false`). */
  readonly macroTable: ReadonlyMap<string, MacroValue | false>;
}

export function baseEnvironment(driver: DriverUnit, dialect: Dialect, language: Language): MacroEnvironment {
  return layered(fromTable(driver.defines), predefinedMacros(dialect, language));
}

/**
 * The macros that a file gets from the headers it includes, directly or through others, later ones first.
 *
 * @param known paths of the headers that count; those that include each other in a circle do not all know each other
 */
export function includedMacros(file: MacroSource, headers: HeaderLookup, known: ReadonlySet<string>): MacroEnvironment {
  const tables: ReadonlyMap<string, MacroValue | false>[] = [];
  const seen = new Set<string>([file.path]);
  const pending = [...file.includes.map((include) => headers.find(include.path, file.path))];
  for (let header = pending.pop(); pending.length > 0 || header !== undefined; header = pending.pop()) {
    if (header !== undefined && !seen.has(header.path) && known.has(header.path)) {
      seen.add(header.path);
      tables.push(header.macroTable);
      pending.push(...header.includes.map((include) => headers.find(include.path, header?.path ?? "")));
    }
  }
  return {
    lookup(name) {
      for (const table of tables) {
        const known = table.get(name);
        if (known !== undefined) {
          return known;
        }
      }
      return undefined;
    },
  };
}

/** The files with every header before the files that include it; a circle is cut where it is entered. */
export function includeOrder(files: readonly MacroSource[], headers: HeaderLookup): readonly MacroSource[] {
  const order: MacroSource[] = [];
  const entered = new Set<string>();
  for (const file of files) {
    // Each entry is left when all that it includes has been: an explicit stack, as chains of headers may be long.
    const stack: { readonly source: MacroSource; next: number }[] = [];
    const enter = (source: MacroSource | undefined): void => {
      if (source !== undefined && !entered.has(source.path)) {
        entered.add(source.path);
        stack.push({ source, next: 0 });
      }
    };
    enter(file);
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      const include = top.source.includes[top.next];
      top.next++;
      if (include === undefined) {
        order.push(top.source);
        stack.pop();
      } else {
        enter(headers.find(include.path, top.source.path));
      }
    }
  }
  return order;
}

/** Finds the header that an include names, among a unit's own. */
export interface HeaderLookup {
  find(spelled: string, from: string): MacroSource | undefined;
}

/** Looks headers up by the end of their path, without regard to case, as Windows projects spell them. */
export function headerLookup(headers: readonly MacroSource[]): HeaderLookup {
  const byName = new Map<string, MacroSource[]>();
  for (const header of headers) {
    const name = baseName(header.path);
    const known = byName.get(name);
    if (known === undefined) {
      byName.set(name, [header]);
    } else {
      known.push(header);
    }
  }
  return {
    find(spelled, from) {
      const candidates = byName.get(baseName(spelled)) ?? [];
      if (candidates.length <= 1) {
        return candidates[0];
      }
      const folder = from.slice(0, from.lastIndexOf("/") + 1).toLowerCase();
      const tail = spelled
        .replaceAll("\\", "/")
        .replace(/^(?:\.\.?\/)+/, "")
        .toLowerCase();
      return (
        candidates.find((candidate) => candidate.path.toLowerCase() === folder + tail) ??
        candidates.find((candidate) => candidate.path.toLowerCase().endsWith(`/${tail}`)) ??
        candidates[0]
      );
    },
  };
}

const baseName = (path: string): string =>
  path.slice(Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\")) + 1).toLowerCase();

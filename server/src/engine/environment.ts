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

/** What the project and the compiler define; the project's word goes first. */
export function baseEnvironment(driver: DriverUnit, dialect: Dialect, language: Language): MacroEnvironment {
  return layered(fromTable(driver.defines), predefinedMacros(dialect, language));
}

/** The files of a unit, headers first, and what each gets from its headers. */
export interface IncludeGraph {
  /** Every header before the files that include it; a circle is cut where it is entered. */
  readonly order: readonly MacroSource[];
  /**
   * The macros that a file gets from the headers it includes, directly or through others, later ones first; of headers
   * that come after it in the order, with which it forms a circle, none. The tables are read when the first name is
   * asked for: those of the headers before it must be final by then.
   */
  macrosFor(file: MacroSource): MacroEnvironment;
}

/** A file with its includes looked up, and its place in the order. */
interface GraphNode {
  readonly source: MacroSource;
  readonly includes: readonly GraphNode[];
  position: number;
  /** The last walk that came by. */
  seenBy: GraphNode | undefined;
}

/** The includes among these files, headers before those that include them; a circle is cut where it is entered. */
export function includeGraph(files: readonly MacroSource[]): IncludeGraph {
  const headers = headerLookup(files);
  const nodes = new Map<MacroSource, GraphNode & { includes: readonly GraphNode[] }>();
  for (const source of files) {
    nodes.set(source, { source, includes: [], position: -1, seenBy: undefined });
  }
  for (const node of nodes.values()) {
    node.includes = node.source.includes.flatMap((include) => {
      const header = headers.find(include.path, node.source.path);
      return (header === undefined ? undefined : nodes.get(header)) ?? [];
    });
  }
  const order = headersFirst([...nodes.values()]);
  return {
    order: order.map(({ source }) => source),
    macrosFor(file) {
      const node = nodes.get(file);
      let tables: readonly ReadonlyMap<string, MacroValue | false>[] | undefined;
      return {
        lookup(name) {
          tables ??= node === undefined ? [] : tablesFor(node);
          for (const table of tables) {
            const known = table.get(name);
            if (known !== undefined) {
              return known;
            }
          }
          return undefined;
        },
      };
    },
  };
}

function tablesFor(file: GraphNode): readonly ReadonlyMap<string, MacroValue | false>[] {
  const tables: ReadonlyMap<string, MacroValue | false>[] = [];
  file.seenBy = file;
  const pending = [...file.includes];
  for (let header = pending.pop(); header !== undefined; header = pending.pop()) {
    if (header.seenBy !== file && header.position < file.position) {
      header.seenBy = file;
      tables.push(header.source.macroTable);
      pending.push(...header.includes);
    }
  }
  return tables;
}

function headersFirst(files: readonly GraphNode[]): readonly GraphNode[] {
  const order: GraphNode[] = [];
  const entered = new Set<GraphNode>();
  for (const file of files) {
    // Each entry is left when all that it includes has been: an explicit stack, as chains of headers may be long.
    const stack: { readonly node: GraphNode; next: number }[] = [];
    const enter = (node: GraphNode): void => {
      if (!entered.has(node)) {
        entered.add(node);
        stack.push({ node, next: 0 });
      }
    };
    enter(file);
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      const include = top.node.includes[top.next];
      top.next++;
      if (include === undefined) {
        top.node.position = order.length;
        order.push(top.node);
        stack.pop();
      } else {
        enter(include);
      }
    }
  }
  return order;
}

/** Finds the header that an include names, among a unit's own. */
interface HeaderLookup {
  find(spelled: string, from: string): MacroSource | undefined;
}

/** Looks headers up by the end of their path, without regard to case, as Windows projects spell them. */
function headerLookup(headers: readonly MacroSource[]): HeaderLookup {
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

/** Whose each page of a database is, written down once: a page that two lay claim to is a problem, and so ends every circle. */
import { pageKinds } from "../protocol.ts";
import { isPointerMap, type Layout } from "./layout.ts";

export type PageKind = (typeof pageKinds)[number];
export const kindNumber = (kind: PageKind): number => pageKinds.indexOf(kind);

/** Arrays have an element for each page, that of page 1 first. */
export interface Ledger {
  readonly layout: Layout;
  /** Number of the owner, from 1 on; 0 where there is none. */
  readonly owner: Uint32Array<ArrayBuffer>;
  readonly kinds: Uint8Array<ArrayBuffer>;
  /** 0 to 255. */
  readonly fill: Uint8Array<ArrayBuffer>;
  /** The page that leads to it; 0 where none does. */
  readonly parent: Uint32Array<ArrayBuffer>;
  readonly problems: readonly Problem[];
  /**
   * Takes a page for an owner, or for nobody (0).
   * @param from the page that leads to it; 0 where that is the header or the schema, which is page 1
   * @returns whether it could be had; what keeps it from that is a problem of the page that leads to it
   */
  claim(page: number, kind: PageKind, owner: number, from: number): boolean;
  used(page: number, bytes: number): void;
  problem(page: number, text: string): void;
}

export interface Problem {
  readonly page: number;
  /** A sentence. */
  readonly text: string;
}

/** As many as somebody reads. */
const mostProblems = 100;

export function createLedger(layout: Layout): Ledger {
  const { pageCount, usable, lockBytePage } = layout;
  const owner = new Uint32Array(pageCount);
  const kinds = new Uint8Array(pageCount);
  const fill = new Uint8Array(pageCount);
  const parent = new Uint32Array(pageCount);
  const problems: Problem[] = [];
  const problem = (page: number, text: string): void => {
    if (problems.length < mostProblems) problems.push({ page, text });
  };
  if (layout.hasPointerMaps) {
    for (let page = 2; page <= pageCount; page++) {
      if (isPointerMap(layout, page)) kinds[page - 1] = kindNumber("pointer map");
    }
  }
  if (lockBytePage !== 0) kinds[lockBytePage - 1] = kindNumber("lock byte");

  return {
    layout,
    owner,
    kinds,
    fill,
    parent,
    problems,
    problem,
    claim(page, kind, of, from) {
      const source = from || 1;
      if (page < 1 || page > pageCount) {
        problem(source, `It leads to page ${page}, and there are ${pageCount}.`);
        return false;
      }
      if (kinds[page - 1] !== 0 || owner[page - 1] !== 0) {
        const other = parent[page - 1];
        const before = other ? `, to which page ${other} leads too` : "";
        problem(source, `It leads to page ${page}, which is taken: ${nameOf(kinds[page - 1]!)}${before}.`);
        return false;
      }
      kinds[page - 1] = kindNumber(kind);
      owner[page - 1] = of;
      parent[page - 1] = from;
      return true;
    },
    used(page, bytes) {
      fill[page - 1] = Math.round((Math.min(bytes, usable) * 255) / usable);
    },
  };
}

const nameOf = (kind: number): string => (kind === 0 ? "a page of a b-tree" : pageKinds[kind]!);

/**
 * Pointer maps say for each page which other leads to it, so that auto_vacuum can move it ("Database File Format", section
 * 1.8). Here they are held against what the trees and the freelist say.
 */
import type { ByteSource } from "../../binary/source.ts";
import { pointerMapEntries } from "./layout.ts";
import { kindNumber, type Ledger } from "./ledger.ts";
import { u32 } from "./numbers.ts";
import { pageReader } from "./pages.ts";

/** What an entry's first byte means. */
export const entryKinds = [undefined, "root", "free", "first overflow", "overflow", "child"] as const;

export function checkPointerMaps(source: ByteSource, ledger: Ledger): void {
  const { layout } = ledger;
  const pages = pageReader(source, layout);
  const entries = pointerMapEntries(layout);
  for (let map = 2; map <= layout.pageCount; map++) {
    if (ledger.kinds[map - 1] !== pointerMap) continue;
    const bytes = pages.read(map);
    const end = Math.min(entries, layout.pageCount - map);
    ledger.used(map, 5 * end);
    for (let index = 0; index < end; index++) checkEntry(ledger, map, map + 1 + index, bytes, 5 * index);
  }
}

function checkEntry(ledger: Ledger, map: number, page: number, bytes: Uint8Array, at: number): void {
  const expected = expectedEntry(ledger, page);
  if (expected === undefined) return;
  const kind = entryKinds[bytes[at]!];
  const parent = u32(bytes, at + 1);
  if (kind === expected.kind && (kind === "free" || parent === expected.parent)) return;
  const should = `${expected.kind}${expected.parent === 0 ? "" : ` of page ${expected.parent}`}`;
  ledger.problem(map, `It takes page ${page} for ${kind ?? "nothing known"} of page ${parent}; it is ${should}.`);
}

function expectedEntry({ kinds, owner, parent }: Ledger, page: number) {
  const kind = kinds[page - 1]!;
  const from = parent[page - 1]!;
  if (kind === freeTrunk || kind === freeLeaf) return { kind: "free", parent: 0 } as const;
  // What nobody was found to own is a problem already.
  if (owner[page - 1] === 0) return undefined;
  if (kind === overflow) {
    return { kind: kinds[from - 1] === overflow ? "overflow" : "first overflow", parent: from } as const;
  }
  return { kind: from === 0 ? "root" : "child", parent: from } as const;
}

const pointerMap = kindNumber("pointer map");
const freeTrunk = kindNumber("freelist trunk");
const freeLeaf = kindNumber("freelist leaf");
const overflow = kindNumber("overflow");

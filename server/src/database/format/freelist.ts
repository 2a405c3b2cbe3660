/** Pages that hold nothing: a chain of trunks, each with the numbers of others ("Database File Format", section 1.5). */
import type { ByteSource } from "../../binary/source.ts";
import type { Ledger } from "./ledger.ts";
import { u32 } from "./numbers.ts";
import { pageReader } from "./pages.ts";

/** How many page numbers a trunk has room for. */
export const trunkRoom = (usable: number): number => usable / 4 - 2;

/** @returns how many pages are free */
export function walkFreelist(source: ByteSource, ledger: Ledger): number {
  const { usable, header } = ledger.layout;
  const pages = pageReader(source, ledger.layout);
  let free = 0;
  let from = 0;
  for (let trunk = header.firstFreeTrunk; trunk !== 0; ) {
    if (!ledger.claim(trunk, "freelist trunk", 0, from)) break;
    free++;
    const bytes = pages.read(trunk);
    const leaves = u32(bytes, 4);
    if (leaves > trunkRoom(usable)) {
      ledger.problem(trunk, `It claims ${leaves} free pages, for whose numbers it has no room.`);
      break;
    }
    ledger.used(trunk, 8 + 4 * leaves);
    for (let index = 0; index < leaves; index++) {
      if (ledger.claim(u32(bytes, 8 + 4 * index), "freelist leaf", 0, trunk)) free++;
    }
    from = trunk;
    trunk = u32(bytes, 0);
  }
  if (free !== header.freePages) {
    ledger.problem(1, `The header says that ${header.freePages} pages are free, and the freelist has ${free}.`);
  }
  return free;
}

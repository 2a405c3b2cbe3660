/** What a cell shows of its value: one line, whatever is in it. */
import type { Cell } from "../../../server/src/database/protocol.ts";
import { bytesText } from "../../parts/numbers.ts";
import { ValueText } from "../../parts/value-text.tsx";

/** How much of a text is drawn: a cell is never wider than that. */
const drawn = 300;

export function CellText({ cell }: { readonly cell: Cell }) {
  if (cell === null) return <span class="cell-null">NULL</span>;
  switch (cell.type) {
    case "integer":
    case "real":
      return cell.text;
    case "text": {
      const text = cell.text.slice(0, drawn);
      const isCut = !cell.isWhole || text.length < cell.text.length;
      return (
        <>
          {cell.bytes !== undefined && <span class="cell-badge">not UTF-8</span>}
          <ValueText text={isCut ? `${text}…` : text} />
        </>
      );
    }
    case "blob":
      return (
        <>
          <span class="cell-badge">BLOB</span>
          <span class="cell-blob">
            {bytesText(cell.length)} {hexStart(cell.bytes)}
          </span>
        </>
      );
  }
}

/** Of its kind, for the cell's look. */
export function cellClass(cell: Cell): string {
  if (cell === null) return "cell-is-null";
  return cell.type === "integer" || cell.type === "real" ? "cell-number" : `cell-${cell.type}`;
}

function hexStart(bytes: Uint8Array): string {
  const shown = [...bytes.subarray(0, 16)].map((byte) => byte.toString(16).padStart(2, "0"));
  return shown.join(" ") + (bytes.length > 16 ? "…" : "");
}

/** A range of a value's bytes, asked for when it is wanted; of values that the grid has whole, or that nothing names, nothing is asked. */
import { useEffect, useState } from "preact/hooks";
import { isWhole, utf8Of } from "../../../server/src/database/output/value.ts";
import type { Cell } from "../../../server/src/database/protocol.ts";
import type { Channel } from "../channel.ts";
import type { CellName } from "./read-cell.ts";

export interface CellBytes {
  /** Undefined until they are there. */
  readonly bytes: Uint8Array | undefined;
  /** Of the whole value, in bytes; of what is held of it, where it is cut. */
  readonly length: number | undefined;
  /** Only the beginning is held, and nothing names the value to ask for the rest. */
  readonly isCut: boolean;
  readonly error: Error | undefined;
}

export interface BytesOptions {
  readonly channel: Channel;
  /** Undefined where nothing names it: a query's value. */
  readonly name: CellName | undefined;
  readonly cell: Cell;
  readonly start: number;
  readonly most: number;
  /** Nothing is asked before it is. */
  readonly isActive: boolean;
  readonly revision: number;
}

/** Milliseconds: who walks through the rows does not ask for each. */
const rest = 120;

export function useCellBytes({ channel, name, cell, start, most, isActive, revision }: BytesOptions): CellBytes {
  const [state, setState] = useState<CellBytes & { readonly key: string }>();
  const key = JSON.stringify([name, start, most, revision]);
  const isHeld = name === undefined || isWhole(cell);
  useEffect(() => {
    if (isHeld || !isActive || state?.key === key) return;
    const abort = new AbortController();
    const timer = setTimeout(() => {
      channel.ask("cell", { ...name, start, length: most }, { signal: abort.signal }).then(
        ({ bytes, length }) => !abort.signal.aborted && setState({ ...nothing, key, bytes, length }),
        (error: Error) => !abort.signal.aborted && setState({ ...nothing, key, error }),
      );
    }, rest);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [channel, key, isActive, isHeld]);
  if (isHeld) {
    const held = heldBytes(cell);
    return { ...nothing, bytes: held.subarray(start, start + most), length: held.length, isCut: !isWhole(cell) };
  }
  return state?.key === key ? state : nothing;
}

const nothing: CellBytes = { bytes: undefined, length: undefined, isCut: false, error: undefined };

/** As they are stored: all that the grid has. */
function heldBytes(cell: Cell): Uint8Array {
  if (cell === null) return new Uint8Array();
  if (cell.type === "blob" || (cell.type === "text" && cell.bytes !== undefined)) return cell.bytes!;
  return utf8Of(cell.text);
}

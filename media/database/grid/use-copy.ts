/** Copies of what is selected, in any form; what takes longer than a moment can be cancelled. */
import { useRef, useState } from "preact/hooks";
import { formatRows, formatValue, type OutputFormat, rowFormat } from "../../../server/src/database/output/formats.ts";
import type { Value } from "../../../server/src/database/output/value.ts";
import { counted, numberText } from "../../parts/numbers.ts";
import type { LaidColumn } from "./columns.ts";
import type { RowSource } from "./row-source.ts";
import type { Range } from "./selection.ts";

export interface Copying {
  /** While rows are read: 0 to 1. */
  readonly fraction: number | undefined;
  readonly isUnderWay: boolean;
  /** What came of the last one, for a line below the grid. */
  readonly notice: string;
  /** Nothing was copied; the notice says why. */
  readonly isRefused: boolean;
  /** @param withNames the columns' names too, of forms that can do without */
  copy(range: Range, format: OutputFormat, withNames: boolean): void;
  cancel(): void;
}

export interface CopyOptions {
  readonly source: RowSource;
  readonly laid: readonly LaidColumn[];
  readonly name: string;
  onCopy(text: string): void;
}

interface CopyState {
  readonly fraction?: number;
  readonly notice: string;
  readonly isRefused?: boolean;
}

/** More than that is a file's: exports write one. */
const mostRows = 100_000;
const mostCells = 1_000_000;

export function useCopy({ source, laid, name, onCopy }: CopyOptions): Copying {
  const [state, setState] = useState<CopyState>({ notice: "" });
  const [running, setRunning] = useState<AbortController>();
  const last = useRef<AbortController | undefined>(undefined);

  const copy = async (range: Range, format: OutputFormat, withNames: boolean): Promise<void> => {
    const { rows, columns } = range;
    const shown = laid.slice(columns.first, columns.last + 1);
    const count = rows.last - rows.first + 1;
    if (count > mostRows || count * shown.length > mostCells) {
      setState({
        isRefused: true,
        notice: `${numberText(count)} rows are too many for the clipboard: export them to a file.`,
      });
      return;
    }
    last.current?.abort();
    const abort = new AbortController();
    last.current = abort;
    setRunning(abort);
    try {
      const indexes = shown.map(({ index }) => index);
      const values = await source.read(rows.first, rows.last + 1, indexes, {
        signal: abort.signal,
        onProgress: (fraction) => setState({ fraction, notice: "" }),
      });
      if (abort.signal.aborted) return;
      onCopy(textOf(values, { name, columns: shown.map(({ column }) => column.name) }, format, withNames));
      const isOne = values.length === 1 && shown.length === 1;
      setState({ notice: isOne ? "Copied the cell." : `Copied ${counted(values.length, "row")}.` });
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      setState(abort.signal.aborted ? { notice: "" } : { isRefused: true, notice: `Not copied: ${reason}` });
    } finally {
      if (last.current === abort) setRunning(undefined);
    }
  };
  return {
    fraction: state.fraction,
    isUnderWay: running !== undefined,
    notice: state.notice,
    isRefused: state.isRefused === true,
    copy: (range, format, withNames) => void copy(range, format, withNames),
    cancel: () => running?.abort(),
  };
}

function textOf(
  values: readonly (readonly Value[])[],
  shape: { readonly name: string; readonly columns: readonly string[] },
  format: OutputFormat,
  withNames: boolean,
): string {
  const only = values.length === 1 && shape.columns.length === 1 ? values[0]?.[0] : undefined;
  if (only !== undefined && !withNames) return formatValue(format, only);
  if (format !== "text" || withNames) return formatRows(format, shape, values);
  const { row, between } = rowFormat(format, shape);
  return values.map(row).join(between);
}

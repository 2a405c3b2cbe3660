/** Bytes of the file, a window at a time: what is not looked at is not read. */
import { useEffect, useState } from "preact/hooks";
import { TextField } from "../../parts/elements.ts";
import { HexView } from "../../parts/hex-view.tsx";
import { bytesText, hexText } from "../../parts/numbers.ts";
import { ErrorState, Skeleton } from "../../parts/states.tsx";
import { ToolbarButton } from "../../parts/toolbar.tsx";
import { type Channel, useAnswer } from "../channel.ts";

export interface HexPaneProps {
  readonly channel: Channel;
  readonly revision: number;
  readonly isActive: boolean;
  /** What the bytes are, for those who do not see them. */
  readonly label: string;
  /** In the file. */
  readonly start: number;
  readonly length: number;
  /** Bytes that stand out, in the file. */
  readonly marked?: { readonly start: number; readonly end: number } | undefined;
}

/** Of one window, in bytes. */
const windowSize = 64 * 1024;

export function HexPane({ channel, revision, isActive, label, start, length, marked }: HexPaneProps) {
  const [window, setWindow] = useState(windowOf(marked?.start ?? start, start));
  const [wanted, setWanted] = useState("");
  const [found, setFound] = useState<number>();
  useEffect(() => {
    setWindow(windowOf(marked?.start ?? start, start));
    setFound(undefined);
  }, [start, length, marked?.start]);
  const from = start + window * windowSize;
  const size = Math.max(0, Math.min(windowSize, start + length - from));
  const params = size === 0 ? undefined : { start: from, length: size };
  const answer = useAnswer(channel, "bytes", params, { isActive, revision });
  const windows = Math.ceil(length / windowSize);

  const offset = offsetOf(wanted, start, length);
  const go = (): void => {
    if (offset === undefined) return;
    setWindow(windowOf(offset, start));
    setFound(offset);
  };
  if (length === 0) return <p class="faint hex-none">It has no bytes in the file.</p>;
  const mark = found === undefined ? marked : { start: found, end: found + 1 };
  return (
    <div class="hex-pane">
      {windows > 1 && (
        <div class="hex-bar">
          <ToolbarButton
            icon="arrow-left"
            label="Bytes before"
            isDisabled={window === 0}
            onPress={() => setWindow(window - 1)}
          />
          <span role="status">
            {hexText(from)} to {hexText(from + size - 1)}, of {bytesText(length)}
          </span>
          <ToolbarButton
            icon="arrow-right"
            label="Bytes after"
            isDisabled={window >= windows - 1}
            onPress={() => setWindow(window + 1)}
          />
          <TextField
            label="Offset in the file, in hex"
            placeholder="Go to offset"
            class="hex-go"
            value={wanted}
            isInvalid={wanted.trim() !== "" && offset === undefined}
            onInput={setWanted}
            onKeyDown={(event) => {
              if (event.key === "Enter") go();
            }}
          />
        </div>
      )}
      {answer.error !== undefined ? (
        <ErrorState what="The bytes" error={answer.error} onRetry={answer.retry} />
      ) : answer.result === undefined ? (
        <Skeleton rows={6} label="Reading bytes" />
      ) : (
        <HexView
          label={label}
          bytes={answer.result.bytes}
          start={from}
          marked={mark === undefined ? undefined : within(mark, from, size)}
        />
      )}
    </div>
  );
}

/** "0x1a40" or "1A40", where it lies in the range. */
function offsetOf(wanted: string, start: number, length: number): number | undefined {
  const digits = /^\s*(?:0x)?([0-9a-f]{1,13})h?\s*$/i.exec(wanted)?.[1];
  const offset = digits === undefined ? Number.NaN : Number.parseInt(digits, 16);
  return offset >= start && offset < start + length ? offset : undefined;
}

const windowOf = (offset: number, start: number): number => Math.floor((offset - start) / windowSize);

/** A range of the file in a window; undefined where it lies in another. */
function within(
  mark: { readonly start: number; readonly end: number },
  from: number,
  size: number,
): { readonly start: number; readonly end: number } | undefined {
  if (mark.end <= from || mark.start >= from + size) return undefined;
  return { start: Math.max(0, mark.start - from), end: Math.min(size, mark.end - from) };
}

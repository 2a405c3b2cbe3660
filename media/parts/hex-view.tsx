/** Bytes in hex with ASCII beside them, however many: only the rows in view are in the document. */
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { type HexPiece, hexRow } from "./hex-rows.ts";

export interface HexViewProps {
  /** What the bytes are, for those who do not see them. */
  readonly label: string;
  readonly bytes: Uint8Array;
  /** What the first byte is numbered. */
  readonly start?: number;
  /** Bytes that stand out, [start, end) from the first byte on; they are brought into view. */
  readonly marked?: { readonly start: number; readonly end: number } | undefined;
}

export function HexView({ label, bytes, start = 0, marked }: HexViewProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const [perRow, setPerRow] = useState(16);
  const [window, setWindow] = useState({ first: 0, end: 40 });
  const rows = Math.ceil(bytes.length / perRow);

  const look = (): void => {
    const { scrollTop, clientHeight } = scroller.current!;
    const first = Math.max(0, Math.floor(scrollTop / rowHeight) - spare);
    const end = Math.ceil((scrollTop + clientHeight) / rowHeight) + spare;
    setWindow((last) => (last.first === first && last.end === end ? last : { first, end }));
  };
  const looking = useRef(look);
  looking.current = look;
  useLayoutEffect(() => {
    const element = scroller.current!;
    const measure = (): void => {
      if (element.clientWidth > 0) setPerRow(element.clientWidth >= wide ? 16 : 8);
      looking.current();
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  useEffect(() => {
    if (marked === undefined) return;
    const element = scroller.current!;
    const top = Math.floor(marked.start / perRow) * rowHeight;
    if (top < element.scrollTop || top + rowHeight > element.scrollTop + element.clientHeight) {
      element.scrollTop = Math.max(0, top - 2 * rowHeight);
    }
  }, [marked, perRow]);

  const digits = Math.max(4, (start + bytes.length).toString(16).length);
  const inView: number[] = [];
  for (let row = window.first; row < Math.min(rows, window.end); row++) inView.push(row);
  return (
    // What scrolls must be reached by keys, too.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: see above
    <section ref={scroller} class="hex" aria-label={label} tabIndex={0} onScroll={look}>
      <div class="hex-rows" style={{ blockSize: rows * rowHeight }}>
        {inView.map((row) => {
          const { hex, ascii } = hexRow(bytes, row * perRow, perRow, marked);
          return (
            <div key={row} class="hex-row" style={{ insetBlockStart: row * rowHeight, blockSize: rowHeight }}>
              <span class="hex-offset">{(start + row * perRow).toString(16).toUpperCase().padStart(digits, "0")}</span>
              <span class="hex-bytes">
                <Pieces pieces={hex} />
              </span>
              <span class="hex-ascii" aria-hidden="true">
                <Pieces pieces={ascii} />
              </span>
            </div>
          );
        })}
      </div>
    </section>
  );
}

function Pieces({ pieces }: { readonly pieces: readonly HexPiece[] }) {
  return pieces.map(({ text, isMarked }, index) => (isMarked ? <mark key={index}>{text}</mark> : text));
}

/** In CSS pixels. */
const rowHeight = 20;
/** From this width on there are 16 bytes in a row. */
const wide = 600;
/** Rows above and below those in view. */
const spare = 8;

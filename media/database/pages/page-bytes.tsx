/** The bytes of a page; those of the cell that was chosen stand out. */
import { useMemo } from "preact/hooks";
import { HexView } from "../../parts/hex-view.tsx";

export interface PageBytesProps {
  readonly bytes: Uint8Array;
  /** In the file. */
  readonly start: number;
  readonly chosen: { readonly offset: number; readonly size: number } | undefined;
}

export function PageBytes({ bytes, start, chosen }: PageBytesProps) {
  const marked = useMemo(
    () => (chosen === undefined ? undefined : { start: chosen.offset, end: chosen.offset + chosen.size }),
    [chosen],
  );
  return (
    <div class="page-bytes">
      <h3>Bytes</h3>
      <HexView label="Bytes of the page" bytes={bytes} start={start} marked={marked} />
    </div>
  );
}

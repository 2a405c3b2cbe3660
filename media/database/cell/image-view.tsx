/** A picture that lies in a cell, from its bytes alone: nothing is loaded from elsewhere. */
import { useEffect, useState } from "preact/hooks";
import { bytesText, numberText } from "../../parts/numbers.ts";
import { EmptyState, Skeleton } from "../../parts/states.tsx";
import { type ImageKind, mostImageBytes, mostPixels } from "./image-kind.ts";
import type { WholeCell } from "./read-cell.ts";

export interface ImageViewProps {
  /** Names the value among others: another one is another picture. */
  readonly id: string;
  readonly image: ImageKind;
  /** Of the value, in bytes. */
  readonly length: number;
  /** All of it. */
  read(signal: AbortSignal): Promise<WholeCell>;
}

export function ImageView({ id, image, length, read }: ImageViewProps) {
  const [url, setUrl] = useState<string>();
  const [problem, setProblem] = useState<string>();
  const [drawn, setDrawn] = useState<{ readonly width: number; readonly height: number }>();
  const { type, size } = image;
  const tooLarge =
    length > mostImageBytes
      ? `It has ${bytesText(length)}; pictures are shown up to ${bytesText(mostImageBytes)}.`
      : size !== undefined && size.width * size.height > mostPixels
        ? `It has ${numberText(size.width)} by ${numberText(size.height)} pixels; that many are not drawn here.`
        : undefined;
  useEffect(() => {
    if (tooLarge !== undefined) return;
    const abort = new AbortController();
    let made: string | undefined;
    read(abort.signal).then(
      ({ bytes }) => {
        if (abort.signal.aborted) return;
        made = URL.createObjectURL(new Blob([new Uint8Array(bytes)], { type }));
        setUrl(made);
      },
      (error: Error) => !abort.signal.aborted && setProblem(error.message),
    );
    return () => {
      abort.abort();
      if (made !== undefined) URL.revokeObjectURL(made);
      setUrl(undefined);
    };
  }, [id, type, tooLarge]);
  const trouble = tooLarge ?? problem;
  if (trouble !== undefined) {
    return (
      <EmptyState icon="file-media" title="The picture is not shown">
        <p class="state-text">{trouble} Its bytes are there, and may be saved to a file.</p>
      </EmptyState>
    );
  }
  if (url === undefined) return <Skeleton rows={6} label="Reading the picture" />;
  return (
    <figure class="cell-image">
      <img
        src={url}
        alt="Preview of the cell"
        onLoad={({ currentTarget }) =>
          setDrawn({ width: currentTarget.naturalWidth, height: currentTarget.naturalHeight })
        }
        onError={() => setProblem("It begins as a picture, and is damaged.")}
      />
      <figcaption class="faint">
        {type.replace("image/", "").toUpperCase()}
        {drawn !== undefined && `, ${numberText(drawn.width)} × ${numberText(drawn.height)}`}
      </figcaption>
    </figure>
  );
}

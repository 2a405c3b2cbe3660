/** A name or a value from a database: always text, isolated from what stands around it, with what is invisible marked. */
import { visiblePieces } from "./visible.ts";

export interface ValueTextProps {
  readonly text: string;
  /** "apart" where line ends and tabs are as they are. */
  readonly lines?: "marked" | "apart";
}

export function ValueText({ text, lines = "marked" }: ValueTextProps) {
  return (
    <bdi>
      {visiblePieces(text, lines).map((piece, index) =>
        piece.isMark ? (
          <span key={index} class="mark">
            {piece.text}
          </span>
        ) : (
          piece.text
        ),
      )}
    </bdi>
  );
}

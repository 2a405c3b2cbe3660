/** What the file is, in a line below everything; what should be known first, above the tabs. */
import type { Result } from "../../server/src/database/protocol.ts";
import { Icon } from "../parts/icon.tsx";
import { bytesText, counted } from "../parts/numbers.ts";
import { ValueText } from "../parts/value-text.tsx";

interface FileProps {
  readonly overview: Result<"overview"> | undefined;
}

export function FileLine({ name, overview }: FileProps & { readonly name: string | undefined }) {
  return (
    <footer class="file-line">
      {name !== undefined && (
        <span class="file-name">
          <Icon name="database" /> <ValueText text={name} />
        </span>
      )}
      {overview !== undefined && (
        <>
          <span>{bytesText(overview.length)}</span>
          <span>
            {counted(overview.pageCount, "page")} of {bytesText(overview.pageSize)}
          </span>
          <span>{overview.encoding}</span>
          {overview.walFrames > 0 && (
            <span title="Committed frames of the write-ahead log beside the file are shown as part of it">
              WAL: {counted(overview.walFrames, "frame")}
            </span>
          )}
          <span title="Nothing is ever written to the file">
            {overview.reading === "lazy" ? "read as needed" : "read whole"}, read-only
          </span>
        </>
      )}
    </footer>
  );
}

export function FileNotes({ overview }: FileProps) {
  if (overview === undefined || overview.notes.length === 0) return null;
  return (
    <ul class="notes" aria-label="Notes">
      {overview.notes.map((note) => (
        <li key={note}>
          <Icon name="warning" /> <ValueText text={note} />
        </li>
      ))}
    </ul>
  );
}

/** Statements that were run before, to be found and used again. */
import { useState } from "preact/hooks";
import { TextField } from "../../parts/elements.ts";
import { ToolbarButton } from "../../parts/toolbar.tsx";
import { ValueText } from "../../parts/value-text.tsx";
import { oneLine } from "../code/names.ts";
import { searching } from "./history.ts";

export interface HistoryListProps {
  /** Newest first. */
  readonly history: readonly string[];
  onUse(sql: string): void;
  onForget(sql: string): void;
  onClose(): void;
}

export function HistoryList({ history, onUse, onForget, onClose }: HistoryListProps) {
  const [query, setQuery] = useState("");
  const found = searching(history, query);
  return (
    <aside
      class="history"
      aria-label="History"
      onKeyDown={(event) => {
        if (event.key === "Escape") onClose();
      }}
    >
      <div class="history-head">
        <TextField label="Search the history" icon="search" value={query} onInput={setQuery} />
        <ToolbarButton icon="close" label="Close the history" onPress={onClose} />
      </div>
      {found.length === 0 && (
        <p class="history-none">
          {history.length === 0 ? "What you run is listed here." : "Nothing like that was run."}
        </p>
      )}
      <ul>
        {found.map((sql) => (
          <li key={sql}>
            <button type="button" class="history-sql" title="Put it into the editor" onClick={() => onUse(sql)}>
              <code>
                <ValueText text={oneLine(sql.slice(0, 400))} />
              </code>
            </button>
            <ToolbarButton icon="trash" label="Forget this statement" onPress={() => onForget(sql)} />
          </li>
        ))}
      </ul>
    </aside>
  );
}

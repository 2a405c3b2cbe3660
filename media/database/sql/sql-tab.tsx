/** SQL against the database: an editor, what came of each statement below it, and what was run before beside it. */
import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import * as v from "valibot";
import { useKept } from "../../page/kept.ts";
import { Button, ProgressBar } from "../../parts/elements.ts";
import { Splitter } from "../../parts/splitter.tsx";
import { EmptyState } from "../../parts/states.tsx";
import { Toolbar, ToolbarButton } from "../../parts/toolbar.tsx";
import { ValueText } from "../../parts/value-text.tsx";
import type { TabProps } from "../tabs.ts";
import { createSqlEditor, type EditorEvents, type SqlEditor } from "./editor.ts";
import { examplesOf } from "./examples.ts";
import { remembering, type Walk, walked } from "./history.ts";
import { HistoryList } from "./history-list.tsx";
import { Results } from "./results.tsx";
import { errorIn, type Range, statementAt } from "./statements.ts";
import { durationText, type Outcome, useRun } from "./use-run.ts";

/** Rows that are shown of a statement at first. */
const firstRows = 1000;
/** Milliseconds without a key until the text is kept. */
const rest = 300;
/** Of the editor, in pixels. */
const height = { least: 60, initial: 160, most: 700 };

const keptText = v.object({ text: v.string(), start: v.number(), end: v.number() });

export function SqlTab(props: TabProps) {
  const { channel, catalog, object, isActive, revision, nonce, kept, destination } = props;
  const place = useRef<HTMLDivElement>(null);
  const editor = useRef<SqlEditor>(undefined);
  const walk = useRef<Walk>(undefined);
  const [history, setHistory] = useState(props.history);
  const [isHistoryOpen, setHistoryOpen] = useKept(kept, "isHistoryOpen", v.boolean(), false);
  const [size, setSize] = useKept(kept, "height", v.number(), height.initial);

  const remember = (next: readonly string[]): void => {
    setHistory(next);
    channel.post({ kind: "history", statements: [...next] });
  };
  const { running, outcome, run, cancel } = useRun(channel, (ended) => markError(editor.current, ended));
  const start = (range: Range | undefined, isPlan: boolean): void => {
    const text = editor.current?.text ?? "";
    if (range === undefined || text.slice(range.start, range.end).trim() === "") return;
    const sql = text.slice(range.start, range.end);
    editor.current?.showError(undefined, "");
    walk.current = undefined;
    if (!isPlan) remember(remembering(history, sql));
    run({ sql, base: range.start, limit: firstRows, isPlan, revision });
  };
  const startAt = (isPlan: boolean): void => {
    const { text = "", selection = { start: 0, end: 0 } } = editor.current ?? {};
    const isSelected = text.slice(selection.start, selection.end).trim() !== "";
    start(isSelected ? selection : statementAt(text, selection.end), isPlan);
  };
  const startAll = (): void => start({ start: 0, end: editor.current?.text.length ?? 0 }, false);

  const again = ({ request }: Outcome, limit = request.limit): void => run({ ...request, limit, revision });

  const events: EditorEvents = {
    ran: (what) => (what === "all" ? startAll() : startAt(what === "plan")),
    walked(direction) {
      const step = walked(history, walk.current, editor.current?.text ?? "", direction);
      if (step !== undefined) editor.current?.replace(step.text);
      walk.current = step ?? walk.current;
      return true;
    },
    changed: useKeeping((text, selection) => kept.set("text", { text, ...selection })),
  };
  // The editor is made once; what its keys do is each time another function.
  const latest = useRef(events);
  latest.current = events;
  useEffect(() => {
    const { text, start, end } = kept.get("text", keptText) ?? { text: "", start: 0, end: 0 };
    const made = createSqlEditor({
      ...{ parent: place.current!, nonce, text, selection: { start, end } },
      events: {
        ran: (what) => latest.current.ran(what),
        walked: (direction) => latest.current.walked(direction),
        changed: (changed, selection) => latest.current.changed(changed, selection),
      },
    });
    editor.current = made;
    return () => made.destroy();
  }, []);
  useEffect(() => editor.current?.complete(catalog), [catalog]);
  useEffect(() => {
    if (destination?.tab !== "sql") return;
    editor.current?.append(destination.text);
    editor.current?.focus();
  }, [destination]);
  useEffect(() => {
    if (isActive) editor.current?.focus();
  }, [isActive]);

  const use = (sql: string, isRun: boolean): void => {
    editor.current?.append(sql);
    editor.current?.focus();
    if (isRun) startAt(false);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape cancels wherever the focus is in it
    <div
      class="sql"
      onKeyDown={(event) => {
        if (event.key === "Escape" && running !== undefined && !event.defaultPrevented) cancel();
      }}
    >
      <div class="sql-work">
        <div class="sql-bar">
          <Toolbar label="SQL">
            <ToolbarButton
              icon="play"
              text="Run"
              label={`Run the selection, or the statement at the cursor (${command}Enter)`}
              onPress={() => startAt(false)}
            />
            <ToolbarButton
              icon="run-all"
              text="Run All"
              label={`Run all statements (${command}Shift+Enter)`}
              onPress={startAll}
            />
            <ToolbarButton
              icon="list-tree"
              text="Explain"
              label={`Show the query plan (${command}Alt+Enter)`}
              onPress={() => startAt(true)}
            />
            <ToolbarButton
              icon="debug-stop"
              text="Cancel"
              label="Cancel (Escape)"
              isDisabled={running === undefined}
              onPress={cancel}
            />
            <ToolbarButton
              icon="history"
              text="History"
              label="What was run before (Alt+Up and Alt+Down go through it)"
              isPressed={isHistoryOpen}
              onPress={() => setHistoryOpen(!isHistoryOpen)}
            />
          </Toolbar>
          {running?.milliseconds !== undefined && (
            <span class="sql-clock" role="timer">
              {`Running for ${durationText(running.milliseconds)}`}
            </span>
          )}
        </div>
        <div ref={place} class="sql-editor" style={{ blockSize: `${size}px` }} />
        <Splitter {...height} label="Height of the editor" line="horizontal" size={size} onSize={setSize} />
        <div class="sql-results" aria-busy={running !== undefined}>
          {running?.milliseconds !== undefined && <ProgressBar label="Running" />}
          {outcome !== undefined && outcome.request.revision !== revision && running === undefined && (
            <p class="sql-stale" role="status">
              The file is another one since this was run.
              <ToolbarButton icon="refresh" label="Run it again" text="Run again" onPress={() => again(outcome)} />
            </p>
          )}
          {outcome === undefined ? (
            running === undefined && <Examples {...{ catalog, object }} onUse={(sql) => use(sql, true)} />
          ) : (
            <Results
              {...{ channel, outcome, catalog }}
              onShow={({ start, end }) => showIn(editor.current, outcome, { start, end })}
              onExport={(sql) => channel.post({ kind: "export", what: { kind: "query", sql } })}
              onMore={(limit) => again(outcome, limit)}
              onRetry={() => again(outcome)}
              onCopy={(text) => channel.post({ kind: "copy", text })}
            />
          )}
        </div>
      </div>
      {isHistoryOpen && (
        <HistoryList
          history={history}
          onUse={(sql) => use(sql, false)}
          onForget={(sql) => remember(history.filter((each) => each !== sql))}
          onClose={() => {
            setHistoryOpen(false);
            editor.current?.focus();
          }}
        />
      )}
    </div>
  );
}

const command = /Mac|iP(hone|ad)/.test(navigator.platform) ? "⌘" : "Ctrl+";

function Examples({ catalog, object, onUse }: Pick<TabProps, "catalog" | "object"> & { onUse(sql: string): void }) {
  return (
    <EmptyState icon="terminal" title="Ask the database">
      <p class="state-text">{`${command}Enter runs the selection, or the statement at the cursor. The file is only read.`}</p>
      <div class="sql-examples">
        {examplesOf(catalog, object).map(({ title, sql }) => (
          <Button key={title} isSecondary onPress={() => onUse(sql)}>
            <ValueText text={title} />
          </Button>
        ))}
      </div>
    </EmptyState>
  );
}

/** Where what was run stands in the editor; undefined where it was edited meanwhile. */
function placeIn(editor: SqlEditor, { request: { sql, base } }: Outcome, { start, end }: Range): Range | undefined {
  const place = { start: base + start, end: base + end };
  return editor.text.slice(place.start, place.end) === sql.slice(start, end) ? place : undefined;
}

function showIn(editor: SqlEditor | undefined, outcome: Outcome, range: Range): void {
  const place = editor && placeIn(editor, outcome, range);
  if (place !== undefined) editor?.select(place);
}

function markError(editor: SqlEditor | undefined, outcome: Outcome): void {
  const failed = outcome.statements.find(({ error }) => error !== undefined);
  if (editor === undefined || failed?.error === undefined) return;
  const { start, end, error } = failed;
  const token = errorIn(outcome.request.sql.slice(start, end), error);
  const range = token === undefined ? { start, end } : { start: start + token.start, end: start + token.end };
  editor.showError(placeIn(editor, outcome, range), error);
}

/** Calls with the last values, once there are no newer ones for a while; at the latest when it goes. */
function useKeeping(keep: (text: string, selection: Range) => void): (text: string, selection: Range) => void {
  const waiting = useRef<{ readonly timer: ReturnType<typeof setTimeout>; run(): void }>(undefined);
  useEffect(
    () => () => {
      if (waiting.current === undefined) return;
      clearTimeout(waiting.current.timer);
      waiting.current.run();
    },
    [],
  );
  return useCallback((text, selection) => {
    if (waiting.current !== undefined) clearTimeout(waiting.current.timer);
    const run = (): void => {
      waiting.current = undefined;
      keep(text, selection);
    };
    waiting.current = { timer: setTimeout(run, rest), run };
  }, []);
}

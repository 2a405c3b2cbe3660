/** What came of a run: for each statement its rows, its plan, or why it failed. */
import { useMemo, useState } from "preact/hooks";
import type { CatalogObject, Result } from "../../../server/src/database/protocol.ts";
import { Icon } from "../../parts/icon.tsx";
import { counted, numberText } from "../../parts/numbers.ts";
import { EmptyState, ErrorState } from "../../parts/states.tsx";
import { ToolbarButton } from "../../parts/toolbar.tsx";
import { ValueText } from "../../parts/value-text.tsx";
import { BesideCell, paneSize } from "../cell/beside-cell.tsx";
import type { Channel } from "../channel.ts";
import { oneLine } from "../code/names.ts";
import { Grid, type Place } from "../grid/grid.tsx";
import { arraySource } from "../grid/row-source.ts";
import { planOf } from "./plan.ts";
import { PlanTree } from "./plan-tree.tsx";
import type { Range } from "./statements.ts";
import { durationText, type Outcome } from "./use-run.ts";

export interface ResultsProps {
  readonly channel: Channel;
  readonly outcome: Outcome;
  readonly catalog: readonly CatalogObject[];
  /** A range of what was run. */
  onShow(range: Range): void;
  /** All rows of a statement. */
  onExport(sql: string): void;
  /** The same again, with more rows. */
  onMore(limit: number): void;
  onRetry(): void;
  onCopy(text: string): void;
}

/** As many as the protocol carries at most. */
const mostRows = 100_000;

export function Results({ channel, outcome, catalog, onShow, onExport, onMore, onRetry, onCopy }: ResultsProps) {
  const { request, statements, error, isCancelled, milliseconds } = outcome;
  if (isCancelled) {
    return <EmptyState icon="circle-slash" title={`Cancelled after ${durationText(milliseconds)}`} />;
  }
  if (error !== undefined) return <ErrorState error={error} onRetry={onRetry} />;
  if (statements.length === 0) return <EmptyState icon="info" title="There is no statement in it" />;
  return (
    <div class={statements.length === 1 ? "results results-one" : "results"}>
      {statements.map((statement, index) => (
        <StatementResult
          {...{ channel, statement, catalog, onShow, onCopy }}
          key={statement.start}
          sql={request.sql.slice(statement.start, statement.end)}
          title={statements.length === 1 ? "Result" : `Result ${index + 1}`}
          isPlan={request.isPlan}
          onExport={onExport}
          onMore={request.limit < mostRows ? () => onMore(Math.min(request.limit * 10, mostRows)) : undefined}
        />
      ))}
    </div>
  );
}

type Statement = Result<"query">["statements"][number];

interface StatementResultProps {
  readonly channel: Channel;
  readonly statement: Statement;
  readonly sql: string;
  readonly title: string;
  readonly isPlan: boolean;
  readonly catalog: readonly CatalogObject[];
  onShow(range: Range): void;
  onExport(sql: string): void;
  /** Undefined where there are no more than these. */
  readonly onMore: (() => void) | undefined;
  onCopy(text: string): void;
}

function StatementResult(props: StatementResultProps) {
  const { channel, statement, sql, title, isPlan, catalog, onShow, onExport, onMore, onCopy } = props;
  const { columns, rows, isCut, error, milliseconds } = statement;
  const source = useMemo(() => arraySource(rows), [rows]);
  const gridColumns = useMemo(() => columns.map((name) => ({ name, type: "" })), [columns]);
  const [isOpen, setOpen] = useState(false);
  const [size, setSize] = useState(paneSize.initial);
  const [place, setPlace] = useState<Place>();
  const shown = place && rows[place.row]?.[place.column];
  const cell =
    place === undefined || shown === undefined
      ? undefined
      : { id: `${place.row} ${place.column}`, column: columns[place.column] ?? "", shown };
  const steps = useMemo(() => planOf(statement.plan, catalog), [statement, catalog]);
  const isTable = !isPlan && error === undefined && columns.length > 0;
  return (
    <section class={isTable && rows.length > 0 ? "result result-grid" : "result"} aria-label={title}>
      <header class="result-head">
        <button type="button" class="result-sql" title="Show it in the editor" onClick={() => onShow(statement)}>
          {title !== "Result" && <span class="result-title">{title.replace(/\D+/, "")}</span>}
          <code>
            <ValueText text={oneLine(sql.slice(0, 400))} />
          </code>
        </button>
        <span class="result-facts" role="status">
          {error === undefined ? factsOf(statement, isPlan) : `failed after ${durationText(milliseconds)}`}
        </span>
        {isTable && isCut && onMore !== undefined && (
          <ToolbarButton icon="expand-all" label="Show ten times as many rows" text="More rows" onPress={onMore} />
        )}
        {isTable && (
          <ToolbarButton
            icon="export"
            label={isCut ? "Export all rows to a file, not only these" : "Export the rows to a file"}
            text={isCut ? "Export all" : "Export"}
            onPress={() => onExport(sql)}
          />
        )}
      </header>
      {error !== undefined && (
        <p ref={bringIntoView} class="result-error" role="alert">
          <Icon name="error" /> <ValueText text={error} />
        </p>
      )}
      {isPlan &&
        error === undefined &&
        (steps.length > 0 ? <PlanTree steps={steps} label={`Plan of ${title}`} /> : noPlan)}
      {isTable && rows.length > 0 && (
        <div class="result-rows">
          <BesideCell
            {...{ channel, cell }}
            {...{ isActive: true, revision: 0, isOpen, size, onSize: setSize }}
            onClose={() => setOpen(false)}
          >
            <Grid
              {...{ label: title, columns: gridColumns, source, name: "result", onCopy }}
              onPlace={setPlace}
              onOpen={() => setOpen(true)}
            />
          </BesideCell>
        </div>
      )}
      {isTable && rows.length === 0 && <p class="result-none">No rows. Columns: {columns.join(", ")}</p>}
    </section>
  );
}

/** Of several results the one that failed is the last. */
const bringIntoView = (element: Element | null): void => element?.scrollIntoView({ block: "nearest" });

const noPlan = <p class="result-none">SQLite has no plan for it: it reads no table.</p>;

function factsOf({ rows, columns, isCut, milliseconds }: Statement, isPlan: boolean): string {
  const time = durationText(milliseconds);
  if (isPlan) return "query plan";
  if (columns.length === 0) return `no rows to show · ${time}`;
  const count = isCut ? `first ${numberText(rows.length)} rows of more` : counted(rows.length, "row");
  return `${count} · ${counted(columns.length, "column")} · ${time}`;
}

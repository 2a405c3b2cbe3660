/** What lies on one page: where it is, what leads to it and from it, its cells with their values, its bytes. */
import { useMemo, useState } from "preact/hooks";
import type { CatalogObject, Cell, Result } from "../../../server/src/database/protocol.ts";
import { Icon } from "../../parts/icon.tsx";
import { bytesText, counted, numberText } from "../../parts/numbers.ts";
import { ErrorState, Progress, Skeleton } from "../../parts/states.tsx";
import { Toolbar, ToolbarButton } from "../../parts/toolbar.tsx";
import { ValueText } from "../../parts/value-text.tsx";
import type { Channel } from "../channel.ts";
import { useAnswer } from "../channel.ts";
import { hasFill, kindText, offsetText, percentText } from "./describe.ts";
import { PageBytes } from "./page-bytes.tsx";
import { fillAt, kindAt, ownerAt, type PageMap, pathTo } from "./page-map.ts";

export interface PageDetailProps {
  readonly channel: Channel;
  readonly catalog: readonly CatalogObject[];
  readonly map: PageMap;
  /** From 1 on. */
  readonly page: number;
  readonly isActive: boolean;
  readonly revision: number;
  onPage(page: number): void;
  /** To the row that a cell of a table holds. */
  onRow(table: string, rowid: string): void;
  onClose(): void;
}

export function PageDetail(props: PageDetailProps) {
  const { channel, catalog, map, page, isActive, revision, onPage, onRow, onClose } = props;
  const params = useMemo(() => ({ number: page, kind: kindAt(map, page) }), [map, page]);
  const answer = useAnswer(channel, "page", params, { isActive, revision });
  // Until the next page is there, the last one stays: a blank between two pages would flicker under arrow keys.
  const shown = answer.result;
  const isShown = shown?.number === page;
  return (
    <section
      class="page-detail"
      aria-label={`Page ${numberText(page)}`}
      onKeyDown={(event) => {
        if (event.key === "Escape") onClose();
      }}
    >
      <div class="page-head">
        <h2>Page {numberText(page)}</h2>
        <Toolbar label="Page">
          <ToolbarButton
            icon="arrow-left"
            label="Previous page"
            isDisabled={page <= 1}
            onPress={() => onPage(page - 1)}
          />
          <ToolbarButton
            icon="arrow-right"
            label="Next page"
            isDisabled={page >= map.kinds.length}
            onPress={() => onPage(page + 1)}
          />
          <ToolbarButton icon="close" label="Close" onPress={onClose} />
        </Toolbar>
      </div>
      <Facts map={map} page={page} />
      <Path map={map} page={page} onPage={onPage} />
      {answer.error !== undefined ? (
        <ErrorState what={`Page ${numberText(page)}`} error={answer.error} onRetry={answer.retry} />
      ) : shown === undefined || !isShown ? (
        <Skeleton rows={6} label="Reading the page" />
      ) : (
        <Contents key={page} {...{ catalog, map, shown, onPage, onRow }} />
      )}
      {answer.isUnderWay && <Progress label="Reading the page" onCancel={answer.cancel} />}
    </section>
  );
}

function Facts({ map, page }: { readonly map: PageMap; readonly page: number }) {
  const kind = kindAt(map, page);
  const problems = map.problems.filter((problem) => problem.page === page);
  return (
    <>
      <p class="page-facts">
        <span>{kindText(map, page)}</span>
        {hasFill(kind) && <span>{percentText(fillAt(map, page))} used</span>}
        <span>
          at {offsetText(map, page)}, {bytesText(map.pageSize)}
        </span>
      </p>
      {problems.map(({ text }) => (
        <p key={text} class="page-problem">
          <Icon name="error" /> <ValueText text={text} />
        </p>
      ))}
    </>
  );
}

function Path({ map, page, onPage }: { readonly map: PageMap; readonly page: number; onPage(page: number): void }) {
  const path = pathTo(map, page);
  if (path.length === 0) return null;
  // Overflow chains and lists of free pages may be as long as the file.
  const skipped = path.length > longestPath ? path.length - longestPath : 0;
  const shown = skipped === 0 ? path : [path[0]!, ...path.slice(skipped + 1)];
  return (
    <nav class="page-path" aria-label="Pages that lead here">
      {shown.map((above, index) => (
        <span key={above}>
          <PageLink page={above} onPage={onPage} />
          {skipped > 0 && index === 0 && ` › ${counted(skipped, "page")}`} ›{" "}
        </span>
      ))}
      <span aria-current="page">{numberText(page)}</span>
    </nav>
  );
}

const longestPath = 6;

function PageLink({
  page,
  text,
  onPage,
}: {
  readonly page: number;
  readonly text?: string;
  onPage(page: number): void;
}) {
  return (
    <button type="button" class="link" onClick={() => onPage(page)}>
      {text ?? numberText(page)}
    </button>
  );
}

interface ContentsProps {
  readonly catalog: readonly CatalogObject[];
  readonly map: PageMap;
  readonly shown: Result<"page">;
  onPage(page: number): void;
  onRow(table: string, rowid: string): void;
}

type PageCell = Result<"page">["cells"][number];

function Contents({ catalog, map, shown, onPage, onRow }: ContentsProps) {
  const [most, setMost] = useState(cellsAtOnce);
  const [chosen, choose] = useState<PageCell>();
  const owner = ownerAt(map, shown.number);
  const isTable = shown.kind === "table leaf";
  const names = useMemo(() => columnNames(catalog, isTable ? owner?.name : undefined), [catalog, isTable, owner]);
  // Links of cells stand in their rows.
  const inCells = new Set(shown.cells.flatMap(({ child, overflow }) => [child, overflow]));
  const links = shown.links.filter(({ page }) => !inCells.has(page));
  return (
    <>
      {shown.problem !== undefined && (
        <p class="page-problem">
          <Icon name="error" /> <ValueText text={shown.problem} />
        </p>
      )}
      {links.length > 0 && (
        <ul class="page-links" aria-label="Leads to">
          {links.slice(0, cellsAtOnce).map(({ text, page }) => (
            <li key={`${text} ${page}`}>
              {text}: <PageLink page={page} onPage={onPage} />
            </li>
          ))}
        </ul>
      )}
      {shown.cells.length > 0 && (
        <div class="page-cells">
          <table>
            <caption>
              {counted(
                shown.cells.length,
                shown.kind.startsWith("index") ? "entry" : "cell",
                shown.kind.startsWith("index") ? "entries" : "cells",
              )}
            </caption>
            <thead>
              <tr>
                <th scope="col" class="number">
                  #
                </th>
                {shown.cells.some(({ rowid }) => rowid !== undefined) && (
                  <th scope="col" class="number">
                    rowid
                  </th>
                )}
                <th scope="col">Values</th>
                <th scope="col" class="number">
                  At
                </th>
                <th scope="col" class="number">
                  Bytes
                </th>
              </tr>
            </thead>
            <tbody>
              {shown.cells.slice(0, most).map((cell) => (
                <tr key={cell.index} aria-current={cell === chosen} onClick={() => choose(cell)}>
                  <td class="number">{cell.index}</td>
                  {cell.rowid !== undefined && (
                    <td class="number">
                      {isTable && owner !== undefined ? (
                        <button
                          type="button"
                          class="link"
                          title="Show this row"
                          onClick={() => onRow(owner.name, cell.rowid!)}
                        >
                          {cell.rowid}
                        </button>
                      ) : (
                        cell.rowid
                      )}
                    </td>
                  )}
                  <td class="page-values">
                    {cell.child !== undefined && (
                      <>
                        <PageLink page={cell.child} text={`page ${numberText(cell.child)}`} onPage={onPage} />{" "}
                      </>
                    )}
                    <Values cell={cell} names={names} />
                    {cell.overflow !== undefined && (
                      <>
                        {" "}
                        <PageLink page={cell.overflow} text={`overflow ${numberText(cell.overflow)}`} onPage={onPage} />
                      </>
                    )}
                  </td>
                  <td class="number">
                    <button type="button" class="link" title="Show its bytes" onClick={() => choose(cell)}>
                      {cell.offset}
                    </button>
                  </td>
                  <td class="number">{cell.size}</td>
                </tr>
              ))}
            </tbody>
          </table>
          {shown.cells.length > most && (
            <button type="button" class="link" onClick={() => setMost((last) => last + cellsAtOnce)}>
              Show {numberText(Math.min(cellsAtOnce, shown.cells.length - most))} more of{" "}
              {numberText(shown.cells.length)}
            </button>
          )}
        </div>
      )}
      <PageBytes bytes={shown.bytes} start={(shown.number - 1) * map.pageSize} chosen={chosen} />
    </>
  );
}

/** A page of 64 KB may have 10,000. */
const cellsAtOnce = 100;

function Values({ cell, names }: { readonly cell: PageCell; readonly names: readonly string[] }) {
  if (cell.problem !== undefined) return <ValueText text={cell.problem} />;
  return cell.values.slice(0, valuesAtOnce).map((value, index) => {
    const name = names[index];
    return (
      <span key={index} class="page-value" title={name}>
        <ValueText text={valueText(value)} />
      </span>
    );
  });
}

const valuesAtOnce = 60;

function valueText(value: Cell): string {
  if (value === null) return "NULL";
  if (value.type === "blob") return `blob, ${bytesText(value.length)}`;
  if (value.type !== "text") return value.text;
  return value.text.length > longestValue || !value.isWhole ? `${value.text.slice(0, longestValue)}…` : value.text;
}

const longestValue = 80;

/** Values of a row lie in the order in which its columns were declared, but for those that are worked out when read. */
function columnNames(catalog: readonly CatalogObject[], table: string | undefined): readonly string[] {
  const object = catalog.find(({ kind, name }) => kind === "table" && name === table);
  if (object === undefined || object.isWithoutRowid || object.columns.some(({ isGenerated }) => isGenerated)) return [];
  return object.columns.map(({ name }) => name);
}

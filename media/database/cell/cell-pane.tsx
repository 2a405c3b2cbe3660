/** One cell in full: as text, as a tree where it is JSON, as bytes, as a picture. */
import { useState } from "preact/hooks";
import { formatValue, type OutputFormat } from "../../../server/src/database/output/formats.ts";
import { decoded, wholeValue } from "../../../server/src/database/output/value.ts";
import type { Cell } from "../../../server/src/database/protocol.ts";
import { HexView } from "../../parts/hex-view.tsx";
import { Menu } from "../../parts/menu.tsx";
import { bytesText, numberText } from "../../parts/numbers.ts";
import { EmptyState, ErrorState, Progress, Skeleton } from "../../parts/states.tsx";
import { Toolbar, ToolbarButton } from "../../parts/toolbar.tsx";
import { ValueText } from "../../parts/value-text.tsx";
import type { Channel } from "../channel.ts";
import { imageKind } from "./image-kind.ts";
import { ImageView } from "./image-view.tsx";
import { jsonTree } from "./json-tree.ts";
import { JsonView } from "./json-view.tsx";
import { type CellName, type CellType, readCell, type WholeCell } from "./read-cell.ts";
import { type CellBytes, useCellBytes } from "./use-cell-bytes.ts";

export interface CellPaneProps {
  readonly channel: Channel;
  /** Undefined where no cell has the focus. */
  readonly cell: ShownCell | undefined;
  readonly isActive: boolean;
  readonly revision: number;
  onClose(): void;
}

export interface ShownCell {
  /** Another one is another cell. */
  readonly id: string;
  readonly column: string;
  /** What the grid has of it. */
  readonly shown: Cell;
  /** What the rest is asked for by; undefined where nothing names it, as of a query's value. */
  readonly name?: CellName;
}

type Mode = "text" | "json" | "hex" | "image";

export function CellPane(props: CellPaneProps) {
  const { cell, onClose } = props;
  if (cell !== undefined) return <Value key={cell.id} {...props} cell={cell} />;
  return (
    <aside class="cell-pane" aria-label="Cell">
      <div class="cell-head">
        <span class="grow cell-title">Cell</span>
        <ToolbarButton icon="close" label="Close the cell" onPress={onClose} />
      </div>
      <EmptyState icon="inspect" title="No cell is chosen">
        <p class="state-text">Click a cell, or go to one with the arrow keys.</p>
      </EmptyState>
    </aside>
  );
}

/** Of a text, in bytes: what lies beyond is loaded when somebody asks. */
const textPiece = 256 * 1024;
const hexPiece = 64 * 1024;

interface ValueProps extends CellPaneProps {
  readonly cell: ShownCell;
}

function Value({ channel, cell: { id, column, shown, name }, isActive, revision, onClose }: ValueProps) {
  const [wanted, setWanted] = useState<Mode>();
  const [textLength, setTextLength] = useState(textPiece);
  const [hexStart, setHexStart] = useState(0);
  const [menu, setMenu] = useState<{ readonly x: number; readonly y: number }>();
  const [reading, setReading] = useState<AbortController>();
  const [problem, setProblem] = useState<Error>();
  const type: CellType = shown === null ? "null" : shown.type;
  const asking = { channel, name, cell: shown, isActive, revision };
  const start = useCellBytes({ ...asking, start: 0, most: textLength });
  const bytes = start.bytes;
  const text = bytes === undefined ? undefined : decoded(bytes);
  const isAll = bytes !== undefined && start.length === bytes.length && !start.isCut;
  const image = type === "blob" && bytes !== undefined && !start.isCut ? imageKind(bytes) : undefined;
  const json = (type === "text" || type === "blob") && isAll && text?.isUtf8 === true ? jsonTree(text.text) : undefined;
  const modes: readonly Mode[] = [
    ...(image === undefined ? [] : ["image" as const]),
    ...(json === undefined ? [] : ["json" as const]),
    ...(type === "blob" ? (["hex", "text"] as const) : (["text", "hex"] as const)),
  ];
  const mode = wanted !== undefined && modes.includes(wanted) ? wanted : modes[0]!;
  const isHex = mode === "hex";
  const range = useCellBytes({ ...asking, start: hexStart, most: hexPiece, isActive: isActive && isHex });

  const read = async (signal: AbortSignal): Promise<WholeCell> => {
    if (isAll) return { type, bytes: bytes! };
    if (name === undefined) throw new Error("Only its beginning is held here. An export of the rows writes it whole.");
    return readCell(channel, name, signal);
  };
  /** Does something with all of the value. */
  const whole = async (run: (value: WholeCell) => void): Promise<void> => {
    const abort = new AbortController();
    setProblem(undefined);
    setReading(abort);
    try {
      const value = await read(abort.signal);
      if (!abort.signal.aborted) run(value);
    } catch (error) {
      if (!abort.signal.aborted) setProblem(error as Error);
    } finally {
      setReading(undefined);
    }
  };
  const copyAs = (format: OutputFormat): void =>
    void whole((value) =>
      channel.post({ kind: "copy", text: formatValue(format, wholeValue(value.type, value.bytes)) }),
    );
  const save = (): void =>
    void whole((value) => {
      const ending = image?.type.replace("image/", "") ?? (type === "blob" ? "bin" : "txt");
      channel.post({ kind: "save", name: `${fileName(column)}.${ending}`, bytes: new Uint8Array(value.bytes) });
    });
  return (
    <aside class="cell-pane" aria-label="Cell">
      <div class="cell-head">
        <span class="cell-title">
          <ValueText text={column} />
        </span>
        <span class="grow faint cell-size">{type === "null" ? "NULL" : `${type}, ${sizeText(start)}`}</span>
        <Toolbar label="Cell">
          {modes.length > 1 &&
            modes.map((one) => (
              <ToolbarButton
                key={one}
                icon={modeIcons[one]}
                label={modeLabels[one]}
                isPressed={one === mode}
                onPress={() => setWanted(one)}
              />
            ))}
          <ToolbarButton
            icon="copy"
            label="Copy…"
            onPress={(button) => {
              const { left, bottom } = button.getBoundingClientRect();
              setMenu({ x: left, y: bottom });
            }}
          />
          <ToolbarButton icon="save" label="Save to a file…" isDisabled={type === "null"} onPress={save} />
          <ToolbarButton icon="close" label="Close the cell" onPress={onClose} />
        </Toolbar>
      </div>
      <div class="cell-body">
        {problem !== undefined && <ErrorState error={problem} />}
        {start.error !== undefined && <ErrorState what="The value" error={start.error} />}
        {start.error === undefined && bytes === undefined && <Skeleton rows={6} />}
        {type === "null" && <p class="cell-nothing cell-null">NULL</p>}
        {type !== "null" && mode === "text" && text !== undefined && (
          // What scrolls must be reached by keys, too.
          // biome-ignore lint/a11y/noNoninteractiveTabindex: see above
          <section class="value-text" aria-label="Value as text" tabIndex={0}>
            {text.text === "" && <span class="faint">The text is empty.</span>}
            <ValueText text={text.text} lines="apart" />
            {start.isCut && <p class="cell-more faint">The rest is not held here. An export of the rows writes it.</p>}
            {!isAll && !start.isCut && (
              <p class="cell-more">
                <ToolbarButton
                  icon="ellipsis"
                  label="Show more"
                  text={`${bytesText(bytes!.length)} of ${bytesText(start.length ?? 0)}: show more`}
                  onPress={() => setTextLength(Math.min(textLength * 4, 4 * 1024 * 1024))}
                  isDisabled={textLength >= 4 * 1024 * 1024}
                />
              </p>
            )}
          </section>
        )}
        {mode === "json" && json !== undefined && <JsonView json={json} />}
        {mode === "image" && image !== undefined && <ImageView {...{ id, image, read }} length={start.length ?? 0} />}
        {type !== "null" && isHex && (
          <>
            {range.error !== undefined && <ErrorState error={range.error} />}
            {range.bytes !== undefined && <HexView label="Value in hex" bytes={range.bytes} start={hexStart} />}
            {(range.length ?? 0) > hexPiece && (
              <div class="cell-pager">
                <ToolbarButton
                  icon="arrow-left"
                  label="Bytes before"
                  isDisabled={hexStart === 0}
                  onPress={() => setHexStart(hexStart - hexPiece)}
                />
                <span>
                  {numberText(hexStart)} to {numberText(Math.min(hexStart + hexPiece, range.length!) - 1)} of{" "}
                  {numberText(range.length!)}
                </span>
                <ToolbarButton
                  icon="arrow-right"
                  label="Bytes after"
                  isDisabled={hexStart + hexPiece >= range.length!}
                  onPress={() => setHexStart(hexStart + hexPiece)}
                />
              </div>
            )}
          </>
        )}
      </div>
      {reading !== undefined && <Progress label="Reading the value" onCancel={() => reading.abort()} />}
      {menu !== undefined && <Menu label="Copy" at={menu} onClose={() => setMenu(undefined)} items={copies(copyAs)} />}
    </aside>
  );
}

function sizeText({ length, isCut }: CellBytes): string {
  if (length === undefined) return "…";
  return isCut ? `the first ${bytesText(length)}` : bytesText(length);
}

const modeLabels: Readonly<Record<Mode, string>> = {
  text: "As text",
  json: "As a JSON tree",
  hex: "As bytes",
  image: "As a picture",
};
const modeIcons: Readonly<Record<Mode, string>> = {
  text: "whole-word",
  json: "json",
  hex: "file-binary",
  image: "file-media",
};

const copies = (copyAs: (format: OutputFormat) => void) =>
  (["text", "csv", "json", "sql", "c"] as const).map((format) => ({
    ...{ label: `Copy as ${copyLabels[format]}`, icon: "copy" },
    run: () => copyAs(format),
  }));
const copyLabels: Readonly<Record<OutputFormat, string>> = {
  text: "Text",
  csv: "CSV",
  json: "JSON",
  sql: "SQL",
  c: "C Initializer",
};

/** What every system takes as a file's name. */
const fileName = (column: string): string => column.replaceAll(/[^\p{L}\p{N}_.-]/gu, "_").slice(0, 60) || "value";

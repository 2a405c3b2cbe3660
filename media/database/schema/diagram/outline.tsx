/** The diagram in words: tables with their columns and foreign keys, as a tree. */
import { useMemo } from "preact/hooks";
import type { CatalogObject } from "../../../../server/src/database/protocol.ts";
import { Icon } from "../../../parts/icon.tsx";
import { ValueText } from "../../../parts/value-text.tsx";
import { visibleText } from "../../../parts/visible.ts";
import { NestedTree, type TreeNode } from "../../parts/nested-tree.tsx";
import { actionsText, referenceText } from "../relations.ts";
import type { DrawnReference, SchemaGraph } from "./graph.ts";
import { spokenText } from "./picture.tsx";

export interface OutlineProps {
  readonly graph: SchemaGraph;
  readonly selected: CatalogObject | undefined;
  onSelect(table: CatalogObject): void;
  onOpen(table: CatalogObject): void;
}

export function Outline({ graph, selected, onSelect, onOpen }: OutlineProps) {
  const nodes = useMemo(() => graph.tables.map((table) => tableNode(table, graph.references)), [graph]);
  const tableOf = (id: string): CatalogObject | undefined => graph.tables.find(({ name }) => id === idOf(name));
  return (
    <NestedTree
      class="diagram-outline"
      label="Tables, columns and foreign keys"
      nodes={nodes}
      start="closed"
      selected={selected && idOf(selected.name)}
      onSelect={(id) => {
        const table = tableOf(id);
        if (table !== undefined) onSelect(table);
      }}
      onOpen={(id) => {
        const table = tableOf(id);
        if (table !== undefined) onOpen(table);
      }}
    />
  );
}

const idOf = (table: string, ...more: readonly (string | number)[]): string => JSON.stringify([table, ...more]);

function tableNode(table: CatalogObject, references: readonly DrawnReference[]): TreeNode {
  const columns = table.columns.map(({ name, type, primaryKey }, index): TreeNode => {
    const isForeign = references.some((each) => each.from === table && each.columns.includes(name));
    const notes = [type, ...(primaryKey > 0 ? ["primary key"] : []), ...(isForeign ? ["foreign key"] : [])];
    return line(
      idOf(table.name, "column", index),
      name,
      notes.filter((note) => note !== "").join(", "),
      "symbol-field",
    );
  });
  const from = references.filter((each) => each.from === table);
  const to = references.filter((each) => each.to === table);
  return {
    id: idOf(table.name),
    label: spokenText(table, references),
    content: (
      <>
        <Icon name="table" />
        <ValueText text={table.name} />
      </>
    ),
    children: [
      ...columns,
      ...from.map((each, index) =>
        line(idOf(table.name, "from", index), `References ${referenceText(each)}`, actionsText(each), "arrow-right"),
      ),
      ...to.map((each, index) =>
        line(
          idOf(table.name, "to", index),
          `Referenced by ${each.from.name}: ${referenceText(each)}`,
          "",
          "arrow-left",
        ),
      ),
    ],
  };
}

const line = (id: string, text: string, note: string, icon: string): TreeNode => ({
  id,
  label: visibleText([text, note].filter((part) => part !== "").join(", ")),
  content: (
    <>
      <Icon name={icon} />
      <ValueText text={text} />
      <span class="faint">
        <ValueText text={note} />
      </span>
    </>
  ),
  children: [],
});

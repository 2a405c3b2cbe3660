/** JSON, to be opened member by member. */
import { useMemo } from "preact/hooks";
import { ValueText } from "../../parts/value-text.tsx";
import { visibleText } from "../../parts/visible.ts";
import { NestedTree, type TreeNode } from "../parts/nested-tree.tsx";
import type { JsonNode } from "./json-tree.ts";

export function JsonView({ json }: { readonly json: JsonNode }) {
  const nodes = useMemo(() => [treeNode(json)], [json]);
  return (
    <NestedTree label="Value as JSON" class="cell-json" start={sizeOf(json) > 200 ? "closed" : "open"} nodes={nodes} />
  );
}

function treeNode(node: JsonNode): TreeNode {
  const { id, name, kind, text, children } = node;
  return {
    id,
    label: visibleText(name === undefined ? text : `${name}: ${text}`),
    content: (
      <>
        {name !== undefined && (
          <span class="json-name">
            <ValueText text={name} />:{" "}
          </span>
        )}
        <span class={`json-${kind}`}>
          <ValueText text={text.slice(0, 2000)} />
        </span>
      </>
    ),
    children: children.map(treeNode),
  };
}

function sizeOf({ children }: JsonNode): number {
  return children.reduce((size, child) => size + sizeOf(child), 1);
}

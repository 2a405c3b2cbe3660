/** A query's plan as a tree: what SQLite does, step by step, and what each step costs. */
import { useMemo } from "preact/hooks";
import { Icon } from "../../parts/icon.tsx";
import { ValueText } from "../../parts/value-text.tsx";
import { NestedTree, type TreeNode } from "../parts/nested-tree.tsx";
import type { PlanHint, PlanStep } from "./plan.ts";

export function PlanTree({ steps, label }: { readonly steps: readonly PlanStep[]; readonly label: string }) {
  const nodes = useMemo(() => steps.map((step, index) => nodeOf(step, String(index))), [steps]);
  return <NestedTree class="plan" label={label} nodes={nodes} start="open" />;
}

/** @param place of the step in the whole: "0.2" */
const nodeOf = ({ text, hint, children }: PlanStep, place: string): TreeNode => ({
  id: place,
  content: (
    <>
      <code>
        <ValueText text={text} />
      </code>
      {hint !== undefined && (
        <>
          <span class={`plan-hint plan-${hint.kind}`}>
            <Icon name={icons[hint.kind]} /> {hint.label}
          </span>
          <span class="plan-text">
            <ValueText text={hint.text} />
          </span>
        </>
      )}
    </>
  ),
  children: children.map((step, index) => nodeOf(step, `${place}.${index}`)),
});

const icons: Readonly<Record<PlanHint["kind"], string>> = { fast: "pass", slow: "warning", note: "info" };

/** A small tree, all of it in the document: arrows walk it, open it and close it. For thousands of lines: the objects' tree. */
import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { Icon } from "../../parts/icon.tsx";

export interface TreeNode {
  /** Among all of the tree. */
  readonly id: string;
  readonly content: ComponentChildren;
  /** What is read out; the content where it is left out. */
  readonly label?: string;
  readonly children: readonly TreeNode[];
}

export interface NestedTreeProps {
  readonly label: string;
  readonly nodes: readonly TreeNode[];
  readonly class?: string;
  /** Those whose children are in sight at first. */
  readonly start: "open" | "closed";
  /** The line that has this id is marked, and brought into view. */
  readonly selected?: string | undefined;
  /** Arrows or a click have come to it. */
  onSelect?(id: string): void;
  /** Enter, or a double click. */
  onOpen?(id: string): void;
}

export function NestedTree(props: NestedTreeProps) {
  const { label, nodes, class: kind = "", start, selected, onSelect, onOpen } = props;
  const self = useRef<HTMLDivElement>(null);
  /** Those that are not as they were at first. */
  const [toggled, setToggled] = useState<ReadonlySet<string>>(new Set());
  const [current, setCurrent] = useState<string>();
  const isOpen = ({ id, children }: TreeNode): boolean => children.length > 0 && (start === "open") !== toggled.has(id);
  const lines = linesOf(nodes, isOpen);
  const stop = lines.find(({ node }) => node.id === (current ?? selected)) ?? lines[0];
  const elements = (): HTMLElement[] => [...(self.current?.querySelectorAll<HTMLElement>(":scope > div") ?? [])];

  useLayoutEffect(() => {
    setCurrent(undefined);
    const tree = self.current;
    const line = elements()[lines.findIndex(({ node }) => node.id === selected)];
    if (tree === null || line === undefined) return;
    // `scrollIntoView` would scroll what is around the tree too.
    const { offsetTop: top, offsetHeight: height } = line;
    if (top < tree.scrollTop) tree.scrollTop = top;
    else if (top + height > tree.scrollTop + tree.clientHeight) tree.scrollTop = top + height - tree.clientHeight;
  }, [selected]);

  const goTo = (line: TreeLine | undefined): void => {
    if (line === undefined) return;
    setCurrent(line.node.id);
    elements()[lines.indexOf(line)]?.focus();
    onSelect?.(line.node.id);
  };
  const toggle = ({ id, children }: TreeNode): void => {
    if (children.length === 0) return;
    const next = new Set(toggled);
    if (!next.delete(id)) next.add(id);
    setToggled(next);
  };
  const press = (event: KeyboardEvent): void => {
    if (stop === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    const place = lines.indexOf(stop);
    const isOpenNow = isOpen(stop.node);
    const actions: Readonly<Record<string, () => void>> = {
      ArrowDown: () => goTo(lines[place + 1]),
      ArrowUp: () => goTo(lines[place - 1]),
      Home: () => goTo(lines[0]),
      End: () => goTo(lines.at(-1)),
      ArrowRight: () => (isOpenNow ? goTo(lines[place + 1]) : toggle(stop.node)),
      ArrowLeft: () =>
        isOpenNow ? toggle(stop.node) : goTo(lines.slice(0, place).findLast(({ depth }) => depth < stop.depth)),
      Enter: () => onOpen?.(stop.node.id),
      " ": () => toggle(stop.node),
    };
    const action = actions[event.key];
    if (action === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    action();
  };
  return (
    <div ref={self} class={`nested-tree ${kind}`} role="tree" tabIndex={-1} aria-label={label} onKeyDown={press}>
      {lines.map((line) => {
        const { node, depth, index, count } = line;
        const open = node.children.length === 0 ? undefined : isOpen(node);
        return (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the tree around it has the keys
          <div
            key={node.id}
            class="nested-line"
            role="treeitem"
            tabIndex={line === stop ? 0 : -1}
            aria-level={depth}
            aria-posinset={index + 1}
            aria-setsize={count}
            aria-expanded={open}
            aria-selected={node.id === selected}
            aria-label={node.label}
            style={{ paddingInlineStart: `${6 + (depth - 1) * 16}px` }}
            onClick={({ target }) => {
              const isTwistie = target instanceof Element && target.closest(".twistie") !== null;
              if (isTwistie || onSelect === undefined) toggle(node);
              goTo(line);
            }}
            onDblClick={() => onOpen?.(node.id)}
          >
            <Icon name={open === undefined ? "blank" : open ? "chevron-down" : "chevron-right"} class="twistie" />
            {node.content}
          </div>
        );
      })}
    </div>
  );
}

interface TreeLine {
  readonly node: TreeNode;
  /** From 1. */
  readonly depth: number;
  /** Among those beside it. */
  readonly index: number;
  readonly count: number;
}

/** Those in sight, from top to bottom. */
function linesOf(nodes: readonly TreeNode[], isOpen: (node: TreeNode) => boolean, depth = 1): readonly TreeLine[] {
  return nodes.flatMap((node, index) => [
    { node, depth, index, count: nodes.length },
    ...(isOpen(node) ? linesOf(node.children, isOpen, depth + 1) : []),
  ]);
}

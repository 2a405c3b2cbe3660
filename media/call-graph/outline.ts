/** The same graph as a list to read: a tree of calls for screen readers, and for who prefers text. */
import type { Chosen } from "./choose.ts";
import { hasFocus, html } from "./dom.ts";
import type { GraphNode } from "./graph.ts";
import { childrenOf, type OutlineItem, rootsOf, wayTo } from "./outline-tree.ts";
import { detailText, letters, levelText, spokenText, toneOf } from "./text.ts";

export interface OutlineEvents {
  selected(node: GraphNode): void;
  opened(node: GraphNode): void;
}

interface Row {
  readonly item: OutlineItem;
  readonly element: HTMLElement;
  readonly hasChildren: boolean;
}

export class Outline {
  readonly element = html("div", { class: "outline", role: "tree", "aria-label": "Call graph as a list" });
  private readonly events: OutlineEvents;
  private shown: Pick<Chosen, "nodes" | "edges"> = { nodes: [], edges: [] };
  /** Rows that are open, by the names on their way from the root: true for the next graph as well. */
  private readonly open = new Set<string>();
  private rows: Row[] = [];
  private current: string | undefined;
  private selected: string | undefined;

  constructor(events: OutlineEvents) {
    this.events = events;
    this.element.addEventListener("click", (event) => this.click(event));
    this.element.addEventListener("dblclick", (event) => {
      const row = this.rowAt(event.target);
      if (row !== undefined) this.events.opened(row.item.node);
    });
    this.element.addEventListener("keydown", (event) => this.press(event));
  }

  show(shown: Pick<Chosen, "nodes" | "edges">): void {
    this.shown = shown;
    this.render();
  }

  /** Opens what leads to a function where it is not in sight yet. */
  select(node: GraphNode | undefined): void {
    this.selected = node?.id;
    const isShown = this.rows.some(({ item }) => item.node === node);
    if (node !== undefined && !isShown) {
      const way = wayTo(node, this.shown) ?? [];
      for (const [index] of way.slice(0, -1).entries()) {
        this.open.add(keyOfWay(way.slice(0, index + 1)));
      }
    }
    const currentRow = this.rows.find(({ item }) => keyOf(item) === this.current);
    if (currentRow?.item.node !== node) {
      this.current = undefined;
    }
    this.render();
    this.scrollTo(this.currentRow()?.element);
  }

  focus(): void {
    this.currentRow()?.element.focus({ preventScroll: true });
  }

  private render(): void {
    const hadFocus = hasFocus(this.element);
    this.rows = [];
    const add = (items: readonly OutlineItem[]): void => {
      for (const [index, item] of items.entries()) {
        const children = childrenOf(item, this.shown);
        const isOpen = this.open.has(keyOf(item)) && children.length > 0;
        const hasChildren = children.length > 0;
        this.rows.push({ item, hasChildren, element: row(item, hasChildren, isOpen, index, items.length) });
        if (isOpen) add(children);
      }
    };
    add(rootsOf(this.shown));
    const current = this.currentRow();
    this.current = current && keyOf(current.item);
    for (const { item, element } of this.rows) {
      const isCurrent = item === current?.item;
      element.setAttribute("tabindex", isCurrent ? "0" : "-1");
      element.setAttribute("aria-selected", String(isCurrent && item.node.id === this.selected));
      element.classList.toggle("same", !isCurrent && item.node.id === this.selected);
    }
    this.element.replaceChildren(...this.rows.map(({ element }) => element));
    if (hadFocus) this.focus();
  }

  /** `scrollIntoView` would scroll what is around the outline too. */
  private scrollTo(row: HTMLElement | undefined): void {
    const { scrollTop, clientHeight } = this.element;
    if (row !== undefined && row.offsetTop < scrollTop) {
      this.element.scrollTop = row.offsetTop;
    } else if (row !== undefined && row.offsetTop + row.offsetHeight > scrollTop + clientHeight) {
      this.element.scrollTop = row.offsetTop + row.offsetHeight - clientHeight;
    }
  }

  private currentRow(): Row | undefined {
    return (
      this.rows.find(({ item }) => keyOf(item) === this.current) ??
      this.rows.find(({ item }) => item.node.id === this.selected) ??
      this.rows[0]
    );
  }

  private go(to: Row | undefined): void {
    if (to !== undefined) {
      this.current = keyOf(to.item);
      this.events.selected(to.item.node);
      this.focus();
    }
  }

  private toggle({ item, hasChildren }: Row, open: boolean): void {
    if (hasChildren && open) this.open.add(keyOf(item));
    else this.open.delete(keyOf(item));
    this.render();
  }

  private click(event: MouseEvent): void {
    const row = this.rowAt(event.target);
    if (row === undefined) return;
    const isTwistie = event.target instanceof Element && event.target.closest(".twistie") !== null;
    if (isTwistie) this.toggle(row, !this.open.has(keyOf(row.item)));
    else this.go(row);
  }

  private press(event: KeyboardEvent): void {
    const row = this.currentRow();
    if (row === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    const index = this.rows.indexOf(row);
    const isOpen = row.hasChildren && this.open.has(keyOf(row.item));
    const above = row.item.above;
    const actions: Readonly<Record<string, () => void>> = {
      ArrowDown: () => this.go(this.rows[index + 1]),
      ArrowUp: () => this.go(this.rows[index - 1]),
      Home: () => this.go(this.rows[0]),
      End: () => this.go(this.rows.at(-1)),
      ArrowRight: () => (isOpen ? this.go(this.rows[index + 1]) : this.toggle(row, true)),
      ArrowLeft: () =>
        isOpen ? this.toggle(row, false) : this.go(this.rows.find(({ item }) => above && keyOf(item) === keyOf(above))),
      Enter: () => this.events.opened(row.item.node),
      " ": () => this.go(row),
    };
    const action = actions[event.key];
    if (action !== undefined) {
      event.preventDefault();
      event.stopPropagation();
      action();
    }
  }

  private rowAt(target: EventTarget | null): Row | undefined {
    const element = target instanceof Element ? target.closest(".row") : null;
    return this.rows.find((one) => one.element === element);
  }
}

const keyOf = (item: OutlineItem): string => (item.above ? `${keyOf(item.above)}\n${item.node.id}` : item.node.id);
const keyOfWay = (way: readonly GraphNode[]): string => way.map(({ id }) => id).join("\n");

function row(item: OutlineItem, hasChildren: boolean, isOpen: boolean, index: number, count: number): HTMLElement {
  const { node, call, depth, isRepeated } = item;
  const tone = toneOf(node.level);
  const called =
    call === undefined ? "" : `called at ${levelText(call.level)}${call.isDirect ? "" : " through a pointer"}`;
  const notes = [called, isRepeated ? "in a circle" : ""].filter((note) => note !== "");
  const element = html(
    "div",
    {
      class: "row",
      role: "treeitem",
      "aria-level": depth,
      "aria-posinset": index + 1,
      "aria-setsize": count,
      "aria-label": [spokenText(node), ...notes].join(", "),
      title: [`${node.name}: ${detailText(node)}`, ...notes].join("\n"),
      ...(hasChildren ? { "aria-expanded": String(isOpen) } : {}),
    },
    html("span", { class: `twistie${hasChildren ? (isOpen ? " open" : " closed") : ""}`, "aria-hidden": "true" }),
    html("span", { class: `chip ${tone}${node.level?.isCertain === false ? " maybe" : ""}` }, letters[tone]),
    html("span", { class: "row-name" }, node.name),
    html("span", { class: "row-detail" }, [detailText(node), ...notes].join(" · ")),
  );
  element.style.setProperty("--depth", String(depth - 1));
  return element;
}

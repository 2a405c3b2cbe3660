/** The drawn graph: boxes and calls in an SVG, the part of it that is in view, and what is lit up. */
import { type Camera, centerOf, fitting, following, panned, revealing, type Size, zoomed } from "../drawing/camera.ts";
import { curve } from "../drawing/curve.ts";
import { listenForGestures } from "../drawing/gestures.ts";
import type { Layout, LayoutInput, LayoutNode, Point } from "../drawing/layout.ts";
import { box, boxSizes, type Hidden } from "./box.ts";
import type { Chosen } from "./choose.ts";
import { hasFocus, svg } from "./dom.ts";
import type { GraphEdge, GraphNode } from "./graph.ts";
import { callText, letters, type Tone, toneOf } from "./text.ts";

/** To the left of functions that stand alone, for the arrow of entry points. */
const startRoom = 32;

export interface PictureEvents {
  selected(node: GraphNode | undefined): void;
  opened(node: GraphNode): void;
  moved(camera: Camera): void;
}

interface DrawnNode {
  readonly node: GraphNode;
  readonly element: SVGGElement;
  readonly size: LayoutNode;
  readonly place: Point;
}

interface DrawnEdge {
  readonly edge: GraphEdge;
  readonly element: SVGPathElement;
}

export class Picture {
  readonly element: SVGSVGElement;
  private readonly events: PictureEvents;
  private readonly scene = svg("g", { class: "scene" });
  private readonly edgeLayer = svg("g", { class: "calls" });
  private readonly nodeLayer = svg("g", {});
  private readonly labelLayer = svg("g", { class: "labels", "aria-hidden": "true" });
  private nodes = new Map<string, DrawnNode>();
  private edges: readonly DrawnEdge[] = [];
  private size: Size = { width: 1, height: 1 };
  private camera: Camera = { x: 0, y: 0, scale: 1 };
  private selected: string | undefined;

  constructor(events: PictureEvents) {
    this.events = events;
    this.scene.append(this.edgeLayer, this.nodeLayer, this.labelLayer);
    this.element = svg(
      "svg",
      { class: "picture", role: "application", tabindex: 0, "aria-label": "Call graph" },
      arrowHead(),
      this.scene,
    );
    this.listen();
  }

  get view(): Size {
    const { width, height } = this.element.getBoundingClientRect();
    return { width, height };
  }

  get isEmpty(): boolean {
    return this.nodes.size === 0;
  }

  /** What `walk` needs. */
  get places(): ReadonlyMap<GraphNode, Point> {
    return new Map([...this.nodes.values()].map(({ node, place }) => [node, place]));
  }

  /** What is to be laid out before it is drawn. */
  measured({ nodes, edges, quiet }: Chosen): LayoutInput {
    const sizeOf = boxSizes(this.element);
    const drawn = new Set(nodes);
    const indexes = new Map(nodes.map((node, index) => [node, index]));
    const index = (node: GraphNode): number => indexes.get(node) ?? 0;
    return {
      nodes: nodes.map((node) => ({ ...sizeOf(node, hiddenBeside(node, drawn)), band: bands[toneOf(node.level)] })),
      edges: edges.filter((edge) => !quiet.has(edge)).map(({ from, to }) => ({ from: index(from), to: index(to) })),
      startRoom,
    };
  }

  /** What is in view stays in view where it is drawn still: the selected function, else the one nearest to the middle. */
  draw({ nodes, edges, quiet }: Chosen, { nodes: sizes }: LayoutInput, layout: Layout): void {
    const anchor = this.anchor(new Set(nodes.map(({ id }) => id)));
    const hadFocus = hasFocus(this.element);
    const drawn = new Set(nodes);
    this.size = layout;
    this.nodes = new Map(
      nodes.map((node, index) => {
        const size = sizes[index] ?? { width: 0, height: 0 };
        const place = layout.nodes[index] ?? { x: 0, y: 0 };
        const quietly = edges.filter((edge) => edge.to === node && quiet.has(edge)).length;
        const element = box(node, size, { ...hiddenBeside(node, drawn), quietly });
        element.dataset.id = node.id;
        element.setAttribute("transform", `translate(${place.x} ${place.y})`);
        return [node.id, { node, element, size, place }];
      }),
    );
    const routes = layout.edges.values();
    this.edges = edges.map((edge) => {
      const isQuiet = quiet.has(edge);
      const points = isQuiet ? this.direct(edge) : (routes.next().value ?? []);
      return { edge, element: call(edge, points, isQuiet) };
    });
    this.edgeLayer.replaceChildren(...this.edges.map(({ element }) => element));
    this.nodeLayer.replaceChildren(...[...this.nodes.values()].map(({ element }) => element));
    const after = anchor && this.nodes.get(anchor.node.id)?.place;
    if (anchor !== undefined && after !== undefined) {
      this.look(following(this.camera, anchor.place, after));
    }
    this.lightUp();
    if (hadFocus) {
      this.focus();
    }
  }

  look(camera: Camera): void {
    this.camera = camera;
    this.scene.setAttribute("transform", `translate(${camera.x} ${camera.y}) scale(${camera.scale})`);
    this.element.classList.toggle("far", camera.scale < 0.45);
    this.events.moved(camera);
  }

  fit(): void {
    this.look(fitting(this.size, this.view));
  }

  /** All where it can be read, else as much as can be, from where it begins. */
  begin(): void {
    const all = fitting(this.size, this.view);
    const readable = 0.85;
    this.look(all.scale >= readable ? all : { scale: readable, x: 40, y: 24 });
  }

  zoom(factor: number, at: Point = { x: this.view.width / 2, y: this.view.height / 2 }): void {
    this.look(zoomed(this.camera, factor, at));
  }

  pan(dx: number, dy: number): void {
    this.look(panned(this.camera, dx, dy));
  }

  /** @param moves whether the function is brought into view */
  select(id: string | undefined, moves: "reveal" | "stay" = "reveal"): void {
    this.selected = id;
    this.lightUp();
    const drawn = id === undefined ? undefined : this.nodes.get(id);
    if (drawn !== undefined && moves === "reveal") {
      this.look(revealing(this.camera, drawn.place, drawn.size, this.view));
    }
  }

  /** Gives the keyboard to the selected function, or to the picture where there is none. */
  focus(): void {
    const drawn = this.selected === undefined ? undefined : this.nodes.get(this.selected);
    (drawn?.element ?? this.element).focus({ preventScroll: true });
  }

  /** @param ids undefined where nothing is searched for */
  mark(ids: ReadonlySet<string> | undefined): void {
    this.element.classList.toggle("searching", ids !== undefined);
    for (const [id, { element }] of this.nodes) {
      element.classList.toggle("hit", ids?.has(id) === true);
    }
  }

  /** The way of a call that has none in the layout: out of its caller's right end, into its callee's left one. */
  private direct({ from, to }: GraphEdge): readonly Point[] {
    const [start, end] = [this.nodes.get(from.id), this.nodes.get(to.id)];
    if (start === undefined || end === undefined) {
      return [];
    }
    return [
      { x: start.place.x + start.size.width / 2, y: start.place.y },
      { x: end.place.x - end.size.width / 2, y: end.place.y },
    ];
  }

  private anchor(kept: ReadonlySet<string>): DrawnNode | undefined {
    const selected = this.selected === undefined ? undefined : this.nodes.get(this.selected);
    if (selected !== undefined && kept.has(selected.node.id)) {
      return selected;
    }
    const center = centerOf(this.camera, this.view);
    const away = ({ place }: DrawnNode): number => Math.hypot(place.x - center.x, place.y - center.y);
    return [...this.nodes.values()]
      .filter(({ node }) => kept.has(node.id))
      .reduce<DrawnNode | undefined>(
        (best, one) => (best === undefined || away(one) < away(best) ? one : best),
        undefined,
      );
  }

  /** The selected function with its callers and callees, each call with its letter. */
  private lightUp(): void {
    const { selected } = this;
    const isSelected = selected !== undefined && this.nodes.has(selected);
    const beside = new Set<string>();
    const lit: DrawnEdge[] = [];
    for (const drawn of this.edges) {
      const { from, to } = drawn.edge;
      const isLit = isSelected && (from.id === selected || to.id === selected);
      drawn.element.classList.toggle("lit", isLit);
      if (isLit) {
        beside.add(from.id).add(to.id);
        lit.push(drawn);
      }
    }
    this.element.classList.toggle("has-selection", isSelected);
    for (const [id, { element }] of this.nodes) {
      element.classList.toggle("beside", beside.has(id));
      element.classList.toggle("selected", id === selected);
      element.setAttribute("tabindex", id === selected ? "0" : "-1");
    }
    this.element.setAttribute("tabindex", isSelected ? "-1" : "0");
    // What is lit is drawn above the rest.
    this.edgeLayer.append(...lit.map(({ element }) => element));
    this.labelLayer.replaceChildren(...lit.map((drawn) => letter(drawn, drawn.edge.from.id === selected)));
  }

  private listen(): void {
    const { element } = this;
    listenForGestures(element, {
      panned: (dx, dy) => this.pan(dx, dy),
      zoomed: (factor, at) => this.zoom(factor, at),
      clicked: (event) => this.events.selected(this.nodeAt(event.target)),
    });
    element.addEventListener("dblclick", (event) => {
      const node = this.nodeAt(event.target);
      if (node !== undefined) this.events.opened(node);
    });
  }

  private nodeAt(target: EventTarget | null): GraphNode | undefined {
    const element = target instanceof Element ? target.closest<SVGGElement>("g.function") : null;
    return this.nodes.get(element?.dataset.id ?? "")?.node;
  }
}

/** Functions that stand alone are drawn by level, the highest first. */
const bands: Readonly<Record<Tone, number>> = {
  high: 0,
  device: 1,
  dispatch: 2,
  atomic: 2,
  apc: 3,
  passive: 4,
  unknown: 5,
};

function hiddenBeside(node: GraphNode, drawn: ReadonlySet<GraphNode>): Omit<Hidden, "quietly"> {
  return {
    callees: node.callees.filter(({ to }) => !drawn.has(to)).length,
    callers: node.callers.filter(({ from }) => !drawn.has(from)).length,
  };
}

function arrowHead(): SVGDefsElement {
  const head = svg("path", { d: "M0 0 L8 4 L0 8 z", class: "head" });
  const marker = { id: "head", viewBox: "0 0 8 8", refX: 7, refY: 4, markerWidth: 7, markerHeight: 7, orient: "auto" };
  return svg("defs", {}, svg("marker", { ...marker, markerUnits: "userSpaceOnUse" }, head));
}

function call(edge: GraphEdge, points: readonly Point[], isQuiet: boolean): SVGPathElement {
  const kind = `call ${toneOf(edge.level)}${edge.isDirect ? "" : " pointer"}${isQuiet ? " quiet" : ""}`;
  const path = { class: kind, d: curve(points), "marker-end": "url(#head)" };
  return svg("path", path, svg("title", {}, callText(edge)));
}

/**
 * The letter of the level at which a call is made, on the call: beside its other end, where none hides another.
 * @param isOut whether it is a call of the function that is selected
 */
function letter({ edge, element }: DrawnEdge, isOut: boolean): SVGGElement {
  const tone = toneOf(edge.level);
  const length = element.getTotalLength();
  const away = Math.min(24, length / 2);
  const { x, y } = element.getPointAtLength(isOut ? length - away : away);
  const maybe = edge.level?.isCertain === false ? " maybe" : "";
  return svg(
    "g",
    { class: `call-letter ${tone}${maybe}`, transform: `translate(${x} ${y})` },
    svg("circle", { r: 8 }),
    svg("text", { y: 4, "text-anchor": "middle" }, letters[tone]),
  );
}

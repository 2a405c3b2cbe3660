/** Ties search, choices, outline, picture and keyboard to one graph and one selection. */
import type { LevelMark } from "../../server/src/lsp/protocol.ts";
import type { Camera } from "../drawing/camera.ts";
import type { Layout, LayoutInput } from "../drawing/layout.ts";
import type { Layouter } from "../drawing/layouter.ts";
import { type Choice, type Chosen, choose, coverageText } from "./choose.ts";
import { Controls } from "./controls.ts";
import { html } from "./dom.ts";
import { functionAt, type Graph, type GraphNode, readGraph } from "./graph.ts";
import type { FromPicture, ToPicture } from "./messages.ts";
import { Outline } from "./outline.ts";
import { Picture } from "./picture.ts";
import { nextHit, search } from "./search.ts";
import { type Direction, walk } from "./walk.ts";

/** What the window keeps of the page while it is hidden, and over reloads. */
export interface Kept {
  readonly uri: string;
  /** Its id. */
  readonly unit: string;
  readonly selected: string | undefined;
  readonly limit: number;
  readonly focus: Choice["focus"];
  readonly mark: LevelMark | undefined;
  readonly wanted: readonly string[];
  readonly hasOutline: boolean;
  readonly camera: Camera | undefined;
}

export interface PageHost {
  postMessage(message: FromPicture): void;
  getState(): Kept | undefined;
  setState(state: Kept): void;
}

/** A graph that is drawn, and what it was drawn from. */
interface Drawn {
  readonly chosen: Chosen;
  readonly input: LayoutInput;
  readonly layout: Layout;
}

/** Pixels that an arrow key moves the picture by. */
const step = 60;
/** Milliseconds between two writings of what is kept. */
const rest = 200;

const nowhere: Choice = { limit: 150, focus: undefined, mark: undefined, wanted: new Set() };

export class Page {
  private readonly body: HTMLElement;
  private readonly layouter: Layouter;
  private readonly host: PageHost;
  private readonly picture: Picture;
  private readonly outline: Outline;
  private readonly controls: Controls;
  private readonly note = html("div", { class: "note", role: "status" }, "Reading the driver...");
  private uri: string;
  private unit: string;
  private graph: Graph | undefined;
  private choice: Choice;
  private drawn: Drawn | undefined;
  private selected: string | undefined;
  /** The function from which the selected one was come to by a key. */
  private via: GraphNode | undefined;
  private query = "";
  private hits: readonly GraphNode[] = [];
  private hasOutline: boolean;
  private camera: Camera | undefined;
  private keeping: number | undefined;

  constructor(body: HTMLElement, layouter: Layouter, host: PageHost) {
    this.body = body;
    this.layouter = layouter;
    this.host = host;
    const kept = host.getState();
    this.uri = kept?.uri ?? "";
    this.unit = kept?.unit ?? "";
    this.selected = kept?.selected;
    this.hasOutline = kept?.hasOutline ?? false;
    this.camera = kept?.camera;
    this.choice = kept
      ? { limit: kept.limit, focus: kept.focus, mark: kept.mark, wanted: new Set(kept.wanted) }
      : nowhere;
    const opened = (node: GraphNode): void => this.open(node);
    this.picture = new Picture({
      selected: (node) => this.select(node, "stay"),
      opened,
      moved: (camera) => {
        this.camera = camera;
        this.keep();
      },
    });
    this.outline = new Outline({ selected: (node) => this.select(node, "reveal"), opened });
    this.controls = new Controls({
      searched: (query) => {
        this.query = query;
        this.findHits();
      },
      walkedHits: (by) => void this.walkHits(by),
      leftSearch: () => this.picture.focus(),
      limited: (limit) => void this.choose({ limit }, "look"),
      focused: (steps) => void this.focusOn(steps),
      filtered: (mark) => void this.choose({ mark }, "look"),
      toggledOutline: () => this.toggleOutline(),
      zoomed: (way) => this.zoom(way),
      opened: () => this.openSelected(),
    });
    const stage = html("div", { class: "stage" }, this.picture.element, this.note);
    const middle = html("div", { class: "middle" }, this.outline.element, stage);
    body.append(this.controls.toolbar, middle, this.controls.footer);
    this.outline.element.hidden = !this.hasOutline;
    body.addEventListener("keydown", (event) => this.press(event));
  }

  receive(message: ToPicture): void {
    if (message.kind === "note") {
      this.note.textContent = message.text;
      this.note.hidden = this.graph !== undefined;
      return;
    }
    const { graph, at } = message;
    if (this.unit !== "" && this.unit !== graph.unitId) {
      this.choice = { ...nowhere, limit: this.choice.limit };
      this.selected = undefined;
      this.camera = undefined;
      this.drawn = undefined;
    }
    this.uri = message.uri;
    this.unit = graph.unitId;
    this.graph = readGraph(graph);
    const here = at && functionAt(this.graph, at.uri, at.line);
    if (here !== undefined) {
      this.selected = here.id;
      this.choice = { ...this.choice, wanted: new Set([...this.choice.wanted, here.id]) };
    }
    if (this.choice.focus !== undefined && !this.graph.byId.has(this.choice.focus.id)) {
      this.choice = { ...this.choice, focus: undefined };
    }
    void this.update(this.drawn === undefined ? "begin" : here === undefined ? "stay" : "reveal");
  }

  /** The picture cannot be laid out. */
  fail(message: string): void {
    this.body.removeAttribute("aria-busy");
    this.note.textContent = `The picture could not be laid out (${message}). The outline has the same graph.`;
    this.note.hidden = false;
  }

  private async choose(change: Partial<Choice>, look: "look" | "reveal"): Promise<void> {
    this.choice = { ...this.choice, ...change };
    await this.update(look);
  }

  /**
   * Draws what is chosen of the graph.
   * @param look at what: as before the panel was hidden, where people look now, the selected function, or all that is new
   */
  private async update(look: "begin" | "stay" | "reveal" | "look"): Promise<void> {
    const { graph, choice, picture, controls } = this;
    if (graph === undefined) {
      return;
    }
    const chosen = choose(graph, choice);
    const input = picture.measured(chosen);
    const coverage = coverageText(chosen, choice);
    controls.showLegend(graph, choice.mark);
    controls.showChoice({
      limit: choice.limit,
      steps: choice.focus?.steps ?? 0,
      hasOutline: this.hasOutline,
      coverage,
    });
    this.outline.show(chosen);
    const layout = await this.layout(chosen, input);
    if (layout === undefined) {
      return;
    }
    picture.draw(chosen, input, layout);
    this.drawn = { chosen, input, layout };
    this.note.textContent =
      graph.nodes.length === 0 ? "This driver has no functions yet." : "Nothing can run at this level here.";
    this.note.hidden = chosen.nodes.length > 0;
    if (look === "begin" && this.camera !== undefined) {
      picture.look(this.camera);
    } else if (look === "begin" || look === "look") {
      picture.begin();
    }
    const node = this.selectedNode();
    const moves = look === "stay" || (look === "begin" && this.camera !== undefined) ? "stay" : "reveal";
    this.select(node, moves);
    this.findHits();
  }

  /** Undefined where something newer is being drawn. */
  private async layout(chosen: Chosen, input: LayoutInput): Promise<Layout | undefined> {
    if (this.drawn !== undefined && isDrawnAlike(this.drawn, chosen, input)) {
      return this.drawn.layout;
    }
    this.body.setAttribute("aria-busy", "true");
    this.note.textContent = "Laying out the picture...";
    const layout = await this.layouter.layOut(input);
    if (layout !== undefined) {
      this.body.removeAttribute("aria-busy");
    }
    return layout;
  }

  private selectedNode(): GraphNode | undefined {
    return this.selected === undefined ? undefined : this.graph?.byId.get(this.selected);
  }

  private select(node: GraphNode | undefined, moves: "reveal" | "stay"): void {
    if (node?.id !== this.selected) {
      this.via = undefined;
    }
    this.selected = node?.id;
    this.picture.select(node?.id, moves);
    this.outline.select(node);
    this.controls.showSelection(node);
    this.showHits();
    this.keep();
  }

  private open({ uri, line, character }: GraphNode): void {
    this.host.postMessage({ kind: "open", uri, line, character });
  }

  private openSelected(): void {
    const node = this.selectedNode();
    if (node !== undefined) {
      this.open(node);
    }
  }

  private async focusOn(steps: number): Promise<void> {
    const { selected } = this;
    await this.choose({ focus: steps === 0 || selected === undefined ? undefined : { id: selected, steps } }, "look");
  }

  private toggleOutline(): void {
    this.hasOutline = !this.hasOutline;
    this.outline.element.hidden = !this.hasOutline;
    this.controls.showOutline(this.hasOutline);
    this.keep();
    // The picture has another width now.
    this.picture.select(this.selected);
    if (this.hasOutline) {
      this.outline.select(this.selectedNode());
      this.outline.focus();
    } else {
      this.picture.focus();
    }
  }

  private zoom(way: "in" | "out" | "fit"): void {
    if (way === "fit") {
      this.picture.fit();
    } else {
      this.picture.zoom(way === "in" ? 1.25 : 0.8);
    }
  }

  private findHits(): void {
    this.hits = this.graph === undefined ? [] : search(this.graph, this.query);
    this.picture.mark(this.query.trim() === "" ? undefined : new Set(this.hits.map(({ id }) => id)));
    this.showHits();
  }

  private showHits(): void {
    const at = this.hits.findIndex(({ id }) => id === this.selected);
    this.controls.showHits(this.query.trim() === "" ? undefined : this.hits.length, at < 0 ? undefined : at);
  }

  private async walkHits(by: 1 | -1): Promise<void> {
    const hit = nextHit(this.hits, this.selected, by);
    if (hit === undefined) {
      return;
    }
    this.selected = hit.id;
    if (this.drawn?.chosen.nodes.includes(hit) === true) {
      this.select(hit, "reveal");
      return;
    }
    // Found, so it is to be seen: beside what is drawn, and whatever the picture was narrowed to.
    const wanted = new Set([...this.choice.wanted, hit.id]);
    await this.choose({ wanted, focus: undefined, mark: undefined }, "reveal");
  }

  private walk(direction: Direction): boolean {
    const node = this.selectedNode();
    if (node === undefined || this.drawn === undefined) {
      return false;
    }
    const next = walk({ node, via: this.via }, direction, {
      edges: this.drawn.chosen.edges,
      places: this.picture.places,
    });
    if (next !== undefined) {
      this.select(next.node, "reveal");
      this.via = next.via;
      this.picture.focus();
    }
    return true;
  }

  private press(event: KeyboardEvent): void {
    const { target, key } = event;
    if ((event.ctrlKey || event.metaKey) && key.toLowerCase() === "f") {
      event.preventDefault();
      this.controls.search();
      return;
    }
    const isInPicture = target instanceof Node && (target === this.body || this.picture.element.contains(target));
    if (isInPicture && !event.metaKey && !event.ctrlKey && !event.altKey && this.pressInPicture(key, event.shiftKey)) {
      event.preventDefault();
    }
  }

  /** Whether the key means something. */
  private pressInPicture(key: string, shift: boolean): boolean {
    const directions: Readonly<Record<string, readonly [Direction, number, number]>> = {
      ArrowRight: ["callee", -step, 0],
      ArrowLeft: ["caller", step, 0],
      ArrowUp: ["up", 0, step],
      ArrowDown: ["down", 0, -step],
    };
    const arrow = directions[key];
    if (arrow !== undefined) {
      const [direction, dx, dy] = arrow;
      if (shift || !this.walk(direction)) {
        this.picture.pan(dx, dy);
      }
      return true;
    }
    switch (key) {
      case "Enter":
        this.openSelected();
        return true;
      case "Escape":
        this.select(undefined, "stay");
        this.picture.focus();
        return true;
      case "Home":
        this.selectFirst();
        return true;
      case "+":
      case "=":
        this.zoom("in");
        return true;
      case "-":
        this.zoom("out");
        return true;
      case "0":
        this.zoom("fit");
        return true;
      default:
        return false;
    }
  }

  private selectFirst(): void {
    const nodes = this.drawn?.chosen.nodes ?? [];
    this.select(nodes.find(({ isEntryPoint }) => isEntryPoint) ?? nodes[0], "reveal");
    this.picture.focus();
  }

  /** Soon: moving the picture would write it many times a second. */
  private keep(): void {
    this.keeping ??= window.setTimeout(() => {
      this.keeping = undefined;
      const { uri, unit, selected, hasOutline, camera } = this;
      const { limit, focus, mark, wanted } = this.choice;
      this.host.setState({ uri, unit, selected, limit, focus, mark, wanted: [...wanted], hasOutline, camera });
    }, rest);
  }
}

/** Whether the same functions and calls are drawn in boxes of the same sizes: then nothing moves. */
function isDrawnAlike(drawn: Drawn, chosen: Chosen, input: LayoutInput): boolean {
  const isSame = <T>(a: readonly T[], b: readonly T[], same: (one: T, other: T) => boolean): boolean =>
    a.length === b.length && a.every((one, index) => same(one, b[index] as T));
  return (
    isSame(drawn.chosen.nodes, chosen.nodes, (a, b) => a.id === b.id) &&
    isSame(drawn.input.nodes, input.nodes, (a, b) => a.width === b.width && a.height === b.height) &&
    isSame(drawn.input.edges, input.edges, (a, b) => a.from === b.from && a.to === b.to)
  );
}

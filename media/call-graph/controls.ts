/** What stands around the picture: search and choices above it; what is selected, what is left out and the legend below. */
import type { LevelMark } from "../../server/src/lsp/protocol.ts";
import { hasFocus, html, setAttributes, svg } from "./dom.ts";
import type { Graph, GraphNode } from "./graph.ts";
import { detailText, letters, placeText, type Tone, toneNames, toneOf } from "./text.ts";

export interface ControlEvents {
  searched(query: string): void;
  /** Enter, with or without Shift, in the search field. */
  walkedHits(step: 1 | -1): void;
  leftSearch(): void;
  limited(limit: number): void;
  /** 0: the whole driver. */
  focused(steps: number): void;
  filtered(mark: LevelMark | undefined): void;
  toggledOutline(): void;
  zoomed(way: "in" | "out" | "fit"): void;
  opened(): void;
}

/** Functions that are drawn at most; the last is as much as an SVG bears. */
const limits = [75, 150, 300, 500] as const;

export class Controls {
  readonly toolbar: HTMLElement;
  readonly footer: HTMLElement;
  private readonly events: ControlEvents;
  private readonly query: HTMLInputElement;
  private readonly hits = html("span", { class: "hits", role: "status" });
  private readonly limit: HTMLSelectElement;
  private readonly steps: HTMLSelectElement;
  private readonly outline: HTMLButtonElement;
  private readonly selection = html("div", { class: "selection", role: "status" });
  private readonly coverage = html("div", { class: "coverage", role: "status" });
  private readonly legend = html("div", { class: "legend", role: "group", "aria-label": "Levels" });

  constructor(events: ControlEvents) {
    this.events = events;
    this.query = html("input", {
      type: "search",
      class: "query",
      placeholder: "Find (Ctrl+F)",
      "aria-label": "Find functions by name, role or level",
      spellcheck: "false",
    });
    this.query.addEventListener("input", () => events.searched(this.query.value));
    this.query.addEventListener("keydown", (event) => this.pressInQuery(event));
    this.limit = choice(
      "Functions that are drawn at most",
      limits.map((limit) => [String(limit), `at most ${limit}`]),
      (value) => events.limited(Number(value)),
    );
    this.steps = choice(
      "Around the selected function",
      [
        ["0", "whole driver"],
        ["1", "1 call around selection"],
        ["2", "2 calls around selection"],
        ["3", "3 calls around selection"],
        ["9", "all around selection"],
      ],
      (value) => events.focused(Number(value)),
    );
    this.outline = button("Outline", "Show the same graph as a list", () => events.toggledOutline());
    this.toolbar = html(
      "div",
      { class: "toolbar", role: "toolbar", "aria-label": "Call graph" },
      html("div", { class: "search" }, this.query, this.hits),
      this.steps,
      this.limit,
      html("span", { class: "space" }),
      this.outline,
      button("−", "Zoom out (-)", () => events.zoomed("out")),
      button("+", "Zoom in (+)", () => events.zoomed("in")),
      button("Fit", "Fit into view (0)", () => events.zoomed("fit")),
    );
    this.footer = html(
      "div",
      { class: "footer" },
      html("div", { class: "facts" }, this.selection, this.coverage),
      this.legend,
    );
  }

  search(): void {
    this.query.focus();
    this.query.select();
  }

  /** @param at the hit that is selected, from 0; undefined where none is */
  showHits(count: number | undefined, at: number | undefined): void {
    this.hits.textContent =
      count === undefined ? "" : count === 0 ? "none" : at === undefined ? `${count}` : `${at + 1} of ${count}`;
  }

  showChoice(choices: {
    readonly limit: number;
    readonly steps: number;
    readonly hasOutline: boolean;
    /** Says what is drawn and what is not. */
    readonly coverage: string;
  }): void {
    this.limit.value = String(choices.limit);
    this.steps.value = String(choices.steps);
    this.showOutline(choices.hasOutline);
    this.coverage.textContent = choices.coverage;
  }

  showOutline(isShown: boolean): void {
    setAttributes(this.outline, { "aria-pressed": String(isShown) });
  }

  showSelection(node: GraphNode | undefined): void {
    this.steps.disabled = node === undefined && this.steps.value === "0";
    if (node === undefined) {
      this.selection.replaceChildren("Nothing is selected");
      return;
    }
    const tone = toneOf(node.level);
    const place = html("button", { class: "link", type: "button", title: "Open the source (Enter)" }, placeText(node));
    place.addEventListener("click", () => this.events.opened());
    this.selection.replaceChildren(
      html("span", { class: `chip ${tone}${node.level?.isCertain === false ? " maybe" : ""}` }, letters[tone]),
      html("strong", {}, node.name),
      html("span", {}, detailText(node)),
      html("span", {}, `${counted(node.callers.length, "caller")}, ${counted(node.callees.length, "callee")}`),
      place,
    );
  }

  /** Only levels that occur in the driver; one of them may be what is shown alone. */
  showLegend(graph: Graph, mark: LevelMark | undefined): void {
    const isFocused = hasFocus(this.legend) ? document.activeElement?.textContent : undefined;
    const chips = toneNames.flatMap(([tone, name]) => this.legendChip(tone, name, graph, mark));
    const hasPointers = graph.nodes.some(({ callees }) => callees.some(({ isDirect }) => !isDirect));
    const isUncertain = graph.nodes.some(({ level }) => level?.isCertain === false);
    this.legend.replaceChildren(
      ...chips,
      ...(isUncertain ? [sign(html("span", { class: "chip maybe plain" }, "D"), "outlined: at most that level")] : []),
      sign(sample("M1 6 h12 m-5 -5 l6 5 l-6 5", "entry"), "called by the system"),
      ...(hasPointers ? [sign(sample("M0 6 h24", "call pointer"), "through a pointer")] : []),
    );
    for (const chip of chips) {
      if (chip.textContent === isFocused) chip.focus();
    }
  }

  private legendChip(tone: Tone, name: string, { nodes }: Graph, shown: LevelMark | undefined): readonly HTMLElement[] {
    const entered = nodes.filter(({ level }) => toneOf(level) === tone).length;
    const mark = tone === "passive" || tone === "unknown" ? undefined : tone;
    const running = mark === undefined ? entered : nodes.filter(({ marks }) => marks.includes(mark)).length;
    if (running === 0) {
      return [];
    }
    const swatch = html("span", { class: `chip ${tone}`, "aria-hidden": "true" }, letters[tone]);
    if (mark === undefined) {
      return [html("span", { class: "sign", title: `${counted(entered, "function")} entered there` }, swatch, name)];
    }
    const isShown = shown === mark;
    const title = `${counted(running, "function")} can run at ${name}, ${entered} of them from their entry. ${
      isShown ? "Show all levels" : "Show only these"
    }`;
    const chip = button(name, title, () => this.events.filtered(isShown ? undefined : mark));
    chip.prepend(swatch);
    setAttributes(chip, { class: "sign", "aria-pressed": String(isShown) });
    return [chip];
  }

  private pressInQuery(event: KeyboardEvent): void {
    if (event.key === "Enter") {
      event.preventDefault();
      this.events.walkedHits(event.shiftKey ? -1 : 1);
    } else if (event.key === "Escape") {
      event.preventDefault();
      this.query.value = "";
      this.events.searched("");
      this.events.leftSearch();
    }
  }
}

const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? "" : "s"}`;

function button(text: string, title: string, run: () => void): HTMLButtonElement {
  const made = html("button", { type: "button", title, "aria-label": title }, text);
  made.addEventListener("click", run);
  return made;
}

function choice(
  label: string,
  options: readonly (readonly [string, string])[],
  chosen: (value: string) => void,
): HTMLSelectElement {
  const items = options.map(([value, text]) => html("option", { value }, text));
  const made = html("select", { "aria-label": label, title: label }, ...items);
  made.addEventListener("change", () => chosen(made.value));
  return made;
}

const sign = (sample: Element, text: string): HTMLElement => html("span", { class: "sign" }, sample, text);

function sample(d: string, kind: string): SVGSVGElement {
  return svg("svg", { width: 24, height: 12, class: "sample", "aria-hidden": "true" }, svg("path", { d, class: kind }));
}

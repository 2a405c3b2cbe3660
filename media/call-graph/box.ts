/** A function's box: its letter, name and level, and what is left out around it. */
import type { LayoutNode } from "../drawing/layout.ts";
import { setAttributes, svg } from "./dom.ts";
import type { GraphNode } from "./graph.ts";
import { detailText, letters, shortened, spokenText, toneOf } from "./text.ts";

/** Characters; what is longer is shortened, and whole in the tooltip. */
const longestName = 44;
const longestDetail = 52;
const badgeWidth = 24;
const padding = 8;
const height = 40;

export interface Hidden {
  /** Callees and callers that are not drawn. */
  readonly callees: number;
  readonly callers: number;
  /** Callers that are drawn, whose calls are not unless they are selected. */
  readonly quietly: number;
}

/** Measures texts as they are drawn. */
export function boxSizes(view: Element): (node: GraphNode, hidden: Pick<Hidden, "callees">) => LayoutNode {
  const context = document.createElement("canvas").getContext("2d");
  const style = getComputedStyle(view);
  const fonts = { name: style.getPropertyValue("--name-font"), detail: style.getPropertyValue("--detail-font") };
  const widthOf = (text: string, font: string): number => {
    if (context === null) {
      return text.length * 7;
    }
    context.font = font;
    return context.measureText(text).width;
  };
  return (node, hidden) => {
    const name = widthOf(shortened(node.name, longestName), fonts.name);
    const detail = widthOf(shortened(detailText(node), longestDetail), fonts.detail);
    const more = hidden.callees > 0 ? widthOf(`+${hidden.callees}`, fonts.detail) + padding : 0;
    return { width: Math.ceil(badgeWidth + padding + Math.max(name, detail) + padding + more), height };
  };
}

/** The middle of the box is the element's origin. */
export function box(node: GraphNode, size: LayoutNode, hidden: Hidden): SVGGElement {
  const tone = toneOf(node.level);
  const [left, top] = [-size.width / 2, -size.height / 2];
  const textLeft = left + badgeWidth + padding;
  const element = svg(
    "g",
    { class: `function ${tone}${node.level?.isCertain === false ? " maybe" : ""}`, role: "img", tabindex: -1 },
    svg("rect", { class: "ring", x: left - 4, y: top - 4, width: size.width + 8, height: size.height + 8, rx: 7 }),
    svg("rect", { class: "card", x: left, y: top, width: size.width, height: size.height, rx: 4 }),
    svg("path", { class: "badge", d: badgePath(left, top, size.height) }),
    svg("text", { class: "letter", x: left + badgeWidth / 2, y: 5, "text-anchor": "middle" }, letters[tone]),
    svg("text", { class: "name", x: textLeft, y: -3 }, shortened(node.name, longestName)),
    svg("text", { class: "detail", x: textLeft, y: 13 }, shortened(detailText(node), longestDetail)),
    svg("title", {}, [spokenText(node), hiddenText(hidden)].filter((part) => part !== "").join("\n")),
  );
  if (node.isEntryPoint && hidden.quietly === 0) {
    element.append(svg("path", { class: "entry", d: `M${left - 22} 0 h12 m-5 -5 l6 5 l-6 5` }));
  }
  if (hidden.quietly > 0) {
    const from = { class: "quietly", x: left - padding, y: 4, "text-anchor": "end" };
    element.append(svg("text", from, `${hidden.quietly} →`));
  }
  if (hidden.callees > 0) {
    const more = { class: "more", x: -left - padding, y: 5, "text-anchor": "end" };
    element.append(svg("text", more, `+${hidden.callees}`));
  }
  setAttributes(element, { "aria-label": spokenText(node) });
  return element;
}

function hiddenText({ callees, callers, quietly }: Hidden): string {
  const parts = [
    ...(callees > 0 ? [`${callees} ${callees === 1 ? "callee" : "callees"}`] : []),
    ...(callers > 0 ? [`${callers} ${callers === 1 ? "caller" : "callers"}`] : []),
  ];
  const away = parts.length === 0 ? [] : [`${parts.join(" and ")} not drawn`];
  return [...away, ...(quietly === 0 ? [] : [`${quietly} calls are drawn when it is selected`])].join("\n");
}

/** The left end of the card, its outer corners as round as the card's. */
function badgePath(left: number, top: number, tall: number): string {
  return `M${left + badgeWidth} ${top} h${4 - badgeWidth} a4 4 0 0 0 -4 4 v${tall - 8} a4 4 0 0 0 4 4 h${badgeWidth - 4} z`;
}

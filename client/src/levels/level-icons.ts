/** The letters in the gutter: pictures of 16 by 16 units, drawn with strokes so that they look the same with every font. */
import type { LevelMark } from "../../../server/src/lsp/protocol.ts";

/** Kinds of colour themes, as `contributes.colors` tells them apart. */
export type ThemeKind = "light" | "dark" | "highContrast" | "highContrastLight";

/** A filled plate or bar says that code always runs at a level, an outline or a broken bar that it may. */
export type Plate = "filled" | "outline";

/** The letter of each level; for who sees no colour it is what tells them apart. */
export const LETTERS: Readonly<Record<LevelMark, "A" | "D" | "I" | "H">> = {
  apc: "A",
  dispatch: "D",
  device: "I",
  high: "H",
  atomic: "A",
};

/** A theme's own colours cannot be asked for, so these are the defaults of the contributed ones (package.json). */
export const COLORS: Readonly<Record<LevelMark, Readonly<Record<ThemeKind, string>>>> = {
  apc: { light: "#00699b", dark: "#58b6e8", highContrast: "#7fd0ff", highContrastLight: "#00527a" },
  dispatch: { light: "#9a5200", dark: "#e2a33c", highContrast: "#ffc25c", highContrastLight: "#7a4000" },
  device: { light: "#a81e5b", dark: "#f58bb5", highContrast: "#ffa3c7", highContrastLight: "#85103f" },
  high: { light: "#8a2ba8", dark: "#d08cf0", highContrast: "#e3b0ff", highContrastLight: "#6b1a86" },
  atomic: { light: "#9a5200", dark: "#e2a33c", highContrast: "#ffc25c", highContrastLight: "#7a4000" },
};

/** What a letter on a filled plate is drawn in. */
const GROUNDS: Readonly<Record<ThemeKind, string>> = {
  light: "#ffffff",
  dark: "#1a1a1a",
  highContrast: "#000000",
  highContrastLight: "#ffffff",
};

const STROKES: Readonly<Record<"A" | "D" | "I" | "H", string>> = {
  A: "M5 11.6 8 4.4l3 7.2M6.1 9.2h3.8",
  D: "M5.6 4.7v6.6h1.9a3.3 3.3 0 0 0 0-6.6z",
  I: "M8 4.7v6.6M6.1 4.7h3.8M6.1 11.3h3.8",
  H: "M5.5 4.4v7.2M10.5 4.4v7.2M5.5 8h5",
};

/** An SVG document. */
export function levelIcon(mark: LevelMark, plate: Plate, theme: ThemeKind): string {
  const name = LETTERS[mark];
  const color = COLORS[mark][theme];
  const [fill, letter] = plate === "filled" ? [color, GROUNDS[theme]] : ["none", color];
  return [
    '<svg xmlns="http://www.w3.org/2000/svg" width="16" height="16" viewBox="0 0 16 16" fill="none">',
    `<rect x="2.5" y="2" width="11" height="12" rx="2" fill="${fill}" stroke="${color}"/>`,
    `<path id="${name}" d="${STROKES[name]}" stroke="${letter}" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round"/>`,
    "</svg>",
  ].join("");
}

/** What goes on beside lines without a statement: a bar of the line's whole height, thin and broken where a plate has an outline. */
export function levelBar(mark: LevelMark, plate: Plate, theme: ThemeKind): string {
  const stroke = plate === "filled" ? 'stroke-width="1.5"' : 'stroke-dasharray="2"';
  return [
    '<svg xmlns="http://www.w3.org/2000/svg" width="16" height="16" viewBox="0 0 16 16" fill="none">',
    `<path id="bar" d="M8 0v16" stroke="${COLORS[mark][theme]}" ${stroke}/>`,
    "</svg>",
  ].join("");
}

/** The colors of the map, from the page's styles: `map.css` says how they come of the theme's. */

export interface Colors {
  /** Of families by size; the last one of all that are smaller. */
  readonly families: readonly string[];
  readonly background: string;
  readonly foreground: string;
  /** Of pages that nobody owns. */
  readonly neutral: string;
  readonly warning: string;
  readonly error: string;
  /** Around the page where one is. */
  readonly current: string;
  readonly font: string;
}

/** Families that have a color of their own: with more, some would look alike to somebody. */
const familyColors = 6;

/** A family's place in `Colors.families`. */
export const colorOf = (family: number): number => Math.min(family, familyColors);

export function colorsOf(element: HTMLElement): Colors {
  const style = getComputedStyle(element);
  const color = (name: string): string => style.getPropertyValue(`--map-${name}`).trim();
  return {
    families: Array.from({ length: familyColors + 1 }, (_, place) => color(`family-${place}`)),
    background: color("background"),
    foreground: color("foreground"),
    neutral: color("neutral"),
    warning: color("warning"),
    error: color("error"),
    current: color("current"),
    font: style.fontFamily,
  };
}

/** VS Code writes another theme's colors into the root's style and its kind into the body's classes. @returns what ends it */
export function onTheme(run: () => void): () => void {
  const observer = new MutationObserver(run);
  const options = { attributes: true, attributeFilter: ["class", "style"] };
  observer.observe(document.documentElement, options);
  observer.observe(document.body, options);
  return () => observer.disconnect();
}

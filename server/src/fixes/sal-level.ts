/** Another level inside an annotation, wherever in it the level stands. */
import type { Place } from "../model/place.ts";
import type { FixEdit } from "./fix.ts";

/**
 * @param text the annotation as written
 * @returns undefined where the level does not stand in it exactly once: behind a macro, for one
 */
export function levelEdit(place: Place, written: string, level: string, text: string): FixEdit | undefined {
  if (!/^\w+$/.test(written)) {
    return undefined;
  }
  const [found, ...others] = [...text.matchAll(new RegExp(`\\b${written}\\b`, "g"))];
  if (found === undefined || others.length > 0) {
    return undefined;
  }
  const start = place.start + found.index;
  return { at: { ...place, start, end: start + written.length }, text: level };
}

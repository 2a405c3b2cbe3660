/** Places as a hover names them: `io.c:12`. */
import type { Place } from "../../../model/place.ts";
import { baseName } from "../../../model/unit/paths.ts";
import type { UnitModel } from "../../../model/unit-model.ts";
import type { PlacePart } from "./card.ts";

/** `io.c:12`, to be gone to. */
export function placePart({ file, anchor, start }: Place, unit: UnitModel): PlacePart {
  const text = unit.files.find(({ path }) => path === file)?.text ?? "";
  const offset = anchor.start + start;
  let line = 1;
  for (let at = text.indexOf("\n"); at >= 0 && at < offset; at = text.indexOf("\n", at + 1)) {
    line++;
  }
  return { label: `${baseName(file)}:${line}`, path: file, line };
}

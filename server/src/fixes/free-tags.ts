/** Frees that name the tag of the memory they free. */
import { includeReach } from "../analysis/names/headers.ts";
import { certainMacro } from "../analysis/names/macro-names.ts";
import { type PoolCall, poolArgument } from "../analysis/pool/pool-call.ts";
import type { Place } from "../model/place.ts";
import { isEditable, replaceArgument } from "./call-edits.ts";
import type { FixEnvironment } from "./environment.ts";
import type { Fix } from "./fix.ts";
import { freeWithTag } from "./frees.ts";

/**
 * Makes a free name the tag of the allocation whose memory it gets, in the allocation's own words where the free can see
 * them.
 * @param isPrivate whether nothing outside the unit can give the pointer other memory; only then is it done unasked
 */
export function freeTagFixes(
  free: PoolCall,
  allocation: PoolCall,
  isPrivate: boolean,
  env: FixEnvironment,
): readonly Fix[] {
  const tag = visibleTag(allocation, free.fn.place(free.site.nameSpan), env);
  const written = poolArgument(free, free.api.tagParameter);
  const edits =
    tag === undefined || !isEditable(free)
      ? undefined
      : written === undefined
        ? freeWithTag(free, tag, env)
        : [replaceArgument(free, written, tag)];
  return edits === undefined
    ? []
    : [{ title: `Free it with ${tag}`, edits, ...(isPrivate ? { preferred: true } : {}) }];
}

/** The tag as the allocation writes it: a constant, or a macro that can be seen at the place too. */
function visibleTag(allocation: PoolCall, place: Place, env: FixEnvironment): string | undefined {
  const tag = poolArgument(allocation, allocation.api.tagParameter);
  if (tag?.kind === "char") {
    return tag.text;
  }
  const macro = tag?.kind === "name" ? certainMacro(tag.name, env) : undefined;
  const file = env.unit.file(place.file);
  if (tag?.kind !== "name" || macro === undefined || file === undefined || allocation.fn.locals.has(tag.name)) {
    return undefined;
  }
  const isSeen =
    macro.file === file.path
      ? macro.macro.start < place.anchor.start + place.start
      : includeReach(file, env.unit).inside.some(({ path }) => path === macro.file);
  return isSeen ? tag.name : undefined;
}

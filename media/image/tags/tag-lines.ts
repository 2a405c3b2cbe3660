/** Pool tags as a tree: tags, and in each the calls that name it. */
import type { Result } from "../../../server/src/image/protocol.ts";
import type { PoolTagUse } from "../../../server/src/image/report.ts";
import type { TableLine } from "../../parts/table/lines.ts";

export type TagRow =
  | { readonly kind: "tag"; readonly tag: string; readonly uses: number }
  | { readonly kind: "use"; readonly tag: string; readonly use: PoolTagUse["uses"][number] };

/** @param filter part of a tag or of a function's name; @returns how many tags it leaves, and their lines */
export function tagLines(
  tags: Result<"tags">,
  filter: string,
  closed: ReadonlySet<string>,
): { readonly lines: readonly TableLine<TagRow>[]; readonly shown: number } {
  const wanted = filter.trim().toLowerCase();
  const parts = tags
    .map(({ tag, uses }, index) => ({
      ...{ id: `t${index}`, tag },
      uses: tag.toLowerCase().includes(wanted)
        ? uses
        : uses.filter((use) => use.function.toLowerCase().includes(wanted)),
      isFound: tag.toLowerCase().includes(wanted),
    }))
    .filter(({ isFound, uses }) => isFound || uses.length > 0);
  const lines: TableLine<TagRow>[] = [];
  for (const [place, { id, tag, uses }] of parts.entries()) {
    const isOpen = uses.length === 0 ? undefined : !closed.has(id);
    lines.push({
      ...{ id, level: 1, place: place + 1, siblings: parts.length, isOpen },
      row: { kind: "tag", tag, uses: uses.length },
    });
    if (isOpen !== true) continue;
    for (const [index, use] of uses.entries()) {
      lines.push({
        ...{ id: `${id}.${index}`, level: 2, place: index + 1, siblings: uses.length, isOpen: undefined },
        row: { kind: "use", tag, use },
      });
    }
  }
  return { lines, shown: parts.length };
}

/** File names by pattern, as projects list their sources with wildcards. */
import type { TreeIndex } from "./tree-index.ts";

/** Files in `directory`, and down to `depth` levels below it, whose name fits a pattern of '*' and '?', in any case. */
export function filesMatching(index: TreeIndex, directory: string, pattern: string, depth: number): readonly string[] {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replace(/\*+/g, ".*")
    .replaceAll("?", ".");
  if (pattern.split("*").length > 4) return [];
  const fits = new RegExp(`^${source}$`, "i");
  const found: string[] = [];
  for (const entry of index.listing(directory)?.entries ?? []) {
    const path = `${directory}/${entry.name}`;
    if (entry.kind === "file" && fits.test(entry.name)) found.push(path);
    else if (entry.kind === "directory" && !entry.link && depth > 0) {
      found.push(...filesMatching(index, path, pattern, depth - 1));
    }
  }
  return found;
}

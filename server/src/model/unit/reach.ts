/** The local headers that sources reach by #include, resolved as the compilers do, and what all these files tell of the mode. */
import { type Evidence, gatherEvidence } from "./evidence.ts";
import { type IncludeLine, scanIncludes } from "./includes.ts";
import { isHeaderPath, isSourcePath, parentOf } from "./paths.ts";
import type { SourceTexts, TextFailure } from "./texts.ts";
import type { TreeIndex } from "./tree-index.ts";

export interface Reach {
  /** Local files that the sources include, transitively, in the order of discovery; the sources themselves are not among them. */
  headersOf(sources: readonly string[], includeDirectories: readonly string[]): readonly string[];
  /** The include lines of one file, found once. */
  includesOf(path: string): readonly IncludeLine[];
  /** The marks of one file, found once. */
  evidenceOf(path: string): Evidence;
  /** Whether a file holds code and includes nothing, not even the header with the types that it uses. */
  isScrap(path: string): boolean;
  /** Files that were wanted and have no text, with the reason. */
  readonly failures: ReadonlyMap<string, TextFailure>;
}

const MAX_HEADERS = 20_000;

/** What sources reach by #include, each file scanned once. */
export function createReach(index: TreeIndex, texts: SourceTexts): Reach {
  const includes = new Map<string, readonly IncludeLine[]>();
  const evidence = new Map<string, Evidence>();
  const failures = new Map<string, TextFailure>();

  function textOf(path: string): string {
    const result = texts.get(path);
    if (result.ok) return result.decoded.text;
    failures.set(path, result.failure);
    return "";
  }

  function includesOf(path: string): readonly IncludeLine[] {
    const known = includes.get(path);
    if (known !== undefined) return known;
    const scanned = scanIncludes(textOf(path));
    includes.set(path, scanned);
    return scanned;
  }

  function evidenceOf(path: string): Evidence {
    const known = evidence.get(path);
    if (known !== undefined) return known;
    const gathered = gatherEvidence(textOf(path), includesOf(path));
    evidence.set(path, gathered);
    return gathered;
  }

  function isScrap(path: string): boolean {
    return includesOf(path).length === 0 && textOf(path).includes("{");
  }

  function headersOf(sources: readonly string[], includeDirectories: readonly string[]): readonly string[] {
    const sourceFolders = [...new Set(sources.map(parentOf))];
    const resolved = new Map<string, string | undefined>();

    function resolve(folder: string, { spelled, quoted }: IncludeLine): string | undefined {
      const beside = quoted ? index.findFile(folder, spelled) : undefined;
      if (beside !== undefined) return beside;
      const key = quoted ? `"${spelled}` : spelled;
      if (!resolved.has(key)) resolved.set(key, search(spelled, quoted));
      return resolved.get(key);
    }

    function search(spelled: string, quoted: boolean): string | undefined {
      for (const directory of includeDirectories) {
        const found = index.findFile(directory, spelled);
        if (found !== undefined) return found;
      }
      if (!quoted) return undefined;
      // MSVC also looks beside the files that include the including file; at the end of that chain stands a source.
      for (const folder of sourceFolders) {
        const found = index.findFile(folder, spelled);
        if (found !== undefined) return found;
      }
      return undefined;
    }

    const seen = new Set(sources);
    const queue = [...sources];
    for (let at = 0; at < queue.length && queue.length < MAX_HEADERS; at += 1) {
      const path = queue[at] ?? "";
      const folder = parentOf(path);
      for (const line of includesOf(path)) {
        const found = resolve(folder, line);
        if (found === undefined || seen.has(found)) continue;
        seen.add(found);
        queue.push(found);
      }
    }
    return queue
      .slice(sources.length)
      .filter((path) => isHeaderPath(path) || isSourcePath(path) || /\.inc$/i.test(path));
  }

  return { headersOf, includesOf, evidenceOf, isScrap, failures };
}

/** Which of a project's sources SQLite is compiled as, and what is read before it. */
import { baseName, parentOf } from "./paths.ts";
import type { RawUnit } from "./raw-unit.ts";
import type { Reach } from "./reach.ts";
import type { BuildConfiguration, SourceBuild } from "./source-build.ts";
import type { TreeIndex } from "./tree-index.ts";

/** By the name that it is distributed under: SQLite is seldom in the repository of who uses it. */
export const isAmalgamationName = (path: string): boolean => /^sqlite3\.c$/i.test(baseName(path.replaceAll("\\", "/")));

/** How the project compiles the amalgamation, or a source that includes it; undefined where it does neither. */
export function amalgamationBuild(raw: RawUnit, reach: Reach): SourceBuild | undefined {
  if (raw.buildOf === undefined) {
    return undefined;
  }
  const includesIt = (path: string): boolean =>
    !isAmalgamationName(path) && reach.includesOf(path).some(({ spelled }) => isAmalgamationName(spelled));
  const source = raw.sources.find(includesIt) ?? raw.sources.find(isAmalgamationName) ?? raw.absent?.[0];
  return source === undefined ? undefined : raw.buildOf(source);
}

/**
 * The headers that are read before SQLite's first line because of options: forced ones come from the project; SQLite itself
 * includes what SQLITE_CUSTOM_INCLUDE names, and sqlite_cfg.h with _HAVE_SQLITE_CONFIG_H. Those that are not there are left out.
 */
export function preludesOf(
  source: string,
  configurations: readonly BuildConfiguration[],
  forced: readonly string[],
  folders: readonly string[],
  index: TreeIndex,
): readonly string[] {
  const named = configurations.flatMap(({ definitions }) =>
    definitions.flatMap(({ name, value }) =>
      name === "SQLITE_CUSTOM_INCLUDE" ? [value] : name === "_HAVE_SQLITE_CONFIG_H" ? ["sqlite_cfg.h"] : [],
    ),
  );
  const found = named.flatMap((spelled) => {
    const plain = spelled.replace(/^["<\\]+|[">\\]+$/g, "");
    const [first] = [parentOf(source), ...folders].flatMap((folder) => index.findFile(folder, plain) ?? []);
    return first ?? [];
  });
  return [...new Set([...forced, ...found])];
}

/** INF and INX files as units of their own: each says how a driver is installed, whichever project it lies in. */
import { baseName, parentOf } from "./paths.ts";
import { FAILURES, type SourceTexts } from "./texts.ts";
import type { DriverUnit, Problem } from "./types.ts";

export interface Packages {
  readonly units: readonly DriverUnit[];
  readonly problems: readonly Problem[];
}

/** Gives way after each file. */
export function* readPackages(paths: readonly string[], texts: SourceTexts): Generator<void, Packages, void> {
  const units: DriverUnit[] = [];
  const problems: Problem[] = [];
  for (const path of paths) {
    const result = texts.take(path);
    if (!result.ok) {
      problems.push({ path, message: FAILURES[result.failure] });
    }
    const isInf = result.ok && isSetupInformation(result.decoded.text);
    units.push({
      id: path,
      name: baseName(path),
      root: parentOf(path),
      origin: "folder",
      projectFile: undefined,
      kind: isInf ? "driver-package" : "unknown",
      language: "inf",
      reason: isInf ? "its [Version] has a signature of Windows" : "it has no [Version] with a signature of Windows",
      sources: [path],
      headers: [],
      unlisted: [],
      includeDirectories: [],
      defines: new Map(),
      targetWindows: undefined,
      frameworks: [],
    });
    yield;
  }
  return { units, problems };
}

/** Other tools have INF files too, such as those that firmware is built from. */
function isSetupInformation(text: string): boolean {
  return (
    /^[ \t]*\[[ \t]*version[ \t]*\]/im.test(text) && /^[ \t]*signature[ \t]*=[ \t]*"?\$(?:windows|chicago)/im.test(text)
  );
}

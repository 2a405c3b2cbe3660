/**
 * Functions that have a successor. An image tells that something calls them, not where and why, and nobody can suppress it
 * there: so it is told as information, once a function. The rules of sources say more.
 */
import { compareWindowsVersions, type Deprecation, type Facts } from "../../../facts/index.ts";
import type { Finding } from "../findings.ts";
import { type NamedImport, namedImports, type WindowsJudgement } from "./context.ts";
import { isThere } from "./successors.ts";
import type { Target } from "./target.ts";
import { isUserModeModule } from "./user-mode-modules.ts";

export function* deprecatedImports(judgement: WindowsJudgement): Iterable<Finding> {
  const { facts, target } = judgement;
  for (const imported of namedImports(judgement)) {
    const found = isUserModeModule(imported.file) ? undefined : facts.deprecation(imported.name);
    if (found === undefined || !told.has(found.status) || found.kind === "macro") continue;
    if (isOfTheKit(imported.name, facts, target) || isStillNeeded(found, target)) continue;
    const instead = found.replacements.filter((name) => isThere(name, facts, target));
    // Where the oldest Windows has no successor there is nothing to advise.
    if (found.replacements.length > 0 && instead.length === 0) continue;
    yield deprecated(imported, found, instead);
  }
}

const told: ReadonlySet<Deprecation["status"]> = new Set(["banned", "deprecated", "obsolete"]);

/**
 * Whether the kit's own inline functions import it: RtlStringCbPrintf is made of _vsnprintf, ExAllocatePoolZero of
 * ExAllocatePoolWithTag, which is how a driver for older systems too is to be written.
 */
function isOfTheKit(name: string, facts: Facts, target: Target | undefined): boolean {
  if (/^_vsnw?printf$/.test(name)) return true;
  const isWrapped = /^ExAllocatePoolWith(?:Quota)?Tag(?:Priority)?$/.test(name);
  const successor = isWrapped ? facts.functionContract("ExAllocatePool2")?.minWindows : undefined;
  return (
    successor !== undefined && (target?.version === undefined || compareWindowsVersions(target.version, successor) < 0)
  );
}

const isStillNeeded = ({ sinceWindows }: Deprecation, target: Target | undefined): boolean =>
  sinceWindows !== undefined &&
  target?.version !== undefined &&
  compareWindowsVersions(target.version, sinceWindows) < 0;

function deprecated({ module, name }: NamedImport, found: Deprecation, instead: readonly string[]): Finding {
  const { status, since, page, notNeeded } = found;
  const from = since === undefined || !/\d|Vista|XP/.test(since) ? "" : ` since ${since}`;
  return {
    rule: "image-deprecated-import",
    severity: "info",
    message:
      status === "banned" ? `${name} of ${module} is a banned function` : `${name} of ${module} is ${status}${from}`,
    why:
      status === "banned"
        ? "Static analysis bans it (C28719 and others): most of its kind write past the end of a buffer that is too small."
        : "It is kept for old drivers: it may do less than its successor, or fail on new machines.",
    remedy:
      instead.length > 0
        ? "Call its successor; driverlens check shows where the sources call it"
        : notNeeded
          ? "Remove the call: the system no longer needs it"
          : "Nothing takes its place directly: do without it",
    instead: [...instead],
    import: { module, name },
    ...(page === undefined ? {} : { page }),
  };
}

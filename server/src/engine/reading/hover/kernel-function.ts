/** A function or macro of the driver kit: where it may be called, what it changes, since when it is there. */
import { compareWindowsVersions, type Deprecation, type Facts, type FunctionContract } from "../../../facts/index.ts";
import type { RuleContext } from "../../../rules/context.ts";
import { anyOf, type Card, say, type Text } from "./card.ts";
import { effectLines } from "./effects.ts";
import { calledAt, callLevels } from "./levels.ts";
import { isUse, type Question } from "./question.ts";

export function kernelFunction(question: Question): Card | undefined {
  const { context } = question;
  const { facts } = context;
  const name = isUse(question) ? question.systemName : undefined;
  if (name === undefined) {
    return undefined;
  }
  const contract = facts.functionContract(name);
  const deprecation = facts.deprecation(name);
  const effect = facts.irqlEffect(name);
  const modules = facts.kernelExport(name);
  // That a name is one of the C runtime's and may be called is no news.
  if (contract === undefined && deprecation === undefined && modules.every((module) => module === runtime)) {
    return undefined;
  }
  return {
    title: name,
    summary: summaryOf(question, contract ?? deprecation, contract, modules),
    facts: [
      ...(deprecation === undefined ? [] : [deprecationLine(deprecation)]),
      ...(contract === undefined ? [] : callLevels(contract, facts.conditionalIrql(name))),
      ...(effect === undefined ? [] : effectLines(effect)),
      ...registrationLines(name, context),
      ...allocationLines(name, context),
      ...(contract === undefined ? [] : sinceLines(contract, deprecation, context)),
    ],
    page: contract?.page ?? deprecation?.page ?? effect?.page,
  };
}

/** What the table of exports has for names of the C runtime, which drivers may call. */
const runtime = "crt";

function summaryOf(
  { word }: Question,
  known: { readonly kind: "function" | "macro"; readonly header: string | undefined } | undefined,
  contract: FunctionContract | undefined,
  modules: readonly string[],
): Text {
  const where = whereText(contract, modules);
  if (known === undefined) {
    const kind = word.near(1) === "(" ? "function" : "name";
    return modules.includes(runtime) ? say`C runtime function${where}` : say`Kernel ${[kind]}${where}`;
  }
  const what = modules.includes(runtime) && contract === undefined ? "C runtime function" : `Kernel ${known.kind}`;
  const header = known.header === undefined ? [] : say` of ${known.header}`;
  const mode = contract?.mode === "both" ? " (user mode has it too)" : "";
  return say`${[what]}${header}${[mode]}${where}`;
}

/** The module that exports it, or the library that holds it. */
function whereText(contract: FunctionContract | undefined, modules: readonly string[]): Text {
  // What is a macro today may have been exported once.
  const exporting = contract?.kind === "macro" ? [] : modules.filter((module) => module !== runtime);
  if (exporting.length > 0) {
    return say`, exported by ${anyOf(exporting)}`;
  }
  const libraries = contract?.kind === "function" && contract.dlls.length === 0 ? contract.libraries : [];
  const images = (contract?.kind === "function" ? contract.dlls : []).map((image) => image.toLowerCase());
  return images.length > 0
    ? say`, exported by ${anyOf(images)}`
    : libraries.length > 0
      ? say`, in the library ${anyOf(libraries)}`
      : [];
}

function deprecationLine({ status, since, replacements, notNeeded, warning }: Deprecation): Text {
  const instead =
    replacements.length > 0
      ? say`: use ${anyOf(replacements)}`
      : notNeeded
        ? [": leave it out, the system no longer needs it"]
        : [];
  const from = since === undefined ? "" : ` since ${since}`;
  const by = warning === undefined ? "" : ` (${warning})`;
  switch (status) {
    case "banned":
      return say`Banned${[by]}${instead}`;
    case "obsolete":
      return say`Obsolete${[from]}${[by]}${instead}`;
    case "deprecated":
      return say`Deprecated${[from]}${[by]}${instead}`;
    case "reserved":
      return say`Reserved for the system${instead}`;
    case "discouraged":
      return replacements.length > 0 ? say`Better: ${anyOf(replacements)}` : ["Better not used"];
  }
}

/** More routines than this are those of a table; its own page lists them. */
const maximumRoutines = 6;

/** The routines that it registers, and at which level they run. */
function registrationLines(name: string, { facts }: RuleContext): readonly Text[] {
  const lines = facts.registrationsOf(name).flatMap(({ parameterName, path, roleType }): readonly Text[] => {
    const levels = facts.callback(roleType);
    const at = levels && calledAt(levels);
    const routine = [parameterName, ...path].join("->");
    return at === undefined ? [] : [say`${routine} (${roleType}) is ${at}`];
  });
  return lines.length <= maximumRoutines ? lines : [];
}

function allocationLines(name: string, { facts }: RuleContext): readonly Text[] {
  const pool = facts.poolFunction(name);
  if (pool?.action !== "allocate") {
    return [];
  }
  const failure = { null: "NULL", raise: "an exception", status: "a status" } as const;
  return [
    ...(pool.onFailure === undefined ? [] : [say`Fails with ${[failure[pool.onFailure]]}`]),
    ...(pool.zeroes === "no" ? [["The memory is not zeroed"]] : []),
    ...(pool.zeroes === "yes" ? [["The memory is zeroed"]] : []),
    ...(pool.zeroes === "unless-flag" ? [say`The memory is zeroed, unless ${"POOL_FLAG_UNINITIALIZED"} is given`] : []),
    ...(pool.nxInstead === undefined
      ? []
      : [say`The memory is always executable; ${pool.nxInstead} gives memory that is not`]),
    ...(pool.pairs.length === 0 ? [] : [say`Freed by ${anyOf(pool.pairs)}`]),
  ];
}

function sinceLines(
  contract: FunctionContract,
  deprecation: Deprecation | undefined,
  { facts, targetWindows }: RuleContext,
): readonly Text[] {
  const { kmdfVersion, minWindows } = contract;
  const lines: Text[] = kmdfVersion === undefined ? [] : [say`Since KMDF ${[kmdfVersion]}`];
  const since = sinceText(contract, deprecation, facts);
  if (since === undefined) {
    return lines;
  }
  const isMissing =
    minWindows !== undefined &&
    targetWindows !== undefined &&
    compareWindowsVersions(targetWindows.version, minWindows) < 0;
  const missing = isMissing ? `; this driver is also for ${targetWindows.version.name}, which does not have it` : "";
  return [...lines, [`Since ${since}${missing}`]];
}

/**
 * The Windows that brought it. A function that old systems export cannot be newer, whatever the reference says, nor can
 * it have come when it was deprecated.
 */
export function sinceText(
  { name, minWindows, minClient }: FunctionContract,
  deprecation: Deprecation | undefined,
  facts: Facts,
): string | undefined {
  const isOlder = minWindows !== undefined && minWindows.build > newestListed && facts.earlyExport(name);
  if (minClient === undefined || isOlder || minClient === deprecation?.since) {
    return undefined;
  }
  return minWindows !== undefined && minWindows.name !== minClient ? `${minClient} (${minWindows.name})` : minClient;
}

/** The build of Windows 8.1: the lists of exports are no younger. */
const newestListed = 9600;

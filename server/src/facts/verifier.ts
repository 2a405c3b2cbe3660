// Driver Verifier's checks and the Linux kernel's options for debugging, and which functions ask for which of them.
import { list, oneOf, optional } from "./cells.ts";
import type { kernelDebugOptionsTable } from "./generated/kernel-debug-options.ts";
import type { verifierFlagsTable } from "./generated/verifier-flags.ts";
import type { verifierRulesTable } from "./generated/verifier-rules.ts";
import type { verifierUsesTable } from "./generated/verifier-uses.ts";
import { lazy, openTable } from "./packed.ts";
import { parseWindowsVersion, type WindowsVersion } from "./windows-version.ts";

/**
 * Which run of a test a check belongs to: `checks` find mistakes and change little else; `faults`, `systematic`, `pending`
 * and `delays` make things fail or wait; `buffers` holds for the whole machine; `log` and `isolation` only tell; `setting`
 * is no check of verifier.exe but a value of the registry; a `helper` is only needed by others.
 */
export type VerifierRun =
  | "checks"
  | "faults"
  | "systematic"
  | "pending"
  | "delays"
  | "buffers"
  | "log"
  | "isolation"
  | "setting"
  | "helper";

/** A bug check that a check ends in, with its first parameter where that tells what it was. */
export interface VerifierBugCheck {
  readonly code: number;
  readonly parameter: number | undefined;
}

export interface VerifierCheck {
  readonly id: string;
  /** As Driver Verifier calls it: "Special pool". */
  readonly title: string;
  /** The bit of /flags; undefined where it has none. */
  readonly bit: number | undefined;
  /** The number of /ruleclasses; undefined where it has none. */
  readonly ruleClass: number | undefined;
  /** Whether /standard turns it on. */
  readonly isStandard: boolean;
  readonly run: VerifierRun;
  readonly since: WindowsVersion;
  /** The last Windows that has it. */
  readonly until: WindowsVersion | undefined;
  /** The Windows that has it again, as a rule class. */
  readonly again: WindowsVersion | undefined;
  /** Ids of checks that have to be on too. */
  readonly needs: readonly string[];
  /** Ids of checks that it cannot be on with. */
  readonly excludes: readonly string[];
  /** Whether Windows 10 can turn it on without a restart (/volatile). */
  readonly isLiveIn10: boolean;
  /** How Windows 11 can turn it on without a restart. */
  readonly liveIn11: "dif" | "volatile" | undefined;
  readonly bugChecks: readonly VerifierBugCheck[];
  /** What it finds, as a phrase; empty for helpers. */
  readonly finds: string;
  /** What it costs, as a phrase. */
  readonly costs: string;
  /** The value of the registry that turns it on; `{service}` in the key stands for the driver's service. */
  readonly setting: { readonly key: string; readonly value: string; readonly data: string } | undefined;
  /** Uses (see `verifierUses`) each of which asks for it: all of those in one entry together, `any` any driver. */
  readonly uses: readonly (readonly string[])[];
  readonly page: string;
}

/** An option of the Linux kernel's configuration. */
export interface KernelDebugOption {
  /** "CONFIG_KASAN". */
  readonly name: string;
  /** The first kernel that has it, "5.8"; undefined where that is long ago. */
  readonly since: string | undefined;
  readonly needs: readonly string[];
  readonly excludes: readonly string[];
  /** As in `VerifierCheck`. */
  readonly uses: readonly string[];
  readonly finds: string;
  /** How its reports in the log begin; undefined where it has none of its own. */
  readonly says: string | undefined;
  readonly costs: string;
  /** What to do beside building the kernel with it. */
  readonly how: string | undefined;
}

export type VerifierPlatform = "windows" | "linux";

export interface VerifierLookups {
  /** In the order of their bits. */
  readonly verifierChecks: () => readonly VerifierCheck[];
  /** The uses that a call of a function is, "io-call"; a name may be several, and what begins like one too. */
  readonly verifierUses: (name: string, platform: VerifierPlatform) => readonly string[];
  /** The uses that a call of any function of a header is. */
  readonly verifierUsesOfHeader: (header: string) => readonly string[];
  /** The uses that a routine of a role is, "DRIVER_DISPATCH". */
  readonly verifierUsesOfRole: (role: string) => readonly string[];
  /**
   * The driver that does the work of a header's functions on its own account, "ndis.sys": what it allocates and locks
   * is seen only where it is verified itself.
   */
  readonly verifierHost: (header: string) => string | undefined;
  /** The check that a DDI compliance rule is a part of, and since when; undefined for rules of Static Driver Verifier alone. */
  readonly verifierRule: (name: string) => { readonly check: string; readonly since: WindowsVersion } | undefined;
  /** What finds most first. */
  readonly kernelDebugOptions: () => readonly KernelDebugOption[];
}

/** Fact sources: server/data/verifier-flags.tsv, verifier-uses.tsv, verifier-rules.tsv, kernel-debug-options.tsv. */
export function verifierLookups(
  flags: typeof verifierFlagsTable,
  uses: typeof verifierUsesTable,
  rules: typeof verifierRulesTable,
  options: typeof kernelDebugOptionsTable,
): VerifierLookups {
  const names = openTable(uses);
  const ruleTable = openTable(rules);
  const prefixes = lazy(() => rowsOfKind(uses, "prefix"));
  const usesOf = (name: string, kind: string, platform: VerifierPlatform): readonly string[] =>
    names
      .findAll(name)
      .filter((row) => names.cell(row, "kind") === kind && names.cell(row, "platform") === platform)
      .map((row) => names.cell(row, "use"));
  return {
    verifierChecks: lazy(() => readChecks(flags)),
    verifierUses: (name, platform) => [
      ...usesOf(name, "function", platform),
      ...prefixes().flatMap((one) => (one.platform === platform && name.startsWith(one.name) ? [one.use] : [])),
    ],
    verifierUsesOfHeader: (header) => usesOf(header, "header", "windows"),
    verifierUsesOfRole: (role) => usesOf(role, "role", "windows"),
    verifierHost: (header) => usesOf(header, "host", "windows")[0],
    verifierRule: (name) => {
      const row = ruleTable.find(name);
      const since = row < 0 ? undefined : parseWindowsVersion(ruleTable.cell(row, "since"));
      return since && { check: ruleTable.cell(row, "flag"), since };
    },
    kernelDebugOptions: lazy(() => readOptions(options)),
  };
}

function rowsOfKind(
  packed: typeof verifierUsesTable,
  kind: string,
): readonly { readonly name: string; readonly platform: string; readonly use: string }[] {
  const table = openTable(packed);
  return Array.from({ length: table.rows }, (_, row) => row)
    .filter((row) => table.cell(row, "kind") === kind)
    .map((row) => ({ name: table.key(row), platform: table.cell(row, "platform"), use: table.cell(row, "use") }));
}

function readChecks(packed: typeof verifierFlagsTable): readonly VerifierCheck[] {
  const table = openTable(packed);
  const checks = Array.from({ length: table.rows }, (_, row): VerifierCheck | undefined => {
    const cell = (column: Parameters<typeof table.cell>[1]): string => table.cell(row, column);
    const since = parseWindowsVersion(cell("since"));
    const [key, value = "", data = ""] = cell("setting").split("|");
    return (
      since && {
        id: table.key(row),
        title: cell("title"),
        bit: number(cell("bit")),
        ruleClass: number(cell("class")),
        isStandard: cell("standard") === "yes",
        run: oneOf(cell("run"), runs) ?? "checks",
        since,
        until: parseWindowsVersion(cell("until")),
        again: parseWindowsVersion(cell("again")),
        needs: list(cell("needs"), ";"),
        excludes: list(cell("excludes"), ";"),
        isLiveIn10: cell("live_10") === "yes",
        liveIn11: oneOf(cell("live_11"), ["dif", "volatile"]),
        bugChecks: list(cell("bug_checks"), ";").flatMap(bugCheck),
        finds: cell("finds"),
        costs: cell("costs"),
        setting: key === undefined || key === "" ? undefined : { key, value, data },
        uses: list(cell("uses"), ";").map((entry) => list(entry, "+")),
        page: pageOf(cell("page")),
      }
    );
  });
  return checks.flatMap((check) => check ?? []).sort((a, b) => orderOf(a) - orderOf(b));
}

const runs: readonly VerifierRun[] = [
  "faults",
  "systematic",
  "pending",
  "delays",
  "buffers",
  "log",
  "isolation",
  "setting",
  "helper",
];

/** By bit; what has none by its rule class behind them. */
const orderOf = ({ bit, ruleClass }: VerifierCheck): number => bit ?? 2 ** 32 + (ruleClass ?? 2 ** 16);

const number = (cell: string): number | undefined => (/^(?:0x[\da-fA-F]+|\d+)$/.test(cell) ? Number(cell) : undefined);

/** `0xC4 0x62`. */
function bugCheck(text: string): readonly VerifierBugCheck[] {
  const [code, parameter = ""] = text.split(" ");
  const value = number(code ?? "");
  return value === undefined ? [] : [{ code: value, parameter: number(parameter) }];
}

/** Pages about the framework are of another part of the documentation. */
const pageOf = (page: string): string =>
  `https://learn.microsoft.com/windows-hardware/drivers/${page === "using-kmdf-verifier" ? "wdf" : "devtest"}/${page}`;

function readOptions(packed: typeof kernelDebugOptionsTable): readonly KernelDebugOption[] {
  const table = openTable(packed);
  const rows = Array.from({ length: table.rows }, (_, row) => row);
  const order = (row: number): number => Number(table.cell(row, "order"));
  return rows
    .sort((a, b) => order(a) - order(b))
    .map((row) => ({
      name: table.key(row),
      since: optional(table.cell(row, "since")),
      needs: list(table.cell(row, "needs"), ";"),
      excludes: list(table.cell(row, "excludes"), ";"),
      uses: list(table.cell(row, "uses"), ";"),
      finds: table.cell(row, "finds"),
      says: optional(table.cell(row, "says")),
      costs: table.cell(row, "costs"),
      how: optional(table.cell(row, "how")),
    }));
}

/** The words of the status item: for the bar, for the hover and for a screen reader. Plain data in, plain text out. */
import type { FileStatus } from "../../server/src/lsp/protocol.ts";

export type ServerState = "stopped" | "starting" | "running" | "failed";

export interface StatusInput {
  readonly server: ServerState;
  /** The setting driverlens.enable. */
  readonly enabled: boolean;
  /** What the server is busy with. */
  readonly activity: string | undefined;
  /** The active file's name without folders. */
  readonly fileName: string;
  /** What the server last said of the active file; undefined before its first check. */
  readonly file: FileStatus | undefined;
}

export interface StatusText {
  /** With a codicon; short. */
  readonly text: string;
  /** Lines of plain text; the first is a title. */
  readonly details: readonly string[];
  /** One sentence or more, without icons. */
  readonly spoken: string;
  readonly severity: "normal" | "error";
}

export function statusText(input: StatusInput): StatusText {
  if (input.server === "failed") {
    const detail = "The server does not run. Restart it, or look at its output.";
    return {
      text: "$(error) driverlens",
      details: ["driverlens", detail],
      spoken: `driverlens: ${detail}`,
      severity: "error",
    };
  }
  if (!input.enabled) {
    const detail = "Turned off by the setting driverlens.enable.";
    const details = ["driverlens", detail];
    return { text: "$(circle-slash) driverlens: off", details, spoken: `driverlens: ${detail}`, severity: "normal" };
  }
  const busy = input.server === "starting" ? "Starting" : input.activity;
  const { text, details } = input.file === undefined ? unknownFile(busy) : knownFile(input.file);
  const icon = busy === undefined ? iconOf(input.file) : "$(loading~spin)";
  const lines = [`driverlens: ${input.fileName}`, ...details, ...(busy === undefined ? [] : [`${busy}...`])];
  return { text: `${icon} ${text}`, details: lines, spoken: `${lines.join(". ")}.`, severity: "normal" };
}

/** "1 error, 2 warnings", "no findings"; zeroes are left out. */
export function countText(counts: Pick<FileStatus, "errors" | "warnings" | "hints">): string {
  const parts = [plural(counts.errors, "error"), plural(counts.warnings, "warning"), plural(counts.hints, "hint")];
  return parts.filter((part) => part !== undefined).join(", ") || "no findings";
}

/** What the code is taken for and the Windows version it is checked for, in one line. */
export function kindText(file: FileStatus): string {
  const kind = `${KINDS[file.kind] ?? file.kind}: ${file.reason}`;
  return file.target === undefined ? kind : `${kind}; for ${file.target.text} and later`;
}

const KINDS: Readonly<Record<string, string>> = {
  "windows-kernel": "Windows kernel code",
  "linux-kernel": "Linux kernel code",
  "windows-user": "Windows user-mode code, not checked",
  "linux-user": "Linux user-space code, not checked",
  "driver-package": "INF of a driver package",
  shared: "Shared by kernel and user mode, not checked",
  unknown: "Not known to be kernel code, not checked",
};

type Words = Pick<StatusText, "text" | "details">;

function unknownFile(busy: string | undefined): Words {
  return { text: "driverlens", details: busy === undefined ? ["Not checked yet"] : [] };
}

function knownFile(file: FileStatus): Words {
  const kind = `${KINDS[file.kind] ?? file.kind} (${file.reason})`;
  if (!isChecked(file)) return { text: "driverlens: not kernel code", details: [kind] };
  const count = file.errors + file.warnings + file.hints;
  const found = count === 0 ? "driverlens" : `driverlens: ${plural(count, "finding")}`;
  const text = file.skippedFunctions === 0 ? found : `${found}, ${file.skippedFunctions} skipped`;
  const silenced = file.suppressed === 0 ? "" : `, ${file.suppressed} suppressed`;
  const details = [sentence(`${countText(file)}${silenced}`), kind];
  if (file.target !== undefined) details.push(`Oldest Windows: ${file.target.text} (${file.target.saidBy})`);
  else if (file.kind === "windows-kernel") details.push("Oldest Windows: not known; set driverlens.targetWindows");
  if (file.language !== "inf") details.push(functionsText(file));
  return { text, details };
}

function functionsText(file: FileStatus): string {
  const all = plural(file.functions, "function");
  if (all === undefined) return "No functions";
  if (file.skippedFunctions === 0) return sentence(`${all}, all read`);
  const skipped = `${file.skippedFunctions} of ${all} skipped`;
  return `${sentence(skipped)}: not everything in them could be read`;
}

function iconOf(file: FileStatus | undefined): string {
  if (file === undefined || !isChecked(file)) return "$(circle-outline)";
  if (file.errors > 0) return "$(error)";
  return file.warnings + file.hints > 0 ? "$(warning)" : "$(pass)";
}

function isChecked(file: FileStatus): boolean {
  return file.kind.endsWith("-kernel") || file.kind === "driver-package";
}

function plural(count: number, noun: string): string | undefined {
  return count === 0 ? undefined : `${count} ${noun}${count === 1 ? "" : "s"}`;
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

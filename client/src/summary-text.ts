/** What is said when a command of the server is done. */
import type { CheckSummary, FixSummary } from "../../server/src/lsp/protocol.ts";
import { countText } from "./status-text.ts";

export function checkedText(summary: CheckSummary): string {
  const files = counted(summary.files, "file");
  return summary.outcome === "cancelled"
    ? `Cancelled after ${files}: ${countText(summary)} so far.`
    : `Checked ${files}: ${countText(summary)}.`;
}

export function fixedText(summary: FixSummary): string {
  if (summary.failure !== undefined) return `Nothing was changed: ${summary.failure}`;
  if (summary.fixes === 0) return "There is nothing that can be fixed without a choice.";
  return `Made ${counted(summary.fixes, "fix", "fixes")} in ${counted(summary.files, "file")}. Undo takes them back.`;
}

export function annotatedText(summary: FixSummary): string {
  if (summary.failure !== undefined) return `Nothing was changed: ${summary.failure}`;
  if (summary.fixes === 0) return "No function that uses SAL changes the IRQL without saying so.";
  return `Annotated ${counted(summary.fixes, "function")} in ${counted(summary.files, "file")}. Undo takes it back.`;
}

function counted(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString("en")} ${count === 1 ? one : many}`;
}

/** What is said and listed while a project is made, without the window that shows it. */
import type { Question, Template } from "../../../server/src/scaffolds/template.ts";

/** What an input box says below what is typed. */
export function promptOf({ title, detail }: Question): string {
  return `${title}. ${detail}`;
}

export const filesText = (count: number): string => `${count} ${count === 1 ? "file" : "files"}`;

/** Above the list of files. */
export function previewText(count: number, existing: number): string {
  if (existing === 0) return filesText(count);
  return `${filesText(count)}, ${existing === 1 ? "1 is" : `${existing} are`} there already`;
}

/** What a person is asked before something is overwritten. */
export function overwriteQuestion(existing: readonly string[], place: string): { message: string; detail: string } {
  const shown = existing.slice(0, 10);
  const more = existing.length - shown.length;
  return {
    message: `${existing.length === 1 ? "A file is" : `${filesText(existing.length)} are`} there already in ${place}.`,
    detail: [...shown, ...(more > 0 ? [`and ${more} more`] : [])].join("\n"),
  };
}

/** What is said when all that was to be written is. A part is in no project before somebody puts it there. */
export function madeText(name: string, written: number, kept: number, kind: Template["kind"] = "project"): string {
  const said = `Created ${filesText(written)} of ${name}`;
  const all = kept === 0 ? said : `${said}, kept ${filesText(kept)} as ${kept === 1 ? "it was" : "they were"}`;
  return kind === "part" ? `${all}; its project has to list them` : all;
}

/** What is said when one of the files could not be written. */
export function failedText(path: string, reason: string, written: number, total: number): string {
  const before = written === 0 ? "Nothing was written." : `${written} of ${filesText(total)} were written before it.`;
  return `${path} could not be written: ${reason.replace(/\.$/, "")}. ${before}`;
}

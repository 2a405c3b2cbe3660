/** Holds a file's findings against its marks; every difference is one line that a reader can act on. */
import type { ReportedFinding } from "../../server/src/engine/report.ts";
import type { Mark } from "./marks.ts";

/** A finding with the line that it begins on, counted from 1. */
export interface LinedFinding {
  readonly finding: ReportedFinding;
  readonly line: number;
}

export function withLines(text: string, findings: readonly ReportedFinding[]): readonly LinedFinding[] {
  return findings.map((finding) => ({ finding, line: text.slice(0, finding.start).split("\n").length }));
}

/** @returns one message a difference, `path:line: ...`; empty where findings and marks agree */
export function differences(path: string, found: readonly LinedFinding[], marks: readonly Mark[]): readonly string[] {
  const messages: string[] = [];
  const open = new Set(found);
  const at = (line: number): string => `${path}:${line}`;
  /** Marks with a text choose first, so that one without leaves them theirs. */
  const wants = [...marks].sort((a, b) => Number(b.text !== undefined) - Number(a.text !== undefined));
  for (const mark of wants) {
    const hit = [...open].find((candidate) => matches(candidate, mark));
    switch (mark.kind) {
      case "want":
        if (hit === undefined) {
          messages.push(`${at(mark.line)}: ${describe(mark)} did not come; ${instead(mark, found)}`);
        } else {
          open.delete(hit);
        }
        break;
      case "todo-ok":
        if (hit === undefined) {
          messages.push(`${at(mark.line)}: ${mark.rule} is silent here now: make the todo-ok an ok`);
        } else {
          open.delete(hit);
        }
        break;
      case "todo-want":
        if (hit !== undefined) {
          messages.push(`${at(mark.line)}: ${mark.rule} finds this now: make the todo-want a want`);
          open.delete(hit);
        }
        break;
      case "ok":
        break;
    }
  }
  for (const { finding, line } of open) {
    const ok = marks.some((mark) => mark.kind === "ok" && mark.line === line && mark.rule === finding.rule);
    messages.push(`${at(line)}: ${ok ? "must be ok, but" : "no mark announces"} ${show(finding)}`);
  }
  return messages.sort((a, b) => lineIn(a) - lineIn(b));
}

function matches({ finding, line }: LinedFinding, mark: Mark): boolean {
  return (
    line === mark.line &&
    finding.rule === mark.rule &&
    (mark.text === undefined || finding.message.includes(mark.text)) &&
    (mark.severity === undefined || finding.severity === mark.severity)
  );
}

function describe(mark: Mark): string {
  const severity = mark.severity === undefined ? "" : ` ${mark.severity}`;
  return `${mark.rule}${severity}${mark.text === undefined ? "" : ` "${mark.text}"`}`;
}

/** What there is in place of a wanted finding: on its line, else of its rule anywhere. */
function instead(mark: Mark, found: readonly LinedFinding[]): string {
  const here = found.filter(({ line }) => line === mark.line);
  if (here.length > 0) {
    return `on this line: ${here.map(({ finding }) => show(finding)).join(" | ")}`;
  }
  const lines = found.filter(({ finding }) => finding.rule === mark.rule).map(({ line }) => line);
  return `nothing is found on this line${lines.length > 0 ? `, but by this rule on ${lines.join(", ")}` : ""}`;
}

const show = (finding: ReportedFinding): string => `${finding.severity} ${finding.rule} "${finding.message}"`;

const lineIn = (message: string): number => Number(/:(\d+): /.exec(message)?.[1] ?? 0);

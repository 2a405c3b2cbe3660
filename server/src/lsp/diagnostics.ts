/** Findings as the protocol's diagnostics. */
import { type Diagnostic, DiagnosticSeverity, DiagnosticTag } from "vscode-languageserver";
import type { ConfigProblem } from "../engine/config/read.ts";
import type { ReportedFinding } from "../engine/report.ts";
import type { Severity } from "../rules/finding.ts";
import type { Positions } from "./positions.ts";

/**
 * A hint is Information: a client lists it among the problems, where severity Hint would only leave three faint dots
 * under a word, and a better way that nobody sees helps nobody.
 */
const SEVERITIES: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  hint: DiagnosticSeverity.Information,
};

/** Rules that speak about functions that are to be used no more: clients strike the name through. */
const DEPRECATIONS: ReadonlySet<string> = new Set(["deprecated-api", "pool-deprecated"]);

/** The findings that are shown: what a comment or pragma hides is left out. */
export function shownFindings(findings: readonly ReportedFinding[]): readonly ReportedFinding[] {
  return findings.filter((finding) => finding.suppression === undefined);
}

/** `ruleDocs`: what stands before a rule's id and ".md" in its page's address. */
export function diagnosticOf(finding: ReportedFinding, positions: Positions, ruleDocs: string): Diagnostic {
  const { rule, severity, related } = finding;
  return {
    range: positions.range(finding),
    severity: SEVERITIES[severity],
    source: "driverlens",
    code: rule,
    codeDescription: { href: `${ruleDocs}${rule}.md` },
    message: messageOf(finding),
    ...(DEPRECATIONS.has(rule) ? { tags: [DiagnosticTag.Deprecated] } : {}),
    ...(related.length === 0
      ? {}
      : {
          relatedInformation: related.map((place) => ({
            location: positions.location(place),
            message: place.message,
          })),
        }),
  };
}

/** A mistake in a `.driverlens.json`; it has a place and no extent. */
export function configurationDiagnostic({ line, column, message }: ConfigProblem): Diagnostic {
  const at = { line: line - 1, character: column - 1 };
  return { range: { start: at, end: at }, severity: DiagnosticSeverity.Warning, source: "driverlens", message };
}

/** What is wrong, why, what to do: a line each. Of a long reason the first sentence; the rule's page has the rest. */
function messageOf({ message, why, advice }: ReportedFinding): string {
  return [message, firstSentence(why), advice]
    .filter((line) => line !== "")
    .map((line) => (line.endsWith(".") ? line : `${line}.`))
    .join("\n");
}

function firstSentence(text: string): string {
  return /^.*?[.!?](?=\s+[A-Z]|$)/s.exec(text)?.[0] ?? text;
}

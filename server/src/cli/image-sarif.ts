/** Findings about a linked image as SARIF 2.1.0: the file is the place, an import or a section the logical one. */
import type { ImageFinding } from "../image/report.ts";
import { type SarifRunOptions, sarifFile, sarifFrame, sarifText } from "./sarif-frame.ts";
import type { SarifLevel, SarifResult, SarifRule } from "./sarif-types.ts";

export interface ImageSarifOptions extends SarifRunOptions {
  /** As given. */
  readonly file: string;
}

const rulePages = "https://github.com/driverlens/driverlens/blob/main/docs/images.md";

/** Text that ends with a newline. */
export function imageSarif(findings: readonly ImageFinding[], options: ImageSarifOptions): string {
  const rules = [...new Map(findings.map((finding) => [finding.rule, finding])).values()].map(sarifRule);
  const indices = new Map(rules.map(({ id }, index) => [id, index]));
  const results = findings.map((finding) => sarifResult(finding, indices.get(finding.rule)!, options.file));
  return sarifText(sarifFrame({ rules, results, notifications: [] }, options));
}

/** Of a rule's findings the first says what it is about. */
function sarifRule({ rule, severity, why, remedy }: ImageFinding): SarifRule {
  const title = rule.replace(/^image-/, "").replaceAll("-", " ");
  return {
    id: rule,
    shortDescription: { text: `${title[0]!.toUpperCase()}${title.slice(1)}` },
    fullDescription: { text: why },
    help: { text: `${why}\n\n${remedy}` },
    helpUri: `${rulePages}#${rule}`,
    defaultConfiguration: { level: levelOf(severity) },
    properties: { tags: ["kernel", "driver", "image"], precision: "high" },
  };
}

const levelOf = (severity: ImageFinding["severity"]): SarifLevel => (severity === "info" ? "note" : severity);

function sarifResult(finding: ImageFinding, ruleIndex: number, file: string): SarifResult {
  const { rule, severity, message, remedy, instead, import: imported, section } = finding;
  const name = imported === undefined ? section : `${imported.module}!${imported.name}`;
  const use = instead.length === 0 ? "" : ` Use ${instead.join(", ")}.`;
  return {
    ruleId: rule,
    ruleIndex,
    level: levelOf(severity),
    // Brackets would be taken for links to related locations.
    message: { text: `${message}. Fix: ${remedy}.${use}`.replace(/[\\[\]]/g, "\\$&") },
    locations: [
      {
        physicalLocation: {
          artifactLocation: sarifFile(file.replaceAll("\\", "/")),
          // A place that viewers can show: a linked file has no lines.
          region: { startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 },
        },
        ...(name === undefined
          ? {}
          : { logicalLocations: [{ name, kind: imported === undefined ? "module" : "function" }] }),
      },
    ],
    partialFingerprints: { "driverlens/v1": [rule, name ?? ""].join(":").toLowerCase() },
  };
}

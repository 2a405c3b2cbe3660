/** Findings about a linked image as SARIF 2.1.0: the file is the place, an import or a section the logical one. */
import type { ImageFinding } from "../image/report.ts";
import { isAbsolutePath, uriOf } from "./paths.ts";
import type { SarifLevel, SarifLog, SarifResult, SarifRule } from "./sarif-types.ts";

export interface ImageSarifOptions {
  readonly toolVersion: string;
  /** As given. */
  readonly file: string;
  /** The folder that a relative path is relative to; absolute, `/`-separated. */
  readonly root: string;
}

const rootId = "SRCROOT";
const rulePages = "https://github.com/driverlens/driverlens/blob/main/docs/images.md";

/** Text that ends with a newline. */
export function imageSarif(findings: readonly ImageFinding[], options: ImageSarifOptions): string {
  const rules = [...new Map(findings.map((finding) => [finding.rule, finding])).values()].map(sarifRule);
  const indices = new Map(rules.map(({ id }, index) => [id, index]));
  const root = uriOf(options.root.endsWith("/") ? options.root : `${options.root}/`);
  const log: SarifLog = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: "driverlens",
            semanticVersion: options.toolVersion,
            informationUri: "https://github.com/driverlens/driverlens",
            rules,
          },
        },
        invocations: [{ executionSuccessful: true, toolExecutionNotifications: [] }],
        columnKind: "utf16CodeUnits",
        originalUriBaseIds: {
          [rootId]: {
            ...(isAbsolutePath(options.root) ? { uri: root } : {}),
            description: { text: "The folder that driverlens was run in." },
          },
        },
        results: findings.map((finding) => sarifResult(finding, indices.get(finding.rule)!, options.file)),
      },
    ],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
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
  const path = file.replaceAll("\\", "/");
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
          artifactLocation: isAbsolutePath(path) ? { uri: uriOf(path) } : { uri: uriOf(path), uriBaseId: rootId },
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

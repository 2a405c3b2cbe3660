/** What every SARIF log of ours has around its results, and how a file is named in it. */
import { isAbsolutePath, uriOf } from "./paths.ts";
import type { SarifArtifactLocation, SarifLog, SarifNotification, SarifResult, SarifRule } from "./sarif-types.ts";

export interface SarifRunOptions {
  readonly toolVersion: string;
  /** The folder that relative paths are relative to; absolute, `/`-separated. */
  readonly root: string;
}

export interface SarifRun {
  readonly rules: readonly SarifRule[];
  readonly results: readonly SarifResult[];
  readonly notifications: readonly SarifNotification[];
}

const rootId = "SRCROOT";

/** A log with one run. */
export function sarifFrame({ rules, results, notifications }: SarifRun, options: SarifRunOptions): SarifLog {
  const root = uriOf(options.root.endsWith("/") ? options.root : `${options.root}/`);
  return {
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
        invocations: [{ executionSuccessful: true, toolExecutionNotifications: notifications }],
        columnKind: "utf16CodeUnits",
        originalUriBaseIds: {
          [rootId]: {
            ...(isAbsolutePath(options.root) ? { uri: root } : {}),
            description: { text: "The folder that driverlens was run in." },
          },
        },
        results,
      },
    ],
  };
}

/** @param path `/`-separated; one that is not absolute is below the root */
export const sarifFile = (path: string): SarifArtifactLocation =>
  isAbsolutePath(path) ? { uri: uriOf(path) } : { uri: uriOf(path), uriBaseId: rootId };

/** The log as text that ends with a newline. */
export const sarifText = (log: SarifLog): string => `${JSON.stringify(log, undefined, 2)}\n`;

/** The rules' pages that the extension brings along: docs/rules/<id>.md. */
import type * as vscode from "vscode";

/** The rule's page as a file. */
export function rulePage(context: vscode.ExtensionContext, rule: string): vscode.Uri {
  return context.extensionUri.with({ path: `${context.extensionUri.path}/docs/rules/${rule}.md` });
}

export interface RuleSummary {
  readonly id: string;
  /** What the rule reports, and its severity. */
  readonly summary: string;
}

/** The part of the manifest that lists the rules; it is generated from them. */
interface Manifest {
  readonly contributes: {
    readonly configuration: {
      readonly properties: {
        readonly "driverlens.rules": {
          readonly properties: Readonly<Record<string, { readonly description: string }>>;
        };
      };
    };
  };
}

/** All rules, by id: the settings offer each of them. */
export function listRules(context: vscode.ExtensionContext): readonly RuleSummary[] {
  const manifest = context.extension.packageJSON as Manifest;
  const levels = manifest.contributes.configuration.properties["driverlens.rules"].properties;
  return Object.entries(levels)
    .filter(([id]) => id !== "*")
    .map(([id, { description }]) => ({ id, summary: description }));
}

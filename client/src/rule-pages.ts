/** The rules' pages that the extension brings along: docs/rules/<id>.md, and docs/images.md for all of driver images. */
import type * as vscode from "vscode";

/** The rule's page as a file; of a rule of images its heading. */
export function rulePage({ extensionUri }: Pick<vscode.ExtensionContext, "extensionUri">, rule: string): vscode.Uri {
  const docs = `${extensionUri.path}/docs`;
  if (isImageRule(rule)) return extensionUri.with({ path: `${docs}/images.md`, fragment: rule });
  return extensionUri.with({ path: `${docs}/rules/${rule}.md` });
}

/** "image-user-mode-import": what is found in images, and not in sources. */
export const isImageRule = (rule: string): boolean => /^image-[a-z-]+$/.test(rule);

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

/** The list of the workspace's drivers, of which one can be chosen to be looked at. */
import * as vscode from "vscode";
import type { UnitSummary } from "../../../server/src/lsp/protocol.ts";

interface Choice extends vscode.QuickPickItem {
  readonly unit?: UnitSummary;
  readonly follows?: true;
}

/**
 * What a person chooses: one of the units, to follow the active editor, or nothing.
 * @param units comes while the list is open already
 * @param first the unit of the active editor: it comes first
 * @param canFollow whether to follow the active editor is a choice
 * @param purpose what it is chosen for
 */
export async function pickDriver(
  units: Promise<readonly UnitSummary[]>,
  first: string | undefined,
  canFollow: boolean,
  purpose = "The driver to show in the view",
): Promise<UnitSummary | "follow" | undefined> {
  const picked = await vscode.window.showQuickPick<Choice>(
    units.then((all) => choices(all, first, canFollow)),
    {
      title: "Choose Driver",
      placeHolder: purpose,
      matchOnDescription: true,
      matchOnDetail: true,
    },
  );
  return picked?.follows === true ? "follow" : picked?.unit;
}

function choices(units: readonly UnitSummary[], first: string | undefined, canFollow: boolean): Choice[] {
  const follow: Choice = { label: "$(target) Follow Active Editor", alwaysShow: true, follows: true };
  const sorted = [...units.filter(({ id }) => id === first), ...units.filter(({ id }) => id !== first)];
  const none: Choice = { label: "No driver is known in this workspace yet" };
  return [...(canFollow ? [follow] : []), ...(units.length === 0 ? [none] : sorted.map((unit) => choice(unit, first)))];
}

function choice(unit: UnitSummary, first: string | undefined): Choice {
  const { name, files, folder, id } = unit;
  return {
    label: name,
    description: `${kindText(unit)} · ${files === 1 ? "1 file" : `${files} files`}${id === first ? " · active editor" : ""}`,
    detail: vscode.workspace.asRelativePath(vscode.Uri.parse(folder)),
    unit,
  };
}

/** "KMDF driver", "Linux module". */
export function kindText({ kind, frameworks }: UnitSummary): string {
  if (kind === "linux-kernel") return "Linux module";
  const [framework] = frameworks;
  return framework === undefined ? "Windows driver" : `${words.get(framework) ?? framework} driver`;
}

const words: ReadonlyMap<string, string> = new Map([
  ["wdm", "WDM"],
  ["kmdf", "KMDF"],
  ["umdf", "UMDF"],
  ["minifilter", "file system minifilter"],
  ["ndis", "NDIS"],
  ["wfp", "WFP"],
  ["storport", "Storport"],
  ["portcls", "PortCls"],
  ["avstream", "AVStream"],
  ["export-driver", "export"],
]);

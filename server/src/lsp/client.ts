/** What the client can do and has open, as it says when the server starts. */
import { CompletionItemTag, type InitializeParams, MarkupKind } from "vscode-languageserver";
import type { InitializationOptions } from "./protocol.ts";

export interface Client {
  /** URIs of the folders that are open now. */
  folders: readonly string[];
  readonly changesFolders: boolean;
  readonly asksConfiguration: boolean;
  readonly watchesSettings: boolean;
  readonly watchesFiles: boolean;
  /** Whether edits can say of which version of a document they are. */
  readonly versionedEdits: boolean;
  readonly snippetEdits: boolean;
  /** Whether an action's edit may be made when the action is chosen. */
  readonly resolvesEdits: boolean;
  /** Whether hovers are rendered as Markdown. */
  readonly markdown: boolean;
  /** What it can do with lists of names. */
  readonly completion: {
    /** Whether it shows a few words beside each. */
    readonly labelDetails: boolean;
    /** Whether it asks people if the rest of the word goes. */
    readonly insertsAndReplaces: boolean;
    /** Whether what is replaced may be said once for all. */
    readonly defaultRange: boolean;
    readonly deprecatedTag: boolean;
    readonly markdown: boolean;
  };
  readonly createsProgress: boolean;
  /** Whether call hierarchies can be offered to it later than at the start. */
  readonly takesCallHierarchies: boolean;
  /** The same for what is offered of INF files alone. */
  readonly takesInfReaders: boolean;
  /** Whether a definition may say what of the text leads there. */
  readonly takesLinks: boolean;
  /** Where the files are read. */
  readonly files: "disk" | "client";
  /** Before a rule's id and ".md". */
  readonly ruleDocs: string;
  /** Whether findings are shown in its hovers anyway. */
  readonly hoversShowFindings: boolean;
  /** Commands that what it is shown may lead to. */
  readonly runsCommands: ReadonlySet<string>;
  /** Whether it asks for a hint's tooltip and place when somebody looks at it. */
  readonly resolvesHints: boolean;
  readonly refreshesHints: boolean;
  readonly refreshesLenses: boolean;
}

const RULE_DOCS = "https://github.com/driverlens/driverlens/blob/main/docs/rules/";

export function clientOf(params: InitializeParams): Client {
  const { workspace, window, textDocument } = params.capabilities;
  const options: InitializationOptions = params.initializationOptions ?? {};
  const folders = params.workspaceFolders?.map(({ uri }) => uri);
  return {
    folders: folders ?? (params.rootUri ? [params.rootUri] : []),
    changesFolders: workspace?.workspaceFolders === true,
    asksConfiguration: workspace?.configuration === true,
    watchesSettings: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    watchesFiles: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    versionedEdits: workspace?.workspaceEdit?.documentChanges === true,
    snippetEdits: workspace?.workspaceEdit?.snippetEditSupport === true,
    resolvesEdits:
      textDocument?.codeAction?.dataSupport === true &&
      textDocument.codeAction.resolveSupport?.properties.includes("edit") === true,
    markdown: textDocument?.hover?.contentFormat?.includes("markdown") === true,
    takesCallHierarchies: textDocument?.callHierarchy?.dynamicRegistration === true,
    takesInfReaders: [
      textDocument?.documentSymbol,
      textDocument?.foldingRange,
      textDocument?.definition,
      textDocument?.references,
    ].every((can) => can?.dynamicRegistration === true),
    takesLinks: textDocument?.definition?.linkSupport === true,
    completion: completionOf(textDocument?.completion),
    createsProgress: window?.workDoneProgress === true,
    files: options.files === "client" ? "client" : "disk",
    ruleDocs: typeof options.ruleDocs === "string" ? options.ruleDocs : RULE_DOCS,
    hoversShowFindings: options.hoversShowFindings === true,
    runsCommands: new Set(Array.isArray(options.runsCommands) ? options.runsCommands : []),
    resolvesHints: textDocument?.inlayHint?.resolveSupport?.properties.includes("tooltip") === true,
    refreshesHints: workspace?.inlayHint?.refreshSupport === true,
    refreshesLenses: workspace?.codeLens?.refreshSupport === true,
  };
}

function completionOf(
  said: NonNullable<InitializeParams["capabilities"]["textDocument"]>["completion"],
): Client["completion"] {
  const item = said?.completionItem;
  return {
    labelDetails: item?.labelDetailsSupport === true,
    insertsAndReplaces: item?.insertReplaceSupport === true,
    defaultRange: said?.completionList?.itemDefaults?.includes("editRange") === true,
    deprecatedTag: item?.tagSupport?.valueSet.includes(CompletionItemTag.Deprecated) === true,
    markdown: item?.documentationFormat?.includes(MarkupKind.Markdown) === true,
  };
}

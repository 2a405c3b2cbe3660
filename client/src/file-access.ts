/**
 * Answers the server's questions about files where it cannot read them itself: in browsers and virtual workspaces; and for
 * grammars, where it is in a worker.
 */
import * as vscode from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import {
  type FileContent,
  type FileParams,
  type FolderEntry,
  type GrammarParams,
  listFolderRequest,
  readFileRequest,
} from "../../server/src/lsp/protocol.ts";
import { toBase64 } from "./base64.ts";

/** The handlers live as long as the client. */
export function answerFileRequests(client: BaseLanguageClient): void {
  const uriOf = (params: FileParams): vscode.Uri => client.protocol2CodeConverter.asUri(params.uri);
  client.onRequest(listFolderRequest, (params: FileParams) => listFolder(uriOf(params)));
  client.onRequest(readFileRequest, (params: FileParams) => readFile(uriOf(params)));
}

/** One of the grammars that come with the extension. */
export async function readGrammar(context: vscode.ExtensionContext, name: GrammarParams["name"]): Promise<FileContent> {
  const file = vscode.Uri.joinPath(context.extensionUri, "dist", `tree-sitter-${name}.wasm`);
  return { base64: toBase64(await vscode.workspace.fs.readFile(file)) };
}

async function listFolder(uri: vscode.Uri): Promise<readonly FolderEntry[] | null> {
  const entries = await orNull(vscode.workspace.fs.readDirectory(uri));
  return entries?.map(([name, type]) => ({ name, kind: kindOf(type), link: has(type, LINK) })) ?? null;
}

async function readFile(uri: vscode.Uri): Promise<FileContent | null> {
  const bytes = await orNull(vscode.workspace.fs.readFile(uri));
  return bytes === null ? null : { base64: toBase64(bytes) };
}

/** What is not there or may not be read is no error to the server: it asks for files that might be. */
async function orNull<T>(answer: Thenable<T>): Promise<T | null> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof vscode.FileSystemError) return null;
    throw error;
  }
}

const LINK = vscode.FileType.SymbolicLink;

/** A type is a set of bits: a link to a folder is both. */
function kindOf(type: vscode.FileType): FolderEntry["kind"] {
  if (has(type, vscode.FileType.Directory)) return "directory";
  return has(type, vscode.FileType.File) ? "file" : "other";
}

function has(type: vscode.FileType, bit: vscode.FileType): boolean {
  return (type & bit) !== 0;
}

/**
 * The files of a workspace that the server cannot read itself, asked of the client and kept in memory: in a browser, and
 * where the folders lie on no disk. Bounded, as every file is a question.
 */
import type { Connection } from "vscode-languageserver";
import type { FileChange } from "../engine/workspace/contract.ts";
import { MAX_FILE_BYTES } from "../model/unit/discover.ts";
import type { DirectoryEntry, FileTree } from "../model/unit/file-tree.ts";
import { baseName, parentOf } from "../model/unit/paths.ts";
import { isProjectFile, isSkippedFolder } from "../model/unit/walk.ts";
import { fromBase64 } from "./base64.ts";
import { isSourcePathLike } from "./languages.ts";
import { type FileContent, type FolderEntry, listFolderRequest, readFileRequest } from "./protocol.ts";
import { uriOf } from "./uris.ts";

const MAX_ENTRIES = 50_000;
const MAX_FILES = 5_000;
const MAX_BYTES = 64 * 1024 * 1024;
const MAX_DEPTH = 32;
/** So many questions are open at a time. */
const CONCURRENCY = 16;

export class ClientFiles {
  private readonly connection: Connection;
  private readonly folders = new Map<string, readonly DirectoryEntry[]>();
  private readonly files = new Map<string, Uint8Array>();
  private entries = 0;
  private bytes = 0;
  /** Whether a bound was reached, so that something is missing. */
  private isCut = false;

  constructor(connection: Connection) {
    this.connection = connection;
  }

  /** What has been read so far. */
  get tree(): FileTree {
    const { folders, files } = this;
    return {
      list: (directory) => folders.get(directory),
      size: (path) => files.get(path)?.length,
      read: (path) => files.get(path),
      realPath: (path) => (files.has(path) || folders.has(path) ? path : undefined),
    };
  }

  /** Reads folders with all that is in them as far as it matters; says in words what was left out. */
  async load(roots: readonly string[]): Promise<string | undefined> {
    let level: readonly string[] = roots;
    for (let depth = 0; level.length > 0 && depth < MAX_DEPTH; depth++) {
      const below = await inTurn(level, (folder) => this.list(folder));
      level = below.flat();
    }
    // Project files first: they say which of the sources belong together.
    const wanted = [...this.folders].flatMap(([folder, entries]) =>
      entries.filter(({ kind, name }) => kind === "file" && matters(name)).map(({ name }) => `${folder}/${name}`),
    );
    const projects = wanted.filter((path) => isSettingsOrProject(baseName(path)));
    const sources = wanted.filter((path) => !isSettingsOrProject(baseName(path)));
    await inTurn([...projects, ...sources], (path) => this.read(path));
    return this.isCut
      ? `The workspace is large: ${this.files.size} files were read, the rest is not checked and not known.`
      : undefined;
  }

  /** Takes over what has changed there. */
  async update(changes: readonly FileChange[]): Promise<void> {
    for (const path of new Set(changes.map((change) => parentOf(change.path)))) {
      if (this.folders.has(path)) {
        await this.list(path);
      }
    }
    for (const { path, kind } of changes) {
      this.forget(path);
      if (kind !== "deleted" && matters(baseName(path))) {
        await this.read(path);
      }
    }
  }

  /** Gives the folders in it that are to be read too. */
  private async list(folder: string): Promise<readonly string[]> {
    const answer = await this.ask<readonly FolderEntry[]>(listFolderRequest, folder);
    if (answer === undefined) {
      return [];
    }
    const before = this.folders.get(folder)?.length ?? 0;
    if (this.entries - before + answer.length > MAX_ENTRIES) {
      this.isCut = true;
      return [];
    }
    this.entries += answer.length - before;
    this.folders.set(
      folder,
      answer.map(({ name, kind, link }) => ({ name, kind, link })),
    );
    // A link may lead anywhere, in circles too, and there is nobody to say where.
    return answer
      .filter(({ name, kind, link }) => kind === "directory" && !link && !isSkippedFolder(name))
      .map(({ name }) => `${folder}/${name}`);
  }

  private async read(path: string): Promise<void> {
    if (this.files.size >= MAX_FILES || this.bytes >= MAX_BYTES) {
      this.isCut = true;
      return;
    }
    const answer = await this.ask<FileContent>(readFileRequest, path);
    const bytes = answer === undefined ? undefined : fromBase64(answer.base64);
    if (bytes !== undefined && bytes.length <= MAX_FILE_BYTES) {
      this.files.set(path, bytes);
      this.bytes += bytes.length;
    }
  }

  private forget(path: string): void {
    this.bytes -= this.files.get(path)?.length ?? 0;
    this.files.delete(path);
  }

  /** Undefined for what is not there and where the client cannot answer. */
  private async ask<T>(request: string, path: string): Promise<T | undefined> {
    try {
      const answer: T | null = await this.connection.sendRequest(request, { uri: uriOf(path) });
      return answer ?? undefined;
    } catch {
      return undefined;
    }
  }
}

function matters(name: string): boolean {
  return isSourcePathLike(name) || isSettingsOrProject(name);
}

function isSettingsOrProject(name: string): boolean {
  return name === ".driverlens.json" || isProjectFile(name);
}

/** Asks for all of them, a few at a time; the answers are in the order of the questions. */
async function inTurn<T, R>(items: readonly T[], ask: (item: T) => Promise<R>): Promise<readonly R[]> {
  const answers: R[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let index = next++; index < items.length; index = next++) {
      answers[index] = await ask(items[index] as T);
    }
  };
  await Promise.all(Array.from({ length: Math.min(CONCURRENCY, items.length) }, worker));
  return answers;
}

/** A database that is open in one or more editors: its place, its workers, and what happens to its file meanwhile. */
import * as vscode from "vscode";
import type { DatabasePart } from "../../../server/src/database/find/part.ts";
import { databaseLanes } from "../../../server/src/database/lanes.ts";
import type { OpenParams, WorkerCalls } from "../../../server/src/database/worker-protocol.ts";
import type { Host } from "../host.ts";
import { fileError, stampOf, statOf } from "../inspector/file-input.ts";
import { fileNameOf } from "../inspector/file-name.ts";
import { watchFile } from "../inspector/file-watch.ts";
import { type InspectedFile, inspectFile } from "../inspector/inspected-file.ts";
import { laneHostOf } from "../inspector/lane-host.ts";
import { filesOf, journalOf, walOf } from "./beside.ts";
import { inputOf } from "./input.ts";
import { partScheme } from "./part-scheme.ts";
import { addressOfUri, fileOf, type Parts } from "./parts.ts";

export interface DatabaseDocument extends vscode.CustomDocument, InspectedFile<WorkerCalls, OpenParams> {
  /** What people call it: "quirks.db", "QuirksDb in quirks.c". */
  readonly name: string;
  /** The file on the disk: `uri`, or the source or image that it is a part of. */
  readonly file: vscode.Uri;
  /** The name of what SQLite keeps beside the file with changes that are not in it yet. */
  readonly journal: string | undefined;
}

/** Succeeds whatever the file is: what is wrong with it is shown where the database would be, beside a way to try again. */
export async function openDocument(uri: vscode.Uri, host: Host, parts: Parts): Promise<DatabaseDocument> {
  const file = fileOf(uri);
  const laneHost = laneHostOf(host, "database");
  const besides = new Set(filesOf(file).map(({ path }) => fileNameOf(path)));
  let journal: string | undefined;
  const inspected = await inspectFile({
    async params() {
      const params = await openParams(uri, host, parts);
      const beside = params.hasJournal === true ? journalOf(file) : params.wal === undefined ? undefined : walOf(file);
      journal = beside && fileNameOf(beside.path);
      return params;
    },
    lanes: (params) => databaseLanes(laneHost, params),
    stamp: () => stampOf(filesOf(file)),
    watch: (look) => watchFile(file, (name) => besides.has(name), look),
    closed: "The database is closed.",
  });
  return {
    ...{ uri, file, name: fileNameOf(uri.path) },
    ask: inspected.ask,
    openAlone: inspected.openAlone,
    get journal() {
      return journal;
    },
    get version() {
      return inspected.version;
    },
    onDidChange: inspected.onDidChange,
    reopen: inspected.reopen,
    dispose: inspected.dispose,
  };
}

async function openParams(uri: vscode.Uri, host: Host, parts: Parts): Promise<OpenParams> {
  const part = await partOf(uri, parts);
  const file = fileOf(uri);
  if (part !== undefined) return { file: await inputOf(file, host), part };
  const [own, wal, hasJournal] = await Promise.all([
    inputOf(file, host),
    isThere(walOf(file)).then((there) => (there ? inputOf(walOf(file), host) : undefined)),
    hasHotJournal(journalOf(file)),
  ]);
  return { file: own, hasJournal, ...(wal === undefined ? {} : { wal }) };
}

async function partOf(uri: vscode.Uri, parts: Parts): Promise<DatabasePart | undefined> {
  const address = addressOfUri(uri);
  if (address !== undefined) return parts.at(address);
  if (uri.scheme === partScheme) throw fileError("This address names no database; open it from its file again.");
  return undefined;
}

const isThere = (uri: vscode.Uri): Promise<boolean> =>
  statOf(uri).then(
    ({ size }) => size > 0,
    () => false,
  );

/** A journal larger than that is not read to learn that it is done with. */
const journalLimit = 16 * 1024 * 1024;

/** With `journal_mode=PERSIST` a journal stays when it is done with, and its first bytes are zeros then. */
async function hasHotJournal(journal: vscode.Uri): Promise<boolean> {
  try {
    const { size } = await statOf(journal);
    if (size === 0 || size > journalLimit) return size > 0;
    const head = (await vscode.workspace.fs.readFile(journal)).subarray(0, 8);
    return head.some((byte) => byte !== 0);
  } catch {
    return false;
  }
}

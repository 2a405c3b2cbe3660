/** A database that is open in one or more editors: its place, its workers, and what happens to its file meanwhile. */
import * as vscode from "vscode";
import type { DatabasePart } from "../../../server/src/database/find/part.ts";
import { type DatabaseLanes, databaseLanes } from "../../../server/src/database/lanes.ts";
import type { OpenParams } from "../../../server/src/database/worker-protocol.ts";
import type { Failure } from "../../../server/src/lanes/failure.ts";
import { LaneError } from "../../../server/src/lanes/failure.ts";
import type { Host } from "../host.ts";
import { journalOf, walOf } from "./beside.ts";
import { fileError, inputOf, statOf } from "./file-input.ts";
import { watchFile } from "./file-watch.ts";
import { laneHostOf } from "./lane-host.ts";
import { fileNameOf } from "./part-address.ts";
import { partScheme } from "./part-scheme.ts";
import { addressOfUri, fileOf, type Parts } from "./parts.ts";

export interface DatabaseDocument extends vscode.CustomDocument {
  /** What people call it: "quirks.db", "QuirksDb in quirks.c". */
  readonly name: string;
  /** The file on the disk: `uri`, or the source or image that it is a part of. */
  readonly file: vscode.Uri;
  /** Of workers that open the file anew when it changes. A file that cannot be opened fails each question with the reason. */
  readonly ask: DatabaseLanes["ask"];
  /** Workers of its own for long work, which a change of the file does not end. @throws LaneError */
  openAlone(): Promise<DatabaseLanes>;
  /** The name of what SQLite keeps beside the file with changes that are not in it yet. */
  readonly journal: string | undefined;
  /** Counts what happened to the file. */
  readonly version: number;
  readonly onDidChange: vscode.Event<void>;
  /** Opens the file anew, changed or not. */
  reopen(): Promise<void>;
}

/** Succeeds whatever the file is: what is wrong with it is shown where the database would be, beside a way to try again. */
export async function openDocument(uri: vscode.Uri, host: Host, parts: Parts): Promise<DatabaseDocument> {
  const file = fileOf(uri);
  const changed = new vscode.EventEmitter<void>();
  const laneHost = laneHostOf(host, "database");
  let lanes: DatabaseLanes | undefined;
  let failure: Failure | undefined;
  let journal: string | undefined;
  let stamp = "";
  let version = 0;
  let isDisposed = false;

  const load = async (): Promise<void> => {
    stamp = await stampOf(file);
    try {
      const params = await openParams(uri, host, parts);
      if (isDisposed) return;
      failure = undefined;
      const beside = params.hasJournal === true ? journalOf(file) : params.wal === undefined ? undefined : walOf(file);
      journal = beside && fileNameOf(beside.path);
      if (lanes === undefined) lanes = databaseLanes(laneHost, params);
      else lanes.reopen(params);
    } catch (error) {
      failure = failureOf(error);
      lanes?.dispose();
      lanes = undefined;
    }
  };
  // One after the other: what happens to the file while it is opened is looked at afterwards.
  let last = load();
  const reload = (isWanted: () => Promise<boolean>): Promise<void> => {
    last = last.then(async () => {
      if (isDisposed || !(await isWanted())) return;
      const wasOpen = lanes !== undefined;
      await load();
      version++;
      // Who looks at a failure is told nothing where it has only been tried again.
      if (wasOpen || lanes !== undefined) changed.fire();
    });
    return last;
  };
  const watch = watchFile(file, () => reload(async () => (await stampOf(file)) !== stamp));
  await last;

  return {
    uri,
    file,
    name: fileNameOf(uri.path),
    ask(method, params, options) {
      if (lanes !== undefined) return lanes.ask(method, params, options);
      // Who asks again wants it tried again.
      const result = reload(async () => failure !== undefined).then(() => {
        if (lanes === undefined) throw new LaneError(failure ?? disposed);
        return lanes.ask(method, params, options).result;
      });
      return { result, cancel: () => undefined };
    },
    openAlone: async () => databaseLanes(laneHost, await openParams(uri, host, parts)),
    get journal() {
      return journal;
    },
    get version() {
      return version;
    },
    onDidChange: changed.event,
    reopen: () => reload(async () => true),
    dispose() {
      isDisposed = true;
      watch.dispose();
      changed.dispose();
      lanes?.dispose();
      lanes = undefined;
    },
  };
}

const disposed: Failure = { code: "cancelled", message: "The database is closed." };

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

/** Tells a file and what lies beside it from what they were before. */
async function stampOf(file: vscode.Uri): Promise<string> {
  const all = [file, walOf(file), journalOf(file)].map((uri) =>
    statOf(uri).then(
      ({ mtime, size }) => `${mtime} ${size}`,
      () => "",
    ),
  );
  return (await Promise.all(all)).join("/");
}

function failureOf(error: unknown): Failure {
  if (error instanceof LaneError) return error.failure;
  return { code: "internal", message: error instanceof Error ? error.message : String(error) };
}

/** The databases that lie in files: looked for when somebody asks, and again only when the file is another one. */
import * as vscode from "vscode";
import type { DatabasePart } from "../../../server/src/database/find/part.ts";
import type { Host } from "../host.ts";
import { fileError, statOf } from "../inspector/file-input.ts";
import { fileNameOf } from "../inspector/file-name.ts";
import { inputOf } from "./input.ts";
import { askOnce } from "./once.ts";
import { addressOf, type PartAddress, partAt, titleOf } from "./part-address.ts";
import { addressIn, queryOf } from "./part-query.ts";
import { partScheme } from "./part-scheme.ts";

export interface Parts {
  /** @throws LaneError */
  of(file: vscode.Uri, options?: FindOptions): Promise<readonly DatabasePart[]>;
  /** @throws LaneError where the file has it no more */
  at(address: PartAddress): Promise<DatabasePart>;
}

export interface FindOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (fraction: number) => void;
}

/** Files whose databases are kept in mind. */
const keptFiles = 16;

export function createParts(host: Host): Parts {
  const kept = new Map<string, { readonly stamp: string; readonly parts: readonly DatabasePart[] }>();
  const of = async (file: vscode.Uri, options?: FindOptions): Promise<readonly DatabasePart[]> => {
    const id = file.toString();
    const { mtime, size } = await statOf(file);
    const stamp = `${mtime} ${size}`;
    const last = kept.get(id);
    if (last?.stamp === stamp) return last.parts;
    const parts = await askOnce(host, "find", { file: await inputOf(file, host) }, options);
    kept.delete(id);
    kept.set(id, { stamp, parts });
    for (const oldest of [...kept.keys()].slice(0, -keptFiles)) kept.delete(oldest);
    return parts;
  };
  return {
    of,
    async at(address) {
      const file = vscode.Uri.parse(address.file);
      const part = partAt(await of(file), address);
      if (part !== undefined) return part;
      const what = address.name === undefined ? "database of this number" : `database called ${address.name}`;
      throw fileError(`${fileNameOf(file.path)} has no ${what} any more.`);
    },
  };
}

/** Where a part is opened: beside its file, by a name that tabs can show. */
function uriOf(address: PartAddress): vscode.Uri {
  const file = vscode.Uri.parse(address.file);
  const path = vscode.Uri.joinPath(file, "..", titleOf(address, fileNameOf(file.path))).path;
  return vscode.Uri.from({ scheme: partScheme, path, query: queryOf(address) });
}

export const partUri = (file: vscode.Uri, parts: readonly DatabasePart[], part: DatabasePart): vscode.Uri =>
  uriOf(addressOf(file.toString(), parts, part));

/** The part that a URI of `partScheme` means; undefined for all others. */
export const addressOfUri = ({ scheme, query }: vscode.Uri): PartAddress | undefined =>
  scheme === partScheme ? addressIn(query) : undefined;

/** The file that a database lies in: itself, or what it is a part of. */
export function fileOf(uri: vscode.Uri): vscode.Uri {
  const address = addressOfUri(uri);
  return address === undefined ? uri : vscode.Uri.parse(address.file);
}

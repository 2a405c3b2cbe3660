/** The tree of an image's resources, as "PE Format" (Microsoft Learn) has it. */

import { directoryOf, fileOffset, type PeImage } from "./pe.ts";
import type { ImageReader } from "./record.ts";
import { utf16Of } from "./text.ts";

/** A number, or a name. */
export type ResourceId = number | string;

export interface PeResource {
  /** RT_*. */
  readonly type: ResourceId;
  readonly name: ResourceId;
  /** LANGID. */
  readonly language: ResourceId;
  /** In the file. */
  readonly offset: number;
  /** In bytes: what of it the file has, at most. */
  readonly size: number;
  /** Relative to where the image is loaded. */
  readonly address: number;
  /** As the resource compiler wrote it, mostly 0. */
  readonly codePage: number;
}

const mostResources = 100_000;
/** In characters; longer ones are cut off. */
const longestName = 1024;
/** All names together, in characters: the tree may name one place again and again. */
const mostNameCharacters = 4 * 1024 * 1024;

/** Types, names and languages are three levels of one tree; what is deeper or leads back is passed by. */
export function peResources(reader: ImageReader, image: PeImage): PeResource[] {
  const directory = directoryOf(image, "resource");
  const root = directory === undefined ? undefined : fileOffset(image, directory.address);
  if (root === undefined) return [];
  const idOf = idReader(reader, root);
  const resources: PeResource[] = [];
  let visited = 0;
  const visit = (offset: number, ids: readonly ResourceId[]): void => {
    const table = reader.record(root + offset, 16);
    if (table === undefined) return;
    const count = table.u16(12) + table.u16(14);
    for (let index = 0; index < count && ++visited <= mostResources; index++) {
      const entry = reader.record(root + offset + 16 + index * 8, 8);
      if (entry === undefined) return;
      const path = [...ids, idOf(entry.u32(0))];
      const target = entry.u32(4);
      const isTable = target >= 0x8000_0000;
      if (isTable && path.length < 3) visit(target - 0x8000_0000, path);
      const data = isTable || path.length !== 3 ? undefined : reader.record(root + target, 16);
      const place = data === undefined ? undefined : fileOffset(image, data.u32(0));
      if (data === undefined || place === undefined) continue;
      const [type = 0, name = 0, language = 0] = path;
      const size = Math.min(data.u32(4), reader.length - place);
      resources.push({ type, name, language, offset: place, size, address: data.u32(0), codePage: data.u32(8) });
    }
  };
  visit(0, []);
  return resources;
}

function idReader(reader: ImageReader, root: number): (id: number) => ResourceId {
  let left = mostNameCharacters;
  return (id) => {
    if (id < 0x8000_0000) return id;
    const offset = root + id - 0x8000_0000;
    const length = Math.min(reader.record(offset, 2)?.u16(0) ?? 0, longestName, left);
    const bytes = reader.bytes(offset + 2, length * 2);
    left -= length;
    return bytes === undefined ? "" : utf16Of(bytes);
  };
}

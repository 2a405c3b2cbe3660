/** The bytes of an array that was found before, from the file as it is now. */
import type { ByteSource } from "../../../binary/source.ts";
import { readExtent } from "../header.ts";
import type { ArrayPart } from "../part.ts";
import { findArrays } from "./find-arrays.ts";
import { readInitializer } from "./initializer.ts";
import { sourceTextOf } from "./source-text.ts";

/**
 * An array that has moved since is found by its name.
 *
 * @returns undefined where it is no longer there, or no database any more
 */
export function openArray(source: ByteSource, part: ArrayPart): Uint8Array | undefined {
  const there = bytesAt(source, part);
  if (there !== undefined) return there;
  const found = findArrays(source.read(0, source.length)).filter(({ name }) => name === part.name);
  return found.length === 1 ? bytesAt(source, found[0]!) : undefined;
}

function bytesAt(source: ByteSource, part: ArrayPart): Uint8Array | undefined {
  if (part.start < 0 || part.end > source.length || part.start >= part.end) return undefined;
  const { bytes: text } = sourceTextOf(source.read(part.start, part.end));
  const initializer = readInitializer(text, 0, text.length);
  if (initializer === undefined || initializer.end !== text.length) return undefined;
  if (readExtent(initializer.bytes) === undefined || initializer.bytes.length > part.bytes) return undefined;
  if (initializer.bytes.length === part.bytes) return initializer.bytes;
  // What the declaration has beyond the initialiser is zero.
  const bytes = new Uint8Array(part.bytes);
  bytes.set(initializer.bytes);
  return bytes;
}

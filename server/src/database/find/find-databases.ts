/** The databases in a file, whatever it is: a database, a source with arrays, an image, an object, a library, anything else. */
import { type ByteSource, windowSource } from "../../binary/source.ts";
import { findArrays } from "./arrays/find-arrays.ts";
import { openArray } from "./arrays/open-array.ts";
import { type Landmarks, landmarkFinder, type Region, type Variable } from "./landmarks.ts";
import type { DatabasePart, WindowPart } from "./part.ts";
import { type Hit, searchDatabases } from "./search.ts";

/** What comes first is told; a file that holds more was made to hold them. */
const mostParts = 1000;
const mostHits = 2000;

/** A longer text is no source that a compiler takes, and is looked through as any other file. */
const largestSource = 256 * 1024 * 1024;

/**
 * @param onProgress from 0 to 1, of long files
 * @returns in the order of the file; none within another
 */
export function findDatabases(
  source: ByteSource,
  onProgress: (fraction: number) => void = () => undefined,
): readonly DatabasePart[] {
  if (isText(source)) {
    const arrays = findArrays(source.read(0, source.length)).slice(0, mostParts);
    if (arrays.length > 0) return arrays;
  }
  const parts: WindowPart[] = [];
  let landmarks: ((place: number) => Landmarks) | undefined;
  let end = 0;
  let hits = 0;
  for (const hit of searchDatabases(source, onProgress)) {
    // A database that is kept in a database is one of its values.
    if (hit.start < end) continue;
    if (++hits > mostHits) break;
    landmarks ??= landmarkFinder(source);
    const part = windowPart(hit, landmarks(hit.start), source.length);
    if (part === undefined) continue;
    parts.push(part);
    end = part.start + part.length;
    if (parts.length === mostParts) break;
  }
  return parts;
}

/**
 * The bytes of a part that was found.
 *
 * @returns undefined where the file has no such part any more
 */
export function partSource(file: ByteSource, part: DatabasePart): ByteSource | undefined {
  if (part.kind === "window") {
    return part.start < file.length ? windowSource(file, part.start, part.length) : undefined;
  }
  const bytes = openArray(file, part);
  return bytes === undefined ? undefined : { length: bytes.length, read: (start, end) => bytes.subarray(start, end) };
}

/** Whether it may be a source: those have no zeros, and of UTF-16 each second byte of what is ASCII is one. */
function isText(source: ByteSource): boolean {
  if (source.length > largestSource) return false;
  const beginning = source.read(0, Math.min(source.length, 4096));
  const isZero = (index: number): boolean => beginning[index] === 0;
  if (!beginning.includes(0)) return true;
  const high = beginning[0] === 0xfe || isZero(0) ? 0 : 1;
  const halves = Math.floor(beginning.length / 2);
  let zeros = 0;
  for (let index = 0; index < halves; index++) {
    if (isZero(2 * index + 1 - high)) return false;
    if (isZero(2 * index + high)) zeros++;
  }
  return zeros >= halves * 0.5;
}

function windowPart({ start, extent }: Hit, { regions, variables }: Landmarks, length: number): WindowPart | undefined {
  let region: Region | undefined;
  for (const one of regions) {
    // A resource is a part of its section: the smaller says more.
    if (start < one.start || start >= one.end) continue;
    if (region === undefined || one.end - one.start <= region.end - region.start) region = one;
  }
  const variable = variableAt(variables, start);
  const next = variable?.start === start ? variables[firstFrom(variables, start + 1)]?.start : undefined;
  const end = Math.min(variable?.end ?? next ?? length, region?.end ?? length, length);
  const room = end - start;
  if (room < extent.pageSize) return undefined;
  const isWhole = variable?.end !== undefined || region?.isWhole === true;
  return {
    kind: "window",
    name: variable?.name,
    where: region?.name,
    start,
    length: Math.min(extent.length ?? (isWhole ? room : room - (room % extent.pageSize)), room),
  };
}

/** That begins there; or a structure around it, where its size is known. */
function variableAt(variables: readonly Variable[], start: number): Variable | undefined {
  const index = firstFrom(variables, start);
  const exact = variables[index];
  if (exact?.start === start) return exact;
  const before = variables[index - 1];
  return before?.end !== undefined && before.end > start ? before : undefined;
}

/** The index of the first variable at this place or behind it. */
function firstFrom(variables: readonly Variable[], start: number): number {
  let [low, high] = [0, variables.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (variables[middle]!.start < start) low = middle + 1;
    else high = middle;
  }
  return low;
}

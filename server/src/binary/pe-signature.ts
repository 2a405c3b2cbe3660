/**
 * The security directory, as "PE Format" (Microsoft Learn) has it, and who signed, as "Windows Authenticode Portable Executable
 * Signature Format" (Microsoft) does. Nothing is verified here: it is told what is written, not whether it is true.
 */

import { type PeImage, peDirectories } from "./pe.ts";
import type { ImageReader } from "./record.ts";
import { type Signature, signaturesOf } from "./signed-data.ts";

/** WIN_CERTIFICATE. */
export interface PeCertificateEntry {
  /** WIN_CERT_REVISION_*: 0x0200 is the one in use. */
  readonly revision: number;
  /** WIN_CERT_TYPE_*: 2 is PKCS#7 signed data. */
  readonly type: number;
  /** Of what it holds, in the file. */
  readonly offset: number;
  /** Of what it holds, in bytes, what of it the file has at most. */
  readonly size: number;
  /** Of PKCS#7 signed data: its own and those that are within it; none where it cannot be read. */
  readonly signatures: readonly Signature[];
}

const headerSize = 8;
const mostEntries = 100;
/** In bytes of all entries together: signatures with hashes of each page of a large image have megabytes. */
const mostBytes = 32 * 1024 * 1024;

const pkcsSignedData = 2;

/** Of a damaged table, what can be read; none where the image is not signed, or in a catalogue of its own. */
export function peCertificates(reader: ImageReader, image: PeImage): PeCertificateEntry[] {
  // It is the one directory whose address is a place in the file: it is not loaded.
  const { address: start, size } = image.directories[peDirectories.security] ?? { address: 0, size: 0 };
  const end = Math.min(start + size, reader.length);
  const entries: PeCertificateEntry[] = [];
  let left = mostBytes;
  for (let at = start; start > 0 && at + headerSize <= end && entries.length < mostEntries; ) {
    const header = reader.record(at, headerSize)!;
    const length = header.u32(0);
    if (length < headerSize) break;
    const content = { offset: at + headerSize, size: Math.min(length, end - at) - headerSize };
    const type = header.u16(6);
    const isRead = type === pkcsSignedData && content.size <= left;
    if (isRead) left -= content.size;
    const bytes = isRead ? reader.bytes(content.offset, content.size) : undefined;
    entries.push({
      ...{ revision: header.u16(4), type, ...content },
      signatures: bytes === undefined ? [] : signaturesOf(bytes),
    });
    // Entries begin at multiples of eight.
    at += Math.ceil(length / 8) * 8;
  }
  return entries;
}

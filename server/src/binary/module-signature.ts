/**
 * The signature that is appended to a kernel module: struct module_signature of linux/module_signature.h. It is told of, never
 * verified: what is said here is what the file claims.
 */

import { derHex } from "./der.ts";
import { ImageReader } from "./record.ts";
import { type Signer, signaturesOf } from "./signed-data.ts";
import type { ByteSource } from "./source.ts";
import { textOf } from "./text.ts";

export interface ModuleSignature {
  /** "PGP", "X.509" of kernels before 4.3, "PKCS#7" of those since; undefined where it is another number. */
  readonly kind: "PGP" | "X.509" | "PKCS#7" | undefined;
  /** Where the module itself ends and what was appended begins, in bytes; undefined where its lengths are wrong. */
  readonly moduleLength: number | undefined;
  /** Of the signature alone, in bytes, as the file says. */
  readonly length: number;
  /** Who signed it. Of PKCS#7 who issued the key's certificate, its serial number in hexadecimal digits, and the digest. */
  readonly signers: readonly ModuleSigner[];
}

export interface ModuleSigner {
  readonly name: string | undefined;
  /** In hexadecimal digits. */
  readonly key: string;
  /** "SHA-256"; undefined where it has no name here. */
  readonly digestAlgorithm: string | undefined;
}

const mark = "~Module signature appended~\n";
const headerSize = 12;
/** Of PKCS#7; those of the kernel have less than 1,000 bytes, and with certificates a few thousand. */
const mostBytes = 64 * 1024;

const kinds = ["PGP", "X.509", "PKCS#7"] as const;
/** enum pkey_hash_algo of kernels that had it. */
const hashes = ["MD4", "MD5", "SHA-1", "RIPEMD-160", "SHA-256", "SHA-384", "SHA-512", "SHA-224"] as const;

/** @returns undefined where nothing was appended */
export function moduleSignature(source: ByteSource): ModuleSignature | undefined {
  // Its number is the one thing of a module whose order of bytes is always the same: that of networks.
  const reader = new ImageReader(source, false);
  const at = reader.length - mark.length - headerSize;
  const header = reader.record(at, headerSize);
  if (header === undefined || reader.name(at + headerSize) !== mark) return undefined;
  const [nameLength, keyLength, length] = [header.u8(3), header.u8(4), header.u32(8)];
  const kind = kinds[header.u8(2)];
  const start = at - length - keyLength - nameLength;
  if (start < 0) return { kind, moduleLength: undefined, length, signers: [] };
  const piece = (offset: number, size: number) => reader.bytes(offset, Math.min(size, mostBytes)) ?? new Uint8Array(0);
  const signers =
    kind === "PKCS#7"
      ? signaturesOf(piece(at - length, length)).flatMap(({ signers }) => signers.map(signerOf))
      : nameLength + keyLength === 0
        ? []
        : [
            {
              name: textOf(piece(start, nameLength)) || undefined,
              key: derHex(piece(start + nameLength, keyLength)),
              digestAlgorithm: hashes[header.u8(1)],
            },
          ];
  return { kind, moduleLength: start, length, signers };
}

const signerOf = ({ issuer, serialNumber, digestAlgorithm }: Signer): ModuleSigner => ({
  name: issuer,
  key: serialNumber,
  digestAlgorithm,
});

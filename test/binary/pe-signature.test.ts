/** Who signed, as osslsigncode writes it, and time stamps, which take an authority, written by hand. */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { describe, expect, test } from "vitest";
import { type PeImage, readPe } from "../../server/src/binary/pe.ts";
import { peChecksum } from "../../server/src/binary/pe-checksum.ts";
import { certificateTypeNames } from "../../server/src/binary/pe-names.ts";
import { peCertificates } from "../../server/src/binary/pe-signature.ts";
import { ImageReader } from "../../server/src/binary/record.ts";
import { signaturesOf } from "../../server/src/binary/signed-data.ts";
import { bytesSource } from "../../server/src/binary/source.ts";
import { reportOfBytes, said } from "../image/support/report.ts";
import { builtImages } from "./support/built-images.ts";
import { der, integer, objectIdentifier, octets, sequence, set, tagged, text } from "./support/der.ts";
import { digestedRanges } from "./support/digested-ranges.ts";
import { bodyOf, bodyOffset, makeImage } from "./support/made-image.ts";
import { certificates, sign, signingIsMissing, validityOf } from "./support/signed.ts";
import { mingwIsMissing } from "./support/toolchain.ts";

function read(bytes: Uint8Array) {
  const source = bytesSource(bytes);
  const image = readPe(source) as PeImage;
  return { source, image, entries: peCertificates(new ImageReader(source), image) };
}

/** As a signature has it. */
function digestOf(bytes: Uint8Array, image: PeImage, algorithm: string): string {
  const hash = createHash(algorithm);
  for (const { start, end } of digestedRanges(image, bytes.length)) hash.update(bytes.subarray(start, end));
  return hash.digest("hex").toUpperCase();
}

describe.skipIf(mingwIsMissing || signingIsMissing)("signed by osslsigncode", () => {
  test("an image tells its signer, who vouches for it, and the digest that the file has", async () => {
    const { images } = await builtImages();
    const cwd = await certificates();
    const [notBefore, notAfter] = validityOf(cwd, "signer.pem");
    const certificate = {
      ...{ subject: "Prüfer", issuer: "Own authority", serialNumber: "F00D0123456789ABCDEF", notBefore, notAfter },
      usages: ["1.3.6.1.5.5.7.3.3", "1.3.6.1.4.1.311.10.3.5"],
    };
    for (const path of images) {
      const bytes = new Uint8Array(
        readFileSync(sign(cwd, path, `signed-${basename(path)}`, "-h", "sha256", "-n", "A driver")),
      );
      const { source, image, entries } = read(bytes);
      expect(entries).toMatchObject([{ revision: 0x200, type: 2 }]);
      expect(certificateTypeNames.get(entries[0]!.type)).toBe("PKCS_SIGNED_DATA");
      const { offset, size, signatures } = entries[0]!;
      expect(offset + size).toBe(bytes.length);
      expect(signatures).toMatchObject([
        {
          ...{ digestAlgorithm: "SHA-256", digest: digestOf(bytes, image, "sha256") },
          signers: [{ certificate, issuer: "Own authority", digestAlgorithm: "SHA-256", timestamp: undefined }],
        },
      ]);
      expect(new Set(signatures[0]!.certificates.map(({ subject }) => subject))).toEqual(
        new Set(["Prüfer", "Own authority"]),
      );
      expect(image.checksum).toBe(peChecksum(source, image));
      const report = reportOfBytes(bytes, basename(path));
      expect(said(report, "signature", "Digest")).toBe(`SHA-256 ${signatures[0]!.digest}`);
      // One byte that is changed afterwards, and the digest is that of another file.
      bytes[bodyOffset + 0x200]! ^= 1;
      expect(digestOf(bytes, image, "sha256")).not.toBe(signatures[0]!.digest);
      expect(read(bytes).entries[0]!.signatures).toEqual(signatures);
    }
  });

  test("a second signature lies within the first", async () => {
    const { path } = await builtImages();
    const cwd = await certificates();
    const first = sign(cwd, path("driver.x64.sys"), "first.sys", "-h", "sha256", "-ph");
    const bytes = new Uint8Array(readFileSync(sign(cwd, first, "second.sys", "-h", "sha384", "-nest")));
    const { image, entries } = read(bytes);
    expect(entries.flatMap(({ signatures }) => signatures)).toMatchObject([
      {
        digestAlgorithm: "SHA-256",
        digest: digestOf(bytes, image, "sha256"),
        signers: [{ digestAlgorithm: "SHA-256" }],
      },
      {
        digestAlgorithm: "SHA-384",
        digest: digestOf(bytes, image, "sha384"),
        signers: [{ digestAlgorithm: "SHA-384" }],
      },
    ]);
  });
});

const commonName = (value: Uint8Array) => sequence(set(sequence(objectIdentifier("2.5.4.3"), value)));
const sha256 = sequence(objectIdentifier("2.16.840.1.101.3.4.2.1"), der(5));

/** A certificate of version 1, which has no extensions. */
function certificate(subject: Uint8Array, serial: Uint8Array, validity: Uint8Array): Uint8Array {
  const issuer = commonName(text(12, "Root"));
  return sequence(sequence(serial, sha256, issuer, validity, subject, sequence()), sha256, der(3));
}

const noValidity = sequence(text(0x17, "not a time"), text(0x17, "20"));

function signed({
  certificates = [],
  unsigned = [],
  serial = integer(5),
  content = sequence(),
}: {
  readonly certificates?: readonly Uint8Array[];
  readonly unsigned?: readonly Uint8Array[];
  readonly serial?: Uint8Array;
  readonly content?: Uint8Array;
}): Uint8Array {
  const name = sequence(commonName(text(12, "Root")), serial);
  const info = sequence(integer(1), name, sha256, sha256, octets(Buffer.alloc(4)), tagged(1, ...unsigned));
  const data = sequence(integer(1), set(sha256), content, tagged(0, ...certificates), set(info));
  return sequence(objectIdentifier("1.2.840.113549.1.7.2"), tagged(0, data));
}

const attribute = (kind: string, ...values: readonly Uint8Array[]) => sequence(objectIdentifier(kind), set(...values));

describe("made by hand", () => {
  test.each([
    ["UTF-8", text(12, "Grün", "utf8"), "Grün"],
    ["printable", text(19, "Plain"), "Plain"],
    ["of two bytes", text(0x1e, "\0G\0r\0\u00fc\0n"), "Grün"],
    ["of four bytes", text(0x1c, "\0\0\0G\0\x01\xf6\x00"), "G\u{1f600}"],
    ["no UTF-8", text(20, "Gr\xfcn"), "Grün"],
  ])("names are %s", (_, value, expected) => {
    const [signature] = signaturesOf(
      signed({ certificates: [certificate(commonName(value), integer(5), noValidity)] }),
    );
    expect(signature!.signers[0]!.certificate).toEqual({
      ...{ subject: expected, issuer: "Root", serialNumber: "05", usages: [] },
      ...{ notBefore: undefined, notAfter: undefined },
    });
  });

  test("times have two digits of a year, or four, and a name may be an organization's", () => {
    const organization = sequence(set(sequence(objectIdentifier("2.5.4.10"), text(12, "Organization"))));
    const validity = sequence(text(0x17, "991231235959Z"), text(0x18, "20491231000000Z"));
    const [signature] = signaturesOf(signed({ certificates: [certificate(organization, integer(0, 0x85), validity)] }));
    expect(signature!.certificates).toMatchObject([
      {
        ...{ subject: "Organization", serialNumber: "85" },
        ...{ notBefore: "1999-12-31T23:59:59Z", notAfter: "2049-12-31T00:00:00Z" },
      },
    ]);
    // It is another certificate's number that the signer has.
    expect(signature!.signers).toMatchObject([{ certificate: undefined, issuer: "Root", serialNumber: "05" }]);
  });

  test("a time stamp as PKCS#9 has it", () => {
    const signingTime = attribute("1.2.840.113549.1.9.5", text(0x17, "240501123456Z"));
    const counter = sequence(integer(1), sequence(), sha256, tagged(0, signingTime), sha256, octets(Buffer.alloc(4)));
    const [signature] = signaturesOf(signed({ unsigned: [attribute("1.2.840.113549.1.9.6", counter)] }));
    expect(signature!.signers).toMatchObject([{ timestamp: "2024-05-01T12:34:56Z" }]);
  });

  test("a time stamp as RFC 3161 has it", () => {
    const imprint = sequence(sha256, octets(Buffer.alloc(32)));
    const time = text(0x18, "20240501123456.789Z");
    const info = octets(sequence(integer(1), objectIdentifier("1.2.3"), imprint, integer(9), time));
    const content = sequence(objectIdentifier("1.2.840.113549.1.9.16.1.4"), tagged(0, info));
    const unsigned = [attribute("1.3.6.1.4.1.311.3.3.1", signed({ content }))];
    const [signature, ...others] = signaturesOf(signed({ unsigned }));
    expect(signature!.signers).toMatchObject([{ timestamp: "2024-05-01T12:34:56Z" }]);
    expect(others).toEqual([]);
  });

  test("signatures within signatures end", () => {
    let bytes = signed({});
    for (let depth = 0; depth < 40; depth++) {
      bytes = signed({ unsigned: [attribute("1.3.6.1.4.1.311.2.4.1", bytes)] });
    }
    expect(signaturesOf(bytes)).toHaveLength(20);
  });

  test("what is cut off anywhere is told as far as it goes, and never thrown about", () => {
    const whole = signed({ certificates: [certificate(commonName(text(12, "A")), integer(5), noValidity)] });
    for (let length = 0; length < whole.length; length++) expect(signaturesOf(whole.subarray(0, length))).toEqual([]);
    for (let at = 0; at < whole.length; at++) {
      for (const byte of [0, 0x30, 0x7f, 0x80, 0x84, 0xff]) {
        const bytes = Uint8Array.from(whole, (old, index) => (index === at ? byte : old));
        expect(signaturesOf(bytes).length).toBeLessThanOrEqual(1);
      }
    }
  });

  test("entries that hold something else have a type alone, and those behind the end of the file are none", () => {
    const behind = bodyOf(48, [0, 20, 0x0001_0200, 1, 2, 3], [24, 0xffff, 0x0002_0200]);
    const body = bodyOf(512);
    const start = bodyOffset + body.length;
    const { entries } = read(makeImage({ directories: { 4: [start, 48] }, body, behind }));
    expect(entries).toEqual([
      { revision: 0x200, type: 1, offset: start + 8, size: 12, signatures: [] },
      { revision: 0x200, type: 2, offset: start + 32, size: 16, signatures: [] },
    ]);
    expect(read(makeImage({ directories: { 4: [0xffff_0000, 48] }, body })).entries).toEqual([]);
  });
});

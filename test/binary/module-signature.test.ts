import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { moduleSignature } from "../../server/src/binary/module-signature.ts";
import { bytesSource } from "../../server/src/binary/source.ts";
import { inBatches, modulesToRead } from "./support/debian-modules.ts";
import { has, isNeeded } from "./support/linux-files.ts";
import { modInfos } from "./support/readelf.ts";

const modules = modulesToRead();

describe.skipIf((modules.length === 0 || !has("modinfo")) && !isNeeded)("Debian's kernel modules", () => {
  test("are signed as modinfo says", { timeout: 600_000 }, () => {
    let signed = 0;
    for (const batch of inBatches(modules)) {
      for (const [index, said] of modInfos(batch).entries()) {
        const path = batch[index]!;
        const value = (key: string) => said.find((line) => line.startsWith(`${key}=`))?.slice(key.length + 1);
        const signature = moduleSignature(bytesSource(readFileSync(path)));
        const signer = signature?.signers[0];
        expect([
          path,
          signature?.kind,
          signer?.name,
          signer?.key.replace(/..(?=.)/g, "$&:"),
          signer?.digestAlgorithm?.replace("-", "").toLowerCase(),
        ]).toEqual([path, value("sig_id"), value("signer"), value("sig_key"), value("sig_hashalgo")]);
        if (signature !== undefined) signed++;
      }
    }
    expect(signed).toBe(modules.length);
  });
});

/** A module of 100 bytes with what is behind it: lengths as its header says, and what is there. */
function signed(
  header: { kind: number; name?: number; key?: number; length: number; hash?: number },
  appended: string,
) {
  const trailer = Buffer.alloc(12);
  trailer.set([1, header.hash ?? 0, header.kind, header.name ?? 0, header.key ?? 0]);
  trailer.writeUInt32BE(header.length, 8);
  const module = Buffer.alloc(100, 0x7f);
  return bytesSource(
    Buffer.concat([module, Buffer.from(appended, "latin1"), trailer, Buffer.from("~Module signature appended~\n")]),
  );
}

describe("what is appended to a module", () => {
  test("nothing, or not all of it", () => {
    expect(moduleSignature(bytesSource(new Uint8Array(0)))).toBeUndefined();
    expect(moduleSignature(bytesSource(new Uint8Array(1000)))).toBeUndefined();
    expect(moduleSignature(bytesSource(Buffer.from("~Module signature appended~\n")))).toBeUndefined();
    expect(moduleSignature(bytesSource(Buffer.from(`${" ".repeat(50)}~Module signature appended~`)))).toBeUndefined();
  });

  test("as kernels before 4.3 had it: names beside the signature", () => {
    expect(moduleSignature(signed({ kind: 1, name: 6, key: 3, length: 4, hash: 4 }, "Signer\x01\x02\xffsign"))).toEqual(
      {
        kind: "X.509",
        moduleLength: 100,
        length: 4,
        signers: [{ name: "Signer", key: "0102FF", digestAlgorithm: "SHA-256" }],
      },
    );
  });

  test("of other kinds it is told that it is there", () => {
    expect(moduleSignature(signed({ kind: 0, length: 4 }, "sign"))).toEqual({
      kind: "PGP",
      moduleLength: 100,
      length: 4,
      signers: [],
    });
    expect(moduleSignature(signed({ kind: 77, length: 4 }, "sign"))).toMatchObject({ kind: undefined, length: 4 });
  });

  test("what is no PKCS#7 has no signers", () => {
    expect(moduleSignature(signed({ kind: 2, length: 300 }, "x".repeat(300)))).toEqual({
      kind: "PKCS#7",
      moduleLength: 100,
      length: 300,
      signers: [],
    });
  });

  test("lengths that are more than the file has", () => {
    expect(moduleSignature(signed({ kind: 2, length: 0xffff_ffff }, "sign"))).toEqual({
      kind: "PKCS#7",
      moduleLength: undefined,
      length: 0xffff_ffff,
      signers: [],
    });
    expect(moduleSignature(signed({ kind: 1, name: 255, key: 255, length: 4 }, "sign"))?.moduleLength).toBeUndefined();
  });
});

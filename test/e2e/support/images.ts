/** A driver's folder with its images in it, built for a test: one that calls user mode, and one from before it did. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { objectFile } from "../../../server/src/embed/coff.ts";
import { embeddingOf } from "../../embed/sample.ts";
import { makeDatabase } from "../../media/database/support/sample.ts";
import { tool } from "../../scaffolds/support/mingw.ts";
import { root } from "./tools.ts";

export interface ImageFolder {
  readonly path: string;
  readonly database: Uint8Array;
}

/** `quirks.sys`, and `quirks-before.sys`, which has pool in place of the heap. */
export async function makeImageFolder(): Promise<ImageFolder> {
  const path = join(mkdtempSync(join(tmpdir(), "images-")), "quirks-driver");
  cpSync(join(root, "test/e2e/image-driver"), path, { recursive: true });
  const database = await makeDatabase(
    "PRAGMA page_size = 512;\nCREATE TABLE quirks (id INTEGER PRIMARY KEY, name TEXT);\nINSERT INTO quirks (name) VALUES ('reset after resume'), ('no selective suspend')",
  );
  const source = join(path, "store.c");
  const text = readFileSync(source, "utf8");
  writeFileSync(source, withPool(text));
  build(path, database, "quirks-before.sys");
  writeFileSync(source, text);
  build(path, database, "quirks.sys");
  return { path, database };
}

const withPool = (text: string): string =>
  text
    .replace("HeapAlloc(GetProcessHeap(), 0, Size)", "ExAllocatePoolWithTag(NonPagedPool, Size, 'kriQ')")
    .replace("HeapFree(GetProcessHeap(), 0, Store)", "ExFreePoolWithTag(Store, 'kriQ')");

const ddk = "/usr/x86_64-w64-mingw32/include/ddk";

/** As a project does that links with kernel32.lib, which nothing of a kernel driver may. */
function build(folder: string, database: Uint8Array, image: string): void {
  const scratch = mkdtempSync(join(tmpdir(), "objects-"));
  try {
    const embedded = join(scratch, "quirks-db.o");
    writeFileSync(embedded, objectFile(embeddingOf(database, { symbol: "QuirksDb" }), "x64"));
    const objects = ["driver", "store"].map((name) => {
      const object = join(scratch, `${name}.o`);
      tool("gcc", [
        ...["-c", "-O2", "-ffreestanding", "-fno-stack-protector", "-Wno-multichar", "-isystem", ddk],
        ...["-D_AMD64_", "-D_WIN64", "-DNTDDI_VERSION=0x0A000006", "-o", object, join(folder, `${name}.c`)],
      ]);
      return object;
    });
    tool("gcc", [
      ...["-nostdlib", "-Wl,--subsystem,native", "-Wl,--image-base,0x140000000", "-Wl,--entry,DriverEntry"],
      ...["-Wl,--dynamicbase", "-Wl,--nxcompat", "-Wl,--exclude-all-symbols", "-Wl,--no-insert-timestamp", "-s"],
      ...["-o", join(folder, image), ...objects, embedded, "-lntoskrnl", "-lkernel32"],
    ]);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

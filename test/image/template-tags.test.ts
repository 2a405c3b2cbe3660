/** Drivers from the project's own templates: the pool tags that their code names are those of their sources. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { bytesSource } from "../../server/src/binary/source.ts";
import { loadFacts } from "../../server/src/facts/index.ts";
import { poolTagsOf } from "../../server/src/image/code/pool-tags.ts";
import { generate, templateOf } from "../scaffolds/support/generate.ts";
import { compileDriver, linkDriver, mingwInstalled } from "../scaffolds/support/mingw.ts";
import { folder } from "../support/program.ts";

const facts = loadFacts();

describe.skipIf(!mingwInstalled && process.env.CI !== "true").each([
  ["wdm", ["ntoskrnl.exe"], []],
  // The filter manager allocates contexts itself: their tag is in the table that is registered.
  ["minifilter", ["ntoskrnl.exe", "fltmgr.sys"], ["DisV"]],
] as const)("%s", (id, modules, inTables) => {
  test.each(["-O0", "-O2"])("compiled with %s", async (optimisation) => {
    const project = folder({});
    const files = await generate(templateOf(id), "DiskWatch", project);
    const paths = files.map(({ path }) => path).filter((path) => /^[^/]+\.[ch]$/.test(path));
    const texts = paths.map((path) => readFileSync(join(project, path), "utf8")).join("\n");
    // Their first character is the number's highest.
    const inSources = new Set([...texts.matchAll(/'([ -~]{4})'/g)].map(([, tag = ""]) => [...tag].reverse().join("")));
    const sources = paths.filter((path) => path.endsWith(".c")).map((path) => join(project, path));
    const objects = compileDriver(sources, join(project, "objects"), { flags: [optimisation] });
    const image = join(project, "DiskWatch.sys");
    await linkDriver(objects, image, { purpose: "as-shipped", modules });
    const tags = poolTagsOf(bytesSource(readFileSync(image)), facts, () => undefined);
    expect(tags.map(({ tag }) => tag)).toEqual(
      [...inSources].filter((tag) => !inTables.some((one) => one === tag)).sort(),
    );
    expect(tags.flatMap(({ uses }) => uses.map((use) => use.function))).toContain("ExAllocatePool2");
  });
});

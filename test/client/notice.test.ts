/** What is bundled is credited: every package of which code is shipped stands in NOTICE. */
import { readFileSync } from "node:fs";
import { build } from "esbuild";
import { expect, test } from "vitest";

const programs = [
  { entryPoints: ["server/src/main/cli.ts", "server/src/main/server.ts"], platform: "node" },
  { entryPoints: ["server/src/main/database-worker.ts"], platform: "node" },
  { entryPoints: ["client/src/node/main.ts"], platform: "node" },
  { entryPoints: ["client/src/browser/main.ts"], platform: "browser" },
  {
    entryPoints: [
      ...["media/call-graph/main.ts", "media/database/main.tsx", "media/image/main.tsx"],
      "media/drawing/layout-worker.ts",
    ],
    platform: "browser",
  },
] as const;

test.each(programs)("$entryPoints", async ({ entryPoints, platform }) => {
  const { metafile } = await build({
    entryPoints: [...entryPoints],
    platform,
    format: "esm",
    bundle: true,
    write: false,
    outdir: "out",
    metafile: true,
    logLevel: "error",
    mainFields: ["module", "main"],
    loader: { ".tsv": "text" },
    // The program of a page's worker, which is listed with the pages.
    external: ["vscode", "worker:*"],
    jsx: "automatic",
    jsxImportSource: "preact",
  });
  const packages = new Set(
    Object.keys(metafile.inputs).flatMap((path) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? []),
  );
  expect(packages.size).toBeGreaterThan(1);
  const words = new Set(readFileSync("NOTICE", "utf8").split(/[\s,]+/));
  expect([...packages].filter((name) => !words.has(name))).toEqual([]);
});

/** Before all tests: what is shipped, built where it is missing or older than its sources. */
import { spawnSync } from "node:child_process";
import { readdirSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));

export default function setup(): void {
  const built = statSync(`${root}dist/check-worker.js`, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const sources = ["server/src", "client/src", "media"]
    .flatMap((folder) => readdirSync(`${root}${folder}`, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile());
  const newest = Math.max(...sources.map((entry) => statSync(`${entry.parentPath}/${entry.name}`).mtimeMs));
  if (newest <= built) {
    return;
  }
  const build = spawnSync(process.execPath, ["esbuild.mjs"], { cwd: root, stdio: "inherit" });
  if (build.status !== 0) {
    throw new Error("what is tested could not be built");
  }
}

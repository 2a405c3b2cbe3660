/** Discovery on a real disk: links that loop, links to elsewhere, missing folders, odd files. */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, sep } from "node:path";
import { afterAll, expect, it } from "vitest";
import { nodeFileTree, toTreePath } from "../../../server/src/main/files.ts";
import { discoverUnits } from "../../../server/src/model/unit/discover.ts";

const top = mkdtempSync(join(tmpdir(), "driverlens-units-"));
afterAll(() => rmSync(top, { recursive: true, force: true }));

it("follows links to somewhere new once, and no loop", () => {
  mkdirSync(join(top, "w", "drv"), { recursive: true });
  mkdirSync(join(top, "elsewhere"));
  writeFileSync(join(top, "w", "drv", "a.c"), "#include <wdm.h>\n");
  writeFileSync(join(top, "elsewhere", "b.c"), "#include <windows.h>\n");
  symlinkSync(join(top, "w"), join(top, "w", "drv", "loop"), "dir");
  symlinkSync(join(top, "elsewhere"), join(top, "w", "one"), "dir");
  symlinkSync(join(top, "elsewhere"), join(top, "w", "two"), "dir");
  symlinkSync(join(top, "nowhere"), join(top, "w", "dangling.c"));
  if (process.platform === "linux") symlinkSync("/dev/zero", join(top, "w", "endless.h"));

  const root = toTreePath(join(top, "w"), sep);
  const { files, problems } = discoverUnits(nodeFileTree(), [root]);
  expect([...files.keys()]).toEqual([`${root}/drv/a.c`, `${root}/one/b.c`]);
  expect(problems).toEqual([]);
});

it("turns host paths into tree paths", () => {
  expect(toTreePath("C:\\src\\drv\\", "\\")).toBe("C:/src/drv");
  expect(toTreePath("/home/me/drv/", "/")).toBe("/home/me/drv");
});

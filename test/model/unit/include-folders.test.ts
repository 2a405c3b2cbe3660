/** Include folders that the settings add to what a project says. */
import { expect, test } from "vitest";
import { discoverUnits } from "../../../server/src/model/unit/discover.ts";
import { memoryTree } from "./memory-tree.ts";

const tree = memoryTree({
  "/w/drv/driver.c":
    '#include <ntddk.h>\n#include "shared.h"\nNTSTATUS DriverEntry(PDRIVER_OBJECT d, PUNICODE_STRING p);\n',
  "/w/common/inc/shared.h": "#define SHARED_TAG 'rahS'\n",
});

const headersWith = (folders: readonly string[]): readonly string[] | undefined =>
  discoverUnits(tree, ["/w/drv"], { includeDirectoriesFor: () => folders }).units[0]?.headers;

test("headers are found in them", () => {
  expect(headersWith([])).toEqual([]);
  expect(headersWith(["/w/common/inc"])).toEqual(["/w/common/inc/shared.h"]);
});

test("what is not there is passed over, and no other machine is asked", () => {
  const listed: string[] = [];
  const list = (path: string): ReturnType<typeof tree.list> => {
    listed.push(path);
    return tree.list(path);
  };
  const watched = { ...tree, list };
  const folders = ["/w/nowhere", "//server/share/inc"];
  expect(discoverUnits(watched, ["/w/drv"], { includeDirectoriesFor: () => folders }).units[0]?.headers).toEqual([]);
  expect(listed.filter((path) => path.startsWith("//"))).toEqual([]);
});

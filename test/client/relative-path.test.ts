/** Where a compiler finds a file from a folder. */
import { expect, test } from "vitest";
import { relativePath } from "../../client/src/embed/relative-path.ts";

test.each([
  ["/drv", "/drv/quirks.db", "quirks.db"],
  ["/drv/src/", "/drv/data/quirks.db", "../data/quirks.db"],
  ["/drv", "/other/quirks.db", "../other/quirks.db"],
  ["/", "/quirks.db", "quirks.db"],
  ["/c:/drv", "/c:/data/a.db", "../data/a.db"],
  ["/c:/drv", "/D:/data/a.db", "D:/data/a.db"],
  ["/drv/quirks.db", "/drv/quirks.db", "../quirks.db"],
])("from %s to %s it is %s", (folder, file, path) => {
  expect(relativePath(folder, file)).toBe(path);
});

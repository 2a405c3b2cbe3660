/** URIs and paths: every URI has a path of its own, and the way back. */
import { describe, expect, it } from "vitest";
import { pathOf, uriOf } from "../../server/src/lsp/uris.ts";

describe("a URI's path", () => {
  it.each([
    ["file:///home/me/drv/main.c", "/home/me/drv/main.c"],
    ["file:///home/me/drv/", "/home/me/drv"],
    ["file:///c%3A/src/main.c", "c:/src/main.c"],
    ["file:///C:/src/with%20space.c", "c:/src/with space.c"],
    ["file://server/share/main.c", "//server/share/main.c"],
    ["untitled:Untitled-1", "/untitled:/Untitled-1"],
    ["vscode-vfs://github/owner/name/main.c", "/vscode-vfs:github/owner/name/main.c"],
    ["vscode-test-web://mount/drv/main.c", "/vscode-test-web:mount/drv/main.c"],
  ])("%s", (uri, path) => {
    expect(pathOf(uri)).toBe(path);
  });

  it.each([
    "file:///home/me/drv/main.c",
    "file:///c%3A/src/main.c",
    "file://server/share/main.c",
    "vscode-vfs://github/owner/name/main.c",
    "memfs:/drv/%C3%A4.c",
  ])("leads back to %s", (uri) => {
    expect(uriOf(pathOf(uri))).toBe(uri);
  });
});

/** The tests that run inside VS Code's extension host, each told as a test of its own. */
import { describe, inject, test } from "vitest";
import { runInExtensionHost } from "./support/extension-host.ts";

const vsix = inject("vsix");

describe.skipIf(vsix === "")("inside the extension host", async () => {
  // While tests are collected: only what has run is known by its name.
  const results = vsix === "" ? [] : await runInExtensionHost(vsix);

  test("the tests in the extension host have run", ({ expect }) => {
    expect(results.length).toBeGreaterThan(0);
  });

  for (const { title, error } of results) {
    test(title.join(" > "), () => {
      if (error !== undefined) {
        throw new Error(error);
      }
    });
  }
});

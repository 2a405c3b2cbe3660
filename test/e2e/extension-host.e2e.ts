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

  for (const { title, errors, passed } of results) {
    // Each attempt of vitest's is one of mocha's, which has made them all: they are told of together.
    let attempt = 0;
    test(title.join(" > "), () => {
      const error = errors[attempt] ?? (passed ? undefined : errors.at(-1));
      attempt += 1;
      if (error !== undefined) {
        throw new Error(error);
      }
    });
  }
});

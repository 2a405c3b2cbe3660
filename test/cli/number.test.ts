/** The number in parentheses behind a message: the finding's own, or the only one that its rule has. */
import { describe, expect, it } from "vitest";
import { prefastName } from "../../server/src/cli/report.ts";
import { parts } from "../support/engine.ts";
import { findingAt, locate } from "./support.ts";

const rule = (id: string) => parts.rules.find((candidate) => candidate.id === id);

describe("prefastName", () => {
  it.each([
    ["of the finding", "deprecated-api", "C28735", "C28735"],
    ["none of several", "deprecated-api", undefined, undefined],
    ["the rule's only one", "pool-tag-type", undefined, "C28134"],
    ["none that fits", "pool-deprecated", null, undefined],
    ["none at all", "user-mode-api", undefined, undefined],
  ])("%s", (_name, id, equivalent, expected) => {
    const more = equivalent === undefined ? {} : { equivalent };
    const [finding] = locate([findingAt("a", "a", more)], { "/src/drv/io.c": "a" });
    expect(finding && prefastName(finding, rule(id))).toBe(expected);
  });
});

/** What a unit's headers tell each other and the sources, in whatever order the project lists them. */
import { describe, expect, it } from "vitest";
import { findingsOf, openUnit, type SourceText } from "../support/engine.ts";

const source: SourceText = {
  path: "a.c",
  text: '#include "tags.h"\nPVOID Allocate(VOID)\n{\n    return ExAllocatePool2(POOL_FLAG_PAGED, 8, TAG);\n}\n',
};
const tags: SourceText = {
  path: "tags.h",
  text: "#include \"flavour.h\"\n#if FLAVOUR == 2\n#define TAG ' kdD'\n#else\n#define TAG 'gaTA'\n#endif\n",
};
const flavour: SourceText = { path: "flavour.h", text: "#define FLAVOUR 2\n" };

const rulesIn = (files: readonly SourceText[]): readonly string[] =>
  findingsOf(openUnit(files), "a.c").map((finding) => finding.rule);

describe("macros of headers", () => {
  it.each([
    ["the source first", [source, tags, flavour]],
    ["the innermost header first", [flavour, tags, source]],
    ["the innermost header last", [tags, source, flavour]],
  ])("are known through other headers, %s", (_, files) => {
    expect(rulesIn(files)).toEqual(["pool-default-tag"]);
  });

  it("follow an edit of the innermost header", () => {
    const session = openUnit([source, tags, flavour]);
    session.edit("flavour.h", { start: 16, oldEnd: 17, text: "3" });
    expect(session.text("flavour.h")).toBe("#define FLAVOUR 3\n");
    expect(findingsOf(session, "a.c")).toEqual([]);
    session.edit("flavour.h", { start: 16, oldEnd: 17, text: "2" });
    expect(findingsOf(session, "a.c").map((finding) => finding.rule)).toEqual(["pool-default-tag"]);
  });

  it("end at headers that include each other, and at long chains", () => {
    const circle = { path: "flavour.h", text: '#include "tags.h"\n#define FLAVOUR 2\n' };
    expect(rulesIn([source, tags, circle])).toEqual(["pool-default-tag"]);
    const chain = Array.from({ length: 3000 }, (_, index) => ({
      path: `h${index}.h`,
      text: `#include "h${index + 1}.h"\n`,
    }));
    const user = { ...source, text: source.text.replace("tags.h", "h0.h") };
    expect(rulesIn([user, ...chain, { ...tags, path: "h3000.h" }, flavour])).toEqual(["pool-default-tag"]);
  });
});

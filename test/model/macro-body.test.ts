/** Places of what stands in a macro's body: in its directive as written, whatever comments and line ends are between. */
import { describe, expect, it } from "vitest";
import { findingsOf, openUnit } from "../support/engine.ts";

const use = "\nVOID Use(PCHAR To, PCSTR From)\n{\n    COPY(To, From);\n}\n";

/** The text under the findings of a rule, and that under their related places. */
function found(text: string, rule = "deprecated-api") {
  return under(openUnit([{ path: "a.c", text }]), rule);
}

function under(session: ReturnType<typeof openUnit>, rule = "deprecated-api") {
  const text = session.text("a.c") ?? "";
  return findingsOf(session, "a.c")
    .filter((finding) => finding.rule === rule)
    .map(({ start, end, related }) => ({
      at: text.slice(start, end),
      line: text.slice(0, start).split("\n").length,
      related: related.map((place) => text.slice(place.start, place.end)),
    }));
}

describe("a call in a macro's body", () => {
  it.each([
    ["on the macro's line", "#define COPY(d, s) strcpy(d, s)", 1],
    ["behind a comment", "#define COPY(d, s) /* as it was */ strcpy(d, s) // old", 1],
    ["behind comments in the head", "#  define /* old */ COPY(d, s) strcpy(d, s)", 1],
    ["on a line of its own", "#define COPY(d, s) \\\n    strcpy(d, s)", 2],
    [
      "on a line that ends in CR LF",
      "#define COPY(d, s) \\\r\n    do { /* a\n b */ \\\r\n strcpy(d, s); } while (0)",
      4,
    ],
    ["behind strings that look like comments", '#define COPY(d, s) (DbgPrint("/*"), strcpy(d, s))', 1],
    ["before a semicolon", "#define COPY(d, s) strcpy(d, s);", 1],
  ])("is found %s", (_, macro, line) => {
    expect(found(macro + use)).toEqual([{ at: "strcpy", line, related: ["COPY"] }]);
  });

  it("has up to three uses", () => {
    const text = `#define COPY(d, s) strcpy(d, s)\n${use}${use.replace("Use", "Again").replace("COPY(To, From);", "COPY(To, From); COPY(To, From); COPY(To, From);")}`;
    expect(found(text).map(({ related }) => related)).toEqual([["COPY", "COPY", "COPY"]]);
  });

  it.each([
    ["nobody uses the macro", "#define COPY(d, s) strcpy(d, s)\n"],
    [
      "the macro has two meanings",
      `#ifdef OLD\n#define COPY(d, s) strcpy(d, s)\n#else\n#define COPY(d, s) Own(d, s)\n#endif${use}`,
    ],
    ["the macro hangs on a condition", `#ifdef OLD_STRINGS\n#define COPY(d, s) strcpy(d, s)\n#endif${use}`],
    ["the name is pasted", `#define COPY(d, s) str##cpy(d, s)${use}`],
    ["the body is no statement", `#define COPY(d, s) } strcpy(d, s) {${use}`],
    ["the called name is the macro's parameter", `#define COPY(strcpy, s) strcpy(s)${use}`],
  ])("is left alone where %s", (_, text) => {
    expect(found(text)).toEqual([]);
  });

  it("stays where it is through edits, and goes with its last use", () => {
    const session = openUnit([{ path: "a.c", text: `#define COPY(d, s) \\\n    strcpy(d, s)\n${use}` }]);
    expect(under(session)).toEqual([{ at: "strcpy", line: 2, related: ["COPY"] }]);
    session.edit("a.c", { start: 0, oldEnd: 0, text: "/* A driver. */\n\n" });
    expect(under(session)).toEqual([{ at: "strcpy", line: 4, related: ["COPY"] }]);
    const inside = (session.text("a.c") ?? "").indexOf("\\\n");
    session.edit("a.c", { start: inside, oldEnd: inside, text: "/* x */ " });
    expect(under(session)).toEqual([{ at: "strcpy", line: 4, related: ["COPY"] }]);
    const call = (session.text("a.c") ?? "").indexOf("    COPY(");
    session.edit("a.c", { start: call, oldEnd: call + "    COPY(To, From);".length, text: "" });
    expect(under(session)).toEqual([]);
  });
});

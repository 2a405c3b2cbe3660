// Names and literals out of hostile files show as what they are and make no links, pictures, headings or new lines.
import { describe, expect, it } from "vitest";
import { anyOf, markdownOf, plaintextOf, say } from "../../../../server/src/engine/reading/hover/card.ts";
import { type Hover, hoverAt } from "../../../../server/src/engine/reading/hover/hover.ts";
import { openUnit } from "../../../support/engine.ts";
import { hover } from "./hovers.ts";

describe("a card", () => {
  it("shows code that holds ticks, blanks and line ends as code", () => {
    const card = { title: "a```\n# b", summary: say`${"` ![x](http://x)"} and ${" y`"}`, facts: [say`${"a\r\n- b"}`] };
    expect(markdownOf(card)).toBe(
      "````c\na```\ufffd# b\n````\n\n`` ` ![x](http://x) `` and ``  y` ``\n\n- `a\ufffd\ufffd- b`",
    );
    expect(plaintextOf(card).split("\n")).toHaveLength(3);
  });

  it("escapes its own words", () => {
    const card = { title: "x", summary: ["a_b_ *c* [d](e) <f> |"], facts: [] };
    expect(markdownOf(card)).toContain("a\\_b\\_ \\*c\\* \\[d\\](e) \\<f\\> \\|");
  });

  it("hides characters that turn text round, and cuts what is too long", () => {
    const card = { title: `a\u202eb\u2028c${"d".repeat(500)}`, summary: [""], facts: [] };
    const [first = ""] = plaintextOf(card).split("\n");
    expect(first).toMatch(/^a\ufffdb\ufffdcd+…$/);
    expect(first.length).toBeLessThan(140);
  });

  it("links to the documentation only", () => {
    const card = { title: "x", summary: ["y"], facts: [], page: "https://example.com/x" };
    expect(markdownOf(card)).not.toContain("example");
    expect(markdownOf({ ...card, page: "https://learn.microsoft.com/a)(b" })).not.toContain("learn");
  });

  it("lists names", () => {
    expect(anyOf(["a", "b c", "d"])).toEqual(["", { code: "a" }, ", ", "b c", " or ", { code: "d" }]);
  });
});

describe("hostile sources", () => {
  it.each([
    ["a tag with ticks", "void f(void) { ExFreePoolWithTag(p, '`^``['); }"],
    ["a tag that is a picture", "void f(void) { ExFreePoolWithTag(p, '![]^('); }"],
    ["a macro's name with a separator", "#define TAG\u2028x 'oh^cE'\n"],
  ])("%s", (_, text) => {
    harmless(hover(text));
  });

  it("a file's name", () => {
    const others = [{ path: "inc/`![x](y)\u2028.h", text: "DRIVER_DISPATCH Read;\n" }];
    harmless(hover("NTSTATUS Re^ad(PDEVICE_OBJECT d, PIRP i) { return 0; }", { others }));
  });

  const harmless = (found: Hover | undefined): void => {
    expect(found).toBeDefined();
    expect(found?.plaintext).not.toMatch(/[\u2028\u2029\u202e\r]/);
    // Take the code away: nothing that Markdown would read is left.
    const rest = found?.markdown
      .replace(/^(`{3,})c\n.*\n\1$/gm, "")
      .replace(/(`+)(?!`).*?[^`]\1(?!`)/g, "")
      .replaceAll(/\\./g, "");
    expect(rest).not.toMatch(/[`![\]<]/);
  };

  it("answers at every offset of broken text, quickly", () => {
    const text = `#define A(B 'x\n${"((((".repeat(50)}ExFreePool('ab${"{".repeat(50)} case 0x222003: KeBugCheckEx(\\\n#define`;
    const session = openUnit([{ path: "driver.c", text }]);
    for (let offset = -1; offset <= text.length + 1; offset++) {
      expect(() => hoverAt(session, "driver.c", offset)).not.toThrow();
    }
  });

  it("follows edits", () => {
    const session = openUnit([{ path: "driver.c", text: "void f(void) { Own(p); }\n" }]);
    expect(hoverAt(session, "driver.c", 16)).toBeUndefined();
    session.edit("driver.c", { start: 15, oldEnd: 18, text: "ExFreePool" });
    expect(hoverAt(session, "driver.c", 16)).toMatchObject({ start: 15, end: 25 });
    session.edit("driver.c", { start: 0, oldEnd: 0, text: "void ExFreePool(void *p) { }\n" });
    expect(hoverAt(session, "driver.c", 46)).toBeUndefined();
  });
});

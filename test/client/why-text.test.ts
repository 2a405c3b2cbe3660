/** Reasons for a level as words. */
import { expect, test } from "vitest";
import { chainText, missingText, placeText, spokenText } from "../../client/src/why/why-text.ts";
import type { WhyNode } from "../../server/src/lsp/protocol.ts";

const place = (name: string, line: number) => ({
  uri: `file:///w/${name}`,
  range: { start: { line, character: 4 }, end: { line, character: 9 } },
});
const dispatch = { text: "DISPATCH_LEVEL", mark: "dispatch", isCertain: true } as const;
const node: WhyNode = {
  text: "queue.c:8 runs at DISPATCH_LEVEL",
  at: place("queue.c", 7),
  level: dispatch,
  because: [
    {
      text: "Lock(Ext) sets the level",
      at: place("my%20lock.c", 2),
      level: dispatch,
      because: [{ text: "nobody says more", because: [] }],
    },
  ],
};

test("a place is a file and a line", () => {
  expect(placeText(place("my%20lock.c", 2))).toBe("my lock.c:3");
  expect(placeText({ ...place("", 2), uri: "untitled:lesson.c" })).toBe("lesson.c:3");
});

test("a row is spoken with its level, unless its text has it, and its place", () => {
  expect(spokenText(node)).toBe("queue.c:8 runs at DISPATCH_LEVEL, queue.c, line 8");
  expect(node.because.map(spokenText)).toEqual(["Lock(Ext) sets the level, DISPATCH_LEVEL, my lock.c, line 3"]);
});

test("a chain is a list in a list, with the places as its reader knows them", () => {
  expect(chainText(node, (uri) => uri.replace("file:///w/", "src/"))).toBe(
    [
      "queue.c:8 runs at DISPATCH_LEVEL (src/queue.c:8)",
      "  - Lock(Ext) sets the level (src/my%20lock.c:3)",
      "    - nobody says more",
    ].join("\n"),
  );
});

test("what is missing is the first reason below those whose level is not known", () => {
  const leaf = (text: string): WhyNode => ({ text, because: [] });
  const known: WhyNode = { text: "Dpc calls it", level: dispatch, because: [leaf("it is a role")] };
  const open: WhyNode = { text: "Use calls it", because: [known, leaf("nobody says"), leaf("nobody else")] };
  expect(missingText({ text: "it is not known", because: [known, open] })).toBe("nobody says");
  expect(missingText({ text: "it is not known", because: [known] })).toBeUndefined();
});

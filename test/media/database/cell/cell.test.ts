import { expect, test } from "vitest";
import { imageKind } from "../../../../media/database/cell/image-kind.ts";
import { type JsonNode, jsonTree } from "../../../../media/database/cell/json-tree.ts";
import { mostBytes, readCell } from "../../../../media/database/cell/read-cell.ts";
import type { Channel } from "../../../../media/database/channel.ts";
import { effective } from "../../../../media/database/grid/filters.ts";

const bytes = (...parts: readonly (string | readonly number[])[]): Uint8Array =>
  Uint8Array.from(
    parts.flatMap((part) =>
      typeof part === "string" ? [...part].map((character) => character.charCodeAt(0)) : [...part],
    ),
  );

test.each([
  ["image/png", bytes("\x89PNG\r\n\x1a\n", [0, 0, 0, 13], "IHDR", [0, 0, 1, 0, 0, 0, 0, 32, 8, 2, 0, 0, 0]), 256, 32],
  ["image/gif", bytes("GIF89a", [0x40, 0x01, 0xf0, 0x00]), 320, 240],
  [
    "image/jpeg",
    bytes([0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 2], [0xff, 0xc4, 0, 3, 9], [0xff, 0xc2, 0, 11, 8, 0, 50, 0, 100, 3, 0]),
    100,
    50,
  ],
  [
    "image/webp",
    bytes("RIFF", [9, 9, 9, 9], "WEBPVP8X", [10, 0, 0, 0], [0, 0, 0, 0], [0xff, 1, 0], [0x1f, 0, 0]),
    512,
    32,
  ],
] as const)("%s says its size", (type, start, width, height) => {
  expect(imageKind(start)).toEqual({ type, size: { width, height } });
});

test("what only begins like a picture has no size, and SVG is none", () => {
  expect(imageKind(bytes("GIF89a"))).toEqual({ type: "image/gif", size: undefined });
  expect(imageKind(bytes([0xff, 0xd8, 0xff, 0xe0, 0xff, 0xff, 0, 0]))).toEqual({ type: "image/jpeg", size: undefined });
  // A segment that says it has no length leads nowhere new.
  expect(imageKind(bytes([0xff, 0xd8, 0xff, 0xe0, 0, 0, 0, 0, 0, 0, 0, 0]))).toMatchObject({ size: undefined });
  expect(imageKind(bytes("<svg xmlns='http://www.w3.org/2000/svg'/>"))).toBe(undefined);
  expect(imageKind(bytes("RIFF", [0, 0, 0, 0], "WAVE"))).toBe(undefined);
  expect(imageKind(new Uint8Array())).toBe(undefined);
});

const outline = (node: JsonNode, depth = 0): readonly string[] => [
  `${"  ".repeat(depth)}${node.name === undefined ? "" : `${node.name}: `}${node.text}`,
  ...node.children.flatMap((child) => outline(child, depth + 1)),
];

test("JSON is a tree, its numbers digit by digit", () => {
  const tree = jsonTree('{"id": 9007199254740993, "list": [1e2, null, {"__proto__": "x"}], "empty": {}}');
  expect(outline(tree!)).toEqual([
    "{3}",
    ...["  id: 9007199254740993", "  list: [3]", "    0: 1e2", "    1: null", "    2: {1}"],
    ...['      __proto__: "x"', "  empty: {0}"],
  ]);
});

test("what is no JSON, or no tree, is text", () => {
  for (const text of ["12", '"text"', "{", "[1,]", "", `${"[".repeat(200_000)}`])
    expect(jsonTree(text)).toBe(undefined);
});

test("a tree is no larger than what can be looked at", () => {
  const wide = jsonTree(`[${Array.from({ length: 50_000 }, () => 1).join(",")}]`)!;
  expect([wide.children.length, wide.children.at(-1)?.text]).toEqual([1001, "… 49000 more"]);
  let deep = jsonTree("[".repeat(1000) + "]".repeat(1000));
  let depth = 0;
  while (deep !== undefined && deep.children.length > 0) {
    deep = deep.children[0];
    depth++;
  }
  expect(depth).toBeLessThanOrEqual(200);
});

test("a long value is read in pieces, and one that is too long is not begun", async () => {
  const value = Uint8Array.from({ length: 2_500_000 }, (_, index) => index % 251);
  const asked: number[] = [];
  const channel = (length: number): Channel => ({
    ask: (async (_method: string, { start, length: most }: { start: number; length: number }) => {
      asked.push(start);
      return { type: "blob", bytes: value.slice(start, start + most), length };
    }) as unknown as Channel["ask"],
    post: () => undefined,
    listen: () => () => undefined,
  });
  const name = { view: { table: "t", sort: [], filters: [], search: "" }, key: "1", column: "b" };
  const { signal } = new AbortController();
  const read = await readCell(channel(value.length), name, signal);
  expect(Buffer.compare(read.bytes, value)).toBe(0);
  expect(asked).toEqual([0, 1_048_576, 2_097_152]);
  await expect(readCell(channel(mostBytes + 1), name, signal)).rejects.toThrow("too large");
});

test("a filter that is half typed filters nothing", () => {
  const filter = (operator: "=" | "contains" | "is null" | "<", value: string) => ({ column: "a", operator, value });
  const kept = effective([
    filter("contains", ""),
    filter("<", ""),
    filter("=", ""),
    filter("is null", ""),
    filter("<", "1"),
  ]);
  expect(kept.map(({ operator, value }) => operator + value)).toEqual(["=", "is null", "<1"]);
});

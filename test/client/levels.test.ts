/** What the gutter is made from: runs of lines under a setting, and pictures that can be read. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { COLORS, LETTERS, levelBar, levelIcon, type ThemeKind } from "../../client/src/levels/level-icons.ts";
import { levelAt, runsOf } from "../../client/src/levels/line-levels.ts";
import type { LevelLines, LevelMark } from "../../server/src/lsp/protocol.ts";

const marks = Object.keys(LETTERS) as LevelMark[];
const kinds: readonly ThemeKind[] = ["light", "dark", "highContrast", "highContrastLight"];

const answer: LevelLines = {
  version: 3,
  levels: [
    { text: "DISPATCH_LEVEL", phrase: "at DISPATCH_LEVEL", mark: "dispatch", isCertain: true, isBetween: false },
    { text: "APC_LEVEL or below", phrase: "at APC_LEVEL or below", mark: "apc", isCertain: false, isBetween: false },
  ],
  lines: [4, 9, 0, 12, 12, 1, 13, 20, 0],
};

test("runs are shown under the setting", () => {
  const lines = (gutter: "off" | "certain" | "possible") =>
    runsOf(answer, gutter).map(({ first, last, level }) => [first, last, level.mark]);
  expect(lines("possible")).toEqual([
    [4, 9, "dispatch"],
    [12, 12, "apc"],
    [13, 20, "dispatch"],
  ]);
  expect(lines("certain")).toEqual([
    [4, 9, "dispatch"],
    [13, 20, "dispatch"],
  ]);
  expect(lines("off")).toEqual([]);
});

test("a line has the level of the run that it is in", () => {
  const runs = runsOf(answer, "possible");
  expect([3, 4, 9, 10, 12].map((line) => levelAt(runs, line)?.mark)).toEqual([
    undefined,
    "dispatch",
    "dispatch",
    undefined,
    "apc",
  ]);
});

test("the pictures have the colours that the manifest contributes", () => {
  const { contributes } = JSON.parse(readFileSync("package.json", "utf8"));
  const contributed = contributes.colors.map(({ id, defaults }: { id: string; defaults: object }) => [id, defaults]);
  expect(Object.fromEntries(contributed)).toMatchObject(
    Object.fromEntries(marks.map((mark) => [`driverlens.level.${mark}`, COLORS[mark]])),
  );
});

test("levels can be told apart without colour, and plates from outlines", () => {
  const shapes = new Set(marks.map((mark) => levelIcon(mark, "filled", "dark").replaceAll(/#\w{6}/g, "")));
  // Linux's letter is that of APC_LEVEL: no file has both.
  expect(shapes.size).toBe(4);
  for (const mark of marks) {
    expect(levelIcon(mark, "filled", "dark")).toContain(`fill="${COLORS[mark].dark}"`);
    expect(levelIcon(mark, "outline", "dark")).not.toContain(`fill="${COLORS[mark].dark}"`);
    expect(levelBar(mark, "filled", "dark")).not.toContain("dash");
    expect(levelBar(mark, "outline", "dark")).toContain("dash");
  }
});

test("every colour stands out from the ground of its theme", () => {
  const grounds: Readonly<Record<ThemeKind, string>> = {
    light: "#ffffff",
    dark: "#1f1f1f",
    highContrast: "#000000",
    highContrastLight: "#ffffff",
  };
  for (const mark of marks) {
    for (const kind of kinds) {
      // What the accessibility guidelines ask of small text, and of more contrast in themes made for it.
      const least = kind === "light" || kind === "dark" ? 4.5 : 7;
      expect(contrast(COLORS[mark][kind], grounds[kind]), `${mark} in ${kind}`).toBeGreaterThan(least);
    }
  }
});

function contrast(a: string, b: string): number {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((one, other) => one - other);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

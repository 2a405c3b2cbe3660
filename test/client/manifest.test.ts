/** The extension's manifest holds together: what it names exists, and what exists is named. */
import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

interface Manifest {
  readonly main: string;
  readonly browser: string;
  readonly icon: string;
  readonly activationEvents: readonly string[];
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly category: string; readonly icon: string }[];
    readonly menus: Readonly<Record<string, readonly { readonly command: string }[]>>;
    readonly viewsContainers: { readonly activitybar: readonly { readonly id: string; readonly icon: string }[] };
    readonly views: Readonly<Record<string, readonly { readonly id: string; readonly icon: string }[]>>;
    readonly configuration: {
      readonly properties: Readonly<Record<string, { readonly order: number; readonly markdownDescription: string }>>;
    };
    readonly jsonValidation: readonly { readonly url: string }[];
    readonly walkthroughs: readonly {
      readonly id: string;
      readonly steps: readonly {
        readonly id: string;
        readonly description: string;
        readonly media: { readonly svg: string; readonly altText: string };
        readonly completionEvents: readonly string[];
      }[];
    }[];
  };
}

const manifest = JSON.parse(readFileSync("package.json", "utf8")) as Manifest;
const { commands, configuration, walkthroughs, menus, views } = manifest.contributes;
const containers = manifest.contributes.viewsContainers.activitybar;
const steps = walkthroughs.flatMap((walkthrough) => walkthrough.steps);
const declared = new Set(commands.map(({ command }) => command));
const ownCommands = (text: string): string[] => text.match(/(?<=command:)driverlens\.\w+/gi) ?? [];

test("every command is registered under its name, and every registered one is declared", () => {
  const source = readFileSync("client/src/extension.ts", "utf8");
  const table = /const commands.*?= \{(.*?)\n {2}\};/s.exec(source)?.[1] ?? "";
  const registered = [...table.matchAll(/^ {4}(\w+)[:,]/gm)].map((match) => `driverlens.${match[1]}`);
  expect(registered.sort()).toEqual([...declared].sort());
});

test("commands have the product's category and an icon", () => {
  for (const command of commands) {
    expect(command.category).toBe("driverlens");
    expect(command.icon).toMatch(/^\$\([a-z-]+\)$/);
  }
});

test("menus and walkthrough steps name commands that are there", () => {
  const named = [
    ...Object.values(menus).flatMap((entries) => entries.map(({ command }) => command)),
    ...steps.flatMap(({ description, completionEvents }) =>
      ownCommands(`${description} ${completionEvents.join(" ")}`),
    ),
  ];
  expect(named.length).toBeGreaterThan(5);
  expect(named.filter((command) => !declared.has(command))).toEqual([]);
});

test("files that the manifest names are in the repository", () => {
  const files = [
    manifest.icon,
    ...containers.map(({ icon }) => icon),
    ...Object.values(views).flatMap((entries) => entries.map(({ icon }) => icon)),
    ...steps.map(({ media }) => media.svg),
    ...manifest.contributes.jsonValidation.map((entry) => entry.url),
  ];
  expect(files.filter((file) => !existsSync(file))).toEqual([]);
});

test("views stand in a container of the extension's own", () => {
  const ids = new Set(containers.map(({ id }) => id));
  expect(Object.keys(views).filter((container) => !ids.has(container))).toEqual([]);
});

describe("walkthrough", () => {
  test.each(steps.map((step) => [step.id, step] as const))(
    "%s has a picture for every theme and words for it",
    (_, step) => {
      expect(step.media.altText.length).toBeGreaterThan(40);
      const picture = readFileSync(step.media.svg, "utf8");
      // Colours come from the theme; a fixed one is what stands in where a theme has none. Of an extension's colour VS Code
      // replaces the first dot alone.
      expect(picture.replace(/var\(--vscode-[\w-]+,(?: var\(--vscode-[\w.\\-]+,)? #\w+\)+/g, "")).not.toMatch(
        /#[0-9a-f]{3,6}/i,
      );
      // The page that shows it allows no style sheets.
      expect(picture).not.toMatch(/<style|\bstyle=|\bclass=/);
      expect(picture).not.toMatch(/https?:\/\/(?!www\.w3\.org)/);
    },
  );
});

test("settings are in order and explained", () => {
  const settings = Object.values(configuration.properties);
  expect(settings.map(({ order }) => order)).toEqual(settings.map((_, index) => index + 1));
  for (const [name, { markdownDescription }] of Object.entries(configuration.properties)) {
    expect(name).toMatch(/^driverlens\./);
    expect(markdownDescription).toMatch(/\.$/);
  }
});

test("nothing but sources that are checked, and a picture or a database that was open in the last session, activates the extension", () => {
  expect(manifest.activationEvents).toEqual([
    "onLanguage:c",
    "onLanguage:cpp",
    "onLanguage:rust",
    "onLanguage:inf",
    "onWebviewPanel:driverlens.callGraph",
    "onFileSystem:driverlens-database",
  ]);
});

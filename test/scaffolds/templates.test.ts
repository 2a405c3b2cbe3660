/**
 * What every template is held to: what comes of it has nothing of the template left, its build files list what is there,
 * and driverlens has nothing to say about it, nor about the template's sources as they stand.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join, posix } from "node:path";
import { XMLValidator } from "fast-xml-parser";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ProjectFile } from "../../server/src/scaffolds/project.ts";
import { completed, mistakeIn, questionsOf } from "../../server/src/scaffolds/questions.ts";
import type { Template } from "../../server/src/scaffolds/template.ts";
import { templates } from "../../server/src/scaffolds/templates.ts";
import { driverlens } from "../support/program.ts";
import { generate, templatesFolder } from "./support/generate.ts";

/** A project that is made: which template, for which driver, with which answers. */
interface Case {
  readonly title: string;
  readonly template: Template;
  readonly name: string;
  readonly given: Readonly<Record<string, string>>;
}

/** An ordinary name, and one that is as short as a name may be, with what identifiers may hold. */
const names = ["DiskWatch", "X_1b"];

/** Each template with each name, and each choice that is not the default once. */
const cases: readonly Case[] = templates.flatMap((template) => {
  const defaults = completed(template, new Map([["name", "DiskWatch"]]));
  const others = template.questions.flatMap(({ id, choices = [] }) =>
    choices.filter(({ value }) => value !== defaults.get(id)).map(({ value }) => ({ [id]: value })),
  );
  return [
    ...names.map((name) => ({ title: `${template.id} ${name}`, template, name, given: {} })),
    ...others.map((given) => ({
      title: `${template.id} DiskWatch ${Object.entries(given).flat().join("=")}`,
      template,
      name: "DiskWatch",
      given,
    })),
  ];
});

const placeholder =
  /new_?driver|wen'|newprovider|newaltitude|new_answer|01\/02\/2003|([1-9])\1{7}(?:, 0x\1{4}|-\1{4})/i;

/** A GUID's parts, after its name. */
const definedGuid = /DEFINE_GUID\s*\(\s*\w+,([^)]*)\)/g;

describe("templates", () => {
  /** Has a folder for each project that has sources like no other's. */
  let folder = "";
  const made = new Map<Case, readonly ProjectFile[]>();

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "driverlens-templates-"));
    const seen = new Set<string>();
    for (const [index, each] of cases.entries()) {
      const project = join(folder, String(index));
      const files = await generate(each.template, each.name, project, each.given);
      made.set(each, files);
      const sources = files.filter(({ path }) => /\.[ch]$/.test(path)).map(({ text }) => text.replace(definedGuid, ""));
      const key = JSON.stringify([each.template.id, sources]);
      if (seen.has(key)) {
        rmSync(project, { recursive: true });
      }
      seen.add(key);
    }
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const filesOf = (each: Case): readonly ProjectFile[] => made.get(each) ?? [];

  it("have answers of their own that they take", () => {
    for (const { template, name, given } of cases) {
      const answers = completed(template, new Map([["name", name], ...Object.entries(given)]));
      const mistakes = questionsOf(template).flatMap(
        (question) => mistakeIn(question, answers.get(question.id) ?? "", answers) ?? [],
      );
      expect(mistakes).toEqual([]);
    }
  });

  it("use all files of their folders, and no others", () => {
    for (const inFolder of new Set(templates.map((template) => template.folder))) {
      const there = readdirSync(join(templatesFolder, inFolder), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name).slice(join(templatesFolder, inFolder).length + 1));
      const used = templates
        .filter((template) => template.folder === inFolder)
        .flatMap(({ files }) => files.map(({ source }) => source));
      expect([...new Set(used)].sort()).toEqual(there.sort());
    }
    const folders = readdirSync(templatesFolder);
    expect(folders.filter((name) => !templates.some((template) => template.folder === name))).toEqual([]);
  });

  it.each(cases)("leave nothing of the template in $title", (each) => {
    for (const { path, text } of filesOf(each)) {
      expect(placeholder.exec(path)?.[0], path).toBeUndefined();
      expect(placeholder.exec(text)?.[0], path).toBeUndefined();
    }
  });

  it.each(cases)("are plain text in $title", (each) => {
    for (const { path, text } of filesOf(each)) {
      expect(/[^\x20-\x7e\n\t]/.exec(text)?.[0], path).toBeUndefined();
      expect(/[ \t]\n/.exec(text)?.[0], path).toBeUndefined();
      expect(text.endsWith("\n") && !text.endsWith("\n\n"), path).toBe(true);
    }
  });

  it.each(cases)("open a file of $title that is there", (each) => {
    const opened = each.template.opens.replaceAll("NewDriver", each.name);
    expect(filesOf(each).map(({ path }) => path)).toContain(opened);
  });

  it.each(cases.filter(({ template }) => template.kind === "project"))("list the sources of $title", (each) => {
    const files = filesOf(each);
    const projects = files.filter(({ path }) => path.endsWith(".vcxproj"));
    if (each.template.platform === "windows") {
      expect(projects).not.toEqual([]);
    }
    const listed = projects.flatMap(({ path, text }) => {
      expect(XMLValidator.validate(text), path).toBe(true);
      return [...text.matchAll(/<(ClCompile|ClInclude|Inf|None) Include="([^"$]+)"/g)].map(([, kind, file = ""]) => ({
        kind,
        file: posix.join(posix.dirname(path), file.replaceAll("\\", "/")),
      }));
    });
    const paths = files.map(({ path }) => path);
    expect(listed.filter(({ file }) => !paths.includes(file))).toEqual([]);
    const compiled = listed.filter(({ kind }) => kind === "ClCompile").map(({ file }) => file);
    expect(compiled.sort()).toEqual(paths.filter((path) => path.endsWith(".c")).sort());
    const included = new Set(listed.filter(({ kind }) => kind === "ClInclude").map(({ file }) => file));
    expect([...included].sort()).toEqual(paths.filter((path) => path.endsWith(".h")).sort());
    const infs = listed.filter(({ kind }) => kind === "Inf").map(({ file }) => file);
    expect(infs).toEqual(paths.filter((path) => /\.inf$/i.test(path)));
  });

  it.each(cases)("give GUIDs to $title that are one thing's each", (each) => {
    const texts = filesOf(each).map(({ text }) => text);
    const ofProjects = texts.flatMap((text) =>
      [...text.matchAll(/<ProjectGuid>\{([\dA-Fa-f-]{36})\}/g)].map(([, guid = ""]) => guid.toLowerCase()),
    );
    const defined = texts.flatMap((text) =>
      [...text.matchAll(definedGuid)].map(([, parts = ""]) =>
        parts
          .split(",")
          .map((part, index) =>
            part
              .trim()
              .slice(2)
              .toLowerCase()
              .padStart([8, 4, 4][index] ?? 2, "0"),
          )
          .join("")
          .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5"),
      ),
    );
    const guids = [...ofProjects, ...defined];
    for (const guid of guids) {
      expect(guid).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
    }
    expect(new Set(guids).size).toBe(guids.length);
  });

  it.each(cases)("name the files of $title in its README", (each) => {
    const files = filesOf(each);
    const readme = files.find(({ path }) => path === "README.md");
    if (each.template.kind === "part" && readme === undefined) {
      return;
    }
    const named = files.map(({ path }) => path).filter((path) => /\.(?:c|h|inf|vcxproj)$/.test(path));
    expect(named.filter((path) => !readme?.text.includes(posix.basename(path)))).toEqual([]);
  });

  /** What a person would see of a check of all the generated projects, or of the templates as they stand. */
  const check = (path: string) => {
    const { code, stdout, stderr } = driverlens(["check", path, "--format", "json", "--report-unused-suppressions"]);
    return { code, stderr, ...(JSON.parse(stdout) as Checked) };
  };

  it.each(["generated", "as they stand"])("are drivers that driverlens finds nothing in, %s", (which) => {
    const path = which === "generated" ? folder : templatesFolder;
    const { code, findings, suppressed, unusedSuppressions, problems, stats, summary } = check(path);
    expect({ findings, suppressed, unusedSuppressions, problems, code }).toEqual({
      findings: [],
      suppressed: [],
      unusedSuppressions: [],
      problems: [],
      code: 0,
    });
    // Read as what it is: all but the programs, and the headers that programs share with their drivers.
    const sources = readdirSync(path, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.[ch]$/.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name));
    const shared = sources.filter(isOfProgram).flatMap((source) => {
      const beside = readdirSync(dirname(dirname(source))).map((name) => join(dirname(dirname(source)), name));
      const text = readFileSync(source, "utf8");
      return beside.filter((header) => header.endsWith(".h") && text.includes(`${basename(header)}"`));
    });
    const ofDrivers = sources.filter((source) => !isOfProgram(source) && !shared.includes(source));
    expect(summary.checkedFiles).toBe(ofDrivers.length);
    expect(stats.filter(({ corpus }) => !/^(?:windows|linux)-kernel /.test(corpus))).toEqual([]);
    expect(stats.filter(({ brokenFiles, givenUpFunctions }) => brokenFiles + givenUpFunctions > 0)).toEqual([]);
  });
});

interface Checked {
  readonly findings: readonly unknown[];
  readonly suppressed: readonly unknown[];
  readonly unusedSuppressions: readonly unknown[];
  readonly problems: readonly unknown[];
  readonly summary: { readonly checkedFiles: number };
  readonly stats: readonly {
    readonly corpus: string;
    readonly brokenFiles: number;
    readonly givenUpFunctions: number;
  }[];
}

/** Whether a project beside the file makes it part of an application. */
function isOfProgram(path: string): boolean {
  return readdirSync(dirname(path)).some(
    (name) =>
      name.endsWith(".vcxproj") &&
      readFileSync(join(dirname(path), name), "utf8").includes("<ConfigurationType>Application<"),
  );
}

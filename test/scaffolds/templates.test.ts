/**
 * What every template is held to: what comes of it has nothing of the template left, its build files list what is there,
 * and driverlens has nothing to say about it, nor about the template's sources as they stand.
 */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
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
  /new_?driver|wen'|b"new\d|newprovider|newaltitude|new_answer|01\/02\/2003|([1-9])\1{7}(?:, 0x\1{4}|-\1{4})/i;

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

  const projectsOf = (platform: Template["platform"]): readonly Case[] =>
    cases.filter(({ template }) => template.kind === "project" && template.platform === platform);

  it.each(projectsOf("linux"))("list the sources of $title", (each) => {
    const files = filesOf(each);
    const textOf = (name: string) => files.find(({ path }) => path === name)?.text ?? "";
    const module = each.name.toLowerCase();
    expect(textOf("Kbuild")).toMatch(new RegExp(`^obj-m := ${module}\\.o$`, "m"));
    const objects = [...textOf("Kbuild").matchAll(new RegExp(`^${module}-y \\+?:?= (.*)$`, "gm"))];
    const stems = objects.flatMap(([, list = ""]) => list.split(" ")).map((object) => object.replace(/\.o$/, ""));
    expect(new Set(stems).size).toBe(stems.length);
    // An object that is the module's own name would be a source and all of them.
    expect(stems).not.toContain(module);
    const sources = files.map(({ path }) => path).filter((path) => /\.[cS]$/.test(path));
    const stemOf = (path: string) => path.replace(/\.[cS]$/, "");
    expect(stems.filter((stem) => !sources.some((path) => stemOf(path) === stem))).toEqual([]);
    // What Kbuild does not compile is a program's, which make builds.
    const ofPrograms = sources.filter((path) => !stems.includes(stemOf(path)));
    expect(ofPrograms.filter((path) => !textOf("Makefile").includes(path))).toEqual([]);
  });

  // Those in C; cargo finds what a crate is made of.
  const inC = projectsOf("windows").filter(({ template }) =>
    template.files.every(({ source }) => source !== "Cargo.toml"),
  );

  it.each(inC)("list the sources of $title", (each) => {
    const files = filesOf(each);
    const projects = files.filter(({ path }) => path.endsWith(".vcxproj"));
    expect(projects).not.toEqual([]);
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
    const named = files
      .map(({ path }) => path)
      .filter((path) => /\.(?:c|h|rs|S|inf|inx|vcxproj|sh|conf|service|sql)$|^Kbuild$|^Makefile$/.test(path));
    expect(named.filter((path) => !readme?.text.includes(posix.basename(path)))).toEqual([]);
  });

  /** What a person would see of a check of all the generated projects, or of the templates as they stand. */
  const check = (path: string) => {
    const { code, stdout, stderr } = driverlens(["check", path, "--format", "json", "--report-unused-suppressions"]);
    return { code, stderr, ...(JSON.parse(stdout) as Checked) };
  };

  it.each(["generated", "as they stand"])("are drivers that driverlens finds nothing in, %s", (which) => {
    const path = which === "generated" ? folder : templatesFolder;
    const { code, findings, suppressed, unusedSuppressions, problems, stats } = check(path);
    expect({ findings, suppressed, unusedSuppressions, problems, code }).toEqual({
      findings: [],
      suppressed: [],
      unusedSuppressions: [],
      problems: [],
      code: 0,
    });
    // Read as what it is: all but the programs, and the headers that programs share with their drivers.
    const files = readdirSync(path, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
    const sources = files.filter((file) => /\.[ch]$/.test(file));
    const shared = sources.filter(isOfWindowsProgram).flatMap((source) => {
      const beside = readdirSync(dirname(dirname(source))).map((name) => join(dirname(dirname(source)), name));
      const text = readFileSync(source, "utf8");
      return beside.filter((header) => header.endsWith(".h") && text.includes(`${basename(header)}"`));
    });
    const ofDrivers = sources.filter((source) => !isOfProgram(source) && !shared.includes(source));
    const modules = files.filter((file) => isOfDriverCrate(file));
    const checked = (which: RegExp): number =>
      stats.filter(({ corpus }) => which.test(corpus)).reduce((sum, { files: some }) => sum + some, 0);
    expect(checked(/-kernel (?!Rust|TOML)/)).toBe(ofDrivers.length);
    expect(checked(/^windows-kernel Rust$/)).toBe(modules.length);
    expect(checked(/^windows-kernel TOML$/)).toBe(modules.filter((file) => basename(file) === "lib.rs").length);
    expect(checked(/ INF$/)).toBe(files.filter((file) => /\.in[fx]$/.test(file)).length);
    expect(stats.filter(({ corpus }) => !/^(?:windows|linux)-kernel |^driver-package INF$/.test(corpus))).toEqual([]);
    expect(stats.filter(({ brokenFiles, givenUpFunctions }) => brokenFiles + givenUpFunctions > 0)).toEqual([]);
  });
});

interface Checked {
  readonly findings: readonly unknown[];
  readonly suppressed: readonly unknown[];
  readonly unusedSuppressions: readonly unknown[];
  readonly problems: readonly unknown[];
  readonly stats: readonly {
    readonly corpus: string;
    readonly files: number;
    readonly brokenFiles: number;
    readonly givenUpFunctions: number;
  }[];
}

/** Whether it is a module of a crate that makes a driver; what stands for another file of it is none as it stands. */
function isOfDriverCrate(path: string): boolean {
  const folders = path.split("/").slice(0, -1);
  const crate = folders.slice(0, folders.lastIndexOf("src")).join("/");
  return /(?<!-wdk)\.rs$/.test(path) && folders.includes("src") && existsSync(join(crate, "build.rs"));
}

/** Whether a project beside the file makes it part of an application, or Kbuild lists nothing of a folder that has sources. */
function isOfProgram(path: string): boolean {
  return isOfWindowsProgram(path) || isOfLinuxProgram(path);
}

function isOfLinuxProgram(path: string): boolean {
  const folder = dirname(path);
  const kbuild = join(dirname(folder), "Kbuild");
  return (
    existsSync(kbuild) &&
    !readFileSync(kbuild, "utf8").includes(`${basename(folder)}/`) &&
    readdirSync(folder).some((name) => name.endsWith(".c"))
  );
}

function isOfWindowsProgram(path: string): boolean {
  return readdirSync(dirname(path)).some(
    (name) =>
      name.endsWith(".vcxproj") &&
      readFileSync(join(dirname(path), name), "utf8").includes("<ConfigurationType>Application<"),
  );
}

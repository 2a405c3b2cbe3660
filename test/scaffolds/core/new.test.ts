/** `driverlens new` on a template made for the tests: what it writes, what it refuses, what it says. */
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { describe, expect, test } from "vitest";
import { colors } from "../../../server/src/cli/colors.ts";
import { type ParseArgs, parseCommandLine } from "../../../server/src/cli/command-line.ts";
import { helpText } from "../../../server/src/cli/help.ts";
import type { NewOptions } from "../../../server/src/cli/new.ts";
import { NEW } from "../../../server/src/cli/options.ts";
import { newProject } from "../../../server/src/main/new.ts";
import { completed, mistakeIn, questionsOf } from "../../../server/src/scaffolds/questions.ts";
import type { Template } from "../../../server/src/scaffolds/template.ts";
import { templates } from "../../../server/src/scaffolds/templates.ts";
import { driverlens, folder } from "../../support/program.ts";
import { sample } from "./sample.ts";

const part: Template = {
  ...sample,
  id: "sample-part",
  title: "Sample part",
  kind: "part",
  questions: [],
  files: [{ source: "part.c", target: "newdriver-part.c" }],
  opens: "newdriver-part.c",
};

const sources = {
  "NewDriver.c": "/* NewDriver of NewProvider, {11111111-1111-1111-1111-111111111111}, 01/02/2003 */\n",
  "newdriver.h": "#define NEW_DRIVER_TAG '1weN'\n",
  "notes.txt": "NEW_ANSWER_WHERE_TWICE\n",
  gitignore: "x64/\n",
  "vscode-tasks.json": "{}\n",
  "part.c": "/* A part of NewDriver */\n",
};

interface Setting {
  /** The folder that templates lie below. */
  readonly templates: string;
  /** An empty folder to write to. */
  readonly out: string;
}

function setting(): Setting {
  const files = Object.fromEntries(Object.entries(sources).map(([name, text]) => [`sample/${name}`, text]));
  return { templates: folder(files), out: folder({}) };
}

const run = (
  { templates: below }: Setting,
  options: Partial<NewOptions>,
  given: Readonly<Record<string, string>> = {},
) =>
  newProject(
    {
      template: "sample",
      folder: undefined,
      dryRun: false,
      force: false,
      color: "never",
      ...options,
      given: new Map(Object.entries(given)),
    },
    { templates: [sample, part], sources: pathToFileURL(`${below}/`), colors: colors("never"), width: 80 },
  );

const filesIn = (path: string): readonly string[] =>
  readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name).slice(path.length + 1))
    .sort();

describe("a project", () => {
  test("is written with its answers, and what comes next is said", async () => {
    const at = setting();
    const made = join(at.out, "disk-watch");
    const output = await run(at, { folder: made }, { provider: "Contoso", where: "notes" });
    expect(output).toMatchObject({ exitCode: 0, stderr: "" });
    expect(output.stdout).toBe(`Sample driver DiskWatch: 4 files in ${made}
  name      DiskWatch  unless --name says otherwise
  provider  Contoso
  where     notes
  tasks     no         unless --tasks says otherwise

Next
  ${made}/DiskWatch.c${" ".repeat(7)}is the file to begin with
  driverlens check ${made}  says what is wrong with it
`);
    expect(filesIn(made)).toEqual([".gitignore", "DiskWatch.c", "include/diskwatch.h", "notes.txt"]);
    const text = readFileSync(join(made, "DiskWatch.c"), "utf8");
    expect(text).toMatch(
      /^\/\* DiskWatch of Contoso, \{[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}\}, \d\d\/\d\d\/\d{4} \*\/\n$/,
    );
    expect(text).not.toMatch(/1{8}|01\/02\/2003/);
    expect(readFileSync(join(made, "include/diskwatch.h"), "utf8")).toBe("#define DISK_WATCH_TAG '1siD'\n");
    expect(readFileSync(join(made, "notes.txt"), "utf8")).toBe("notesnotes\n");
  });

  test("has GUIDs of its own", async () => {
    const at = setting();
    const guid = async (name: string): Promise<string> => {
      await run(at, { folder: join(at.out, name) });
      return /\{.*\}/.exec(readFileSync(join(at.out, name, `${name}.c`), "utf8"))?.[0] ?? "";
    };
    expect(await guid("First")).not.toBe(await guid("Second"));
  });

  test("has tasks where they are asked for", async () => {
    const at = setting();
    await run(at, { folder: at.out }, { name: "Echo", tasks: "yes" });
    expect(filesIn(at.out)).toContain(".vscode/tasks.json");
  });

  test("is only told of in a dry run", async () => {
    const at = setting();
    writeFileSync(join(at.out, "Echo.c"), "mine\n");
    const output = await run(at, { folder: at.out, dryRun: true }, { name: "Echo" });
    expect(output).toEqual({
      stdout: `Sample driver Echo: 4 files in ${at.out}\n  Echo.c          is there\n  include/echo.h\n  of-Echo.txt\n  .gitignore\n`,
      stderr: "",
      exitCode: 0,
    });
    expect(filesIn(at.out)).toEqual(["Echo.c"]);
  });
});

describe("a part", () => {
  test("goes into the folder of a driver, and has its name", async () => {
    const at = setting();
    writeFileSync(join(at.out, "DiskWatch.vcxproj"), "");
    const output = await run(at, { template: "sample-part", folder: at.out });
    expect(output.stdout).toContain(`Sample part for DiskWatch: 1 file in ${at.out}\n`);
    expect(output.stdout).toMatch(/\n {2}the driver's project +has to list diskwatch-part\.c before it is compiled\n/);
    expect(filesIn(at.out)).toEqual(["DiskWatch.vcxproj", "diskwatch-part.c"]);
    expect(readFileSync(join(at.out, "diskwatch-part.c"), "utf8")).toBe("/* A part of DiskWatch */\n");
  });
});

describe("files that are there", () => {
  test("stay, all of them, and nothing is written beside them", async () => {
    const at = setting();
    writeFileSync(join(at.out, "Echo.c"), "mine\n");
    symlinkSync("nowhere", join(at.out, ".gitignore"));
    const output = await run(at, { folder: at.out }, { name: "Echo" });
    expect(output).toEqual({
      stdout: "",
      stderr: `driverlens: nothing was written, as in ${at.out} there are already (--force overwrites them):\n  Echo.c\n  .gitignore\n`,
      exitCode: 2,
    });
    expect(filesIn(at.out)).toEqual([".gitignore", "Echo.c"]);
    expect(readFileSync(join(at.out, "Echo.c"), "utf8")).toBe("mine\n");
  });

  test("are overwritten by force; a link is replaced, and not what it leads to", async () => {
    const at = setting();
    const outside = folder({ "important.txt": "mine\n" });
    writeFileSync(join(at.out, "Echo.c"), "mine\n");
    symlinkSync(join(outside, "important.txt"), join(at.out, ".gitignore"));
    expect((await run(at, { folder: at.out, force: true }, { name: "Echo" })).exitCode).toBe(0);
    expect(readFileSync(join(at.out, "Echo.c"), "utf8")).toContain("Echo of My Company");
    expect(readFileSync(join(at.out, ".gitignore"), "utf8")).toBe("x64/\n");
    expect(readFileSync(join(outside, "important.txt"), "utf8")).toBe("mine\n");
    expect(filesIn(at.out).filter((path) => path.includes("driverlens"))).toEqual([]);
  });

  test("that stand where a folder has to be are told, with what was written before", async () => {
    const at = setting();
    writeFileSync(join(at.out, "include"), "");
    const refused = await run(at, { folder: at.out }, { name: "Echo" });
    expect(refused.stderr).toContain("there are already (--force overwrites them):\n  include/echo.h\n");
    expect(filesIn(at.out)).toEqual(["include"]);
    const output = await run(at, { folder: at.out, force: true }, { name: "Echo" });
    expect(output.exitCode).toBe(2);
    expect(output.stderr).toContain(`${at.out}/include/echo.h cannot be written: `);
    expect(output.stderr).toContain(`These files were written before it:\n  ${at.out}/Echo.c\n`);
  });

  test("are not touched where a template cannot be read", async () => {
    const at = setting();
    await expect(run({ ...at, templates: at.out }, { folder: join(at.out, "x") })).rejects.toThrow("ENOENT");
    expect(filesIn(at.out)).toEqual([]);
  });
});

describe("mistakes", () => {
  test.each<[Partial<NewOptions>, Record<string, string>, string]>([
    [{ template: "smaple" }, {}, '"smaple" is no template; did you mean "sample"?'],
    [{ template: "\u001b[31m" }, {}, "driverlens new lists them"],
    [{}, { name: "echo" }, '--name "echo": The name begins with a capital letter'],
    [{}, { provider: 'a"b' }, '--provider "a"b": 1 to 64 letters'],
    [{}, { tasks: "maybe" }, '--tasks "maybe": One of no, yes'],
    [{}, { altitude: "1" }, "--altitude is no option of sample, which takes --name, --provider, --where, --tasks"],
    [{}, { where: "../../x" }, "../../x.txt is no file of the project's folder"],
    [{}, { where: "x\ny" }, "One line, without control characters"],
  ])("%j with %j is told", async (options, given, message) => {
    const at = setting();
    const output = await run(at, { folder: at.out, ...options }, { ...(given as object) });
    expect(output.exitCode).toBe(2);
    expect(output.stderr).toContain(message);
    expect(output.stderr).not.toMatch(/(?!\n)\p{Cc}/u);
    expect(filesIn(at.out)).toEqual([]);
  });

  test.each(["file", "file/below"])("a folder cannot be %s where that is a file", async (name) => {
    const at = setting();
    writeFileSync(join(at.out, "file"), "");
    const output = await run(at, { folder: join(at.out, name) }, { name: "Echo" });
    expect(output).toMatchObject({ exitCode: 2, stdout: "" });
    expect(output.stderr).toContain(`${name} is no folder, or lies in something that is none\n`);
    expect(filesIn(at.out)).toEqual(["file"]);
  });

  test("a folder that gives no name gets a driver with the usual one", async () => {
    const at = setting();
    mkdirSync(join(at.out, "7"));
    expect((await run(at, { folder: join(at.out, "7") })).stdout).toContain("Sample driver MyDriver: 4 files");
  });
});

test("without a template all are listed", async () => {
  expect((await run(setting(), { template: undefined })).stdout).toBe(`Windows drivers
  sample       Sample driver. A driver of the tests

Parts of a Windows driver
  sample-part  Sample part. A driver of the tests

driverlens new <template> [folder] makes one; driverlens help new has the options.
`);
});

describe("arguments", () => {
  const parse = (...args: string[]) => parseCommandLine(args, parseArgs as ParseArgs);

  test("are a template, a folder and switches", () => {
    expect(parse("new", "x", "dir", "--dry-run", "--force", "--no-color")).toEqual({
      kind: "new",
      options: { template: "x", folder: "dir", given: new Map(), dryRun: true, force: true, color: "never" },
    });
    expect(parse("new")).toMatchObject({ options: { template: undefined } });
  });

  test.each([
    [["new", "a", "b", "c"], "new takes a template and a folder"],
    [["new", "a", "--forse"], '--forse is no option of new; did you mean "--force"?'],
  ])("%j are a mistake", (args, message) => {
    expect(parse(...args)).toEqual({ kind: "mistake", message });
  });

  test("are explained, those of each template", () => {
    const help = helpText(NEW, colors("never"), 100);
    for (const question of templates.flatMap(questionsOf)) expect(help).toContain(`--${question.id}`);
    expect(help).toContain("2  an answer is wrong");
    expect(helpText(undefined, colors("never"), 100)).toMatch(/^ {2}new +Make a new driver/m);
  });
});

describe("the registered templates", () => {
  test("are found by the program, beside it", () => {
    const cwd = folder({});
    const { stdout, stderr, code } = driverlens(["new", "wdm", "disk-watch", "--tasks", "--provider", "Contoso"], {
      cwd,
    });
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toContain("WDM driver DiskWatch: ");
    expect(filesIn(join(cwd, "disk-watch"))).toEqual(
      expect.arrayContaining([".gitignore", ".vscode/tasks.json", "DiskWatch.vcxproj"]),
    );
    expect(readFileSync(join(cwd, "disk-watch/DiskWatch.inf"), "utf8")).toContain("Contoso");
    const list = driverlens(["new"]).stdout;
    for (const { id } of templates) expect(list).toContain(`  ${id} `);
  });

  test("ask nothing that is an option of the command", () => {
    const asked = templates.flatMap(({ questions }) => questions.map(({ id }) => id));
    expect(asked.filter((id) => ["name", "dry-run", "force", "no-color", "help"].includes(id))).toEqual([]);
  });

  test("have ids of their own", () => {
    expect(new Set(templates.map(({ id }) => id)).size).toBe(templates.length);
  });

  test.each(templates.map((template) => [template.id, template] as const))(
    "%s has defaults that are right",
    (_, template) => {
      const answers = completed(template, new Map());
      for (const question of questionsOf(template)) {
        expect(mistakeIn(question, answers.get(question.id) ?? "", answers)).toBeUndefined();
      }
    },
  );
});

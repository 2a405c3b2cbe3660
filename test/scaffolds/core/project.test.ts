/** The files of a project: which, where, what stands in them; and that none ever lies elsewhere. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { openedPath, projectFiles, projectMistake, projectPaths } from "../../../server/src/scaffolds/project.ts";
import { projectNamed, sample } from "./sample.ts";

const read = async (path: string): Promise<string> => `${path} of NewDriver`;

describe("a project", () => {
  test("has the files that its answers want, in the template's order", () => {
    expect(projectPaths(sample, projectNamed("Echo"))).toEqual([
      "Echo.c",
      "include/echo.h",
      "of-Echo.txt",
      ".gitignore",
    ]);
    expect(projectPaths(sample, projectNamed("Echo", { tasks: "yes" })).at(-1)).toBe(".vscode/tasks.json");
    expect(openedPath(sample, projectNamed("Echo"))).toBe("Echo.c");
  });

  test("has the texts of the template's folder, filled in", async () => {
    const files = await projectFiles(sample, projectNamed("Echo"), read);
    expect(files.slice(0, 2)).toEqual([
      { path: "Echo.c", text: "sample/Echo.c of Echo" },
      { path: "include/echo.h", text: "sample/echo.h of Echo" },
    ]);
  });

  test("says what follows from its answers where they are said", async () => {
    const said = { ...sample, files: [{ source: "x.txt" }] };
    const files = await projectFiles(said, projectNamed("Echo", { where: "a" }), async () => "NEW_ANSWER_WHERE_TWICE");
    expect(files).toEqual([{ path: "x.txt", text: "aa" }]);
  });

  test("passes on what went wrong with reading", async () => {
    const project = projectNamed("Echo");
    await expect(projectFiles(sample, project, () => Promise.reject(new Error("gone")))).rejects.toThrow("gone");
  });
});

describe("a file of a project", () => {
  test.each(["../x", "..", ".", "", "/etc/passwd", "a//b", "a\\..\\..\\b", "C:\\x", "C:x", "a\nb", "a/./b", "x/ .."])(
    "does not lie elsewhere: %j",
    async (where) => {
      const project = projectNamed("Echo", { where: `${where}/y` });
      expect(projectMistake(sample, project)).toContain("is no file of the project's folder");
      await expect(projectFiles(sample, project, read)).rejects.toThrow("is no file");
    },
  );

  test("may lie in a folder of its own", () => {
    expect(projectMistake(sample, projectNamed("Echo", { where: "docs/more words" }))).toBeUndefined();
  });

  test("is no other one, where case is ignored", () => {
    const { files } = sample;
    const twice = { ...sample, files: [...files, { source: "fixed.c", target: "echo.c" }] };
    expect(projectMistake(twice, projectNamed("Echo"))).toBe("A driver named Echo would have two files echo.c");
    expect(projectMistake(twice, projectNamed("Ping"))).toBeUndefined();
  });

  test("is below the folder whatever is answered, or there is none", () => {
    const part = fc.oneof(fc.constantFrom("..", ".", "/", "\\", ":", "a", "NewDriver", "\n", " "), fc.string());
    fc.assert(
      fc.property(fc.array(part), (parts) => {
        const project = projectNamed("Echo", { where: parts.join("") });
        if (projectMistake(sample, project) !== undefined) return;
        for (const path of projectPaths(sample, project)) {
          const { pathname } = new URL(path, "file:///root/project/");
          expect(pathname.startsWith("/root/project/")).toBe(true);
          expect(path).not.toMatch(/[\\:\p{Cc}]/u);
        }
      }),
      { seed: 20_261_122 },
    );
  });
});

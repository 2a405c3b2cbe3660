/** A template's project on disk, as the command makes one: for tests that compile, check and run it. */
import { randomUUID } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { guidCount } from "../../../server/src/scaffolds/placeholders.ts";
import { type ProjectFile, projectFiles } from "../../../server/src/scaffolds/project.ts";
import { completed } from "../../../server/src/scaffolds/questions.ts";
import type { Template } from "../../../server/src/scaffolds/template.ts";
import { templates } from "../../../server/src/scaffolds/templates.ts";

export const templatesFolder = join(import.meta.dirname, "../../../templates");

export function templateOf(id: string): Template {
  const found = templates.find((template) => template.id === id);
  if (found === undefined) {
    throw new Error(`no template ${id}`);
  }
  return found;
}

/**
 * Writes a project into a folder, which may be new; GUIDs are other ones each time.
 *
 * @param given answers by question; of all others the default
 */
export async function generate(
  template: Template,
  name: string,
  folder: string,
  given: Readonly<Record<string, string>> = {},
): Promise<readonly ProjectFile[]> {
  const project = {
    name,
    answers: completed(template, new Map([["name", name], ...Object.entries(given)])),
    guids: Array.from({ length: guidCount }, () => randomUUID()),
    date: "2026-11-21",
  };
  const files = await projectFiles(template, project, async (path) =>
    readFileSync(join(templatesFolder, path), "utf8"),
  );
  for (const { path, text } of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return files;
}

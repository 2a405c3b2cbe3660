/** `driverlens new` on Node: reads the template beside the program, writes the project. */
import { randomUUID } from "node:crypto";
import { readdirSync, statSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { harmless } from "../cli/cells.ts";
import type { Colors } from "../cli/colors.ts";
import {
  dryRunText,
  existingText,
  failureText,
  findTemplate,
  madeText,
  type NewOptions,
  planProject,
  type Surroundings,
  templateList,
} from "../cli/new.ts";
import { guidCount } from "../scaffolds/placeholders.ts";
import { projectFiles } from "../scaffolds/project.ts";
import type { Template } from "../scaffolds/template.ts";
import { isThere, writeFiles } from "./written-files.ts";

export interface NewOutput {
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: 0 | 2;
}

export interface NewSettings {
  readonly templates: readonly Template[];
  /** The folder with their folders; ends with '/'. */
  readonly sources: URL;
  readonly colors: Colors;
  /** Terminal columns. */
  readonly width: number;
}

/** Runs it. Files are written to the end before anything is said. */
export async function newProject(options: NewOptions, settings: NewSettings): Promise<NewOutput> {
  const { templates, sources, colors, width } = settings;
  if (options.template === undefined) return say(templateList(templates, colors, width));
  const template = findTemplate(options.template, templates);
  if (typeof template === "string") return refuse(`${template}\n`);
  const plan = planProject(template, options, surroundings(template, options.folder));
  if (typeof plan === "string") return refuse(`${plan}\n`);

  if (!mayBeFolder(plan.folder))
    return refuse(`${harmless(plan.folder)} is no folder, or lies in something that is none\n`);
  const existing = new Set(plan.paths.filter((path) => isThere(join(plan.folder, path))));
  if (options.dryRun) return say(dryRunText(plan, existing, colors));
  if (existing.size > 0 && !options.force) return refuse(existingText(plan, existing));
  // All is read before anything is written.
  const files = await projectFiles(template, plan.project, (path) =>
    readFile(fileURLToPath(new URL(path, sources)), "utf8"),
  );
  const { paths, failure } = writeFiles(
    files.map(({ path, text }) => ({ path: join(plan.folder, path), content: text })),
    options.force ? "replace" : "keep",
  );
  return failure === undefined ? say(madeText(plan, colors)) : refuse(failureText(failure, paths));
}

const say = (stdout: string): NewOutput => ({ stdout, stderr: "", exitCode: 0 });
const refuse = (message: string): NewOutput => ({ stdout: "", stderr: `driverlens: ${message}`, exitCode: 2 });

function surroundings({ kind }: Template, folder: string | undefined): Surroundings {
  const guids = Array.from({ length: guidCount }, () => randomUUID());
  return { guids, date: today(), nameHints: nameHints(kind, folder) };
}

/** A part takes the name of the driver that it becomes a part of, a project that of its folder. */
function nameHints(kind: Template["kind"], folder: string | undefined): readonly string[] {
  if (kind === "project") return folder === undefined ? [] : [basename(resolve(folder))];
  const there = resolve(folder ?? ".");
  const projects = attempt(() => readdirSync(there)) ?? [];
  return [...projects.filter((name) => /\.vcxproj$/i.test(name)).map((name) => name.slice(0, -8)), basename(there)];
}

/** Whether it is a folder, or nothing that would keep it from being made. */
function mayBeFolder(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isDirectory() !== false;
  } catch (error) {
    // Whatever else there is to say of it is said when it is written.
    return !(error instanceof Error && "code" in error && error.code === "ENOTDIR");
  }
}

/** By the clock on the wall, as a DriverVer has it. */
function today(): string {
  const now = new Date();
  const two = (value: number): string => String(value).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

function attempt<T>(action: () => T): T | undefined {
  try {
    return action();
  } catch {
    return undefined;
  }
}

/** `driverlens new`: which templates there are, what a project's answers are, and what is said about it. */
import { didYouMean } from "../analysis/names/nearest.ts";
import { templateGroups } from "../scaffolds/groups.ts";
import type { Project } from "../scaffolds/placeholders.ts";
import { openedPath, projectMistake, projectPaths } from "../scaffolds/project.ts";
import { completed, mistakeIn, nameFrom, nameQuestionOf, questionsOf } from "../scaffolds/questions.ts";
import type { Answers, Template } from "../scaffolds/template.ts";
import { harmless } from "./cells.ts";
import type { Colors } from "./colors.ts";
import { quantity, table } from "./words.ts";
import { wrap } from "./wrap.ts";

export interface NewOptions {
  /** As given; without one all are listed. */
  readonly template: string | undefined;
  readonly folder: string | undefined;
  /** By question, `name` among them. */
  readonly given: Answers;
  /** Print what would be written, and write nothing. */
  readonly dryRun: boolean;
  /** Overwrite files that are there. */
  readonly force: boolean;
  readonly color: "auto" | "never";
}

export interface ProjectPlan {
  readonly template: Template;
  readonly project: Project;
  /** Where it goes, as the user would write it. */
  readonly folder: string;
  /** Below the folder. */
  readonly paths: readonly string[];
  /** Questions that nobody answered. */
  readonly defaults: ReadonlySet<string>;
}

/** What the host brings to a project. */
export interface Surroundings {
  readonly guids: readonly string[];
  /** ISO 8601. */
  readonly date: string;
  /** Names of files and folders that may be the driver's, the likeliest first. */
  readonly nameHints: readonly string[];
}

/** The template of this name, or a sentence. */
export function findTemplate(name: string, templates: readonly Template[]): Template | string {
  const ids = templates.map(({ id }) => id);
  const hint = didYouMean(name, ids) || "; driverlens new lists them";
  return templates.find(({ id }) => id === name) ?? `"${harmless(name)}" is no template${hint}`;
}

/** What is to be made, or a sentence that says which answer is wrong. */
export function planProject(
  template: Template,
  { given, folder }: NewOptions,
  { guids, date, nameHints }: Surroundings,
): ProjectPlan | string {
  const questions = questionsOf(template);
  const foreign = [...given.keys()].find((id) => !questions.some((question) => question.id === id));
  if (foreign !== undefined) {
    return `--${foreign} is no option of ${template.id}, which takes ${questions.map(({ id }) => `--${id}`).join(", ")}`;
  }
  const [hint] = nameHints.flatMap((text) => nameFrom(text, nameQuestionOf(template)) ?? []);
  const answers = completed(template, hint === undefined ? given : new Map([["name", hint], ...given]));
  const before = new Map<string, string>();
  for (const question of questions) {
    const answer = answers.get(question.id) ?? "";
    const mistake = mistakeIn(question, answer, before);
    if (mistake !== undefined) return `--${question.id} "${harmless(answer)}": ${mistake}`;
    before.set(question.id, answer);
  }
  const project: Project = { name: answers.get("name") ?? "", answers, guids, date };
  const mistake = projectMistake(template, project);
  if (mistake !== undefined) return mistake;
  return {
    template,
    project,
    folder: folder ?? (template.kind === "project" ? project.name : "."),
    paths: projectPaths(template, project),
    defaults: new Set(questions.map(({ id }) => id).filter((id) => !given.has(id))),
  };
}

/** All templates, with what each is for. */
export function templateList(templates: readonly Template[], colors: Colors, width: number): string {
  const column = Math.max(0, ...templates.map(({ id }) => id.length)) + 4;
  const group = (title: string, members: readonly Template[]): string[] => [
    colors.strong(title),
    ...members.flatMap(({ id, title: name, detail }) =>
      wrap(`${name}. ${detail}`, width, `  ${id.padEnd(column - 2)}`, " ".repeat(column)),
    ),
    "",
  ];
  return `${[
    ...templateGroups(templates).flatMap(({ title, templates: members }) => group(title, members)),
    "driverlens new <template> [folder] makes one; driverlens help new has the options.",
  ].join("\n")}\n`;
}

/** What is made of what, and where. */
function headline({ template, project, folder, paths }: ProjectPlan, colors: Colors): string {
  const link = template.kind === "part" ? " for" : "";
  const where = folder === "." ? "the current folder" : harmless(folder);
  return `${template.title}${link} ${colors.strong(project.name)}: ${quantity(paths.length, "file")} in ${where}`;
}

/** What would be written, and what of it is there already. */
export function dryRunText(plan: ProjectPlan, existing: ReadonlySet<string>, colors: Colors): string {
  const rows = plan.paths.map((path) => [`  ${path}`, existing.has(path) ? "is there" : ""]);
  return `${[headline(plan, colors), ...table(rows, "text")].join("\n")}\n`;
}

/** What was written, which answers were taken, and what comes next. */
export function madeText(plan: ProjectPlan, colors: Colors): string {
  const { template, project, folder, paths, defaults } = plan;
  const below = (path: string): string => (folder === "." ? path : `${harmless(folder)}/${path}`);
  const answers = [...project.answers].map(([id, answer]) => [
    `  ${id}`,
    harmless(answer),
    defaults.has(id) ? `unless --${id} says otherwise` : "",
  ]);
  const sources = paths.filter((path) => /\.c(?:pp)?$/i.test(path));
  const readme = paths.find((path) => /^README/i.test(path));
  const next = [
    [`  ${below(openedPath(template, project))}`, "is the file to begin with"],
    // A template of a whole driver brings its project; what is added to a driver is not in the one that it has.
    ...(template.kind === "part" && sources.length > 0
      ? [["  the driver's project", `has to list ${sources.join(" and ")} before it is compiled`]]
      : []),
    ...(readme === undefined ? [] : [[`  ${below(readme)}`, "says how to build, install and debug it"]]),
    [
      `  driverlens check ${/\s/.test(folder) ? `"${harmless(folder)}"` : harmless(folder)}`,
      "says what is wrong with it",
    ],
  ];
  return `${[headline(plan, colors), ...table(answers, "text"), "", colors.strong("Next"), ...table(next, "text")].join(
    "\n",
  )}\n`;
}

/** Why nothing is written where files are there. */
export function existingText({ folder }: ProjectPlan, existing: ReadonlySet<string>): string {
  const names = [...existing].map((path) => `  ${path}\n`).join("");
  return `nothing was written, as in ${harmless(folder)} there are already (--force overwrites them):\n${names}`;
}

/** What became of a project that could not be written to its end; `written` are its files that are there now. */
export function failureText(
  failure: { readonly path: string; readonly reason: string },
  written: readonly string[],
): string {
  const head = `${harmless(failure.path)} cannot be written: ${harmless(failure.reason)}\n`;
  if (written.length === 0) return `${head}Nothing was written.\n`;
  return `${head}These files were written before it:\n${written.map((path) => `  ${harmless(path)}\n`).join("")}`;
}

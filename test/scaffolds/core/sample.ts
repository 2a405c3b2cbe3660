/** A template made up for the tests, and a driver for it. */
import type { Project } from "../../../server/src/scaffolds/placeholders.ts";
import { completed, providerQuestion, tasksQuestion } from "../../../server/src/scaffolds/questions.ts";
import type { Question, Template } from "../../../server/src/scaffolds/template.ts";

/** Takes whatever is answered, as no template's own question should. */
const careless: Question = {
  id: "where",
  title: "Where",
  detail: "Names a file",
  initial: (answers) => `of-${answers.get("name")}`,
  mistake: () => undefined,
};

export const sample: Template = {
  id: "sample",
  title: "Sample driver",
  detail: "A driver of the tests",
  kind: "project",
  platform: "windows",
  folder: "sample",
  questions: [providerQuestion, careless, tasksQuestion],
  derived: (answers) => new Map([["where-twice", `${answers.get("where")}${answers.get("where")}`]]),
  files: [
    { source: "NewDriver.c" },
    { source: "newdriver.h", target: "include/newdriver.h" },
    { source: "notes.txt", target: "NEW_ANSWER_WHERE.txt" },
    { source: "gitignore", target: ".gitignore" },
    {
      source: "vscode-tasks.json",
      target: ".vscode/tasks.json",
      wanted: (answers) => answers.get("tasks") === "yes",
    },
  ],
  opens: "NewDriver.c",
};

const guids = Array.from({ length: 9 }, (_, index) => `abcdef0${index}-1234-5678-9abc-def012345678`);

/** The sample with these answers; the others have their defaults. */
export function projectNamed(name: string, answers: Readonly<Record<string, string>> = {}): Project {
  const given = new Map([["name", name], ...Object.entries(answers)]);
  return { name, answers: completed(sample, given), guids, date: "2026-11-21" };
}

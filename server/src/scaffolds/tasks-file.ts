/** The file that `tasksQuestion` asks about, whatever it builds. */
import type { TemplateFile } from "./template.ts";

export const tasksFile: TemplateFile = {
  source: "vscode-tasks.json",
  target: ".vscode/tasks.json",
  wanted: (answers) => answers.get("tasks") === "yes",
};

/** From a template and answers to the files of a project; what reads and writes them is the host's. */
import { fillIn, type Project, valuesOf } from "./placeholders.ts";
import type { Template } from "./template.ts";

export interface ProjectFile {
  /** Below the project's folder, '/'-separated. */
  readonly path: string;
  readonly text: string;
}

/** The paths of a project's files, below its folder, in the template's order: for a preview, before any is read. */
export function projectPaths(template: Template, project: Project): readonly string[] {
  return wantedFiles(template, project).map(({ path }) => path);
}

/** Where the file stands that is to be edited first, below the project's folder. */
export function openedPath(template: Template, project: Project): string {
  return fillIn(template.opens, valuesOf(project));
}

/**
 * @param read the text of a file below `templates`; its errors are passed on
 */
export async function projectFiles(
  template: Template,
  project: Project,
  read: (path: string) => Promise<string>,
): Promise<readonly ProjectFile[]> {
  const values = valuesOf(project);
  return Promise.all(
    wantedFiles(template, project).map(async ({ source, path }) => ({
      path,
      text: fillIn(await read(`${template.folder}/${source}`), values),
    })),
  );
}

function wantedFiles(
  { files }: Template,
  project: Project,
): readonly { readonly source: string; readonly path: string }[] {
  const values = valuesOf(project);
  return files
    .filter(({ wanted }) => wanted?.(project.answers) ?? true)
    .map(({ source, target }) => ({ source, path: fillIn(target ?? source, values) }));
}

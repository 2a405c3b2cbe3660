/** From a template and answers to the files of a project; what reads and writes them is the host's. */
import { fillIn, type Project, type Values, valuesOf } from "./placeholders.ts";
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
  return fillIn(template.opens, valuesFor(template, project));
}

/**
 * Why no project can be made of these answers though each is right for itself, as a sentence without a full stop: a file
 * would not lie in the project's folder, or two would be the same where case is ignored. Undefined where it can.
 */
export function projectMistake(template: Template, project: Project): string | undefined {
  const seen = new Set<string>();
  for (const path of projectPaths(template, project)) {
    if (!isBelow(path)) return `${path} is no file of the project's folder`;
    const folded = path.toLowerCase();
    if (seen.has(folded)) return `A driver named ${project.name} would have two files ${path}`;
    seen.add(folded);
  }
  return undefined;
}

/**
 * @param read the text of a file below `templates`; its errors are passed on
 * @throws where there is a `projectMistake`: nothing outside of the project's folder is ever named
 */
export async function projectFiles(
  template: Template,
  project: Project,
  read: (path: string) => Promise<string>,
): Promise<readonly ProjectFile[]> {
  const mistake = projectMistake(template, project);
  if (mistake !== undefined) throw new Error(mistake);
  const values = valuesFor(template, project);
  return Promise.all(
    wantedFiles(template, project).map(async ({ source, path }) => ({
      path,
      text: fillIn(await read(`${template.folder}/${source}`), values),
    })),
  );
}

function wantedFiles(
  template: Template,
  project: Project,
): readonly { readonly source: string; readonly path: string }[] {
  const values = valuesFor(template, project);
  return template.files
    .filter(({ wanted }) => wanted?.(project.answers) ?? true)
    .map(({ source, target }) => ({ source, path: fillIn(target ?? source, values) }));
}

function valuesFor(template: Template, project: Project): Values {
  const derived = template.derived?.(project.answers) ?? [];
  const values = valuesOf({ ...project, answers: new Map([...project.answers, ...derived]) });
  return new Map([...values, ...(template.replaced?.(project.answers) ?? [])]);
}

/** Whether each part of a path names a file or folder, on every system and in the part before it. */
function isBelow(path: string): boolean {
  return path.split("/").every((part) => /^[\w.-][\w. -]*$/.test(part) && !/^\.+$|[. ]$/.test(part));
}

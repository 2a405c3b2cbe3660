/** The questions of a new project in their order, each as the list or the input box that asks it. */
import * as vscode from "vscode";
import { templateGroups } from "../../../server/src/scaffolds/groups.ts";
import type { Project } from "../../../server/src/scaffolds/placeholders.ts";
import { projectMistake, projectPaths } from "../../../server/src/scaffolds/project.ts";
import {
  completed,
  isSwitch,
  mistakeIn,
  nameFrom,
  nameQuestion,
  nameQuestionOf,
} from "../../../server/src/scaffolds/questions.ts";
import type { Answers, Question, Template } from "../../../server/src/scaffolds/template.ts";
import { templates } from "../../../server/src/scaffolds/templates.ts";
import { chooseFolder, pathText } from "../questions/folders.ts";
import { askMany, askOne, askText, type Heading } from "../questions/inputs.ts";
import type { Move, Position, Step } from "../questions/walk.ts";
import { existingPaths, projectNames } from "./files.ts";
import { filesText, overwriteQuestion, previewText, promptOf } from "./texts.ts";

/** What was chosen until now; it stays when somebody goes back. */
export interface Choices {
  readonly template: Template | undefined;
  readonly given: Answers;
  /** Folders that are offered before those of the workspace. */
  readonly bases: readonly vscode.Uri[];
  readonly place: Place | undefined;
  /** Files that are there and are to stay as they are. */
  readonly keeps: ReadonlySet<string>;
  /** The same for every preview. */
  readonly once: Pick<Project, "guids" | "date">;
}

interface Place {
  readonly base: vscode.Uri;
  /** Whether the project gets a folder of its own in it, called as the driver is. */
  readonly own: boolean;
}

/**
 * @param fixed the template, where whoever asked for a project has named it
 * @param folder likewise
 */
export function stepsOf(
  { template }: Choices,
  fixed: Template | undefined,
  folder: vscode.Uri | undefined,
): readonly Step<Choices>[] {
  const choose = fixed === undefined ? [{ ask: chooseTemplate }] : [];
  // Until one is chosen the list is as long as that of the one which comes first.
  const shown = template ?? templates[0];
  if (shown === undefined) return choose;
  const questions = shown.questions.filter((question) => !isSwitch(question));
  const switches = shown.questions.filter(isSwitch);
  const name: Step<Choices> = { ask: (choices, position) => askQuestion(nameQuestionOf(shown), choices, position) };
  const asked = questions.map(
    (question): Step<Choices> => ({ ask: (choices, position) => askQuestion(question, choices, position) }),
  );
  const extras = switches.length === 0 ? [] : [{ ask: chooseExtras }];
  // The name of the driver that a part belongs to is known from its folder.
  const rest =
    shown.kind === "part"
      ? [...(folder === undefined ? [{ ask: choosePlace }] : []), name, ...asked, ...extras]
      : [name, ...asked, ...extras, { ask: choosePlace }];
  return [...choose, ...rest, { ask: preview }];
}

/** Where the files go. */
export function folderOf(choices: Choices): vscode.Uri | undefined {
  const { place, template, bases } = choices;
  // A part that was asked for in a folder goes there without a question.
  if (place === undefined) return bases[0];
  return place.own && template !== undefined
    ? vscode.Uri.joinPath(place.base, answersOf(template, choices).get("name") ?? "")
    : place.base;
}

export function projectOf(template: Template, choices: Choices): Project {
  const answers = answersOf(template, choices);
  return { name: answers.get("name") ?? "", answers, ...choices.once };
}

const answersOf = (template: Template, { given }: Choices): Answers => completed(template, given);

const headed = ({ template }: Choices, position: Position): Heading => ({
  ...position,
  title: template === undefined ? "New Driver Project" : `New ${template.title}`,
});

interface TemplateItem extends vscode.QuickPickItem {
  readonly template?: Template;
}

async function chooseTemplate(choices: Choices, position: Position): Promise<Move<Choices>> {
  const items = templateGroups(templates).flatMap((group): readonly TemplateItem[] => [
    { label: group.title, kind: vscode.QuickPickItemKind.Separator },
    ...group.templates.map((template) => ({ label: template.title, detail: template.detail, template })),
  ]);
  const entered = await askOne(
    { ...position, title: "New Driver Project" },
    {
      placeholder: "What to begin with",
      items,
      active: items.find(({ template }) => template !== undefined && template === choices.template),
    },
  );
  if (entered === undefined) return undefined;
  const template = entered.value?.template ?? choices.template;
  // A part is put where a project is not.
  const place = template === choices.template ? choices.place : undefined;
  return { to: entered.to, state: { ...choices, template, place } };
}

async function askQuestion(question: Question, choices: Choices, position: Position): Promise<Move<Choices>> {
  const { template } = choices;
  if (template === undefined) return undefined;
  const answers = answersOf(template, choices);
  const known = choices.given.get(question.id);
  const initial =
    known ??
    (question.id === nameQuestion.id ? await nameHint(template, choices) : undefined) ??
    answers.get(question.id) ??
    "";
  const heading = headed(choices, position);
  const entered = await (question.choices === undefined
    ? askText(heading, {
        prompt: promptOf(question),
        value: initial,
        mistake: (value) => mistakeIn(question, value, answers),
      })
    : chooseAnswer(heading, question, initial));
  if (entered === undefined) return undefined;
  return { to: entered.to, state: { ...choices, given: new Map([...choices.given, [question.id, entered.value]]) } };
}

/** A part is called as the project in its folder is, or the folder. */
async function nameHint(template: Template, choices: Choices): Promise<string | undefined> {
  const folder = template.kind === "part" ? folderOf(choices) : undefined;
  if (folder === undefined) return undefined;
  const names = [...(await projectNames(folder)), folder.path.replace(/^.*\//, "")];
  return names.flatMap((name) => nameFrom(name, nameQuestionOf(template)) ?? [])[0];
}

async function chooseAnswer(
  heading: Heading,
  { choices: offered = [], title, detail }: Question,
  initial: string,
): Promise<{ readonly to: "next" | "back"; readonly value: string } | undefined> {
  const items = offered.map(({ value, label, detail: said }) => ({ label, detail: said, value }));
  const active = items.find(({ value }) => value === initial);
  const entered = await askOne(heading, { placeholder: `${title}. ${detail}`, items, active });
  return entered && { to: entered.to, value: entered.value?.value ?? initial };
}

async function chooseExtras(choices: Choices, position: Position): Promise<Move<Choices>> {
  const { template } = choices;
  if (template === undefined) return undefined;
  const answers = answersOf(template, choices);
  const items = template.questions.filter(isSwitch).map(({ id, title, detail }) => ({ label: title, detail, id }));
  const picked = items.filter(({ id }) => answers.get(id) === "yes");
  const entered = await askMany(headed(choices, position), "What else it gets", items, picked);
  if (entered === undefined) return undefined;
  const yes = new Set(entered.value.map(({ id }) => id));
  const given = new Map([...choices.given, ...items.map(({ id }) => [id, yes.has(id) ? "yes" : "no"] as const)]);
  return { to: entered.to, state: { ...choices, given } };
}

interface PlaceItem extends vscode.QuickPickItem {
  /** Without one another folder is asked for. */
  readonly place?: Place;
}

async function choosePlace(choices: Choices, position: Position): Promise<Move<Choices>> {
  const { template } = choices;
  if (template === undefined) return undefined;
  for (let { bases, place } = choices; ; ) {
    const items = placeItems(template, { ...choices, bases });
    const chosen = place;
    const active = items.find((item) => item.place !== undefined && chosen !== undefined && isSame(item.place, chosen));
    const entered = await askOne(headed(choices, position), { placeholder: "Where its files go", items, active });
    if (entered === undefined) return undefined;
    place = entered.value?.place ?? place;
    if (entered.to === "back") return { to: "back", state: { ...choices, bases, place } };
    if (entered.value?.place !== undefined) return { to: "next", state: { ...choices, bases, place } };
    const other = await chooseFolder("Folder for the Driver");
    if (other === undefined) continue;
    bases = [...bases, other];
    place = { base: other, own: template.kind === "project" };
  }
}

const isSame = (one: Place, other: Place): boolean =>
  one.own === other.own && one.base.toString() === other.base.toString();

function placeItems(template: Template, choices: Choices): readonly PlaceItem[] {
  const workspace = (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri);
  const bases = [...new Map([...choices.bases, ...workspace].map((uri) => [uri.toString(), uri])).values()];
  const name = answersOf(template, choices).get("name") ?? "";
  const items = bases.flatMap((base): readonly PlaceItem[] => {
    const itself: PlaceItem = { label: `$(folder) ${pathText(base)}`, place: { base, own: false } };
    if (template.kind === "part") return [itself];
    const own = vscode.Uri.joinPath(base, name);
    return [
      { label: `$(new-folder) ${pathText(own)}`, description: "a folder of its own", place: { base, own: true } },
      { ...itself, description: "the folder itself" },
    ];
  });
  return [...items, { label: "$(folder-opened) Choose Folder...", alwaysShow: true }];
}

interface FileItem extends vscode.QuickPickItem {
  readonly creates?: true;
}

async function preview(choices: Choices, position: Position): Promise<Move<Choices>> {
  const { template } = choices;
  const folder = folderOf(choices);
  if (template === undefined || folder === undefined) return undefined;
  const project = projectOf(template, choices);
  const mistake = projectMistake(template, project);
  if (mistake !== undefined) {
    await vscode.window.showErrorMessage(`${mistake}.`, { modal: true });
    return { to: "back", state: choices };
  }
  const paths = projectPaths(template, project);
  const existing = await existingPaths(folder, paths);
  const create: FileItem = {
    label: `$(check) Create ${filesText(paths.length)}`,
    description: pathText(folder),
    alwaysShow: true,
    creates: true,
  };
  const items: readonly FileItem[] = [
    create,
    { label: previewText(paths.length, existing.size), kind: vscode.QuickPickItemKind.Separator },
    ...paths.map((path) =>
      existing.has(path)
        ? { label: `$(warning) ${path}`, description: "is there already" }
        : { label: `$(file) ${path}` },
    ),
  ];
  for (;;) {
    const entered = await askOne(headed(choices, position), {
      placeholder: `Enter creates ${project.name}`,
      items,
      active: create,
      ends: ({ creates }) => creates === true,
    });
    if (entered === undefined) return undefined;
    if (entered.to === "back") return { to: "back", state: choices };
    const keeps = await filesToKeep(existing, pathText(folder));
    if (keeps !== undefined) return { to: "next", state: { ...choices, keeps } };
  }
}

/** Undefined where nothing is to be written. */
async function filesToKeep(existing: ReadonlySet<string>, place: string): Promise<ReadonlySet<string> | undefined> {
  if (existing.size === 0) return existing;
  const { message, detail } = overwriteQuestion([...existing], place);
  const overwrite = "Overwrite";
  const keep = "Keep Existing";
  // The first is what Enter does: it destroys nothing.
  const answer = await vscode.window.showWarningMessage(message, { modal: true, detail }, keep, overwrite);
  if (answer === undefined) return undefined;
  return answer === keep ? existing : new Set();
}

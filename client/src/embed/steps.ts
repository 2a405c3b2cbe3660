/** The questions of embedding in their order: name, form, machine, memory, folder, and what will be written. */
import type * as vscode from "vscode";
import { type Machine, machines } from "../../../server/src/embed/coff.ts";
import {
  type Section,
  sectionMeaning,
  sections,
  sizeNameOf,
  symbolMistake,
} from "../../../server/src/embed/embedding.ts";
import { type Form, formFacts, forms, maximumArray, usualForm } from "../../../server/src/embed/forms.ts";
import { chooseFolder, pathText } from "../questions/folders.ts";
import { askOne, askText, type Entered, type Heading } from "../questions/inputs.ts";
import type { Move, Position, Step } from "../questions/walk.ts";

export interface EmbedChoices {
  readonly symbol: string;
  readonly form: Form;
  readonly machine: Machine;
  readonly section: Section;
  readonly folder: vscode.Uri | undefined;
}

/** What is known of the database before anything is asked. */
export interface EmbedSubject {
  /** Of its file, without a folder. */
  readonly name: string;
  readonly length: number;
  /** Where compilers can read it; undefined where it is a part of something else. */
  readonly file: vscode.Uri | undefined;
  /** Folders that are offered, the likeliest first. */
  readonly folders: readonly vscode.Uri[];
}

export function embedSteps(subject: EmbedSubject, { form }: EmbedChoices): readonly Step<EmbedChoices>[] {
  const ask = <K extends keyof EmbedChoices>(
    key: K,
    question: (heading: Heading, value: EmbedChoices[K], choices: EmbedChoices) => Promise<Entered<EmbedChoices[K]>>,
  ): Step<EmbedChoices> => ({
    async ask(choices: EmbedChoices, position: Position): Promise<Move<EmbedChoices>> {
      const heading = { ...position, title: `Embed ${subject.name} in Driver` };
      const entered = await question(heading, choices[key], choices);
      return entered && { to: entered.to, state: { ...choices, [key]: entered.value } };
    },
  });
  return [
    ask("symbol", askSymbol),
    ask("form", (heading, value) => askForm(subject, heading, value)),
    ...(form === "object" ? [ask("machine", askMachine)] : []),
    ask("section", askSection),
    ask("folder", (heading, value) => askFolder(subject, heading, value)),
  ];
}

function askSymbol(heading: Heading, value: string): Promise<Entered<string>> {
  return askText(heading, {
    prompt: `The name of the variable in C. Its size is called ${sizeNameOf(value)}, or likewise for another name`,
    value,
    mistake: symbolMistake,
  });
}

async function askForm({ file, length }: EmbedSubject, heading: Heading, value: Form): Promise<Entered<Form>> {
  const usual = usualForm(length);
  const items = forms
    .filter(
      (form) =>
        (file !== undefined || form === "array" || form === "object") && (form !== "array" || length <= maximumArray),
    )
    .map((form) => ({
      label: titles[form],
      description: form === usual ? "usual for this size" : "",
      detail: `For ${formFacts[form].for}`,
      value: form,
    }));
  return chosen(heading, "How the bytes get into the driver", items, value);
}

const titles: Readonly<Record<Form, string>> = {
  array: "C array",
  object: "Object file and header",
  incbin: "Assembly source with .incbin",
  embed: "C source with #embed",
};

function askMachine(heading: Heading, value: Machine): Promise<Entered<Machine>> {
  const items = (Object.keys(machines) as Machine[]).map((machine) => ({
    label: machineNames[machine],
    value: machine,
  }));
  return chosen(heading, "Which processor the driver is for", items, value);
}

const machineNames: Readonly<Record<Machine, string>> = { x64: "x64", arm64: "ARM64", x86: "x86" };

function askSection(heading: Heading, value: Section): Promise<Entered<Section>> {
  const items = (Object.keys(sections) as Section[]).map((section) => ({
    label: section === "nonpaged" ? "Non-paged memory" : "Paged memory",
    description: sections[section],
    detail: `${sectionMeaning[section].replace(/^i/, "I")}. In Linux it is read-only memory of the module, which is never paged.`,
    value: section,
  }));
  return chosen(heading, "Which memory the driver has the bytes in", items, value);
}

interface FolderItem extends vscode.QuickPickItem {
  /** Without one another folder is asked for. */
  readonly folder?: vscode.Uri;
}

async function askFolder(
  { folders }: EmbedSubject,
  heading: Heading,
  value: vscode.Uri | undefined,
): Promise<Entered<vscode.Uri | undefined>> {
  const items: FolderItem[] = folders.map((folder) => ({ label: `$(folder) ${pathText(folder)}`, folder }));
  items.push({ label: "$(folder-opened) Choose Folder...", alwaysShow: true });
  for (;;) {
    const active = items.find(({ folder }) => folder?.toString() === value?.toString());
    const entered = await askOne(heading, { placeholder: "Where the files go", items, active });
    if (entered === undefined || entered.to === "back") return entered && { to: "back", value };
    const folder = entered.value?.folder ?? (await chooseFolder("Folder of the Driver"));
    if (folder !== undefined) return { to: "next", value: folder };
  }
}

interface ValueItem<T> extends vscode.QuickPickItem {
  readonly value: T;
}

/** One of a list, as the value that its item stands for. */
async function chosen<T>(
  heading: Heading,
  placeholder: string,
  items: readonly ValueItem<T>[],
  value: T,
): Promise<Entered<T>> {
  const entered = await askOne(heading, { placeholder, items, active: items.find((item) => item.value === value) });
  return entered && { to: entered.to, value: entered.value === undefined ? value : entered.value.value };
}

/** The questions that several templates ask, the one that all do, the driver's name, and what every answer must be. */
import { moduleNameQuestion } from "./linux/module-name.ts";
import type { Answers, Question, Template } from "./template.ts";

/** Files that Windows takes for devices, whatever their extension; services and prefixes that are somebody else's. */
const taken =
  /^(?:con|prn|aux|nul|com\d|lpt\d|null|beep|disk|volume|ntfs|tcpip|http|hal|rtl|flt|wdf|wdm|kmdf|ndis|fwps|sqlite3?|newdriver)$/i;

/** Words that the kit's own types and macros begin with, as DRIVER_EXTENSION and EXCEPTION_RECORD do: a template's would be the same. */
const kits =
  /^(?:access|ansi|arbiter|ata|begin|bin|bitmap|cert|class|client|config|containing|context|data|device|directory|disk|dma|dns|driver|end|error|event|exception|exfat|facility|fat|field|file|filesystem|filter|get|image|interrupt|io|irp|kernel|key|large|list|lock|memory|message|mouse|object|page|pci|pointer|pool|port|power|process|query|queue|registry|resource|result|rsm|scsi|section|security|serial|service|session|set|srb|status|storage|stream|string|sync|system|tape|tdi|thread|timer|token|ularge|unicode|urb|usb|usbd|user|usn|video|work|x509)$/i;

/** Of a driver for Windows. */
export const nameQuestion: Question = {
  id: "name",
  title: "Name of the driver",
  detail: "Names its functions, its device, its service and its files: DiskWatch",
  initial: () => "MyDriver",
  mistake(name) {
    if (!/^[A-Z]/.test(name)) return "The name begins with a capital letter, as functions of drivers do: DiskWatch";
    if (!/^[A-Za-z\d_]+$/.test(name)) return "The name is part of C identifiers: letters, digits and _ alone";
    if (name.length < 3) return "The name has at least three letters: the pool tags begin with them";
    if (name.length > 32) return "The name has at most 32 letters: a service and a device are called so";
    if (kits.test(name))
      return `The driver kit has names that begin with ${name.toUpperCase()}_: My${name} has none there`;
    return taken.test(name) ? `Windows or a library has a ${name} already` : undefined;
  },
};

/** What a driver's name has to be depends on whose kernel it is for. */
export function nameQuestionOf({ platform }: Template): Question {
  return platform === "linux" ? moduleNameQuestion : nameQuestion;
}

export const providerQuestion: Question = {
  id: "provider",
  title: "Publisher of the driver",
  detail: "Stands in the INF file as its provider; people see it when the driver is installed",
  initial: () => "My Company",
  mistake: (provider) =>
    /^[A-Za-z\d][A-Za-z\d .,()_-]{0,63}$/.test(provider)
      ? undefined
      : "1 to 64 letters, digits, spaces and . , ( ) _ -, as an INF file takes them unquoted",
};

/** `yes` or `no`; only asked for on the command line and as an extra. */
export const tasksQuestion: Question = {
  id: "tasks",
  title: "Tasks for VS Code",
  detail: "A .vscode folder with a task that builds the driver",
  choices: [
    { value: "no", label: "No", detail: "The project's files alone" },
    { value: "yes", label: "Yes", detail: "With .vscode/tasks.json" },
  ],
  initial: () => "no",
  mistake: () => undefined,
};

/**
 * What is wrong with an answer to this question, as a sentence without a full stop; undefined where nothing is.
 * @param answers to the questions before this one
 */
export function mistakeIn(question: Question, answer: string, answers: Answers): string | undefined {
  const { choices } = question;
  if (choices !== undefined && !choices.some(({ value }) => value === answer)) {
    return `One of ${choices.map(({ value }) => value).join(", ")}`;
  }
  if (/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(answer)) return "One line, without control characters";
  return question.mistake(answer, answers);
}

/** A driver's name made of a folder's or a file's: "disk-watch" is DiskWatch, "déjà vu" DejaVu; undefined where that gives none. */
export function nameFrom(text: string, question: Question): string | undefined {
  // Without their accents, letters are those of identifiers.
  const words =
    text
      .normalize("NFD")
      .replace(/\p{M}/gu, "")
      .match(/[A-Za-z\d]+/g) ?? [];
  const name = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");
  return mistakeIn(question, name, new Map()) === undefined ? name : undefined;
}

/** Whether the answers are yes and no, so that a switch on the command line or a tick says all. */
export function isSwitch({ choices }: Question): boolean {
  return choices?.map(({ value }) => value).join() === "no,yes";
}

/** The name first, then the template's questions. */
export function questionsOf(template: Template): readonly Question[] {
  return [nameQuestionOf(template), ...template.questions];
}

/** Those that are given, and the defaults of all others that the template asks for, in its order. */
export function completed(template: Template, given: Answers): Answers {
  const answers = new Map<string, string>();
  for (const question of questionsOf(template)) {
    answers.set(question.id, given.get(question.id) ?? question.initial(answers));
  }
  return answers;
}

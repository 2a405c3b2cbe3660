/** The questions that several templates ask, and the one that all do: the driver's name. */
import type { Question } from "./template.ts";

/** Names of the system's own services and devices, and words that no identifier may be. */
const taken = new Set(["null", "disk", "volume", "beep", "con", "prn", "aux", "nul", "com1", "lpt1", "newdriver"]);

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
    return taken.has(name.toLowerCase()) ? `Windows or a tool has a ${name} already` : undefined;
  },
};

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
  mistake: (answer) => (answer === "yes" || answer === "no" ? undefined : "yes or no"),
};

/** The options of each command as data: what `command-line.ts` reads and `help.ts` prints. */
import { machines } from "../embed/coff.ts";
import { sections } from "../embed/embedding.ts";
import { decodingKinds } from "../engine/decode/decoding.ts";
import { isSwitch, nameQuestion, questionsOf } from "../scaffolds/questions.ts";
import { templates } from "../scaffolds/templates.ts";
import { DB_FORMATS } from "./db-options.ts";
import { EMBED_FORMATS } from "./embed.ts";
import { IMAGE_FORMATS, SCRIPTS } from "./image-options.ts";

export interface OptionDescription {
  readonly name: string;
  readonly short?: string;
  /** What stands for the value in the help; a switch has none. */
  readonly value?: string;
  readonly choices?: readonly string[];
  readonly repeat?: true;
  readonly describe: string;
}

export interface CommandDescription {
  readonly name: string;
  readonly usage: string;
  readonly summary: string;
  readonly details: readonly string[];
  readonly options: readonly OptionDescription[];
  /** What it ends with, where that is not what `check` does. */
  readonly exitCodes?: readonly string[];
}

export const FORMATS = ["text", "json", "sarif"] as const;
const SEVERITIES = ["hint", "warning", "error"] as const;
export const DECODE_FORMATS = ["text", "json"] as const;
export const FAIL_ON = ["warning", "error", "never"] as const;

const help: OptionDescription = { name: "help", short: "h", describe: "Print this help" };
const noColor: OptionDescription = { name: "no-color", describe: "Never colour the output; so does NO_COLOR=1" };
const onlyRule: OptionDescription = {
  name: "rule",
  value: "RULE",
  repeat: true,
  describe: "Only this rule: id, C28xxx or CodeQL id; may be repeated",
};
const targetOs: OptionDescription = {
  name: "target-os",
  value: "VERSION",
  describe: "Oldest Windows the driver loads on, such as 10.0.19041",
};
const config: OptionDescription = {
  name: "config",
  short: "c",
  value: "FILE",
  describe: "Settings to use instead of every .driverlens.json",
};
const allKinds: OptionDescription = {
  name: "all-kinds",
  describe: "Check files too of which nobody knows whether they are kernel code",
};
const jobs: OptionDescription = {
  name: "jobs",
  short: "j",
  value: "N",
  describe: "How many threads to use (one a processor)",
};

export const CHECK: CommandDescription = {
  name: "check",
  usage: "driverlens check [paths..] [options]",
  summary: "Report what would bugcheck the machine later",
  details: [
    "Paths are files and folders; without one the current folder is checked. Findings go to stdout, all else to stderr.",
    "Only kernel code is checked: project files say what is a driver and what is an application beside it.",
  ],
  options: [
    { name: "format", short: "f", value: "FORMAT", choices: FORMATS, describe: "How to write findings (text)" },
    { name: "output", short: "o", value: "FILE", describe: "Write findings to a file instead of stdout" },
    onlyRule,
    { name: "min-severity", value: "LEVEL", choices: SEVERITIES, describe: "Leave out what is milder (hint)" },
    { name: "fail-on", value: "LEVEL", choices: FAIL_ON, describe: "Which findings give exit code 1 (error)" },
    { name: "exit-zero", describe: "The same as --fail-on never" },
    targetOs,
    config,
    allKinds,
    { name: "report-unused-suppressions", describe: "Name driverlens comments that hide nothing" },
    { name: "include-suppressed", describe: "Write suppressed findings to SARIF too, marked as such" },
    jobs,
    {
      name: "sqlite-profile",
      describe: "After the findings, the checklist of each driver that has SQLite inside; SARIF stays as it is",
    },
    { name: "stats", describe: "Print how much of each kind of source could be read" },
    { name: "verbose", short: "v", describe: "Give every reason in full, and suppressed findings too" },
    { name: "quiet", short: "q", describe: "One line a finding" },
    noColor,
    help,
  ],
};

const FIX: CommandDescription = {
  name: "fix",
  usage: "driverlens fix [paths..] [options]",
  summary: "Make the fixes that keep a driver's meaning, in all files at once",
  details: [
    "Paths are files and folders, as for check; nothing outside of them is changed. A fix is made wholly or not at all, and only where it needs no decision; editors offer the others. With --rule irql-function-not-annotated functions get the annotations that were worked out for them. Suppressed findings stay as they are.",
    "Encodings, line ends, permissions and links are kept. A file that is edited meanwhile is left alone. Running it again changes nothing more.",
  ],
  options: [
    { name: "dry-run", short: "n", describe: "Print a unified diff to stdout and change nothing" },
    onlyRule,
    targetOs,
    config,
    allKinds,
    jobs,
    help,
  ],
};

export const EXPLAIN: CommandDescription = {
  name: "explain",
  usage: "driverlens explain [rule]",
  summary: "Say what a rule means, with an example; without a rule list all of them",
  details: ["A rule is named by its id, by PREfast's number (C28147 or 28147) or by CodeQL's query id."],
  options: [noColor, help],
};

export const DECODE: CommandDescription = {
  name: "decode",
  usage: "driverlens decode <value>... [options]",
  summary: "Say what status, control and bug check codes, pool tags, HRESULTs and errors mean",
  details: [
    "A value is a number (0xC0000005, c0000005, -1073741819), a name, a pool tag as the debugger shows it or 'in ticks' as the source has it, or CTL_CODE(...); a text in quotes, such as a line of WinDbg, may hold several. With - the text is standard input: the output of !analyze -v, an event, a log.",
    "What is likeliest comes first. Numbers without 0x are decimal if they can be, and what that gives is said beside what the same digits give in hexadecimal.",
  ],
  options: [
    { name: "as", value: "KIND", choices: decodingKinds, describe: "What the value is, if you know" },
    { name: "format", short: "f", value: "FORMAT", choices: DECODE_FORMATS, describe: "How to write it (text)" },
    noColor,
    help,
  ],
  exitCodes: [
    "0  something is known of every value",
    "1  nothing is known of one of them",
    "2  an option is wrong, or standard input cannot be read",
  ],
};

export const NEW: CommandDescription = {
  name: "new",
  usage: "driverlens new [template] [folder] [options]",
  summary: "Make a new driver from a template, or a part of one; without a template list all of them",
  details: [
    "A project goes into a folder of its own, named after the driver where none is given; a part goes into the current one. What is not answered gets a default, which is told. Where one of the files is there already nothing is written.",
    "A project has what the WDK, Cargo or kbuild builds it with, and a README that leads from there to Driver Verifier or a test in qemu; driverlens finds nothing in it.",
  ],
  options: [
    ...templateOptions(),
    { name: "dry-run", short: "n", describe: "Print the names of the files and write nothing" },
    { name: "force", describe: "Overwrite files that are there" },
    noColor,
    help,
  ],
  exitCodes: ["0  all of it is written", "2  an answer is wrong, a file is there already, or one cannot be written"],
};

export const EMBED: CommandDescription = {
  name: "embed",
  usage: "driverlens embed <database> [options]",
  summary: "Write an SQLite database as a C array or an object file, for a driver to hold",
  details: [
    "Two files are made: the bytes, and a header that declares them as NAME and NAMESize. Up to 256 KB become an array in C, which any compiler takes; more become an object, which goes to the linker as it is, as an array of megabytes takes a compiler seconds and memory. --format incbin makes an assembly source by which gcc, clang and kbuild read the file itself, --format embed one with #embed for compilers of C23. The header is the same for all.",
    "The bytes are constant, at a multiple of 16, in .rdata: of a driver that is non-paged memory as long as it is loaded. --section paged puts them into PAGECONS, which may be paged out and is read below DISPATCH_LEVEL alone; Linux pages no module. Files that are as they are to be are not touched, so it may run before every build.",
    "What a driver could not open is refused: what is no database, is cut off, is in WAL mode or has a journal beside it.",
  ],
  options: [
    {
      name: "output",
      short: "o",
      value: "FILE",
      describe: "The .c, .S or .obj file (in the current folder, named after the database); the header is beside it",
    },
    { name: "name", value: "NAME", describe: "The name of the variable (made of the file's: quirks.db is Quirks)" },
    { name: "format", short: "f", value: "FORMAT", choices: EMBED_FORMATS, describe: "What to write (by size)" },
    { name: "machine", value: "MACHINE", choices: Object.keys(machines), describe: "What an object is for (x64)" },
    {
      name: "section",
      value: "SECTION",
      choices: Object.keys(sections),
      describe: "Memory that a Windows driver has the bytes in (nonpaged)",
    },
    { name: "any", describe: "Embed any file, whatever is in it" },
    { name: "force", describe: "Overwrite files that were not written by this command" },
    help,
  ],
  exitCodes: [
    "0  the files are written, or were as they are to be",
    "2  it is refused, or a file cannot be written; why is said",
  ],
};

export const DB: CommandDescription = {
  name: "db",
  usage: "driverlens db <file>[:name] [options]",
  summary: "Look into an SQLite database: a file, an array in a source, one in a driver's image",
  details: [
    "The file is a database, a C or C++ source with one in an array, or a driver, DLL, kernel module, object or library that holds one; any other file is looked through, too. Where it holds several, NAME says which: the variable (quirks.c:Quirks), the line (quirks.c:12), the section or resource (driver.sys:RCDATA 101) or the offset (driver.sys:0x4a00); --list lists them.",
    "Without an option it tells what is in the database. Nothing is ever written to it; a write-ahead log beside it is read as part of it. Queries may only read.",
  ],
  options: [
    { name: "list", short: "l", describe: "List the databases that the file holds" },
    {
      name: "check",
      describe: "Check whether a driver can embed it as it is: all databases of the file, or the one named",
    },
    { name: "schema", describe: "Print the schema as SQL" },
    {
      name: "query",
      short: "q",
      value: "SQL",
      describe: "Run statements that read, and print their rows; - reads them from standard input",
    },
    { name: "plan", describe: "With --query: what it would read, in place of its rows" },
    { name: "limit", value: "N", describe: "With --query: rows of each statement that text shows (1000)" },
    { name: "export", value: "TABLE", describe: "Write all rows of a table or view" },
    { name: "pages", describe: "Print how many pages each table and index takes, and what is free" },
    { name: "pragmas", describe: "Print its settings, and what they mean" },
    { name: "extract", value: "FILE", describe: "Write the database itself to a file, byte for byte" },
    { name: "compact", value: "FILE", describe: "Write a copy without free pages (VACUUM)" },
    {
      name: "embed",
      value: "FILE",
      describe: "Write it as a source or an object for a driver, as driverlens embed --output does",
    },
    { name: "name", value: "NAME", describe: "With --embed: the name of the variable" },
    {
      name: "machine",
      value: "MACHINE",
      choices: Object.keys(machines),
      describe: "With --embed: what an object is for (x64)",
    },
    {
      name: "section",
      value: "SECTION",
      choices: Object.keys(sections),
      describe: "With --embed: the memory that it lies in",
    },
    {
      name: "format",
      short: "f",
      value: "FORMAT",
      choices: DB_FORMATS,
      describe: "How to write it (text; csv with --export); csv and sql are of rows",
    },
    { name: "output", short: "o", value: "FILE", describe: "Write rows to a file instead of stdout" },
    {
      name: "fail-on",
      value: "LEVEL",
      choices: FAIL_ON,
      describe: "Which checks give exit code 1 (error: those that failed)",
    },
    { name: "force", describe: "Overwrite files that are there" },
    noColor,
    help,
  ],
  exitCodes: [
    "0  done; with --check, a driver can embed it",
    "1  with --check: a driver cannot",
    "2  the file holds no database, an option or a statement is wrong, or a file cannot be written",
  ],
};

export const IMAGE: CommandDescription = {
  name: "image",
  usage: "driverlens image <file> [options]",
  summary: "Say what a linked driver really is: what it imports and needs, and what of it would not load",
  details: [
    "The file is a driver or DLL of Windows, a kernel module of Linux, or an object. Without an option an overview is printed, and all findings. Every import of a driver is held against what the kernel exports; INF files in its folder are read.",
    "The file is only read, by windows, whatever its size; nothing of it is run.",
  ],
  options: [
    { name: "headers", describe: "Print headers, versions, security flags and debug information" },
    { name: "sections", describe: "Print the sections: their sizes, access and what becomes of them in memory" },
    { name: "imports", describe: "Print what it imports, by module" },
    { name: "exports", describe: "Print what it exports" },
    { name: "resources", describe: "Print its resources" },
    { name: "strings", describe: "Print the strings in it, of bytes and of UTF-16, and where they lie" },
    { name: "search", value: "TEXT", describe: "With --strings: those that contain this, whatever the case" },
    { name: "min-length", value: "N", describe: "With --strings: the shortest, in characters (4)" },
    { name: "tags", describe: "Print the pool tags that constants in its code show" },
    { name: "databases", describe: "List the SQLite databases in it" },
    { name: "findings", describe: "Print the findings alone" },
    {
      name: "compare",
      value: "OTHER",
      describe:
        "Print what is another one in OTHER, the later image: imports, exports, sections, sizes, findings, tags",
    },
    {
      name: "script",
      value: "DEBUGGER",
      choices: SCRIPTS,
      describe: "Write a debugger's script for this image: symbols, breakpoints, Driver Verifier and pool tags",
    },
    targetOs,
    {
      name: "symvers",
      value: "FILE",
      describe:
        "The Module.symvers of the kernel that a module is for, of the kernel's build folder: the one beside a module has only the module's own",
    },
    {
      name: "format",
      short: "f",
      value: "FORMAT",
      choices: IMAGE_FORMATS,
      describe: "How to write it (text); sarif is of findings",
    },
    { name: "output", short: "o", value: "FILE", describe: "Write it to a file instead of stdout" },
    { name: "fail-on", value: "LEVEL", choices: FAIL_ON, describe: "Which findings give exit code 1 (error)" },
    { name: "force", describe: "Overwrite a file that is there" },
    noColor,
    help,
  ],
  exitCodes: [
    "0  done, and no finding at error level (see --fail-on)",
    "1  findings at error level",
    "2  the file is no image, an option is wrong, or a file cannot be written",
  ],
};

const VERIFIER: CommandDescription = {
  name: "verifier",
  usage: "driverlens verifier [paths..] [options]",
  summary: "Print the Driver Verifier command that fits what a driver's sources use, with the reason of each flag",
  details: [
    "Paths are files and folders, as for check; each driver among them gets its commands. A flag is there because the sources use what it watches, at the places that are named, or because it fits any driver, which is said. Checks that make things fail or wait, or that hold for the whole machine, are runs of their own.",
    "Windows versions are those from the oldest that the driver is for, as the project or --target-os tells, else from Windows 10 on. For a Linux module it prints the kernel's options that watch what it uses.",
    "Nothing is run: the commands are for a machine for tests.",
  ],
  options: [
    { name: "format", short: "f", value: "FORMAT", choices: DECODE_FORMATS, describe: "How to write it (text)" },
    targetOs,
    config,
    allKinds,
    jobs,
    {
      name: "verbose",
      short: "v",
      describe: "The commands for each Windows version, and every place that is known",
    },
    { name: "quiet", short: "q", describe: "The commands alone" },
    noColor,
    help,
  ],
  exitCodes: [
    "0  each driver has its commands",
    "2  an option is wrong, there is no kernel driver, or one could not be read",
  ],
};

const SERVER: CommandDescription = {
  name: "server",
  usage: "driverlens server --stdio",
  summary: "Serve an editor that speaks the Language Server Protocol",
  details: ["An editor starts it and talks to it over standard input and output; docs/editors.md has its few lines."],
  options: [
    { name: "stdio", describe: "Talk over standard input and output" },
    { name: "node-ipc", describe: "Talk over the channel of the Node process that started it" },
    {
      name: "clientProcessId",
      value: "PID",
      describe: "End with this process; an editor says so itself when it starts the server",
    },
    help,
  ],
};

export const COMMANDS: readonly CommandDescription[] = [
  CHECK,
  FIX,
  EXPLAIN,
  DECODE,
  NEW,
  EMBED,
  DB,
  IMAGE,
  VERIFIER,
  SERVER,
];

/** An option for each question of any template; which of them a template asks is said where not all do. */
function templateOptions(): readonly OptionDescription[] {
  const all = templates.flatMap(questionsOf);
  const questions = new Map(all.map((question) => [question.id, question]));
  return [...questions.values()].map((question) => {
    const { id, choices } = question;
    // What is asked of a Linux module may be said otherwise than of a Windows driver.
    const titles = [...new Set(all.filter((other) => other.id === id).map((other) => other.title))];
    const title = titles.join(", or ").replace(/, or [A-Z]/g, (start) => start.toLowerCase());
    const asking = templates.filter((template) => questionsOf(template).some((asked) => asked.id === id));
    const values =
      choices === undefined || isSwitch(question) ? "" : `: ${choices.map(({ value }) => value).join(", ")}`;
    const of = asking.length === templates.length ? "" : ` (${asking.map((template) => template.id).join(", ")})`;
    const value = isSwitch(question)
      ? {}
      : { value: id === nameQuestion.id ? "NAME" : choices === undefined ? "TEXT" : "CHOICE" };
    return { name: id, ...value, describe: `${title}${values}${of}` };
  });
}

/** Help texts, made from the descriptions of the options. */
import type { Colors } from "./colors.ts";
import { COMMANDS, type CommandDescription, type OptionDescription } from "./options.ts";
import { wrap } from "./wrap.ts";

/** The program's help, or one command's; ends with a newline. `width` is in terminal columns. */
export function helpText(command: CommandDescription | undefined, colors: Colors, width: number): string {
  const lines = command === undefined ? programHelp(colors) : commandHelp(command, colors, width);
  return `${[...lines, "", ...exitCodes(command, colors)].join("\n")}\n`;
}

function programHelp(colors: Colors): string[] {
  return [
    "driverlens reads kernel driver sources, without WDK or build, and reports what would bugcheck the machine later.",
    "",
    colors.strong("Commands"),
    ...COMMANDS.map((command) => `  ${command.name.padEnd(9)} ${command.summary}`),
    "",
    "  driverlens check src                         findings as text",
    "  driverlens check --format sarif -o out.sarif for code scanning",
    "  driverlens fix src --dry-run                 what the safe fixes would change, as a diff",
    "  driverlens explain C28147                    what a finding means",
    "  driverlens decode 0xC00000BB                 what a number of a crash or a log means",
    "  driverlens new wdm DiskWatch                 a driver to begin with",
    "  driverlens embed catalog.db                  a database for a driver to hold, as a C array",
    "  driverlens db driver.sys --check             whether the databases in it suit a driver",
    "  driverlens image driver.sys                  what a linked driver really is",
    "  driverlens verifier src                      the Driver Verifier command for a driver",
    "",
    "  driverlens help <command> prints a command's options; --version prints the version.",
  ];
}

function commandHelp(command: CommandDescription, colors: Colors, width: number): string[] {
  const heads = command.options.map(optionHead);
  const column = Math.max(...heads.map((head) => head.length)) + 2;
  const options = command.options.flatMap((option, index) => {
    const first = `  ${(heads[index] ?? "").padEnd(column)}`;
    const choices = option.choices === undefined ? "" : `: ${option.choices.join(", ")}`;
    return wrap(option.describe + choices, width, first, " ".repeat(column + 2));
  });
  return [
    `${colors.strong(command.usage)}`,
    ...wrap(`${command.summary}.`, width, "", ""),
    "",
    ...command.details.flatMap((detail) => wrap(detail, width, "", "")),
    "",
    colors.strong("Options"),
    ...options,
  ];
}

function optionHead(option: OptionDescription): string {
  const short = option.short === undefined ? "    " : `-${option.short}, `;
  return `${short}--${option.name}${option.value === undefined ? "" : ` ${option.value}`}`;
}

function exitCodes(command: CommandDescription | undefined, colors: Colors): string[] {
  if (command?.exitCodes !== undefined) {
    return [colors.strong("Exit codes"), ...command.exitCodes.map((line) => `  ${line}`)];
  }
  return [
    colors.strong("Exit codes"),
    "  0  nothing at error level was found (see check --fail-on) or left by fix",
    "  1  findings at error level",
    "  2  it could not run: a path or an option is wrong, or nothing could be read;",
    "     or a file could not be written",
  ];
}

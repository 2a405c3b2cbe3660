/** From arguments to a typed command, or to a sentence that says what is wrong with them. */

import { didYouMean } from "../analysis/names/nearest.ts";
import type { Machine } from "../embed/coff.ts";
import type { Section } from "../embed/embedding.ts";
import type { Form } from "../embed/forms.ts";
import { ruleNames } from "../engine/config/rule-names.ts";
import type { DecodingKind } from "../engine/decode/decoding.ts";
import type { Severity } from "../rules/finding.ts";
import type { Rule } from "../rules/rule.ts";
import { type DbOptions, readDbOptions } from "./db-options.ts";
import type { EmbedOptions } from "./embed.ts";
import { type ImageOptions, readImageOptions } from "./image-options.ts";
import type { LocatedFinding } from "./located.ts";
import type { NewOptions } from "./new.ts";
import {
  COMMANDS,
  type CommandDescription,
  DECODE,
  type DECODE_FORMATS,
  type FAIL_ON,
  type FORMATS,
  type OptionDescription,
} from "./options.ts";

type Format = (typeof FORMATS)[number];
export type FailOn = (typeof FAIL_ON)[number];

export interface CheckOptions {
  /** As given; empty stands for the current folder. */
  readonly paths: readonly string[];
  readonly format: Format;
  readonly output: string | undefined;
  /** Names of rules as given; empty stands for all. */
  readonly rules: readonly string[];
  readonly minSeverity: Severity;
  readonly failOn: FailOn;
  readonly targetOs: string | undefined;
  readonly config: string | undefined;
  readonly allKinds: boolean;
  readonly reportUnusedSuppressions: boolean;
  readonly includeSuppressed: boolean;
  /** At least 1; undefined where the machine decides. */
  readonly jobs: number | undefined;
  /** Whether the checklist of SQLite in each driver is wanted too. */
  readonly sqliteProfile: boolean;
  readonly stats: boolean;
  readonly detail: "quiet" | "normal" | "verbose";
  readonly color: "auto" | "never";
}

export interface FixOptions
  extends Pick<CheckOptions, "paths" | "rules" | "targetOs" | "config" | "allKinds" | "jobs"> {
  /** Print what would be changed, and change nothing. */
  readonly dryRun: boolean;
}

export interface DecodeOptions {
  /** At least one, as given; "-" stands for standard input. */
  readonly values: readonly string[];
  readonly as: DecodingKind | undefined;
  readonly format: (typeof DECODE_FORMATS)[number];
  readonly color: "auto" | "never";
}

export interface VerifierOptions extends Pick<CheckOptions, "paths" | "targetOs" | "config" | "allKinds" | "jobs"> {
  readonly format: (typeof DECODE_FORMATS)[number];
  readonly detail: CheckOptions["detail"];
  readonly color: "auto" | "never";
}

export type Command =
  | { readonly kind: "check"; readonly options: CheckOptions }
  /** How the server talks it reads from the arguments itself. */
  | { readonly kind: "server" }
  | { readonly kind: "fix"; readonly options: FixOptions }
  | { readonly kind: "explain"; readonly rule: string | undefined; readonly color: "auto" | "never" }
  | { readonly kind: "decode"; readonly options: DecodeOptions }
  | { readonly kind: "new"; readonly options: NewOptions }
  | { readonly kind: "embed"; readonly options: EmbedOptions }
  | { readonly kind: "db"; readonly options: DbOptions }
  | { readonly kind: "verifier"; readonly options: VerifierOptions }
  | { readonly kind: "image"; readonly options: ImageOptions }
  | { readonly kind: "help"; readonly command: CommandDescription | undefined }
  | { readonly kind: "version" }
  /** To be said on stderr, with exit code 2. */
  | { readonly kind: "mistake"; readonly message: string };

/** The part of `parseArgs` of node:util that is used; the caller brings it. */
export type ParseArgs = (config: {
  readonly args: string[];
  readonly options: Record<string, { type: "string" | "boolean"; short?: string; multiple?: boolean }>;
  readonly allowPositionals: true;
  readonly strict: false;
  readonly tokens: true;
}) => { readonly tokens: readonly ArgumentToken[] };

/** `index` is that of the argument; several options can stand in one. */
type ArgumentToken = { readonly index: number } & (
  | { readonly kind: "option"; readonly name: string; readonly rawName: string; readonly value?: string | undefined }
  | { readonly kind: "positional"; readonly value: string }
  | { readonly kind: "option-terminator" }
);

/** `args` without the program's own name. */
export function parseCommandLine(args: readonly string[], parseArgs: ParseArgs): Command {
  const [name, ...rest] = args;
  if (name === undefined || name === "--help" || name === "-h") return { kind: "help", command: undefined };
  if (name === "--version" || name === "-V") return { kind: "version" };
  if (name === "help") return helpFor(rest[0]);
  const command = COMMANDS.find((known) => known.name === name);
  if (command === undefined) return unknownCommand(name);

  const read = readOptions(command, rest, parseArgs);
  if (typeof read === "string") return { kind: "mistake", message: read };
  if (read.switches.has("help")) return { kind: "help", command };
  const color = read.switches.has("no-color") ? "never" : "auto";
  if (command.name === "explain") {
    if (read.positionals.length > 1) return { kind: "mistake", message: "explain takes one rule" };
    return { kind: "explain", rule: read.positionals[0], color };
  }
  if (command.name === "decode") return decodeCommand(read, color);
  if (command.name === "new") return newCommand(read, color);
  if (command.name === "embed") return embedCommand(read);
  if (command.name === "db") {
    const options = readDbOptions(read, color);
    return typeof options === "string" ? { kind: "mistake", message: options } : { kind: "db", options };
  }
  if (command.name === "image") {
    const options = readImageOptions(read, color);
    return typeof options === "string" ? { kind: "mistake", message: options } : { kind: "image", options };
  }
  if (command.name === "verifier") return verifierCommand(read, color);
  if (command.name === "server") {
    return read.switches.has("stdio") || read.switches.has("node-ipc")
      ? { kind: "server" }
      : { kind: "mistake", message: "server needs --stdio: it is an editor that starts it" };
  }
  return command.name === "fix" ? fixCommand(read) : checkCommand(read, color);
}

/** The rules that `--rule` names, all of them where it is not given; a sentence where a name is not known. */
export function selectRules(names: readonly string[], rules: readonly Rule[]): readonly Rule[] | string {
  if (names.length === 0) return rules;
  const known = ruleNames(rules);
  const unknown = names.find((name) => known.rulesNamed(name).length === 0);
  if (unknown !== undefined) return `--rule: no rule is named "${unknown}"${known.hint(unknown)}`;
  const wanted = new Set(names.flatMap((name) => known.rulesNamed(name)));
  return rules.filter((rule) => wanted.has(rule));
}

/** Whether findings of this run are to fail a build: 0 or 1. A run that could not start at all ends with 2 instead. */
export function exitCode(findings: readonly Pick<LocatedFinding, "severity">[], failOn: FailOn): 0 | 1 {
  if (failOn === "never") return 0;
  const failing: readonly Severity[] = failOn === "error" ? ["error"] : ["error", "warning"];
  return findings.some((finding) => failing.includes(finding.severity)) ? 1 : 0;
}

function helpFor(name: string | undefined): Command {
  const command = COMMANDS.find((known) => known.name === name);
  return name === undefined || command !== undefined ? { kind: "help", command } : unknownCommand(name);
}

function unknownCommand(name: string): Command {
  const names = COMMANDS.map((command) => command.name);
  const hint = didYouMean(name, names) || `; commands are ${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
  const isPath = /[./\\]/.test(name);
  return {
    kind: "mistake",
    message: `"${name}" is no command${isPath ? `; to check it: driverlens check ${name}` : hint}`,
  };
}

interface ReadOptions {
  readonly switches: ReadonlySet<string>;
  readonly values: ReadonlyMap<string, readonly string[]>;
  readonly positionals: readonly string[];
}

function readOptions(command: CommandDescription, args: string[], parseArgs: ParseArgs): ReadOptions | string {
  const options: Parameters<ParseArgs>[0]["options"] = {};
  for (const { name, short, value } of command.options) {
    options[name] = { type: value === undefined ? "boolean" : "string", ...(short === undefined ? {} : { short }) };
  }
  const switches = new Set<string>();
  const values = new Map<string, string[]>();
  const positionals: string[] = [];
  const negative = new Set<number>();
  for (const token of parseArgs({ args, options, allowPositionals: true, strict: false, tokens: true }).tokens) {
    if (token.kind === "positional") positionals.push(token.value);
    if (token.kind !== "option") continue;
    const argument = args[token.index] ?? "";
    // A negative number is a value, though its digits look like short options; it is one only once.
    if (command === DECODE && /^-(?:\d|E[A-Z])/.test(argument)) {
      if (argument.startsWith(token.rawName) && !negative.has(token.index)) positionals.push(argument);
      negative.add(token.index);
      continue;
    }
    const option = command.options.find((known) => known.name === token.name);
    const mistake = optionMistake(command, option, token);
    if (mistake !== undefined) return mistake;
    if (token.value === undefined) switches.add(token.name);
    else values.set(token.name, [...(values.get(token.name) ?? []), token.value]);
  }
  for (const option of command.options) {
    if (option.repeat !== true && (values.get(option.name)?.length ?? 0) > 1) return `--${option.name} is given twice`;
  }
  return { switches, values, positionals };
}

function optionMistake(
  command: CommandDescription,
  option: OptionDescription | undefined,
  token: { readonly rawName: string; readonly name: string; readonly value?: string | undefined },
): string | undefined {
  if (option === undefined) {
    const names = command.options.map((known) => `--${known.name}`);
    return `${token.rawName} is no option of ${command.name}${didYouMean(`--${token.name}`, names)}`;
  }
  if (option.value === undefined) return token.value === undefined ? undefined : `--${option.name} takes no value`;
  if (token.value === undefined || token.value === "") return `--${option.name} needs a value: ${option.value}`;
  if (option.choices === undefined || option.choices.includes(token.value)) return undefined;
  return `--${option.name} must be ${option.choices.join(", ")}, not "${token.value}"${didYouMean(token.value, option.choices)}`;
}

/** What `check` and `fix` both take; a sentence where a value is wrong. */
function commonOptions({ switches, values, positionals }: ReadOptions): Omit<FixOptions, "dryRun"> | string {
  const jobs = values.get("jobs")?.[0];
  if (jobs !== undefined && !/^[1-9]\d{0,2}$/.test(jobs)) {
    return `--jobs must be a number from 1 to 999, not "${jobs}"`;
  }
  return {
    paths: positionals,
    rules: values.get("rule") ?? [],
    targetOs: values.get("target-os")?.[0],
    config: values.get("config")?.[0],
    allKinds: switches.has("all-kinds"),
    jobs: jobs === undefined ? undefined : Number(jobs),
  };
}

function decodeCommand({ values, positionals }: ReadOptions, color: "auto" | "never"): Command {
  if (positionals.length === 0) return { kind: "mistake", message: "decode needs a value, or - for standard input" };
  const format = values.get("format")?.[0] ?? "text";
  // The choices were checked above.
  const options = { values: positionals, as: values.get("as")?.[0] as DecodingKind | undefined, color };
  return { kind: "decode", options: { ...options, format: format as DecodeOptions["format"] } };
}

function newCommand({ switches, values, positionals }: ReadOptions, color: "auto" | "never"): Command {
  const [template, folder, ...more] = positionals;
  if (more.length > 0) return { kind: "mistake", message: "new takes a template and a folder" };
  const own = new Set(["dry-run", "force", "no-color"]);
  const given = new Map<string, string>();
  for (const [question, [answer = ""]] of values) given.set(question, answer);
  for (const question of switches) if (!own.has(question)) given.set(question, "yes");
  if (template === undefined && given.size > 0)
    return { kind: "mistake", message: "new needs a template; without options it lists them" };
  const options = { template, folder, given, dryRun: switches.has("dry-run"), force: switches.has("force"), color };
  return { kind: "new", options };
}

function embedCommand({ switches, values, positionals }: ReadOptions): Command {
  const [database, ...more] = positionals;
  if (database === undefined || more.length > 0) return { kind: "mistake", message: "embed takes one database" };
  const one = (name: string): string | undefined => values.get(name)?.[0];
  return {
    kind: "embed",
    options: {
      database,
      output: one("output"),
      name: one("name"),
      // The choices were checked above.
      format: one("format") as Form | undefined,
      machine: one("machine") as Machine | undefined,
      section: one("section") as Section | undefined,
      any: switches.has("any"),
      force: switches.has("force"),
    },
  };
}

function fixCommand(read: ReadOptions): Command {
  const common = commonOptions(read);
  return typeof common === "string"
    ? { kind: "mistake", message: common }
    : { kind: "fix", options: { ...common, dryRun: read.switches.has("dry-run") } };
}

function verifierCommand(read: ReadOptions, color: "auto" | "never"): Command {
  const common = commonOptions(read);
  if (typeof common === "string") return { kind: "mistake", message: common };
  const detail = detailOf(read);
  if (detail === undefined) return { kind: "mistake", message: "--quiet and --verbose exclude each other" };
  const { rules: _, ...rest } = common;
  // The choices were checked above.
  const format = (read.values.get("format")?.[0] ?? "text") as VerifierOptions["format"];
  return { kind: "verifier", options: { ...rest, format, detail, color } };
}

/** Undefined where the two exclude each other. */
function detailOf({ switches }: ReadOptions): CheckOptions["detail"] | undefined {
  if (switches.has("quiet") && switches.has("verbose")) return undefined;
  return switches.has("quiet") ? "quiet" : switches.has("verbose") ? "verbose" : "normal";
}

function checkCommand(read: ReadOptions, color: "auto" | "never"): Command {
  const { switches, values } = read;
  const one = (name: string): string | undefined => values.get(name)?.[0];
  const common = commonOptions(read);
  if (typeof common === "string") return { kind: "mistake", message: common };
  const detail = detailOf(read);
  if (detail === undefined) return { kind: "mistake", message: "--quiet and --verbose exclude each other" };
  if (switches.has("exit-zero") && (one("fail-on") ?? "never") !== "never") {
    return { kind: "mistake", message: "--exit-zero and --fail-on exclude each other" };
  }
  return {
    kind: "check",
    options: {
      ...common,
      // The choices were checked above.
      format: (one("format") ?? "text") as Format,
      output: one("output"),
      minSeverity: (one("min-severity") ?? "hint") as Severity,
      failOn: switches.has("exit-zero") ? "never" : ((one("fail-on") ?? "error") as FailOn),
      reportUnusedSuppressions: switches.has("report-unused-suppressions"),
      includeSuppressed: switches.has("include-suppressed"),
      sqliteProfile: switches.has("sqlite-profile"),
      stats: switches.has("stats"),
      detail,
      color,
    },
  };
}

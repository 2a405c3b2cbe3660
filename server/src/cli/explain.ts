/** `driverlens explain`: a rule's page at a terminal, or the list of all rules. */
import { ruleNames } from "../engine/config/rule-names.ts";
import type { Rule } from "../rules/rule.ts";
import { harmless } from "./cells.ts";
import type { Colors } from "./colors.ts";
import { ruleUri } from "./markdown.ts";
import { silencing, writtenIn } from "./rule-language.ts";
import { rulesByTopic } from "./topics.ts";
import { table } from "./words.ts";
import { wrap } from "./wrap.ts";

export interface ExplainOptions {
  readonly colors: Colors;
  /** Terminal columns. */
  readonly width: number;
}

export interface Explanation {
  /** Ends with a newline; for stdout where `exitCode` is 0, else for stderr. */
  readonly text: string;
  readonly exitCode: 0 | 2;
}

/** `name` is an id, a PREfast number or a CodeQL id; several rules can share one. Undefined lists all rules. */
export function explain(name: string | undefined, rules: readonly Rule[], options: ExplainOptions): Explanation {
  if (name === undefined) return { text: ruleList(rules, options), exitCode: 0 };
  const names = ruleNames(rules);
  const found = names.rulesNamed(name);
  if (found.length > 0) return { text: found.map((rule) => page(rule, options)).join("\n"), exitCode: 0 };
  const hint = names.hint(name) || "; `driverlens explain` lists all rules";
  return { text: `No rule is named "${harmless(name)}"${hint}\n`, exitCode: 2 };
}

function page(rule: Rule, { colors, width }: ExplainOptions): string {
  const { docs } = rule;
  const indented = (code: string): string[] => {
    const lines = code.replace(/^\n+|\s+$/g, "").split(/\r?\n/);
    return lines.map((line) => `    ${colors.code(line.replaceAll("\t", "    "))}`);
  };
  const lines = [
    `${colors.severity[rule.severity](rule.severity)} ${colors.strong(rule.id)}: ${docs.summary}`,
    ...(rule.equivalents.length === 0 ? [] : [colors.dim(`Elsewhere: ${rule.equivalents.join(", ")}`)]),
    colors.dim(`For: ${speaksOf(rule)}`),
    "",
    ...wrap(docs.why, width, "", ""),
    "",
    colors.strong("Wrong"),
    ...indented(docs.bad),
    "",
    colors.strong("Right"),
    ...indented(docs.good),
    "",
    colors.strong("To silence it where it is wrong"),
    `    ${colors.code(silencing(rule))}`,
    "",
    ...[...docs.references, ruleUri(rule.id)].map((uri) => colors.dim(uri)),
  ];
  return `${lines.join("\n")}\n`;
}

/** "Windows drivers in Rust". */
function speaksOf(rule: Rule): string {
  const { name } = writtenIn(rule);
  if (name === "INF") return "INF files";
  return rule.platforms.map((platform) => PLATFORMS[platform]).join(", ") + (name === undefined ? "" : ` in ${name}`);
}

const PLATFORMS: Readonly<Record<Rule["platforms"][number], string>> = {
  "windows-kernel": "Windows drivers",
  "linux-kernel": "Linux kernel modules",
};

function ruleList(rules: readonly Rule[], { colors }: ExplainOptions): string {
  const rows = rules.map((rule) => [rule.id, rule.severity, rule.docs.summary] as const);
  // One table over all topics, so that their columns agree.
  const lines = new Map(table(rows, "text").map((line, index) => [rules[index], line]));
  const blocks = rulesByTopic(rules).map(([topic, members]) =>
    [colors.strong(topic), ...members.map((rule) => `  ${lines.get(rule) ?? rule.id}`)].join("\n"),
  );
  return `${blocks.join("\n\n")}\n\ndriverlens explain <rule> says more; PREfast numbers and CodeQL ids work too.\n`;
}

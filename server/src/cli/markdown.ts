/** A rule's documentation as Markdown: the page under docs/rules, SARIF's help and the terminal's source. */
import type { Rule } from "../rules/rule.ts";
import { writtenIn } from "./rule-language.ts";

/** Where the rules' pages stand on the web. */
export function ruleUri(id: string): string {
  return `https://github.com/driverlens/driverlens/blob/main/docs/rules/${id}.md`;
}

/** The page without its title. */
export function ruleBody(rule: Rule): string {
  const { docs } = rule;
  const language = writtenIn(rule).fence;
  const sections = [
    docs.why.trim(),
    `## Wrong\n\n${fenced(docs.bad, language)}`,
    `## Right\n\n${fenced(docs.good, language)}`,
  ];
  if (docs.references.length > 0) {
    sections.push(`## References\n\n${docs.references.map((uri) => `- <${uri}>`).join("\n")}`);
  }
  return `${sections.join("\n\n")}\n`;
}

/** Code as a fenced block, whatever it holds. */
function fenced(code: string, language: string): string {
  const longest = Math.max(2, ...[...code.matchAll(/`{3,}/g)].map((run) => run[0].length));
  const fence = "`".repeat(longest + 1);
  return `${fence}${language}\n${code.replace(/^\n+|\s+$/g, "")}\n${fence}`;
}

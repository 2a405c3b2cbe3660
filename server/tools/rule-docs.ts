/** Makes docs/rules/*.md, the pages that findings link to, from what the rules say of themselves. */
import { ruleBody } from "../src/cli/markdown.ts";
import { silencing, writtenIn } from "../src/cli/rule-language.ts";
import { rulesByTopic } from "../src/cli/topics.ts";
import type { Rule } from "../src/rules/rule.ts";

export const ruleDocsFolder = "docs/rules";

/** Paths from the repository's root with their contents. */
export function generateRuleDocs(rules: readonly Rule[]): ReadonlyMap<string, string> {
  const files = new Map(rules.map((rule) => [`${ruleDocsFolder}/${rule.id}.md`, rulePage(rule)]));
  return files.set(`${ruleDocsFolder}/README.md`, index(rules));
}

function rulePage(rule: Rule): string {
  const { name, fence } = writtenIn(rule);
  const facts = [`Severity: ${rule.severity}`, `Platforms: ${rule.platforms.join(", ")}`];
  if (name !== undefined) facts.push(`Language: ${name}`);
  if (rule.equivalents.length > 0) facts.push(`Elsewhere: ${names(rule)}`);
  const silence = `## To silence it\n\n\`\`\`${fence === "cpp" ? "c" : fence}\n${silencing(rule)}\n\`\`\``;
  return `# ${rule.id}\n\n**${rule.docs.summary}**\n\n${facts.join(" · ")}\n\n${ruleBody(rule)}\n${silence}\n`;
}

function index(rules: readonly Rule[]): string {
  const sections = rulesByTopic(rules).map(([topic, members]) => {
    const rows = members.map(
      (rule) => `| [${rule.id}](${rule.id}.md) | ${rule.severity} | ${cell(rule.docs.summary)} | ${names(rule)} |`,
    );
    return `## ${topic}\n\n| Rule | Severity | What it reports | Elsewhere |\n|---|---|---|---|\n${rows.join("\n")}\n`;
  });
  return `# Rules\n\n\`driverlens explain <rule>\` prints the same pages at a terminal.\n\n${sections.join("\n")}`;
}

function names(rule: Rule): string {
  return rule.equivalents.map((name) => `\`${name}\``).join(", ");
}

/** A pipe or a line end would break a table's row. */
function cell(text: string): string {
  return text.replace(/\s+/g, " ").replaceAll("|", "\\|");
}

/** What a verifier is told for a driver, as a Markdown document. */
import type { VerifierAnswer, VerifierCheckText, VerifierGroup } from "../../server/src/lsp/protocol.ts";

export function verifierText({ unit, notes, groups }: VerifierAnswer): string {
  const head = [`# Driver Verifier for ${escaped(unit.name)}`, ...notes.map(escaped)];
  const how = unit.kind === "linux-kernel" ? [] : [howText];
  return `${[...head, ...groups.map(groupText), ...how].join("\n\n")}\n`;
}

const howText = `## How to run it

On a machine for tests, as administrator, with a kernel debugger attached; never on the machine that you work at. What is found
stops the machine with a bug check.

- \`verifier /querysettings\`: what will be on after the next start
- \`verifier /query\`: what is on, with its counters
- \`verifier /bootmode oneboot\`: turn it off again after one start; before a driver that starts with the system
- \`verifier /bootmode resetonbootfail\`: have Windows turn it off where the machine does not start
- \`verifier /stop\`: end at once what \`/dif /now\` has begun
- \`verifier /reset\`: turn all of it off at the next start; where the machine no longer starts, in safe mode`;

function groupText({ title, commands, checks }: VerifierGroup): string {
  const lines = commands.flatMap(({ text, note }) => [...(note === "" ? [] : [`# ${note}`]), text]);
  // Names of drivers have no such ticks; what a hostile one has ends no block.
  const block = ["```text", ...lines.map((line) => line.replaceAll("`", "'")), "```"].join("\n");
  return [`## ${escaped(title)}`, block, ...checks.map(checkText)].join("\n\n");
}

function checkText({ title, names, because, finds, costs }: VerifierCheckText): string {
  return [
    `**${escaped(title)}**${names === "" ? "" : ` (${escaped(names)})`}`,
    "",
    ...because.map((reason) => `- because ${escaped(reason)}`),
    ...(finds === "" ? [] : [`- finds ${escaped(finds)}`]),
    ...(costs === "" ? [] : [`- costs: ${escaped(costs)}`]),
  ].join("\n");
}

/** Markdown takes nothing of it for its own. */
const escaped = (text: string): string => text.replace(/[\\`*_{}[\]<>#|~]/g, "\\$&").replace(/\s+/g, " ");

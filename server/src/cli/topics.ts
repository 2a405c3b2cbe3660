/** Rules sorted by what they are about, for tables that people read. */
import type { Rule } from "../rules/rule.ts";

/** Topics in the order of tables; a rule belongs to the first whose pattern fits its id. */
const TOPICS: readonly (readonly [topic: string, ids: RegExp])[] = [
  ["User-mode code in the kernel", /^(?:user-mode|strsafe|cpp-runtime|linux-user)/],
  ["Pool", /^pool-/],
  ["IRQL and paged code", /^(?:irql|paged|page)-/],
  ["Locks and waits", /^(?:lock|spin|mutex|wait|cancel)/],
  ["Requests", /^(?:irp|request|dispatch)-/],
  ["API versions", /^(?:deprecated|api)-/],
  ["Linux", /^linux-/],
  ["Drivers in Rust", /^rust-/],
  ["INF files", /^inf-/],
];

/** Topics that have rules, with their rules by id; what fits no topic comes last under "Other". */
export function rulesByTopic(rules: readonly Rule[]): readonly (readonly [topic: string, rules: readonly Rule[]])[] {
  const groups = new Map<string, Rule[]>([...TOPICS.map(([topic]) => topic), "Other"].map((topic) => [topic, []]));
  for (const rule of rules.toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
    groups.get(TOPICS.find(([, ids]) => ids.test(rule.id))?.[0] ?? "Other")?.push(rule);
  }
  return [...groups].filter(([, members]) => members.length > 0);
}

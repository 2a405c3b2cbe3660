/** What a rule's examples are written in, for people and for their comments. */
import type { Rule, RuleLanguage } from "../rules/rule.ts";

interface Written {
  /** "C++": left out where it is C, which most rules are. */
  readonly name: string | undefined;
  /** What begins a comment. */
  readonly comment: string;
  /** As Markdown names it. */
  readonly fence: string;
}

const LANGUAGES: Readonly<Record<RuleLanguage, Written>> = {
  c: { name: undefined, comment: "//", fence: "c" },
  cpp: { name: undefined, comment: "//", fence: "cpp" },
  rust: { name: "Rust", comment: "//", fence: "rust" },
  inf: { name: "INF", comment: ";", fence: "ini" },
};

/** Rules whose examples are C or C++ read both, and have no `name`. */
export function writtenIn({ docs }: Rule): Written {
  return LANGUAGES[docs.language ?? "c"];
}

/** The comment that hides what a rule says of the next line. */
export function silencing(rule: Rule): string {
  return `${writtenIn(rule).comment} driverlens-disable-next-line ${rule.id} -- why`;
}

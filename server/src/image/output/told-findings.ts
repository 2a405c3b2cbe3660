/** Findings as text tells them, whatever draws its lines: what is said of many of them is said once. */
import type { ImageFinding, Severity } from "../report.ts";
import { alikeFindings } from "./alike.ts";

/** One finding, or several that differ in nothing but the import. */
export interface ToldFindings {
  readonly severity: Severity;
  readonly rule: string;
  /** Of several that of the first, and how many more there are. Without a full stop. */
  readonly message: string;
  /** Of one finding what is called in its import's place. */
  readonly instead: readonly string[];
  /** Of several; empty of one, whose message names it. */
  readonly imports: readonly { readonly name: string; readonly instead: readonly string[] }[];
  /** Undefined where it was said before, of the same rule. */
  readonly why: string | undefined;
  readonly remedy: string;
}

/** The gravest first. */
export function toldFindings(findings: readonly ImageFinding[]): ToldFindings[] {
  const said = new Set<string>();
  return alikeFindings(findings).map((group) => {
    const { severity, rule, message, why, remedy, instead } = group[0]!;
    const key = `${rule}\0${why}`;
    const isSaid = said.has(key);
    said.add(key);
    const isOne = group.length === 1;
    return {
      ...{ severity, rule, remedy },
      message: isOne ? message : `${message}, and ${group.length - 1} more like it`,
      instead: isOne ? instead : [],
      imports: isOne ? [] : group.map((one) => ({ name: one.import?.name ?? "", instead: one.instead })),
      why: isSaid ? undefined : why,
    };
  });
}

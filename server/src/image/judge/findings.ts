/** What judges say of an image, and in which order it is told. */
import { type ImageFinding, type ImportedModule, severities } from "../report.ts";
import type { ImageRule } from "./rules.ts";

/** Of one of the rules that docs/images.md explains. */
export type Finding = ImageFinding & { readonly rule: ImageRule };

/** Errors first; those of one severity stay in their order. */
export const ordered = (findings: readonly Finding[]): Finding[] =>
  findings.toSorted((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity));

/** Of one judge: a page has no more of all of them together, and what a hostile file has would take memory without bounds. */
const mostOfOne = 2500;

/** What a judge says, as far as anybody reads it. */
export function said(judge: Iterable<Finding>): Finding[] {
  const findings: Finding[] = [];
  for (const finding of judge) {
    if (findings.push(finding) >= mostOfOne) break;
  }
  return findings;
}

/** How a finding calls an import that has no name. */
export const ordinalName = (ordinal: number): string => `#${ordinal}`;

/** Imports that know which finding is theirs: of several the gravest. @param findings as `ordered` gives them */
export function withFindings(imports: readonly ImportedModule[], findings: readonly Finding[]): ImportedModule[] {
  const indexes = new Map<string, number>();
  for (const [index, finding] of findings.entries()) {
    if (finding.import === undefined) continue;
    const key = keyOf(finding.import.module, finding.import.name);
    if (!indexes.has(key)) indexes.set(key, index);
  }
  if (indexes.size === 0) return [...imports];
  return imports.map((one) => ({
    ...one,
    functions: one.functions.map((imported) => {
      const name = imported.name ?? (imported.ordinal === undefined ? "" : ordinalName(imported.ordinal));
      const finding = indexes.get(keyOf(one.module, name));
      return finding === undefined ? imported : { ...imported, finding };
    }),
  }));
}

const keyOf = (module: string, name: string): string => `${module}\0${name}`;

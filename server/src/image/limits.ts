/** How much of each list a report has: all of what linkers make, and of a hostile file no more than a page can draw. */
import type { ImageReport, ImportedFunction } from "./report.ts";

const most = {
  sections: 20_000,
  exports: 70_000,
  resources: 20_000,
  findings: 2000,
} as const;
/** Of all modules together. */
const mostImports = 70_000;
const mostModules = 5000;
/** Of all groups together, and of a text among them in characters. */
const mostProperties = 5000;
const longestText = 4000;
const mostInfs = 50;

/** The report without what is beyond the limits; its notes tell of that. */
export function limited(report: ImageReport): ImageReport {
  const notes = [...report.notes];
  const cut = <T>(name: keyof typeof most, list: readonly T[]): T[] => {
    if (list.length <= most[name]) return [...list];
    notes.push(`Of ${list.length} ${name} only ${most[name]} are told.`);
    return list.slice(0, most[name]);
  };
  let left = mostImports;
  const imports = report.imports.slice(0, mostModules).map((module) => {
    const functions = module.functions.slice(0, left).map(withToldFinding);
    left -= functions.length;
    return { ...module, functions };
  });
  if (left === 0 || report.imports.length > mostModules) notes.push(`Only ${mostImports - left} imports are told.`);
  let properties = mostProperties;
  const groups = report.groups.map((group) => {
    const shown = group.properties.slice(0, properties);
    properties -= shown.length;
    return { ...group, properties: shown.map((one) => ({ ...one, value: shortened(one.value) })) };
  });
  return {
    ...report,
    groups,
    imports,
    sections: cut("sections", report.sections),
    exports: cut("exports", report.exports),
    resources: cut("resources", report.resources),
    findings: cut("findings", report.findings),
    infs: report.infs.slice(0, mostInfs),
    notes,
  };
}

/** Findings that are cut off leave no mark behind. */
function withToldFinding(imported: ImportedFunction): ImportedFunction {
  const { finding, ...rest } = imported;
  return finding !== undefined && finding >= most.findings ? rest : imported;
}

const shortened = (text: string): string => (text.length > longestText ? `${text.slice(0, longestText)}…` : text);

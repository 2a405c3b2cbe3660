/** How much of each list a report has: all of what linkers make, and of a hostile file no more than a page can draw. */
import type { ImageReport, ImportedFunction, Property } from "./report.ts";

const most = {
  sections: 20_000,
  exports: 70_000,
  resources: 20_000,
  findings: 2000,
} as const;
/** Of all modules together. */
const mostImports = 70_000;
const mostModules = 5000;
/** Of all groups together, and of a text of theirs in characters. */
const mostProperties = 5000;
const longestText = 4000;

/** The report without what is beyond the limits; its notes tell of that. */
export function limited(report: ImageReport): ImageReport {
  const notes = [...report.notes];
  const cut = <T>(name: keyof typeof most, list: readonly T[]): T[] => {
    if (list.length <= most[name]) return [...list];
    notes.push(`Only ${most[name]} of the ${name} are told.`);
    return list.slice(0, most[name]);
  };
  let left = mostImports;
  const imports = report.imports.slice(0, mostModules).map((module) => {
    const functions = module.functions.slice(0, left).map(withToldFinding);
    left -= functions.length;
    return { ...module, functions };
  });
  const told = mostImports - left;
  const all = report.imports.reduce((sum, { functions }) => sum + functions.length, 0);
  if (all > told || report.imports.length > mostModules) notes.push(`Only ${told} of the imports are told.`);
  let properties = mostProperties;
  const groups = report.groups.map((group) => {
    const shown = group.properties.slice(0, properties);
    properties -= shown.length;
    return { ...group, properties: shown.map(legible) };
  });
  return {
    ...report,
    groups,
    imports,
    sections: cut("sections", report.sections),
    exports: cut("exports", report.exports),
    resources: cut("resources", report.resources),
    findings: cut("findings", report.findings),
    infs: report.infs.map((inf) => ({ ...inf, properties: inf.properties.map(legible) })),
    notes: notes.map(shortened),
  };
}

/** Findings that are cut off leave no mark behind. */
function withToldFinding(imported: ImportedFunction): ImportedFunction {
  const { finding, ...rest } = imported;
  return finding !== undefined && finding >= most.findings ? rest : imported;
}

const legible = (one: Property): Property => ({
  ...one,
  name: shortened(one.name),
  value: shortened(one.value),
  ...(one.meaning === undefined ? {} : { meaning: shortened(one.meaning) }),
});

const shortened = (text: string): string => (text.length > longestText ? `${text.slice(0, longestText)}…` : text);

/** What every Windows driver's project has beside its sources. */
import type { TemplateFile } from "../template.ts";

export const buildFiles: readonly TemplateFile[] = [
  { source: "NewDriver.inf" },
  { source: "NewDriver.vcxproj" },
  { source: "NewDriver.sln" },
  { source: "README.md" },
  { source: "gitignore", target: ".gitignore" },
];

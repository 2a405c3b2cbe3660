/** What is wrong with a driver for Windows, as far as its image tells for certain. */
import { type Finding, said } from "../findings.ts";
import type { WindowsJudgement } from "./context.ts";
import { deprecatedImports } from "./deprecated-imports.ts";
import { headers } from "./headers.ts";
import { kernelImports } from "./kernel-imports.ts";
import { newerImports } from "./newer-imports.ts";
import { ordinalImports } from "./ordinals.ts";
import { sections } from "./sections.ts";
import { userModeImports } from "./user-mode-imports.ts";

/** In the order in which they are told where they weigh the same: what keeps it from loading, then what weakens it. */
export const judgeWindows = (judgement: WindowsJudgement): Finding[] =>
  [userModeImports, newerImports, kernelImports, ordinalImports, headers, sections, deprecatedImports].flatMap(
    (judge) => said(judge(judgement)),
  );

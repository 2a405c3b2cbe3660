/** `driverlens image` without a process of its own, run in a folder. */
import { parseArgs } from "node:util";
import { colors } from "../../server/src/cli/colors.ts";
import { type ParseArgs, parseCommandLine } from "../../server/src/cli/command-line.ts";
import { loadFacts } from "../../server/src/facts/index.ts";
import { serve } from "../../server/src/image/serve.ts";
import { openFile } from "../../server/src/main/file-source.ts";
import { image } from "../../server/src/main/image.ts";
import { captured, lanesHere } from "./in-process.ts";
import type { Run } from "./program.ts";

const facts = loadFacts();

export async function driverlensImage(args: readonly string[], cwd: string): Promise<Run> {
  const command = parseCommandLine(["image", ...args], parseArgs as ParseArgs);
  // As cli.ts says it.
  if (command.kind === "mistake") return { code: 2, stdout: "", stderr: `driverlens: ${command.message}\n` };
  if (command.kind !== "image") throw new Error(`no command: ${JSON.stringify(command)}`);
  const threads = lanesHere((send) => serve({ facts, openFile }, send));
  return captured(cwd, () => image(command.options, { colors: colors("never"), width: 100, threads }));
}

/** `driverlens image` on Node: asks a thread about an image, and prints or writes what it says. */
import { basename } from "node:path";
import { fileJson } from "../cli/file-json.ts";
import type { ImageOptions } from "../cli/image-options.ts";
import { type AskImage, imageExitCode, imageJson, imageText } from "../cli/image-report.ts";
import type { ImageTextOptions } from "../cli/image-text.ts";
import { type ImageLanes, imageLanes } from "../image/lanes.ts";
import type { OpenParams } from "../image/worker-protocol.ts";
import type { LaneHost } from "../lanes/lanes.ts";
import { statOf } from "./file-source.ts";
import { surroundingsOf } from "./image-surroundings.ts";
import { Mistake, refused } from "./mistake.ts";
import { progressBar } from "./progress-bar.ts";
import { version } from "./version.ts";
import { isSameFile, isThere, writeFiles } from "./written-files.ts";

interface ImageHost extends ImageTextOptions {
  readonly threads: LaneHost;
}

/** Runs it; gives the exit code. */
export async function image(options: ImageOptions, { threads, ...terminal }: ImageHost): Promise<0 | 1 | 2> {
  try {
    checkOutput(options);
    const lanes = imageLanes(threads, openParams(options.file, options));
    try {
      return await told(options, asking(lanes), terminal);
    } finally {
      lanes.dispose();
    }
  } catch (error) {
    return refused(error);
  }
}

async function told(options: ImageOptions, ask: AskImage, terminal: ImageTextOptions): Promise<0 | 1> {
  const { file, action, format, failOn } = options;
  const parts = action.kind === "tell" ? action.parts : [];
  const report = await ask("report", {});
  const telling = { ...options, parts };
  if (format === "json") {
    await write(options, [fileJson({ version, file }, await imageJson(telling, report, ask))]);
  } else await write(options, imageText(telling, report, ask, terminal));
  return imageExitCode(report.findings, failOn);
}

/** @throws Mistake */
function openParams(path: string, options: Pick<ImageOptions, "targetOs" | "symvers">): OpenParams {
  const stat = statOf(path);
  if (stat === undefined) throw new Mistake(`${path} is not there`);
  if (!stat.isFile()) throw new Mistake(`${path} is no file`);
  return { name: basename(path), file: { path }, surroundings: surroundingsOf(path, options) };
}

function asking(lanes: ImageLanes): AskImage {
  return async (method, params) => {
    const bar = progressBar();
    try {
      return await lanes.ask(method, params, { onProgress: (fraction) => bar.update(fraction, method) }).result;
    } finally {
      bar.finish();
    }
  };
}

/** @throws Mistake where the output would take the place of what is read, or of what is there */
function checkOutput({ file, output, force }: ImageOptions): void {
  if (output === undefined) return;
  if (isSameFile(output, file)) throw new Mistake(`${output} is what is read: it is never written to`);
  if (!force && isThere(output)) throw new Mistake(`${output} is there; --force overwrites it`);
}

async function write({ output, force }: ImageOptions, pieces: Iterable<string> | AsyncIterable<string>): Promise<void> {
  if (output === undefined) {
    for await (const piece of pieces) process.stdout.write(piece);
    return;
  }
  let content = "";
  for await (const piece of pieces) content += piece;
  const { failure } = writeFiles([{ path: output, content }], force ? "replace" : "keep");
  if (failure !== undefined) throw new Mistake(`${output} cannot be written: ${failure.reason}`);
}

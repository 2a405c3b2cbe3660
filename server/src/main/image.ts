/** `driverlens image` on Node: asks a thread about an image, and prints or writes what it says. */
import { basename, dirname, resolve } from "node:path";
import { fileJson } from "../cli/file-json.ts";
import { comparisonText } from "../cli/image-compare.ts";
import type { ImageOptions, ImagePart, ScriptKind } from "../cli/image-options.ts";
import { type AskImage, imageExitCode, imageJson, imageText } from "../cli/image-report.ts";
import { imageSarif } from "../cli/image-sarif.ts";
import type { ImageTextOptions } from "../cli/image-text.ts";
import { type ComparedImage, compareImages } from "../image/compare.ts";
import { type ImageLanes, imageLanes } from "../image/lanes.ts";
import type { ImageReport } from "../image/report.ts";
import { gdbScript } from "../image/script/gdb.ts";
import { windbgScript } from "../image/script/windbg.ts";
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
    const { action, file } = options;
    return await asked(file, options, threads, (ask) => {
      if (action.kind === "tell") return told(options, action.parts, ask, terminal);
      if (action.kind === "script") return scripted(options, action.script, ask);
      return compared(options, action.other, ask, threads, terminal);
    });
  } catch (error) {
    return refused(error);
  }
}

async function asked<T>(
  file: string,
  options: ImageOptions,
  threads: LaneHost,
  run: (ask: AskImage) => Promise<T>,
): Promise<T> {
  const lanes = imageLanes(threads, openParams(file, options));
  try {
    return await run(asking(lanes));
  } finally {
    lanes.dispose();
  }
}

async function told(
  options: ImageOptions,
  parts: readonly ImagePart[],
  ask: AskImage,
  terminal: ImageTextOptions,
): Promise<0 | 1> {
  const { file, format, failOn } = options;
  const report = await ask("report", {});
  checkSurroundings(options, report);
  const telling = { ...options, parts };
  if (format === "json") {
    await write(options, [fileJson({ version, file }, await imageJson(telling, report, ask))]);
  } else if (format === "sarif") {
    const root = process.cwd().replaceAll("\\", "/");
    await write(options, [imageSarif(report.findings, { toolVersion: version, file, root })]);
  } else await write(options, imageText(telling, report, ask, terminal));
  return imageExitCode(report.findings, failOn);
}

/** One after the other: a machine has both in memory only as reports. */
async function compared(
  options: ImageOptions,
  other: string,
  ask: AskImage,
  threads: LaneHost,
  terminal: ImageTextOptions,
): Promise<0> {
  const { file, format } = options;
  const of = async (path: string, asking: AskImage): Promise<ComparedImage> => ({
    name: basename(path),
    report: await asking("report", {}),
    tags: await asking("tags", {}),
  });
  const before = await of(file, ask);
  const after = await asked(other, options, threads, (asking) => of(other, asking));
  if (isOfLinux(before.report) !== isOfLinux(after.report)) {
    throw new Mistake(`${file} and ${other} cannot be compared: one is of Windows, the other of Linux`);
  }
  const comparison = compareImages(before, after);
  const text =
    format === "json" ? fileJson({ version, file }, { other, ...comparison }) : comparisonText(comparison, terminal);
  await write(options, [text]);
  return 0;
}

async function scripted(options: ImageOptions, script: ScriptKind, ask: AskImage): Promise<0> {
  const report = await ask("report", {});
  const name = basename(options.file);
  const isLinux = isOfLinux(report);
  if (isLinux !== (script === "gdb")) {
    const of = isLinux ? "is of Linux, and WinDbg debugs Windows" : "is of Windows, and GDB debugs kernels of Linux";
    throw new Mistake(`${options.file} ${of}: --script ${isLinux ? "gdb" : "windbg"}`);
  }
  const text = isLinux
    ? gdbScript({ name, folder: resolve(dirname(options.file)), report })
    : windbgScript({ name, report, tags: await ask("tags", {}) });
  await write(options, [text]);
  return 0;
}

const isOfLinux = ({ format }: ImageReport): boolean => format === "elf";

/** @throws Mistake where the image cannot be judged by what was given for that: nobody is to think that it was */
function checkSurroundings({ file, targetOs, symvers }: ImageOptions, report: ImageReport): void {
  if (targetOs !== undefined && isOfLinux(report)) {
    throw new Mistake(`--target-os is of drivers of Windows, and ${file} is of Linux`);
  }
  if (symvers !== undefined && !isOfLinux(report)) {
    throw new Mistake(`--symvers is of kernel modules of Linux, and ${file} is of Windows`);
  }
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
function checkOutput({ file, action, symvers, output, force }: ImageOptions): void {
  if (output === undefined) return;
  const read = [
    file,
    ...(action.kind === "compare" ? [action.other] : []),
    ...(symvers === undefined ? [] : [symvers]),
  ];
  if (read.some((path) => isSameFile(output, path)))
    throw new Mistake(`${output} is what is read: it is never written to`);
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

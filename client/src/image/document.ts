/** An image that is open in one or more editors: its place, its worker, what it is judged by, and what happens to it meanwhile. */
import * as v from "valibot";
import * as vscode from "vscode";
import { isInf } from "../../../server/src/image/beside.ts";
import { type ImageLanes, imageLanes } from "../../../server/src/image/lanes.ts";
import { type ImageFinding, type ImageReport, report as reportSchema } from "../../../server/src/image/report.ts";
import type { OpenParams, Surroundings, WorkerCalls } from "../../../server/src/image/worker-protocol.ts";
import type { Host } from "../host.ts";
import { stampOf } from "../inspector/file-input.ts";
import { fileNameOf } from "../inspector/file-name.ts";
import { watchFile } from "../inspector/file-watch.ts";
import { type InspectedFile, type Inspection, inspectFile } from "../inspector/inspected-file.ts";
import { laneHostOf } from "../inspector/lane-host.ts";
import type { Server } from "../server.ts";
import type { Choices } from "./choices.ts";
import { folderOf, infNames, infsBeside } from "./infs.ts";
import { inputOf } from "./input.ts";
import { followSources, type ImageSources } from "./sources.ts";
import { findSymvers, type KernelSymvers, readSymvers } from "./symvers.ts";

export interface ImageDocument extends vscode.CustomDocument, InspectedFile<WorkerCalls, OpenParams> {
  /** What people call it: "NewDriver.sys". */
  readonly name: string;
  /** Of the file as it is now, from the worker. @throws LaneError */
  report(): Promise<ImageReport>;
  /** What is wrong with its imports; none while that is not known. */
  readonly findings: readonly ImportFinding[];
  readonly onDidChangeFindings: vscode.Event<void>;
  /** Of its driver. */
  readonly sources: ImageSources;
}

export type ImportFinding = ImageFinding & Required<Pick<ImageFinding, "import">>;

/** What an image is opened with. */
export interface ImageSurroundings {
  readonly host: Host;
  readonly server: Server;
  readonly choices: Choices;
}

/** Succeeds whatever the file is: what is wrong with it is shown where the image would be, beside a way to try again. */
export async function openImage(uri: vscode.Uri, { host, server, choices }: ImageSurroundings): Promise<ImageDocument> {
  const name = fileNameOf(uri.path);
  const id = uri.toString();
  const sources = followSources(uri, server);
  const changed = new vscode.EventEmitter<void>();
  let findings: readonly ImportFinding[] = [];

  const inspected = await inspectFile(inspectionOf(uri, host, () => surroundingsOf(uri, choices, sources.target)));
  const report = async (): Promise<ImageReport> => v.parse(reportSchema, await inspected.ask("report", {}).result);
  const judge = async (): Promise<void> => {
    const { version } = inspected;
    // What is no image has none; why it is none is told by the page.
    const found = await report().then(
      (told) => told.findings,
      () => [],
    );
    if (version !== inspected.version) return;
    findings = found.flatMap((finding) => {
      const { import: about } = finding;
      return about === undefined ? [] : [{ ...finding, import: about }];
    });
    sources.want([...new Set(findings.map((finding) => finding.import.name))].sort());
    changed.fire();
  };
  let { target } = sources;
  sources.onDidChange(() => {
    const isOther = target?.text !== sources.target?.text || target?.saidBy !== sources.target?.saidBy;
    target = sources.target;
    if (isOther && choices.of(id).target === undefined) void inspected.reopen();
  });
  inspected.onDidChange(() => void judge());
  void judge();

  return {
    ...{ uri, name, sources, report },
    ask: inspected.ask,
    openAlone: inspected.openAlone,
    get version() {
      return inspected.version;
    },
    onDidChange: inspected.onDidChange,
    reopen: inspected.reopen,
    get findings() {
      return findings;
    },
    onDidChangeFindings: changed.event,
    dispose() {
      sources.dispose();
      inspected.dispose();
      changed.dispose();
    },
  };
}

/** Workers for an image that is in no editor. @throws LaneError */
export async function openAlone(
  uri: vscode.Uri,
  { host, choices }: Pick<ImageSurroundings, "host" | "choices">,
): Promise<ImageLanes> {
  const { params, lanes } = inspectionOf(uri, host, () => surroundingsOf(uri, choices, undefined));
  return lanes(await params());
}

interface Around {
  readonly surroundings: Surroundings;
  /** Where the Module.symvers among them is. */
  readonly symvers: vscode.Uri | undefined;
}

function inspectionOf(uri: vscode.Uri, host: Host, around: () => Promise<Around>): Inspection<WorkerCalls, OpenParams> {
  let symvers: vscode.Uri | undefined;
  return {
    async params() {
      const [file, beside] = await Promise.all([inputOf(uri, host), around()]);
      ({ symvers } = beside);
      return { name: fileNameOf(uri.path), file, surroundings: beside.surroundings };
    },
    lanes: (params) => imageLanes(laneHostOf(host, "image"), params),
    async stamp() {
      const infs = await infNames(uri);
      const files = infs.map((inf) => vscode.Uri.joinPath(folderOf(uri), inf));
      return `${infs.join("/")} ${await stampOf([uri, ...files, ...(symvers === undefined ? [] : [symvers])])}`;
    },
    watch: (look) => watchFile(uri, isInf, look),
    closed: "The image is closed.",
  };
}

async function surroundingsOf(uri: vscode.Uri, choices: Choices, project: ImageSources["target"]): Promise<Around> {
  const { target } = choices.of(uri.toString());
  const [kernel, infs] = await Promise.all([symversOf(uri, choices), infsBeside(uri)]);
  const judgedBy = target === undefined ? project : { text: target, saidBy: "chosen by you" };
  return {
    symvers: kernel?.file,
    surroundings: {
      ...(judgedBy === undefined ? {} : { target: judgedBy.text, targetSaidBy: judgedBy.saidBy }),
      infs,
      ...(kernel === undefined ? {} : { symvers: kernel.text }),
    },
  };
}

/** Where the one that was chosen cannot be read any more, the one that is found takes its place. */
async function symversOf(uri: vscode.Uri, choices: Choices): Promise<KernelSymvers | undefined> {
  const { symvers } = choices.of(uri.toString());
  const chosen =
    symvers === undefined ? undefined : await readSymvers(vscode.Uri.parse(symvers)).catch(() => undefined);
  return chosen ?? (await findSymvers(uri));
}

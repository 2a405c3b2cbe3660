/** What `driverlens image` tells of one image, piece by piece, or as the fields of JSON. */
import type { FoundString, Method, Params, Result } from "../image/protocol.ts";
import type { ImageFinding, ImageReport } from "../image/report.ts";
import { countsText, findingsText } from "./image-findings.ts";
import type { ImageOptions, ImagePart } from "./image-options.ts";
import {
  databasesText,
  exportsText,
  headersText,
  headText,
  type ImageTextOptions,
  importsText,
  overviewText,
  resourcesText,
  sectionsText,
  stringsText,
  tagsText,
} from "./image-text.ts";

/** Asks the image's thread. */
export type AskImage = <M extends Method>(method: M, params: Params<M>) => Promise<Result<M>>;

/** What is asked, of an image of this name. */
export interface Telling extends Pick<ImageOptions, "file" | "search" | "least"> {
  readonly parts: readonly ImagePart[];
}

/** Strings that one question asks for. */
const pageOfStrings = 5_000;
/** Of JSON, which is written whole. */
const mostStrings = 1_000_000;

/** Text, in the order in which it is read; what there is much of comes in pieces. */
export async function* imageText(
  telling: Telling,
  report: ImageReport,
  ask: AskImage,
  options: ImageTextOptions,
): AsyncGenerator<string> {
  const { file, parts } = telling;
  if (parts.length === 0) {
    yield headText(file, report, options);
    yield overviewText(report, options);
    if (report.findings.length > 0) yield `\n${findingsText(report, options)}`;
    yield `\n${countsText(report, options)}`;
    return;
  }
  for (const [index, part] of parts.entries()) {
    if (parts.length > 1) yield `${index === 0 ? "" : "\n"}${options.colors.strong(titles[part])}\n`;
    yield* partText(part, telling, report, ask, options);
  }
}

const titles: Readonly<Record<ImagePart, string>> = {
  headers: "Headers",
  sections: "Sections",
  imports: "Imports",
  exports: "Exports",
  resources: "Resources",
  strings: "Strings",
  tags: "Pool tags",
  databases: "Databases",
  findings: "Findings",
};

async function* partText(
  part: ImagePart,
  telling: Telling,
  report: ImageReport,
  ask: AskImage,
  options: ImageTextOptions,
): AsyncGenerator<string> {
  switch (part) {
    case "headers":
      yield headText(telling.file, report, options);
      yield headersText(report, options);
      break;
    case "sections":
      yield sectionsText(report.sections, options) || "no sections\n";
      break;
    case "imports":
      yield importsText(report, options) || "no imports\n";
      break;
    case "exports":
      yield exportsText(report.exports, options) || "no exports\n";
      break;
    case "resources":
      yield resourcesText(report.resources, options) || "no resources\n";
      break;
    case "strings":
      for await (const page of stringPages(telling, ask)) yield stringsText(page, options);
      break;
    case "tags":
      yield tagsText(await ask("tags", {}), options);
      break;
    case "databases":
      yield databasesText(telling.file, await ask("databases", {}), options);
      break;
    case "findings":
      yield findingsText(report, options);
      break;
  }
}

/** The fields that are asked for; the report as it is where no part is. */
export async function imageJson(
  telling: Telling,
  report: ImageReport,
  ask: AskImage,
): Promise<Readonly<Record<string, unknown>>> {
  const { parts } = telling;
  if (parts.length === 0) return { ...report };
  const { kind, isKernel, machine, length, notes, groups, infs, pdb = null } = report;
  const fields: Record<string, unknown> = { kind, isKernel, machine, length, notes };
  for (const part of parts) {
    switch (part) {
      case "headers":
        Object.assign(fields, { groups, infs, pdb });
        break;
      case "strings":
        Object.assign(fields, await jsonStrings(telling, ask));
        break;
      case "tags":
      case "databases":
        fields[part] = await ask(part, {});
        break;
      default:
        fields[part] = report[part];
    }
  }
  return fields;
}

async function jsonStrings(telling: Telling, ask: AskImage) {
  const strings: FoundString[] = [];
  for await (const page of stringPages(telling, ask)) {
    for (const one of page) strings.push(one);
    if (strings.length >= mostStrings) return { strings, areStringsCut: true };
  }
  return { strings, areStringsCut: false };
}

async function* stringPages({ search, least }: Telling, ask: AskImage): AsyncGenerator<readonly FoundString[]> {
  for (let from: number | undefined = 0; from !== undefined; ) {
    const page: Result<"strings"> = await ask("strings", {
      search,
      least,
      encoding: "both",
      from,
      limit: pageOfStrings,
    });
    yield page.strings;
    from = page.next;
  }
}

/** 1 where one of the findings is to fail a build. */
export function imageExitCode(findings: readonly ImageFinding[], failOn: ImageOptions["failOn"]): 0 | 1 {
  if (failOn === "never") return 0;
  return findings.some(({ severity }) => severity === "error" || (failOn === "warning" && severity === "warning"))
    ? 1
    : 0;
}

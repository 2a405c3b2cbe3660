/** A report as plain text: for a ticket, a mail, a commit. What is wrong first, then all the rest, a line each. */
import { symbolName } from "../../../server/src/image/output/symbol-name.ts";
import { toldFindings } from "../../../server/src/image/output/told-findings.ts";
import type { ImageReport } from "../../../server/src/image/report.ts";
import { hexText, numberText } from "../../parts/numbers.ts";
import { severityLooks, stateLooks } from "../severity.ts";

/** @param name of the file */
export function reportText(name: string, report: ImageReport): string {
  const { kind, length, target } = report;
  const parts = [
    [`${name}: ${kind}, ${numberText(length)} bytes`, ...(target === undefined ? [] : [`Target: ${target}`])],
    ...findingParts(report),
    titled("Notes", report.notes),
    ...report.groups.map(({ title, properties }) => titled(title, properties.map(propertyText))),
    ...report.infs.map((inf) => titled(inf.name, inf.properties.map(propertyText))),
    titled("Sections", report.sections.map(sectionText)),
    ...report.imports.map(({ module, isDelayed, functions }) =>
      titled(`Imports of ${module}${isDelayed ? " (delayed)" : ""}`, functions.map(symbolName)),
    ),
    titled("Exports", report.exports.map(exportText)),
    titled("Resources", report.resources.map(resourceText)),
  ];
  return `${parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.map(oneLine).join("\n"))
    .join("\n\n")}\n`;
}

const titled = (title: string, lines: readonly string[]): readonly string[] =>
  lines.length === 0 ? [] : [`${title}:`, ...lines.map((line) => `  ${line}`)];

const findingParts = ({ findings }: ImageReport): readonly (readonly string[])[] =>
  toldFindings(findings).map(({ severity, rule, message, instead, imports, why, remedy }) => [
    `${severityLooks[severity].word}: ${message} [${rule}]`,
    ...imports.map((one) => `  ${one.name}${one.instead.length === 0 ? "" : `: use ${one.instead.join(", ")}`}`),
    ...[why ?? "", remedy].filter((text) => text !== "").map((text) => `  ${text}`),
    ...(instead.length === 0 ? [] : [`  Instead: ${instead.join(", ")}`]),
  ]);

const propertyText = ({ name, value, state }: ImageReport["groups"][number]["properties"][number]): string =>
  `${name}: ${value}${state === undefined ? "" : ` (${stateLooks[state].word.toLowerCase()})`}`;

const sectionText = ({ name, address, virtualSize, offset, size, access, traits }: ImageReport["sections"][number]) =>
  [
    ...[name, access, address, `${numberText(virtualSize)} in memory`],
    `${numberText(size)} in the file at ${hexText(offset)}`,
    ...traits,
  ].join(", ");

const exportText = ({ name, ordinal, address, forwarder, note }: ImageReport["exports"][number]): string =>
  [name, ordinal === undefined ? undefined : `#${ordinal}`, address, forwarder, note]
    .filter((part) => part !== undefined)
    .join(", ");

const resourceText = ({ type, name, language, offset, size }: ImageReport["resources"][number]): string =>
  `${type} ${name}, ${language}, ${numberText(size)} bytes at ${hexText(offset)}`;

/** A name with a line end in it makes no line of its own. */
const oneLine = (text: string): string => text.replace(/[\r\n]+/g, " ");

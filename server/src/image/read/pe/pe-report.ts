/** What there is to say of an image of Windows. */
import type { PeImage } from "../../../binary/pe.ts";
import type { PeImportedFunction } from "../../../binary/pe-imports.ts";
import { resourceTypeNames } from "../../../binary/pe-names.ts";
import type { ByteSource } from "../../../binary/source.ts";
import type { Facts } from "../../../facts/index.ts";
import { infReports } from "../../inf/inf-reports.ts";
import { ordered, withFindings } from "../../judge/findings.ts";
import { judgeWindows } from "../../judge/windows/judge-windows.ts";
import { targetOf } from "../../judge/windows/target.ts";
import type { ExportedSymbol, ImageReport, ImageResource, ImportedFunction, ImportedModule } from "../../report.ts";
import type { OpenParams } from "../../worker-protocol.ts";
import { hex, listed } from "../values.ts";
import { type PeContents, peContents } from "./contents.ts";
import { debugGroup, pdbOf } from "./debug.ts";
import { languageName } from "./languages.ts";
import { headerGroup } from "./overview.ts";
import { peSections } from "./sections.ts";
import { securityGroup } from "./security.ts";
import { signatureGroup } from "./signature.ts";
import { versionGroup } from "./version.ts";

/** @throws SourceError where the host can no longer read */
export function peReport(source: ByteSource, image: PeImage, params: OpenParams, facts: Facts): ImageReport {
  const contents = peContents(source, image, params.name);
  const { kind } = contents;
  const target = targetOf(params.surroundings.target);
  const infs = infReports(contents, params);
  const findings = ordered([...(kind.isKernel ? judgeWindows({ contents, facts, target }) : []), ...infs.findings]);
  const pdb = pdbOf(contents);
  return {
    format: "pe",
    kind: kind.text,
    isKernel: kind.isKernel,
    machine: kind.machine,
    length: source.length,
    groups: [
      headerGroup(contents),
      ...versionGroup(contents.version),
      securityGroup(contents),
      ...debugGroup(contents),
      signatureGroup(contents),
    ],
    sections: peSections(image, kind.isKernel),
    imports: withFindings(importsOf(contents), findings),
    exports: exportsOf(contents),
    resources: resourcesOf(contents),
    findings,
    infs: infs.infs,
    ...(pdb === undefined ? {} : { pdb }),
    ...(target === undefined ? {} : { target: target.text }),
    notes: notesOf(contents),
  };
}

function importsOf({ imports, image }: PeContents): ImportedModule[] {
  const told = ({ name, ordinal, hint, slot }: PeImportedFunction): ImportedFunction => ({
    ...(name === undefined ? {} : { name }),
    ...(ordinal === undefined ? {} : { ordinal }),
    ...(hint === undefined ? {} : { hint }),
    address: hex(image.imageBase + BigInt(slot)),
  });
  return imports.map(({ module, isDelayed, functions }) => ({ module, isDelayed, functions: functions.map(told) }));
}

function exportsOf({ exports, image }: PeContents): ExportedSymbol[] {
  return exports.map(({ name, ordinal, address, forwarder }) => ({
    ...(name === undefined ? {} : { name }),
    ordinal,
    ...(forwarder === undefined ? { address: hex(image.imageBase + BigInt(address)) } : { forwarder }),
  }));
}

function resourcesOf({ resources }: PeContents): ImageResource[] {
  return resources.map(({ type, name, language, offset, size }) => ({
    type: typeof type === "string" ? type : (resourceTypeNames.get(type) ?? `#${type}`),
    name: typeof name === "string" ? name : `#${name}`,
    language: languageName(language),
    offset,
    size,
  }));
}

function notesOf({ image, imports, reader }: PeContents): string[] {
  // Padding too: it is there in what a linker has written.
  const cut = image.sections.filter(
    ({ offset, sizeOfRawData }) => offset > 0 && offset + sizeOfRawData > reader.length,
  );
  const unnamed = imports
    .flatMap(({ functions }) => functions)
    .filter(({ name, ordinal }) => name === undefined && ordinal === undefined);
  return [
    ...(cut.length === 0 ? [] : [`The file is cut off: it ends within ${listed(cut.map(({ name }) => name))}.`]),
    ...(unnamed.length === 0 ? [] : [`The names of ${unnamed.length} imports cannot be read.`]),
  ];
}

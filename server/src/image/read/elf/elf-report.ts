/** What there is to say of a file of Linux: a kernel module, an object, a program or a library. */
import type { ElfImage, ElfSection } from "../../../binary/elf.ts";
import { lifeOf } from "../../../binary/module-sections.ts";
import type { ByteSource } from "../../../binary/source.ts";
import type { Facts } from "../../../facts/index.ts";
import { ordered, withFindings } from "../../judge/findings.ts";
import { isOfAKernel } from "../../judge/linux/context.ts";
import { judgeModule } from "../../judge/linux/judge-module.ts";
import type { ImageReport, ImageSection } from "../../report.ts";
import type { OpenParams } from "../../worker-protocol.ts";
import { hex } from "../values.ts";
import { type ElfContents, elfContents } from "./contents.ts";
import { moduleGroups } from "./module-groups.ts";
import { debugGroup, headerGroup } from "./overview.ts";
import { givenSymbols, importedSymbols } from "./symbols.ts";

/** @throws SourceError where the host can no longer read */
export function elfReport(source: ByteSource, image: ElfImage, params: OpenParams, facts: Facts): ImageReport {
  const contents = elfContents(source, image, params.surroundings.symvers);
  const { kind } = contents;
  const findings = kind.isKernel ? ordered(judgeModule(contents, facts)) : [];
  return {
    format: "elf",
    kind: kind.text,
    isKernel: kind.isKernel,
    machine: kind.machine,
    length: source.length,
    groups: [...moduleGroups(contents), headerGroup(contents), ...debugGroup(contents)],
    sections: image.sections.slice(1).map((section) => sectionOf(section, contents)),
    imports: withFindings(importedSymbols(contents), findings),
    exports: givenSymbols(contents),
    resources: [],
    findings,
    infs: [],
    notes: notesOf(contents),
  };
}

/** SHF_*. */
const write = 1;
const loaded = 2;
const execute = 4;

function sectionOf(section: ElfSection, { kind }: ElfContents): ImageSection {
  const { name, address, memorySize, offset, size, flags } = section;
  const isLoaded = (flags & loaded) !== 0;
  const isWritable = (flags & write) !== 0;
  const isCode = (flags & execute) !== 0;
  return {
    name,
    address: hex(address),
    virtualSize: isLoaded ? memorySize : 0,
    offset,
    size,
    access: isLoaded ? `R${isWritable ? "W" : ""}${isCode ? "X" : ""}` : "",
    traits: [
      ...(kind.isKernel && lifeOf(section) === "init" ? (["freed after init"] as const) : []),
      ...(isLoaded && isWritable && isCode ? (["writable code"] as const) : []),
    ],
    flags: hex(flags),
  };
}

function notesOf({ image, symvers }: ElfContents): string[] {
  const missing = image.claimedSections - image.sections.length;
  return [
    ...(missing > 0 ? [`The file is cut off or damaged: ${missing} of its sections cannot be read.`] : []),
    ...(symvers === undefined || isOfAKernel(symvers)
      ? []
      : ["The Module.symvers that was given has nothing of a kernel's own exports: imports were not held against it."]),
  ];
}

/** INF files that lie beside an image: what they say, and where they and the image cannot both be right. */
import { mostInfs } from "../beside.ts";
import type { Finding } from "../judge/findings.ts";
import type { PeContents } from "../read/pe/contents.ts";
import { listed, row } from "../read/values.ts";
import type { InfBeside, Property } from "../report.ts";
import type { OpenParams } from "../worker-protocol.ts";
import { type InfFile, readInf } from "./inf-file.ts";

export interface InfReports {
  /** Those that name the image come first. */
  readonly infs: InfBeside[];
  readonly findings: Finding[];
}

export function infReports(contents: PeContents, { name, surroundings }: OpenParams): InfReports {
  const files = (surroundings.infs ?? [])
    .slice(0, mostInfs)
    .map((file) => ({ name: file.name, inf: readInf(file.text) }))
    .map((file) => ({ ...file, places: file.inf.placesOf(name) }))
    .toSorted((a, b) => Math.sign(b.places.length) - Math.sign(a.places.length));
  return {
    infs: files.map((file) => ({ name: file.name, properties: propertiesOf(file.inf, file.places, contents) })),
    findings: contents.kind.isKernel
      ? files.flatMap((file) => (file.places.length === 0 ? [] : otherMachine(file.name, file.inf, contents)))
      : [],
  };
}

function propertiesOf(inf: InfFile, places: readonly string[], { version }: PeContents): Property[] {
  const driverVer = inf.version("DriverVer")?.filter((text) => text !== "");
  const fileVersion = version?.fixed?.fileVersion;
  const differs = fileVersion !== undefined && driverVer?.[1] !== undefined && driverVer[1] !== fileVersion;
  const catalogues = [
    "CatalogFile",
    "CatalogFile.NT",
    "CatalogFile.NTamd64",
    "CatalogFile.NTarm64",
    "CatalogFile.NTx86",
  ];
  return [
    ...row("Names this image", places.length === 0 ? "no" : listed(places)),
    ...row("DriverVer", driverVer?.join(", "), {
      meaning: differs
        ? `The image's version resource says ${fileVersion}: Windows goes by DriverVer, people by either.`
        : undefined,
    }),
    ...row("Class", joined(inf.version("Class"), inf.version("ClassGuid"))),
    ...row("Provider", inf.version("Provider")?.[0]),
    ...row("Catalog", listed(catalogues.flatMap((directive) => inf.version(directive)?.[0] ?? [])) || "none"),
    ...inf.services.flatMap((service) => row(`Service ${service.name}`, serviceText(service.settings))),
    ...row(
      "For",
      listed(inf.decorations.map((text) => (text === "" ? "no version or processor in particular" : text))),
    ),
  ];
}

const joined = (...parts: readonly (readonly string[] | undefined)[]): string =>
  parts.flatMap((part) => (part?.[0] === undefined || part[0] === "" ? [] : [part[0]])).join(" ");

/** SERVICE_KERNEL_DRIVER and others of winnt.h, by ServiceType; SERVICE_BOOT_START and others, by StartType. */
const serviceTypes: ReadonlyMap<number, string> = new Map([
  [1, "kernel driver"],
  [2, "file system driver"],
  [16, "program of its own"],
  [32, "shared program"],
]);
const startTypes: ReadonlyMap<number, string> = new Map([
  [0, "started by the boot loader"],
  [1, "started with the system"],
  [2, "started automatically"],
  [3, "started on demand"],
  [4, "disabled"],
]);

function serviceText(settings: ReadonlyMap<string, string>): string {
  const type = serviceTypes.get(Number(settings.get("servicetype") ?? Number.NaN));
  const start = startTypes.get(Number(settings.get("starttype") ?? Number.NaN));
  const binary = settings.get("servicebinary");
  return [type, start, binary].filter((part) => part !== undefined && part !== "").join(", ") || "added";
}

/** What INF files call the processors of images: IMAGE_FILE_MACHINE_*. */
const machines: ReadonlyMap<number, string> = new Map([
  [0x014c, "ntx86"],
  [0x8664, "ntamd64"],
  [0xaa64, "ntarm64"],
]);

/** Silent where something in the INF is for any processor, or is not stamped yet ($ARCH$). */
function otherMachine(name: string, inf: InfFile, { image, kind }: PeContents): Finding[] {
  const wanted = machines.get(image.machine);
  const processors = inf.decorations.map((text) => text.toLowerCase().split(".")[0]!);
  const isKnown = processors.length > 0 && processors.every((text) => /^nt(?:x86|amd64|arm64|arm|ia64)$/.test(text));
  if (wanted === undefined || !isKnown || processors.includes(wanted)) return [];
  return [
    {
      rule: "image-inf-machine",
      severity: "warning",
      message: `The image is for ${kind.machine}, but ${name}, which installs it, is for ${listed([...new Set(inf.decorations)])} alone`,
      why: "Windows takes models and installs sections for its own processor: the driver is offered on machines that cannot run it, and not on its own.",
      remedy: `Put the image of that processor beside the INF, or add what is for NT${wanted.slice(2)}`,
      instead: [],
    },
  ];
}

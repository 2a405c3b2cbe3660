/** What Windows refuses, or protects less, for what a driver's headers say. */
import { nativeSubsystem } from "../../read/pe/kind.ts";
import { cutSections, has, mappedEnd, memory, sectionAt } from "../../read/pe/sections.ts";
import { dllFlags, relocationsStripped } from "../../read/pe/security.ts";
import { bytesText, grouped, hex } from "../../read/values.ts";
import type { Finding } from "../findings.ts";
import { namedImports, type WindowsJudgement } from "./context.ts";

export function* headers(judgement: WindowsJudgement): Iterable<Finding> {
  yield* cutOff(judgement);
  yield* checksum(judgement);
  yield* entryPoint(judgement);
  yield* subsystem(judgement);
  yield* relocations(judgement);
  yield* integrityCheck(judgement);
}

function* cutOff({ contents }: WindowsJudgement): Iterable<Finding> {
  const { image, reader } = contents;
  const [first] = cutSections(image, reader.length);
  if (first === undefined) return;
  yield {
    rule: "image-cut-off",
    severity: "error",
    message: `The file is cut off: it has ${bytesText(reader.length)}, and ${first.name} goes on to byte ${grouped(mappedEnd(first))}`,
    why: "Windows maps sections from the file and refuses an image that does not have them (STATUS_INVALID_IMAGE_FORMAT).",
    remedy: "Copy or link it anew: a copy that was broken off, or a disk that was full, leaves such a file",
    instead: [],
    section: first.name,
  };
}

function* checksum({ contents }: WindowsJudgement): Iterable<Finding> {
  const { image, checksum: right } = contents;
  // Of a file that is cut off it is another one in any case.
  if (right === undefined || image.checksum === right || cutSections(image, contents.reader.length).length > 0) return;
  const isMissing = image.checksum === 0;
  yield {
    rule: "image-checksum",
    severity: isMissing ? "warning" : "error",
    message: isMissing
      ? "The header has no checksum"
      : `The checksum in the header is ${hex(image.checksum, 8)}, that of the file ${hex(right, 8)}: the file was changed after it was linked`,
    why: isMissing
      ? "Windows asks for the checksum of drivers (STATUS_IMAGE_CHECKSUM_MISMATCH): nobody promises that one without it is loaded."
      : "Windows works out the checksum of a driver when it loads it, and refuses one that is another (STATUS_IMAGE_CHECKSUM_MISMATCH).",
    remedy: isMissing
      ? "Link with /RELEASE, which /SUBSYSTEM:NATIVE brings with it"
      : "Link anew, and let nothing change the file afterwards but the signing tool, which writes the checksum again; editbin /release sets it too",
    instead: [],
  };
}

function* entryPoint({ contents }: WindowsJudgement): Iterable<Finding> {
  const { image, imports, exports } = contents;
  if (image.entryPoint === 0) {
    // What others import from may need none, and what imports nothing does nothing.
    if (exports.length > 0 || imports.length === 0) return;
  } else {
    const section = sectionAt(image, image.entryPoint);
    if (section !== undefined && has(section, memory.execute)) return;
    // In a file that is cut off, or whose sections nobody can make sense of, nothing is certain.
    if (section === undefined && image.sections.length === 0) return;
  }
  const where = sectionAt(image, image.entryPoint)?.name;
  yield {
    rule: "image-entry-point",
    severity: "error",
    message:
      image.entryPoint === 0
        ? "The driver has no entry point"
        : where === undefined
          ? "The entry point lies in no section"
          : `The entry point lies in ${where}, which is not executable`,
    why: "Windows calls it once the driver is loaded: what lies there is no code, and the call is a bug check such as 0xFC (ATTEMPTED_EXECUTE_OF_NOEXECUTE_MEMORY).",
    remedy: "Link with /ENTRY:DriverEntry, or GsDriverEntry of BufferOverflowFastFailK.lib, as projects of the kit do",
    instead: [],
    ...(where === undefined || image.entryPoint === 0 ? {} : { section: where }),
  };
}

function* subsystem({ contents }: WindowsJudgement): Iterable<Finding> {
  if (contents.image.subsystem === nativeSubsystem) return;
  yield {
    rule: "image-subsystem",
    severity: "warning",
    message: "The driver is linked for the subsystem of a program",
    why:
      "It takes functions from the kernel, so it is a driver; with another subsystem than NATIVE a linker takes the entry " +
      "point of programs and writes no checksum.",
    remedy: "Link with /SUBSYSTEM:NATIVE and /DRIVER; mingw-w64 has --subsystem native",
    instead: [],
  };
}

function* relocations({ contents }: WindowsJudgement): Iterable<Finding> {
  const { image } = contents;
  if ((image.characteristics & relocationsStripped) === 0) return;
  yield {
    rule: "image-no-relocations",
    severity: "error",
    message: `Relocations were stripped: the driver can be loaded at ${hex(image.imageBase)} alone`,
    why: "Windows chooses where a driver is loaded, and refuses one that cannot be moved there (STATUS_CONFLICTING_ADDRESSES).",
    remedy: "Link without /FIXED; mingw-w64 writes relocations with --dynamicbase, and strip must keep .reloc",
    instead: [],
  };
}

/** They look at the header of the image that a callback lies in. */
const wantsIntegrity: ReadonlySet<string> = new Set([
  "PsSetCreateProcessNotifyRoutineEx",
  "PsSetCreateProcessNotifyRoutineEx2",
  "ObRegisterCallbacks",
]);

function* integrityCheck(judgement: WindowsJudgement): Iterable<Finding> {
  const { contents, facts } = judgement;
  if ((contents.image.dllCharacteristics & dllFlags.forceIntegrity) !== 0) return;
  for (const { module, name } of namedImports(judgement)) {
    if (!wantsIntegrity.has(name)) continue;
    const page = facts.functionContract(name)?.page;
    yield {
      rule: "image-integrity-check",
      severity: "warning",
      message: `${name} takes callbacks of images linked with /INTEGRITYCHECK alone, and this one is not`,
      why: "It returns STATUS_ACCESS_DENIED, whoever signed the driver.",
      remedy: "Link with /INTEGRITYCHECK; mingw-w64 has --forceinteg. Such an image has to be signed, in a test too",
      instead: [],
      import: { module, name },
      ...(page === undefined ? {} : { page }),
    };
  }
}

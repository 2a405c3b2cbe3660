/** Drivers of our own that allocate with known tags, made with mingw-w64 in all the ways that it passes arguments. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { output, type ToolMachine } from "../../binary/support/toolchain.ts";

/** `function tag` of every use that straight-line code shows, whatever the optimisation. */
export const sureUses = [
  "ExAllocatePool2 Two2",
  "ExAllocatePoolWithTag A\\b]",
  "ExAllocatePoolWithTag Lens",
  "ExAllocatePoolWithTag Loop",
  "ExAllocatePoolWithTag Sp  ",
  "ExFreePoolWithTag Lens",
  "ExFreePoolWithTag Tail",
  "ExInitializeLookasideListEx Look",
  "ExInitializeNPagedLookasideList NPag",
  "FltAllocatePoolAlignedWithTag Flt1",
];

/** That code must never be said to name: they are in it, but are no tags of calls. */
export const neverTags = ["Data", "Trap", "Else", "Then", "Para", "Size"];

/** Backwards: a constant of four characters has its first one highest. */
const source = `
#ifdef DECLARED
#define IMPORT __declspec(dllimport)
#else
#define IMPORT
#endif
#define NTAPI __stdcall
typedef unsigned long ULONG;
typedef unsigned long long ULONG64;
typedef __SIZE_TYPE__ SIZE_T;
IMPORT void *NTAPI ExAllocatePoolWithTag(int type, SIZE_T size, ULONG tag);
IMPORT void *NTAPI ExAllocatePool2(ULONG64 flags, SIZE_T size, ULONG tag);
IMPORT void NTAPI ExFreePoolWithTag(void *memory, ULONG tag);
IMPORT void NTAPI ExInitializeNPagedLookasideList(void *list, void *a, void *f, ULONG flags, SIZE_T size, ULONG tag, unsigned short depth);
IMPORT int NTAPI ExInitializeLookasideListEx(void *list, void *a, void *f, int type, ULONG flags, SIZE_T size, ULONG tag, unsigned short depth);
IMPORT void *NTAPI FltAllocatePoolAlignedWithTag(void *instance, int type, SIZE_T size, ULONG tag);
IMPORT void NTAPI DbgBreakPointWithStatus(ULONG status);
IMPORT ULONG NTAPI KeQueryTimeIncrement(void);

void *kept[16];
ULONG tagOfData = 'ataD';
static char list[2][256];

void *plain(SIZE_T size) { return ExAllocatePoolWithTag(1, size, 'sneL'); }
void *sizeLooksLikeOne(ULONG tag) { return ExAllocatePoolWithTag(1, 'eziS', tag); }
void *two(void) { return ExAllocatePool2(0x40, 100, '2owT'); }
void *spaces(void) { return ExAllocatePoolWithTag(1, 24, '  pS'); }
void *odd(void) { return ExAllocatePoolWithTag(1, 24, 0x5d625c41); }
void loop(int count) {
  for (int index = 0; index < count; index++) kept[index] = ExAllocatePoolWithTag(1, 8u * index, 'pooL');
}
void tail(void *memory) { ExFreePoolWithTag(memory, 'liaT'); }
void several(void *memory) {
  if (memory) { ExFreePoolWithTag(memory, 'sneL'); kept[0] = 0; }
  DbgBreakPointWithStatus('parT');
}
/* Which of the two it is nobody knows where the ways have met; where the call stands in each, both are true. */
ULONG choose(int way);
void *branches(int way) { return ExAllocatePoolWithTag(1, 40, choose(way)); }
ULONG choose(int way) { return way ? 'esle' ^ 'esle' ^ 'eslE' : 'nehT'; }
void *parameter(ULONG tag) { return ExAllocatePoolWithTag(1, 40, tag); }
void *data(void) { return ExAllocatePoolWithTag(1, 40, tagOfData + KeQueryTimeIncrement()); }
void *notPrintable(void) { return ExAllocatePoolWithTag(1, 40, 0x01020304); }
void lists(void) {
  ExInitializeNPagedLookasideList(list[0], 0, 0, 512, 128, 'gaPN', 0);
  ExInitializeLookasideListEx(list[1], 0, 0, 512, 0, KeQueryTimeIncrement(), 'kooL', 0);
}
void *filter(void *instance) { return FltAllocatePoolAlignedWithTag(instance, 1, 512, '1tlF'); }
int NTAPI DriverEntry(void *driver, void *path) {
  kept[1] = parameter(((ULONG)(SIZE_T)driver) ^ 'araP');
  kept[2] = branches(path != 0);
  plain(1); sizeLooksLikeOne((ULONG)(SIZE_T)path); two(); spaces(); odd(); loop(3); tail(path); several(driver); data();
  notPrintable(); lists(); filter(driver);
  return 0;
}
`;

const functions: readonly (readonly [name: string, size: number, module: string])[] = [
  ["ExAllocatePoolWithTag", 12, "ntoskrnl.exe"],
  ["ExAllocatePool2", 16, "ntoskrnl.exe"],
  ["ExFreePoolWithTag", 8, "ntoskrnl.exe"],
  ["ExInitializeNPagedLookasideList", 28, "ntoskrnl.exe"],
  ["ExInitializeLookasideListEx", 32, "ntoskrnl.exe"],
  ["FltAllocatePoolAlignedWithTag", 16, "FLTMGR.SYS"],
  ["DbgBreakPointWithStatus", 4, "ntoskrnl.exe"],
  ["KeQueryTimeIncrement", 0, "ntoskrnl.exe"],
];

/** @returns the path of the image */
export function taggedDriver(folder: string, machine: ToolMachine, flags: readonly string[]): string {
  writeFileSync(join(folder, "tagged.c"), source);
  const libraries = ["ntoskrnl.exe", "FLTMGR.SYS"].map((module) => {
    const library = `${module}.${machine.name}.a`;
    const names = functions
      .filter(([, , of]) => of === module)
      .map(([name, size]) => `${name}${machine.is64 ? "" : `@${size}`}`);
    writeFileSync(join(folder, `${library}.def`), [`LIBRARY "${module}"`, "EXPORTS", ...names, ""].join("\n"));
    output(`${machine.prefix}dlltool`, ["-k", "-d", `${library}.def`, "-l", library], folder);
    return library;
  });
  const image = `tagged.${machine.name}${flags.join("")}.sys`;
  const entry = machine.is64 ? "DriverEntry" : "_DriverEntry@8";
  output(
    `${machine.prefix}gcc`,
    [
      ...["-std=gnu11", "-w", "-ffreestanding", "-fno-stack-protector", "-nostdlib", "-fno-ipa-icf", "-fno-inline"],
      ...[
        ...flags,
        `-Wl,--entry,${entry}`,
        "-Wl,--subsystem,native",
        "-Wl,--dynamicbase",
        "-s",
        "-o",
        image,
        "tagged.c",
      ],
      ...libraries,
    ],
    folder,
  );
  return join(folder, image);
}

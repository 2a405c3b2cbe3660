/** What a reader would tell of images: a driver with what drivers have wrong, a kernel module, and one with all that is hostile. */
import type { FoundString, Result, ToPage } from "../../../../server/src/image/protocol.ts";
import type { ImageComparison, ImageReport, ImportedFunction } from "../../../../server/src/image/report.ts";

const imported = (name: string, index: number, finding?: number): ImportedFunction => ({
  ...{ name, hint: 100 + index, address: `0x14000${(0x3000 + index * 8).toString(16)}` },
  ...(finding === undefined ? {} : { finding }),
});

const kernel =
  "ExAllocatePool2 ExFreePoolWithTag IoCreateDevice IoDeleteDevice IofCompleteRequest KeInitializeEvent KeSetEvent KeWaitForSingleObject MmGetSystemRoutineAddress ObfDereferenceObject PsCreateSystemThread RtlInitUnicodeString ZwClose ZwCreateFile ZwReadFile".split(
    " ",
  );

/** @param parts in place of its own */
export const driverReport = (parts: Partial<ImageReport> = {}): ImageReport => ({
  ...{ format: "pe", kind: "Kernel driver for Windows, x64", isKernel: true, machine: "x64", length: 86_528 },
  target: "Windows 10, version 2004, by targetWindows in .driverlens.json",
  pdb: "C:\\src\\NewDriver\\x64\\Release\\NewDriver.pdb",
  groups: [
    {
      id: "headers",
      title: "Headers",
      properties: [
        { name: "Machine", value: "x64 (0x8664)" },
        { name: "Subsystem", value: "Native (1)" },
        { name: "Entry point", value: "0x140006000 (INIT)" },
        { name: "Image base", value: "0x140000000" },
        { name: "Linked", value: "2026-05-17 09:12:44 UTC", meaning: "A hash of the build where it is reproducible." },
        { name: "Linker", value: "14.40" },
        { name: "Checksum", value: "0x00018A2F", state: "good", meaning: "It fits the file." },
      ],
    },
    {
      id: "version",
      title: "Version",
      properties: [
        { name: "FileVersion", value: "1.4.0.211" },
        { name: "CompanyName", value: "Example Devices" },
        { name: "OriginalFilename", value: "NewDriver.sys" },
      ],
    },
    {
      id: "security",
      title: "Security",
      properties: [
        { name: "NX compatible", value: "yes", state: "good" },
        {
          ...{ name: "Control flow guard", value: "no", state: "warning" },
          meaning: "Calls through pointers are not checked. Link with /guard:cf.",
        },
        { name: "Dynamic base", value: "yes", state: "good" },
        {
          ...{ name: "Writable code", value: "PAGEwx", state: "bad" },
          meaning: "Windows refuses to load it where memory integrity is on.",
        },
        { name: "Signature", value: "Example Devices, until 2027-01-31", state: "good" },
      ],
    },
    {
      id: "debug",
      title: "Debug Information",
      properties: [
        { name: "PDB", value: "C:\\src\\NewDriver\\x64\\Release\\NewDriver.pdb" },
        { name: "Identifier", value: "3F2504E04F8941D39A0C0305E82C33011" },
      ],
    },
  ],
  sections: [
    section(".text", 0x1000, 0x7c00, 0x400, 0x7c00, "RX", ["non-paged"]),
    section(".rdata", 0x9000, 0x1e00, 0x8000, 0x1e00, "R", ["non-paged"]),
    section(".data", 0xb000, 0x4200, 0x9e00, 0x600, "RW", ["non-paged"]),
    section("PAGE", 0x10000, 0x3a00, 0xa400, 0x3a00, "RX", ["paged"]),
    section("PAGEwx", 0x14000, 0x400, 0xde00, 0x400, "RWX", ["paged", "writable code"]),
    section("INIT", 0x15000, 0xe00, 0xe200, 0xe00, "RX", ["discardable", "init"]),
    section(".rsrc", 0x16000, 0x2000, 0xf000, 0x2000, "R", ["discardable"]),
    section(".reloc", 0x18000, 0x200, 0x11000, 0x200, "R", ["discardable"]),
  ],
  imports: [
    {
      module: "ntoskrnl.exe",
      isDelayed: false,
      functions: [...kernel.map((name, index) => imported(name, index)), imported("ExAllocatePoolWithTag", 40, 1)],
    },
    { module: "HAL.dll", isDelayed: false, functions: [imported("KeQueryPerformanceCounter", 60), { ordinal: 17 }] },
    {
      module: "KERNEL32.dll",
      isDelayed: false,
      functions: [imported("HeapAlloc", 70, 0), imported("GetLastError", 71, 2), imported("Sleep", 72, 3)],
    },
  ],
  exports: [],
  resources: [
    { type: "VERSION", name: "#1", language: "en-US (0x0409)", offset: 0xf090, size: 836 },
    { type: "MESSAGETABLE", name: "#1", language: "en-US (0x0409)", offset: 0xf400, size: 1_204 },
    { type: "RCDATA", name: "DEVICES_DB", language: "neutral (0x0000)", offset: 0xf900, size: 4_096 },
  ],
  findings: [
    userMode("HeapAlloc", ["ExAllocatePool2", "ExFreePoolWithTag"]),
    {
      ...{ rule: "image-deprecated-import", severity: "warning" },
      message: "ExAllocatePoolWithTag is deprecated from Windows 10, version 2004 on",
      why: "It gives memory that holds what others left there, which a driver then may hand to user mode.",
      remedy: "Allocate with ExAllocatePool2, which clears the memory.",
      instead: ["ExAllocatePool2"],
      import: { module: "ntoskrnl.exe", name: "ExAllocatePoolWithTag" },
      page: "https://learn.microsoft.com/windows-hardware/drivers/ddi/wdm/nf-wdm-exallocatepool2",
    },
    userMode("GetLastError", []),
    userMode("Sleep", ["KeDelayExecutionThread"]),
    {
      ...{ rule: "image-writable-code", severity: "error", section: "PAGEwx", instead: [] },
      message: "PAGEwx can be written and run",
      why: "Where memory integrity (HVCI) is on, Windows refuses to load the driver: STATUS_INVALID_IMAGE_FORMAT.",
      remedy: "Take code and data that is written apart; look for #pragma section and /SECTION of the linker.",
    },
    {
      ...{ rule: "image-no-guard", severity: "info", instead: [] },
      message: "Control flow guard is off",
      why: "A pointer to a function that is overwritten leads anywhere.",
      remedy: "Compile and link with /guard:cf.",
    },
  ],
  infs: [
    {
      name: "NewDriver.inf",
      properties: [
        { name: "Class", value: "System" },
        { name: "Service", value: "NewDriver, on demand" },
        { name: "CatalogFile", value: "NewDriver.cat" },
      ],
    },
  ],
  notes: ["The certificate table names 8,192 bytes behind the end of the file: the signature may be cut off."],
  ...parts,
});

function userMode(name: string, instead: string[]): ImageReport["findings"][number] {
  return {
    ...{ rule: "image-user-mode-import", severity: "error", instead },
    message: `${name} is imported from KERNEL32.dll, a DLL of user mode`,
    why: "The driver is not loaded: STATUS_OBJECT_NAME_NOT_FOUND, or code 39 in Device Manager.",
    remedy: "Call what the kernel has in its place, and link without kernel32.lib.",
    import: { module: "KERNEL32.dll", name },
  };
}

function section(
  name: string,
  address: number,
  virtualSize: number,
  offset: number,
  size: number,
  access: string,
  traits: ImageReport["sections"][number]["traits"],
): ImageReport["sections"][number] {
  return {
    ...{ name, virtualSize, offset, size, access, traits, flags: "0x68000020" },
    address: `0x${(0x140000000 + address).toString(16)}`,
  };
}

export function moduleReport(): ImageReport {
  const { target: _, pdb: _pdb, ...windows } = driverReport();
  return {
    ...windows,
    ...{ format: "elf", kind: "Kernel module for Linux, x86-64", machine: "x86-64", length: 412_384, findings: [] },
    ...{ infs: [], resources: [], notes: [] },
    imports: [
      {
        ...{ module: "", isDelayed: false },
        functions: [
          { name: "__fentry__", crc: "0xbdfb6dbb" },
          { name: "_printk", crc: "0x92997ed8", isWeak: true },
        ],
      },
    ],
    exports: [{ name: "lens_open", note: "GPL" }],
  };
}

/** @param count of functions, all of one module */
export const manyImports = (count: number): ImageReport =>
  driverReport({
    findings: [],
    imports: [
      {
        ...{ module: "ntoskrnl.exe", isDelayed: false },
        functions: Array.from({ length: count }, (_, index) => imported(`ZwFunctionNumber${index}`, index)),
      },
    ],
  });

export const calls: ToPage = {
  kind: "calls",
  calls: [
    {
      name: "HeapAlloc",
      sites: [
        { file: "driver/pool.c", line: 120, caller: "LensAllocate" },
        { file: "driver/io.c", line: 48, caller: "LensRead" },
      ],
    },
  ],
};

export const tags: Result<"tags"> = [
  {
    tag: "Lens",
    uses: [
      { function: "LensAllocate", address: "0x140001a40", section: ".text" },
      { function: "LensStart", address: "0x140010210", section: "PAGE" },
    ],
  },
  { tag: "LnsQ", uses: [{ function: "LensQueue", address: "0x140002b00", section: ".text" }] },
];

export const databases: Result<"databases"> = [
  { name: "DEVICES_DB", where: "resource RCDATA", start: 0xf900, length: 4096 },
];

export const strings = (count = 40): FoundString[] =>
  Array.from({ length: count }, (_, index) => {
    const text = index % 3 === 0 ? `\\Device\\NewDriver${index}` : `NewDriver: request ${index} failed with status`;
    return {
      ...{ offset: 0x8000 + index * 64, text, length: text.length },
      ...{ encoding: index % 3 === 0 ? "utf-16" : "ascii", section: index % 2 === 0 ? ".rdata" : "PAGE" },
    };
  });

export const comparison: ImageComparison = {
  before: { name: "NewDriver.sys (1.3)", kind: "Kernel driver for Windows, x64", length: 82_432 },
  after: { name: "NewDriver.sys (1.4)", kind: "Kernel driver for Windows, x64", length: 86_528 },
  groups: [
    {
      ...{ id: "imports", title: "Imports", same: 41 },
      rows: [
        { change: "added", name: "ExAllocatePool2", after: "ntoskrnl.exe" },
        { change: "removed", name: "ExAllocatePoolWithTag", before: "ntoskrnl.exe" },
      ],
    },
    {
      ...{ id: "sections", title: "Sections", same: 5 },
      rows: [
        { change: "changed", name: ".text", before: "31,232 bytes", after: "31,744 bytes", difference: 512 },
        { change: "changed", name: "INIT", before: "4,096 bytes", after: "3,584 bytes", difference: -512 },
      ],
    },
    { id: "exports", title: "Exports", same: 0, rows: [] },
  ],
};

/** Names as nobody means well with them. */
export const hostileName = '<img src=x onerror="document.title=1">\u202Egnp.sys\u0000\u200B';
export const hostileReport = (): ImageReport => {
  const long = "A".repeat(1024 * 1024);
  return driverReport({
    ...{ kind: hostileName, machine: "x64", target: hostileName, notes: [hostileName, long] },
    groups: [{ id: "headers", title: "Headers", properties: [{ name: hostileName, value: long, meaning: long }] }],
    sections: [section(hostileName, 0, 2 ** 40, 2 ** 50, 2 ** 40, "RWX", [])],
    imports: [
      { module: hostileName, isDelayed: true, functions: [{ name: long }, { name: hostileName, finding: 0 }, {}] },
      { module: "", isDelayed: false, functions: [] },
    ],
    exports: [{ name: hostileName, ordinal: 4_294_967_295, forwarder: long }],
    resources: [{ type: hostileName, name: long, language: hostileName, offset: 2 ** 52, size: 2 ** 40 }],
    findings: [
      {
        ...{ rule: hostileName, severity: "error", message: long, why: hostileName, remedy: long, instead: [long] },
        import: { module: hostileName, name: hostileName },
        page: "javascript:alert(1)",
      },
    ],
    infs: [{ name: hostileName, properties: [{ name: hostileName, value: long }] }],
  });
};

/** Each of Driver Verifier's checks with a driver that gets it, and one much like it that does not. */
import { describe, expect, it } from "vitest";
import { loadFacts } from "../../../server/src/facts/index.ts";
import { type AdviceSettings, checksOf, entry, windows } from "./support.ts";

const dispatch = (major: string): string => `DRIVER_DISPATCH Ring;
NTSTATUS Ring(PDEVICE_OBJECT Device, PIRP Irp)
{
    UNREFERENCED_PARAMETER(Device);
    UNREFERENCED_PARAMETER(Irp);
    return STATUS_SUCCESS;
}
VOID Fill(PDRIVER_OBJECT Driver)
{
    Driver->MajorFunction[${major}] = Ring;
}`;

interface Pair {
  readonly with: string;
  readonly without: string;
  readonly settings?: AdviceSettings;
}

const pairs: Readonly<Record<string, Pair>> = {
  "special-pool": {
    with: entry("PVOID p = ExAllocatePool2(POOL_FLAG_PAGED, 8, 'gniR'); UNREFERENCED_PARAMETER(p);"),
    without: entry("ExFreePoolWithTag(RegistryPath, 'gniR');"),
  },
  "force-irql": {
    with: entry("KIRQL old; KeRaiseIrql(DISPATCH_LEVEL, &old);"),
    without: entry("KeLowerIrql(PASSIVE_LEVEL);"),
  },
  "low-resources": {
    with: entry("MmMapIoSpace(address, 8, MmNonCached);"),
    without: entry("MmUnmapIoSpace(memory, 8);"),
  },
  "pool-tracking": {
    with: entry("MmProbeAndLockPages(mdl, KernelMode, IoReadAccess);"),
    without: entry("MmUnlockPages(mdl);"),
  },
  "io-verification": {
    with: entry("IoCompleteRequest(irp, IO_NO_INCREMENT);"),
    without: entry("irp->IoStatus.Status = STATUS_SUCCESS;"),
  },
  deadlock: {
    with: entry("ExAcquireFastMutex(&mutex);"),
    without: entry("ExAcquireResourceExclusiveLite(&resource, TRUE);"),
  },
  "enhanced-io": {
    with: entry("", dispatch("IRP_MJ_PNP")),
    without: entry(""),
    settings: { target: "Windows Vista" },
  },
  dma: {
    with: entry("adapter = IoGetDmaAdapter(device, &description, &registers);"),
    without: entry("Ring(IoGetDmaAdapter);"),
  },
  security: {
    with: entry("ZwQueryInformationFile(file, &io, &information, 8, FileBasicInformation);"),
    without: entry("IoQueryFileInformation(file, FileBasicInformation, 8, &information, &length);"),
  },
  "force-pending": {
    with: entry("IoCallDriver(device, irp);"),
    without: entry("IoSkipCurrentIrpStackLocation(irp);"),
  },
  "irp-logging": {
    with: entry("", dispatch("IRP_MJ_DEVICE_CONTROL")),
    without: entry("", dispatch("IRP_MJ_CREATE")),
  },
  misc: {
    with: entry("ExInitializeNPagedLookasideList(&list, NULL, NULL, 0, 8, 'gniR', 0);"),
    without: entry("ExDeleteNPagedLookasideList(&list);"),
  },
  "mdl-stack": {
    with: entry("MmGetSystemAddressForMdlSafe(mdl, NormalPagePriority); IoCallDriver(device, irp);"),
    without: entry("IoCallDriver(device, irp);"),
  },
  "mdl-driver": {
    with: entry("IoBuildPartialMdl(mdl, part, address, 8); IofCallDriver(device, irp);"),
    without: entry("IoBuildPartialMdl(mdl, part, address, 8);"),
  },
  "power-delay": {
    with: entry("PoFxRegisterDevice(device, &description, &handle);"),
    without: entry("PoSetPowerState(device, DevicePowerState, state);"),
    settings: { target: "Windows 10, version 1809" },
  },
  "port-miniport": {
    with: entry("PcAddAdapterDevice(driver, device, Start, 1, 0);"),
    without: entry("PcGetTimeInterval(0);"),
  },
  "ddi-compliance": {
    with: entry("KeSetEvent(&event, 0, FALSE);"),
    without: entry("KeQueryPerformanceCounter(NULL);"),
  },
  "systematic-low-resources": {
    with: entry("PVOID p = ExAllocatePoolWithTag(NonPagedPoolNx, 8, 'gniR'); UNREFERENCED_PARAMETER(p);"),
    without: entry("ExFreePool(RegistryPath);"),
  },
  "ddi-additional": {
    with: entry("KIRQL old; KeAcquireSpinLock(&lock, &old);"),
    without: entry("ExAcquireFastMutex(&mutex);"),
    settings: { target: "Windows 8.1" },
  },
  "ndis-wifi": {
    with: entry("NdisMRegisterMiniportDriver(DriverObject, RegistryPath, NULL, &characteristics, &handle);"),
    without: entry("NdisRegisterProtocolDriver(NULL, &characteristics, &handle);"),
  },
  "sync-delay": {
    with: entry("KeWaitForSingleObject(&event, Executive, KernelMode, FALSE, NULL);"),
    without: entry("KeReadStateEvent(&event);"),
    settings: { target: "Windows 10" },
  },
  "vm-switch": {
    with: entry("NdisFGetOptionalSwitchHandlers(filter, &context, &handlers);"),
    without: entry("NdisFRegisterFilterDriver(DriverObject, NULL, &characteristics, &handle);"),
  },
  "code-integrity": {
    with: entry("PVOID p = ExAllocatePoolWithTag(NonPagedPool, 8, 'gniR'); UNREFERENCED_PARAMETER(p);"),
    without: "",
  },
  wdf: {
    with: entry("WdfDriverCreate(DriverObject, RegistryPath, NULL, &config, NULL);"),
    without: entry("IoCreateDevice(DriverObject, 0, NULL, FILE_DEVICE_UNKNOWN, 0, FALSE, &device);"),
  },
  filter: {
    with: entry("FltRegisterFilter(DriverObject, &registration, &filter);"),
    without: entry("IoRegisterFsRegistrationChange(DriverObject, Notify);"),
  },
  isolation: {
    with: entry("ZwOpenKey(&key, KEY_READ, &attributes);"),
    without: entry("IoOpenDeviceRegistryKey(device, PLUGPLAY_REGKEY_DEVICE, KEY_READ, &key);"),
  },
  storport: {
    with: entry("StorPortInitialize(DriverObject, RegistryPath, &data, NULL);"),
    without: entry("ScsiPortInitialize(DriverObject, RegistryPath, &data, NULL);"),
  },
  scsiport: {
    with: entry("ScsiPortInitialize(DriverObject, RegistryPath, &data, NULL);"),
    without: entry("StorPortInitialize(DriverObject, RegistryPath, &data, NULL);"),
  },
  "wdf-setting": {
    with: entry("WdfDriverCreate(DriverObject, RegistryPath, NULL, &config, NULL);"),
    without: entry("FltRegisterFilter(DriverObject, &registration, &filter);"),
  },
};

describe("every check", () => {
  const asked = loadFacts()
    .verifierChecks()
    .filter(({ run }) => run !== "helper");

  it.each(asked.map(({ id }) => id).filter((id) => id !== "code-integrity"))("%s", (id) => {
    const pair = pairs[id];
    if (pair === undefined) throw new Error(`${id} has no drivers`);
    expect(checksOf(windows(pair.with, pair.settings))).toContain(id);
    expect(checksOf(windows(pair.without, pair.settings))).not.toContain(id);
  });

  it("code-integrity, which fits any driver from Windows 10 on, and tells where memory is executable", () => {
    const integrity = (source: string) =>
      windows(source).runs[0]?.checks.find(({ check }) => check.id === "code-integrity");
    expect(integrity(entry(""))).toMatchObject({ fitsAny: true, reasons: [] });
    expect(integrity(pairs["code-integrity"]?.with ?? "")).toMatchObject({
      fitsAny: true,
      reasons: [{ use: "executable-memory", count: 1 }],
    });
  });
});

describe("a use", () => {
  const ids = (source: string, settings?: AdviceSettings): readonly string[] => checksOf(windows(source, settings));

  it("is none of a function of the unit that has the name", () => {
    const own = "PVOID ExAllocatePool2(ULONG64 Flags, SIZE_T Size, ULONG Tag) { return NULL; }";
    expect(ids(entry("ExAllocatePool2(0, 8, 'gniR');", own))).not.toContain("special-pool");
  });

  it("is that of an NDIS miniport where a wireless one is registered through WDI", () => {
    const call = "NdisMRegisterWdiMiniportDriver(DriverObject, RegistryPath, NULL, &ndis, &wdi, &handle);";
    expect(ids(entry(call))).toContain("ndis-wifi");
  });

  it("is one where a macro of the unit stands, however deep, and at the macro's place", () => {
    const macros = "#define ALLOC(n) ALLOC_TAGGED(n, 'gniR')\n#define ALLOC_TAGGED(n, t) ExAllocatePool2(0, n, t)";
    const source = entry("PVOID p = ALLOC(8); UNREFERENCED_PARAMETER(p);", macros);
    const [pool] = windows(source).runs[0]?.checks ?? [];
    expect(pool?.reasons).toMatchObject([{ use: "pool-allocation", names: [{ name: "ExAllocatePool2", count: 1 }] }]);
    const [place] = pool?.reasons[0]?.places ?? [];
    expect(source.slice(place?.start, place?.end)).toBe("ALLOC");
  });

  it("counts every place, and names the function that is called most often first", () => {
    const source = entry("ExAcquireFastMutex(&a); KeAcquireSpinLock(&b, &old); KeAcquireSpinLock(&c, &old);");
    const deadlock = windows(source).runs[0]?.checks.find(({ check }) => check.id === "deadlock");
    expect(deadlock?.reasons).toMatchObject([
      {
        count: 3,
        names: [
          { name: "KeAcquireSpinLock", count: 2 },
          { name: "ExAcquireFastMutex", count: 1 },
        ],
      },
    ]);
    // One place of each name goes before others of the same.
    expect(deadlock?.reasons[0]?.places.map(({ start, end }) => source.slice(start, end))).toEqual([
      "ExAcquireFastMutex",
      "KeAcquireSpinLock",
      "KeAcquireSpinLock",
    ]);
  });

  it("keeps the first places of very many", () => {
    const body = Array.from({ length: 60 }, (_, index) => `ZwClose(handle${index});`).join("\n    ");
    const security = windows(entry(body)).runs[0]?.checks.find(({ check }) => check.id === "security");
    expect([security?.reasons[0]?.count, security?.reasons[0]?.places.length]).toEqual([60, 20]);
  });

  it("of a port driver's functions is what is documented alone: it allocates and locks for itself", () => {
    const storport = ids(entry("StorPortAllocatePool(extension, 8, 'gniR', &memory);"));
    expect(storport).not.toContain("special-pool");
    expect(ids(entry("NdisAllocateMemoryWithTagPriority(handle, 8, 'gniR', LowPoolPriority);"))).toContain(
      "special-pool",
    );
  });

  it("is none of a file that lies beside the driver's and is no part of it", () => {
    const files = [
      { path: "driver.c", text: entry("") },
      { path: "other.c", text: "VOID F(VOID) { ExAcquireFastMutex(&mutex); }" },
    ];
    expect(checksOf(windows(files))).toContain("deadlock");
    expect(checksOf(windows(files, { project: { unlisted: ["other.c"] } }))).not.toContain("deadlock");
  });

  it("is none of a lock that is held inside a function alone", () => {
    const inside = ids(entry("ExInterlockedAddUlong(&count, 1, &lock);"));
    expect(inside).not.toContain("deadlock");
    expect(inside).not.toContain("force-irql");
    expect(ids(entry("KeSynchronizeExecution(interrupt, Routine, NULL);"))).toContain("force-irql");
  });

  it("tells which rules there are for what is called", () => {
    const ddi = windows(entry("ZwClose(key); KeAcquireSpinLock(&lock, &old);")).runs[0]?.checks.find(
      ({ check }) => check.id === "ddi-compliance",
    );
    expect(ddi?.reasons[0]?.rules).toEqual(["IrqlKeDispatchLte", "IrqlZwPassive", "SpinLock"]);
  });

  it("of METHOD_NEITHER is one where the code is handled", () => {
    const code = "#define IOCTL_RING CTL_CODE(FILE_DEVICE_UNKNOWN, 0x800, METHOD_NEITHER, FILE_ANY_ACCESS)";
    const handled = entry("switch (ControlCode) { case IOCTL_RING: break; }", code);
    const user = windows(handled).runs[0]?.checks.find(({ check }) => check.id === "security");
    expect(user?.reasons).toMatchObject([{ use: "user-memory", names: [{ name: "IOCTL_RING", count: 1 }] }]);
    expect(ids(entry("", code))).not.toContain("security");
  });
});

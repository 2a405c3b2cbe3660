/** The command lines of a driver's runs, for each Windows that it may meet. */
import { describe, expect, it } from "vitest";
import { advise, commandLines, entry, windows } from "./support.ts";

const locking = entry("ExAcquireFastMutex(&mutex);");
const allocating = entry("PVOID p = ExAllocatePool2(POOL_FLAG_PAGED, 8, 'gniR'); UNREFERENCED_PARAMETER(p);");

describe("the first run", () => {
  it("has a flag for each check that the oldest Windows has, and rule classes where there are such", () => {
    expect(commandLines(windows(locking, { target: "Windows 7" }), "checks")).toEqual([
      "Windows 7 - Windows 8.1: verifier /flags 0x20 /driver ring.sys",
      "Windows 10+: verifier /flags 0x2000020 /driver ring.sys",
      "Windows 10+: verifier /volatile /flags 0x20 /adddriver ring.sys without Code integrity checks",
      "Windows 10, version 1803+: verifier /ruleclasses 6 26 /driver ring.sys",
    ]);
  });

  it("begins with Windows 10 where nobody says which is the oldest", () => {
    expect(commandLines(windows(locking), "checks")[0]).toBe("Windows 10+: verifier /flags 0x2000020 /driver ring.sys");
  });

  it("leaves out what the Windows does not have any more, and says what flags cannot turn on", () => {
    const spinning = entry("KeAcquireSpinLock(&lock, &old); FltRegisterFilter(DriverObject, &registration, &filter);");
    expect(commandLines(windows(spinning, { target: "10.0.19041" }), "checks")).toEqual([
      "Windows 10, version 2004: verifier /ruleclasses 2 5 6 18 20 26 /driver ring.sys",
      "Windows 10, version 2004: verifier /flags 0x20A0032 /driver ring.sys",
      "Windows 10, version 2004: verifier /volatile /flags 0x32 /adddriver ring.sys without DDI compliance checking, DDI compliance checking (additional), Code integrity checks",
      "Windows 10, version 20H2 - Windows Server 2022: verifier /ruleclasses 2 5 6 18 26 /driver ring.sys",
      "Windows 10, version 20H2 - Windows Server 2022: verifier /flags 0x2020032 /driver ring.sys",
      "Windows 10, version 20H2 - Windows Server 2022: verifier /volatile /flags 0x32 /adddriver ring.sys without DDI compliance checking, Code integrity checks",
      "Windows 11+: verifier /ruleclasses 2 5 6 18 26 37 /driver ring.sys",
      "Windows 11+: verifier /flags 0x2020032 /driver ring.sys without File system filter verification",
      "Windows 11+: verifier /dif 2 5 18 /now /driver ring.sys without Deadlock detection, Code integrity checks, File system filter verification",
    ]);
  });

  it("says which standard checks nothing asks for", () => {
    expect(windows(locking, { target: "Windows 7" }).standardBeside).not.toContain("Deadlock detection");
    expect(windows(locking, { target: "Windows 7" }).standardBeside).toContain("Special pool");
  });

  it("has the framework beside a KMDF driver, and its own verifier in the registry", () => {
    const source = entry("WdfDriverCreate(DriverObject, RegistryPath, NULL, &config, NULL);");
    const advice = windows(source, { target: "10.0.22000" });
    expect(commandLines(advice, "checks")).toEqual([
      "Windows 11+: verifier /ruleclasses 26 34 /driver ring.sys Wdf01000.sys",
      "Windows 11+: verifier /flags 0x2000000 /driver ring.sys Wdf01000.sys without WDF verification",
    ]);
    const key = '"HKLM\\SYSTEM\\CurrentControlSet\\Services\\ring\\Parameters\\Wdf"';
    expect(advice.settings).toMatchObject([
      { command: `reg add ${key} /v VerifierOn /t REG_DWORD /d 1`, undo: `reg delete ${key} /v VerifierOn` },
    ]);
  });
});

describe("other runs", () => {
  it("turn on the first one's checks too, and no command of a run lacks what the run is for", () => {
    const advice = windows(allocating, { target: "10.0.22000" });
    expect(commandLines(advice, "faults")).toEqual([
      "Windows 11+: verifier /ruleclasses 1 3 4 26 /driver ring.sys",
      "Windows 11+: verifier /flags 0x200000D /driver ring.sys",
      "Windows 11+: verifier /volatile /flags 0x4 /adddriver ring.sys without Special pool, Pool tracking, Code integrity checks",
    ]);
    expect(commandLines(advice, "systematic")).toEqual([
      "Windows 11+: verifier /ruleclasses 1 4 19 26 36 /driver ring.sys",
      "Windows 11+: verifier /dif 1 4 19 /now /driver ring.sys without Code integrity checks",
    ]);
    expect(advice.tags).toEqual(["Ring"]);
  });

  it("leave out what cannot be on together, and what the Windows does not have", () => {
    expect(commandLines(windows(locking, { target: "Windows 8" }), "delays")).toEqual([
      "Windows 8.1: verifier /flags 0x800000 /driver ring.sys",
      "Windows 10 - Windows 10, version 2004: verifier /flags 0x2800000 /driver ring.sys",
      "Windows 10, version 1803 - Windows 10, version 2004: verifier /ruleclasses 24 26 /driver ring.sys",
    ]);
    expect(commandLines(windows(locking, { target: "10.0.22000" }), "delays")).toEqual([]);
  });

  it("bring what they need, though the driver does not ask for it", () => {
    const advice = windows(entry("ZwOpenKey(&key, KEY_READ, &attributes);"), { target: "10.0.22000" });
    expect(commandLines(advice, "isolation")).toEqual(["Windows 11+: verifier /ruleclasses 33 36 /driver ring.sys"]);
    const sending = windows(entry("IoCallDriver(device, irp);"), { target: "Windows 7" });
    // Windows 11 turns I/O verification on at once by /dif alone, and pending requests by /volatile alone.
    const now = (advice: typeof sending) =>
      commandLines(advice, "pending").filter((line) => / now|volatile/.test(line));
    expect(now(sending)).toEqual([
      "Windows 10 - Windows Server 2022: verifier /volatile /flags 0x210 /adddriver ring.sys without Code integrity checks",
    ]);
    expect(commandLines(sending, "pending")[0]).toBe("Windows 7 - Windows 8.1: verifier /flags 0x210 /driver ring.sys");
  });
});

describe("the driver's name", () => {
  const image = (settings: Parameters<typeof windows>[1]) => windows(locking, settings).image;

  it("is the project's, in quotes where that is needed", () => {
    expect(image({})).toMatchObject({ file: "ring.sys", doubt: undefined });
    const spaced = windows(locking, { target: "Windows 7", project: { name: "My Ring" } });
    expect(commandLines(spaced, "checks")[0]).toContain('/driver "My Ring.sys"');
  });

  it("is a guess where no project says it, and is to be put in where nobody can know it", () => {
    expect(image({ project: { origin: "folder", projectFile: undefined } }).doubt).toContain("ring.sys is a guess");
    expect(image({ project: { name: 'a" /all & calc' } })).toMatchObject({ file: "NAME.sys" });
    expect(windows("VOID F(VOID) { ExAcquireFastMutex(&mutex); }").image).toMatchObject({
      file: "NAME.sys",
      doubt: expect.stringContaining("No DriverEntry"),
    });
  });
});

describe("no advice", () => {
  it("is there for what is no kernel driver, and for a part of one that uses nothing", () => {
    expect(advise(locking, { kind: "windows-user" })).toBeUndefined();
    expect(advise("int Two(void) { return 2; }")).toBeUndefined();
  });
});

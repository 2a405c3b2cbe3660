/** INF files beside an image: what they say of it. */
import { describe, expect, test } from "vitest";
import { mingwIsMissing } from "../binary/support/toolchain.ts";
import { cpuMilliseconds } from "../support/cpu-time.ts";
import { findingsOf, reportOfBytes } from "./support/report.ts";
import { changed, driverOf, headerOffsets } from "./support/windows-drivers.ts";

const inf = `[Version]
Signature   = "$WINDOWS NT$"
Class       = System
ClassGuid   = {4d36e97d-e325-11ce-bfc1-08002be10318}
Provider    = %Provider%
CatalogFile = lens.cat
DriverVer   = 01/02/2026,1.0.0.0

[SourceDisksFiles]
Lens.sys = 1,,

[Manufacturer]
%Provider% = Models, NTamd64.10.0...16299

[Models.NTamd64.10.0...16299]
%Device% = Lens_Install, Root\\Lens

[Lens_Install.NT]
CopyFiles = Lens_Files

[Lens_Files]
Lens.sys,,,0x00000002

[Lens_Install.NT.Services]
AddService = %Name%, 0x00000002, Lens_Service

[Lens_Service]
ServiceType   = 1
StartType     = 3
ServiceBinary = %13%\\Lens.sys

[Strings]
Provider = "A company"
Name     = "Lens"
`;

describe.skipIf(mingwIsMissing)("INF files", () => {
  const x64 = () => driverOf({ imports: { "ntoskrnl.exe": ["DbgPrint"] } });
  const arm64 = () => changed(x64(), (view, header) => view.setUint16(header + headerOffsets.machine, 0xaa64, true));
  const report = (image: Uint8Array, infs: Readonly<Record<string, string>>, name = "lens.sys") =>
    reportOfBytes(image, name, { infs: Object.entries(infs).map(([file, text]) => ({ name: file, text })) });

  test("say what they install", () => {
    const { infs, findings } = report(x64(), { "other.inf": inf.replaceAll("Lens.sys", "Other.sys"), "lens.inf": inf });
    expect(findings).toEqual([]);
    // That which names the image comes first.
    expect(infs.map(({ name }) => name)).toEqual(["lens.inf", "other.inf"]);
    expect(infs[0]?.properties.map(({ name, value }) => [name, value])).toEqual([
      ["Names this image", "SourceDisksFiles, the service Lens, CopyFiles (Lens_Files)"],
      ["DriverVer", "01/02/2026, 1.0.0.0"],
      ["Class", "System {4d36e97d-e325-11ce-bfc1-08002be10318}"],
      ["Provider", "A company"],
      ["Catalog", "lens.cat"],
      ["Service Lens", "kernel driver, started on demand, %13%\\Lens.sys"],
      ["For", "NTamd64.10.0...16299"],
    ]);
    expect(infs[1]?.properties[0]?.value).toBe("no");
  });

  test("for other processors alone", () => {
    expect(findingsOf(report(arm64(), { "lens.inf": inf }))).toEqual([
      "warning image-inf-machine: The image is for ARM64, but lens.inf, which installs it, is for NTamd64.10.0...16299 alone",
    ]);
    const both = inf.replace("NTamd64.10.0...16299\n", "NTamd64, NTarm64\n");
    expect(report(arm64(), { "lens.inf": both }).findings).toEqual([]);
  });

  test.each([
    ["not stamped yet", inf.replaceAll("NTamd64", "NT$ARCH$")],
    ["for any processor", inf.replace(", NTamd64.10.0...16299", "")],
    ["of another image", inf.replaceAll("Lens.sys", "Other.sys")],
    ["without models", "[Version]\nClass=System\n[SourceDisksFiles]\nlens.sys=1\n"],
    ["of nothing", ""],
  ])("%s accuse nobody", (_, text) => expect(report(arm64(), { "lens.inf": text }).findings).toEqual([]));

  test("of services alone", () => {
    const text = "[SourceDisksFiles]\nlens.sys = 1\n[DefaultInstall.NTamd64]\nCopyFiles = @lens.sys\n";
    const { infs } = report(x64(), { "lens.inf": text });
    expect(infs[0]?.properties).toContainEqual({ name: "Names this image", value: "SourceDisksFiles, CopyFiles" });
    expect(findingsOf(report(arm64(), { "lens.inf": text }))).toHaveLength(1);
  });

  test("whose strings would be longer than any memory are cut, and nothing is drawn without end", () => {
    const long = `[Strings]\nX = "${"a".repeat(200_000)}"\n`;
    const many = inf.replace("Class       = System", `Class = "${"%X%".repeat(20_000)}"`);
    const start = cpuMilliseconds();
    const { infs } = report(x64(), {
      "long.inf": many + long,
      "often.inf": `${long}[SourceDisksFiles]\n${"%X%=1\n".repeat(100_000)}lens.sys=1\n`,
    });
    expect(cpuMilliseconds() - start).toBeLessThan(5000);
    expect(infs[0]?.properties.find(({ name }) => name === "Class")?.value.length).toBeLessThan(5000);
    expect(infs[1]?.properties[0]?.value).toBe("SourceDisksFiles");
  });

  test("of anybody end soon", () => {
    const lines = Array.from(
      { length: 30_000 },
      (_, index) => `[Install${index}.Services]\nAddService=S${index},,X\n[X]\n${"%".repeat(50)}\n`,
    );
    const start = cpuMilliseconds();
    report(x64(), { "lens.inf": lines.join("") });
    expect(cpuMilliseconds() - start).toBeLessThan(5000);
  });
});

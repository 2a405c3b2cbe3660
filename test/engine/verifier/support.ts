/** Advice for drivers of a few lines. */
import { finish } from "../../../server/src/engine/steps.ts";
import type {
  LinuxAdvice,
  VerifierAdvice,
  VerifierCommand,
  WindowsAdvice,
} from "../../../server/src/engine/verifier/advice.ts";
import { advisingUnit } from "../../../server/src/engine/verifier/advise-unit.ts";
import { parseWindowsVersion } from "../../../server/src/facts/index.ts";
import type { DriverUnit } from "../../../server/src/model/unit/types.ts";
import { openUnit, type SourceText, type UnitSettings } from "../../support/engine.ts";

export interface AdviceSettings extends UnitSettings {
  /** What the project says otherwise than that of all tests. */
  readonly project?: Partial<DriverUnit>;
}

const driver: DriverUnit = {
  id: "test.vcxproj",
  name: "ring",
  root: ".",
  origin: "vcxproj",
  projectFile: "test.vcxproj",
  kind: "windows-kernel",
  reason: "the test says so",
  sources: [],
  headers: [],
  unlisted: [],
  includeDirectories: [],
  defines: new Map(),
  targetWindows: undefined,
  frameworks: [],
};

export function advise(
  sources: string | readonly SourceText[],
  settings: AdviceSettings = {},
): VerifierAdvice | undefined {
  const { target, kind = "windows-kernel", frameworks = [], project = {} } = settings;
  const files = typeof sources === "string" ? [{ path: "driver.c", text: sources }] : sources;
  const session = openUnit(files, settings);
  const version = target === undefined ? undefined : parseWindowsVersion(target);
  return finish(
    advisingUnit(session, {
      driver: { ...driver, kind, frameworks, ...project },
      targetWindows: version && { version, saidBy: "the test" },
    }),
  );
}

export function windows(sources: string | readonly SourceText[], settings: AdviceSettings = {}): WindowsAdvice {
  const advice = advise(sources, settings);
  if (advice?.platform !== "windows") {
    throw new Error("there is no advice for Windows");
  }
  return advice;
}

export function linux(source: string): LinuxAdvice {
  const advice = advise([{ path: "module.c", text: source }], { kind: "linux-kernel" });
  if (advice?.platform !== "linux") {
    throw new Error("there is no advice for Linux");
  }
  return advice;
}

/** Ids of all checks that are advised in runs and settings, those that others need left out. */
export function checksOf({ runs, settings }: WindowsAdvice): readonly string[] {
  const advised = [...runs.flatMap(({ checks }) => checks), ...settings];
  return advised.filter(({ neededBy }) => neededBy.length === 0).map(({ check }) => check.id);
}

/** "Windows 10: verifier ...", by run. */
export const commandLines = (advice: WindowsAdvice, run: string): readonly string[] =>
  (advice.runs.find((one) => one.run === run)?.commands ?? []).map(commandLine);

function commandLine({ from, to, text, lacks }: VerifierCommand): string {
  const windows = to === undefined ? `${from.name}+` : to === from ? from.name : `${from.name} - ${to.name}`;
  return `${windows}: ${text}${lacks.length === 0 ? "" : ` without ${lacks.join(", ")}`}`;
}

/** A DriverEntry with these statements, and what else there is before it. */
export const entry = (body: string, before = ""): string => `#include <ntddk.h>
${before}
DRIVER_INITIALIZE DriverEntry;
NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    ${body}
    return STATUS_SUCCESS;
}
`;

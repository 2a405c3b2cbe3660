/** Turns discovered units and the configuration into what has to be checked: which files, as what, for which Windows. */
import { parseWindowsVersion } from "../facts/index.ts";
import type { SourceBuild } from "../model/unit/source-build.ts";
import type { Discovery, DriverUnit, FileKind, UnitKind } from "../model/unit/types.ts";
import type { TargetWindows } from "../rules/context.ts";
import type { ConfigTree, FileSettings } from "./config/settings.ts";
import type { Problem } from "./report.ts";

/** Files of one unit that are read alike; plain data that passes between threads. */
export interface CheckTask {
  /** The unit with the configuration's additions; its kind is what its files are checked as. */
  readonly driver: DriverUnit;
  readonly paths: readonly string[];
  readonly targetWindows: TargetWindows | undefined;
}

export interface PlanOptions {
  /** Only files for which this says true: those that the user named. */
  wanted(path: string): boolean;
  /** `--target-os`, already parsed; goes before configuration and project. */
  readonly targetWindows: TargetWindows | undefined;
  /** Whether files that no rule speaks about are read too, for their figures. */
  readonly reading: "kernel-only" | "everything";
}

export interface Plan {
  /** The largest first, so that threads end together. */
  readonly tasks: readonly CheckTask[];
  /** How many files of each kind are left out because no rule speaks about them. */
  readonly leftOut: ReadonlyMap<FileKind, number>;
  readonly problems: readonly Problem[];
}

/** Decides for each discovered file whether it is checked, as what, and groups files that are read alike. */
export function planCheck(discovery: Discovery, config: ConfigTree, options: PlanOptions): Plan {
  const groups = new Map<string, { driver: DriverUnit; targetWindows: TargetWindows | undefined; paths: string[] }>();
  const leftOut = new Map<FileKind, number>();
  const targets = new TargetReader();
  for (const membership of discovery.files.values()) {
    const { path, unit } = membership;
    if (!options.wanted(path) || config.excludes(path)) {
      continue;
    }
    const settings = config.settingsFor(path);
    const kind = unit.language === "inf" ? membership.kind : kindOf(membership.kind, settings);
    if (!isChecked(kind)) {
      leftOut.set(kind, (leftOut.get(kind) ?? 0) + 1);
      if (options.reading === "kernel-only") {
        continue;
      }
    }
    const targetWindows = options.targetWindows ?? targets.of(unit, settings);
    const unitKind: UnitKind = kind === "shared" ? "unknown" : kind;
    const key = [
      unit.id,
      unitKind,
      targetWindows?.saidBy ?? "",
      settings.targetWindows ?? "",
      settings.stackFrameLimit ?? "",
      ...settings.defines,
    ].join("\n");
    const group = groups.get(key) ?? { driver: configured(unit, unitKind, settings), targetWindows, paths: [] };
    group.paths.push(path);
    groups.set(key, group);
  }
  const size = (task: CheckTask): number => task.driver.sources.length + task.driver.headers.length;
  return { tasks: [...groups.values()].sort((a, b) => size(b) - size(a)), leftOut, problems: targets.problems };
}

/** Whether rules speak about files of this kind. */
export function isChecked(kind: FileKind): boolean {
  return kind === "windows-kernel" || kind === "linux-kernel" || kind === "driver-package";
}

function kindOf(found: FileKind, settings: FileSettings): FileKind {
  if (settings.kind !== undefined) {
    return settings.kind;
  }
  return found === "unknown" && settings.checkUnknown !== "off" ? settings.checkUnknown : found;
}

function configured(unit: DriverUnit, kind: UnitKind, settings: FileSettings): DriverUnit {
  const { stackFrameLimit } = settings;
  if (settings.defines.length === 0 && kind === unit.kind && stackFrameLimit === undefined) {
    return unit;
  }
  const defines = new Map(unit.defines);
  for (const define of settings.defines) {
    const [name = "", value = "1"] = define.split(/=(.*)/s, 2);
    defines.set(name, value);
  }
  const { sqliteBuild } = unit;
  return {
    ...unit,
    kind,
    defines,
    ...(stackFrameLimit === undefined ? {} : { stackFrameLimit }),
    ...(sqliteBuild === undefined ? {} : { sqliteBuild: withDefinitions(sqliteBuild, settings.defines) }),
  };
}

/** What the settings define is defined where SQLite is compiled, too. */
function withDefinitions(build: SourceBuild, defines: readonly string[]): SourceBuild {
  const added = defines.map((define) => {
    const [name = "", value = "1"] = define.split(/=(.*)/s, 2);
    return { name, value };
  });
  const configurations = build.configurations.map((configuration) => ({
    ...configuration,
    definitions: [...configuration.definitions, ...added],
  }));
  return { ...build, configurations };
}

/** Reads what settings and projects say of the target; a value that is no version is a problem, said once. */
class TargetReader {
  readonly problems: Problem[] = [];
  private readonly told = new Set<string>();

  of(unit: DriverUnit, settings: FileSettings): TargetWindows | undefined {
    if (settings.targetWindows !== undefined) {
      return this.parse(settings.targetWindows, settings.targetSaidBy, unit.root);
    }
    const said = unit.targetWindows;
    const version = said === undefined ? undefined : parseWindowsVersion(said.text);
    return version === undefined || said === undefined ? undefined : { version, saidBy: said.saidBy };
  }

  private parse(text: string, saidBy: string, path: string): TargetWindows | undefined {
    const version = parseWindowsVersion(text);
    if (version === undefined && !this.told.has(text)) {
      this.told.add(text);
      this.problems.push({
        path,
        message: `${saidBy}: "${text}" is no Windows version that driverlens knows, such as 10.0.19041 or 8.1`,
      });
    }
    return version === undefined ? undefined : { version, saidBy };
  }
}

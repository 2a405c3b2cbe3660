/** Crates of Rust as units: what their Cargo.toml builds, which files belong to it, and whether that is a driver. */
import type { CrateManifest } from "../rust/manifest.ts";
import { moduleFiles, ownsItsFolder } from "../rust/modules.ts";
import { outlineOf, type RustOutline } from "../rust/outline.ts";
import { type ReadManifest, readManifest } from "../rust/read-manifest.ts";
import { baseName, isInside, isRustPath, joinPath, parentOf, stemOf } from "./paths.ts";
import type { Verdict } from "./raw-unit.ts";
import { FAILURES, type SourceTexts } from "./texts.ts";
import type { TreeIndex } from "./tree-index.ts";
import type { DriverUnit, Framework, Problem } from "./types.ts";

export interface CrateSources {
  readonly index: TreeIndex;
  readonly texts: SourceTexts;
  /** Paths of Cargo.toml, sorted. */
  readonly manifests: readonly string[];
  /** Rust files below the roots, sorted. */
  readonly files: readonly string[];
}

export interface Crates {
  readonly units: readonly DriverUnit[];
  readonly problems: readonly Problem[];
}

/** How many folders up the root of a workspace is looked for. */
const MAX_ANCESTORS = 8;
const MAX_MANIFEST = 1024 * 1024;

/** Gives way after each package and each file that is read. */
export function* readCrates(sources: CrateSources): Generator<void, Crates, void> {
  const reader = new CrateReader(sources);
  const units: DriverUnit[] = [];
  for (const path of sources.manifests) {
    units.push(...(yield* reader.packageUnits(path)));
    yield;
  }
  const taken = new Set(units.flatMap((unit) => unit.sources));
  const loose = sources.files.filter((path) => !taken.has(path));
  units.push(...(yield* reader.looseUnits(loose)));
  return { units, problems: reader.problems };
}

/** A crate that a package builds. */
interface Target {
  readonly name: string;
  readonly root: string;
  readonly isLibrary: boolean;
}

class CrateReader {
  readonly problems: Problem[] = [];
  private readonly sources: CrateSources;
  private readonly manifests = new Map<string, ReadManifest | undefined>();
  private readonly outlines = new Map<string, RustOutline>();
  /** Folders of packages: what no crate of theirs reaches is left alone. */
  private readonly packages = new Set<string>();

  constructor(sources: CrateSources) {
    this.sources = sources;
  }

  *packageUnits(path: string): Generator<void, readonly DriverUnit[], void> {
    const workspace = this.workspaceOf(path);
    const manifest = this.manifest(path, workspace);
    if (manifest?.isPackage !== true) {
      return [];
    }
    const root = parentOf(path);
    this.packages.add(root);
    const units: DriverUnit[] = [];
    for (const target of this.targets(manifest, root)) {
      const files = yield* this.reaching(target.root);
      const verdict = judge(
        target,
        files.map((file) => [file, this.outline(file)] as const),
        manifest,
      );
      const isKernel = verdict.kind === "windows-kernel";
      units.push({
        ...emptyUnit,
        id: target.isLibrary ? path : `${path}#${target.name}`,
        name: target.name,
        root,
        origin: "cargo",
        projectFile: path,
        kind: verdict.kind,
        reason: verdict.reason,
        sources: files,
        headers: isKernel ? [path, ...(workspace === undefined ? [] : [workspace.path])] : [],
        frameworks: isKernel ? frameworksOf(manifest) : [],
      });
    }
    const programs = this.hostPrograms(manifest, root);
    const reason = `it is a build script, test or example of ${baseName(path)}`;
    return programs.length === 0
      ? units
      : [
          ...units,
          {
            ...emptyUnit,
            id: `${path}#programs`,
            name: manifest.name?.value ?? baseName(root),
            root,
            origin: "cargo",
            projectFile: path,
            kind: "windows-user",
            reason,
            sources: programs,
          },
        ];
  }

  /** Files that no package builds: each that no other one of them leads to is the root of a crate. */
  *looseUnits(files: readonly string[]): Generator<void, readonly DriverUnit[], void> {
    const led = new Set<string>();
    const looked = new Set<string>();
    const ofPackages = files.filter((path) => this.isInPackage(path));
    const others = files.filter((path) => !this.isInPackage(path));
    for (const path of others) {
      for (const file of yield* this.reaching(path, looked)) {
        if (file !== path) led.add(file);
      }
    }
    const unit = (path: string, sources: readonly string[], { kind, reason }: Omit<Verdict, "firm">): DriverUnit => ({
      ...emptyUnit,
      id: path,
      name: stemOf(path),
      root: parentOf(path),
      origin: "folder",
      projectFile: undefined,
      kind,
      reason,
      sources,
    });
    const crates: DriverUnit[] = [];
    const taken = new Set<string>();
    // Files that lead to each other in a ring have a crate, too.
    for (const path of [...others.filter((file) => !led.has(file)), ...others]) {
      if (taken.has(path)) {
        continue;
      }
      const reached = yield* this.reaching(path);
      for (const file of reached) taken.add(file);
      const target = { name: stemOf(path), root: path, isLibrary: false };
      const outlines = reached.map((file) => [file, this.outline(file)] as const);
      crates.push(unit(path, reached, judge(target, outlines, undefined)));
    }
    const unreached = { kind: "unknown", reason: "no mod of a crate leads to it" } as const;
    return [...crates, ...ofPackages.map((path) => unit(path, [path], unreached))];
  }

  private isInPackage(path: string): boolean {
    for (let at = parentOf(path); at !== ""; at = parentOf(at)) {
      if (this.packages.has(at)) {
        return true;
      }
    }
    return false;
  }

  /** The root manifest of the workspace that a package belongs to, where that is another one. */
  private workspaceOf(path: string): ReadManifest | undefined {
    const own = this.manifest(path, undefined);
    let folder = parentOf(path);
    for (let count = 0; own?.isWorkspace === false && count < MAX_ANCESTORS && folder !== ""; count++) {
      folder = parentOf(folder);
      const found = this.sources.index.findFile(folder, "Cargo.toml");
      const manifest = found === undefined ? undefined : this.manifest(found, undefined);
      if (manifest?.isWorkspace === true) {
        return manifest;
      }
    }
    return undefined;
  }

  private manifest(path: string, workspace: ReadManifest | undefined): ReadManifest | undefined {
    const key = `${path}|${workspace?.path ?? ""}`;
    if (!this.manifests.has(key)) {
      const reading = this.readingOf(path, workspace);
      if (!reading.ok && workspace === undefined) {
        this.problems.push({ path, message: reading.message });
      }
      this.manifests.set(key, reading.ok ? reading.manifest : undefined);
    }
    return this.manifests.get(key);
  }

  private readingOf(path: string, workspace: ReadManifest | undefined): ReturnType<typeof readManifest> {
    const result = this.sources.texts.get(path);
    if (!result.ok) {
      return { ok: false, message: FAILURES[result.failure] };
    }
    const { text } = result.decoded;
    if (text.length > MAX_MANIFEST) {
      return { ok: false, message: "The file is larger than 1 MB; it was not looked at." };
    }
    const reading = readManifest(path, text, workspace);
    return reading.ok ? reading : { ok: false, message: `The manifest cannot be read: ${reading.message}` };
  }

  private targets(manifest: ReadManifest, root: string): readonly Target[] {
    const { index } = this.sources;
    const name = manifest.name?.value ?? baseName(root);
    const targets = new Map<string, Target>();
    const add = (spelled: string | undefined, target: Omit<Target, "root">): void => {
      const found = spelled === undefined ? undefined : index.findFile(root, spelled);
      if (found !== undefined && !targets.has(found)) {
        targets.set(found, { ...target, root: found });
      }
    };
    add(manifest.lib?.path ?? "src/lib.rs", { name: manifest.lib?.name ?? name, isLibrary: true });
    for (const bin of manifest.bins) {
      const own = bin.name ?? name;
      const spellings = bin.path === undefined ? [`src/bin/${own}.rs`, `src/bin/${own}/main.rs`] : [bin.path];
      for (const spelled of spellings) {
        add(spelled, { name: own, isLibrary: false });
      }
    }
    if (manifest.findsBins) {
      add("src/main.rs", { name, isLibrary: false });
      for (const { name: entry, kind } of index.listing(joinPath(root, "src/bin"))?.entries ?? []) {
        const spelled = kind === "directory" ? `src/bin/${entry}/main.rs` : `src/bin/${entry}`;
        add(isRustPath(spelled) ? spelled : undefined, { name: stemOf(entry), isLibrary: false });
      }
    }
    return [...targets.values()];
  }

  /** What is built for the machine that builds, or for tests. */
  private hostPrograms(manifest: ReadManifest, root: string): readonly string[] {
    const script = this.sources.index.findFile(root, manifest.buildScript ?? "build.rs");
    const folders = ["tests", "examples", "benches"].map((name) => `${root}/${name}`);
    const files = this.sources.files.filter((path) => folders.some((folder) => isInside(folder, path)));
    return script === undefined ? files : [script, ...files];
  }

  /**
   * The file and those that its `mod`s lead to, in the order of these.
   * @param looked what was looked through before and is not again; what is looked through now is added
   */
  private *reaching(root: string, looked = new Set<string>()): Generator<void, readonly string[], void> {
    const reached = new Set<string>();
    const queue = [{ path: root, ownsFolder: true }];
    for (const { path, ownsFolder } of queue) {
      reached.add(path);
      // Where its modules lie hangs on how it is reached.
      const look = `${path}|${ownsFolder}`;
      if (looked.has(look)) {
        continue;
      }
      looked.add(look);
      yield;
      for (const declaration of this.outline(path).modules) {
        for (const candidate of moduleFiles(path, ownsFolder, declaration)) {
          const found = this.sources.index.findFile(parentOf(candidate), baseName(candidate));
          if (found !== undefined) {
            queue.push({ path: found, ownsFolder: ownsItsFolder(found, declaration) });
            break;
          }
        }
      }
    }
    return [...reached];
  }

  private outline(path: string): RustOutline {
    const known = this.outlines.get(path);
    if (known !== undefined) {
      return known;
    }
    const result = this.sources.texts.get(path);
    // Of a file that cannot be read nothing is known.
    const outline = result.ok ? outlineOf(result.decoded.text) : { ...outlineOf(""), isNoStd: undefined };
    if (!result.ok) {
      this.problems.push({ path, message: FAILURES[result.failure] });
    }
    this.outlines.set(path, outline);
    return outline;
  }
}

const emptyUnit = {
  language: "rust",
  headers: [],
  unlisted: [],
  includeDirectories: [],
  defines: new Map<string, string>(),
  targetWindows: undefined,
  frameworks: [],
} as const satisfies Partial<DriverUnit>;

/** Crates that only drivers use. UMDF drivers use some of them too: their Cargo.toml says that they are. */
const DRIVER_CRATES =
  /^(?:wdk(?:-(?:sys|alloc|panic|macros))?|windows-kernel(?:-[\w-]+)?|km-(?:sys|api-sys|shared|alloc)|wdrf(?:-\w+)?|kernel-(?:alloc|log|string|fast-mutex|init))$/;

/** What a crate is, with the reason; `files` begin with its root. */
function judge(
  { root }: Target,
  files: readonly (readonly [path: string, outline: RustOutline])[],
  manifest: CrateManifest | undefined,
): Verdict {
  const verdict = (kind: Verdict["kind"], reason: string): Verdict => ({ kind, reason, firm: true });
  const file = baseName(root);
  const isNoStd = files[0]?.[1].isNoStd;
  const model = manifest?.driverModel?.value;
  if (manifest !== undefined && model?.toUpperCase() === "UMDF") {
    return verdict("windows-user", `driver-type ${model} in ${baseName(manifest.path)}`);
  }
  const shown = files.find(([, { driver }]) => driver !== undefined);
  const sign = shown && `${baseName(shown[0])} ${shown[1].driver}`;
  const dependency = manifest?.dependencies.find(({ package: name }) => DRIVER_CRATES.test(name));
  // A crate may have one of its own that is called so; Linux's comes without Cargo.
  const hasOwnKernel = manifest?.dependencies.some(({ name }) => name === "kernel") === true;
  const linux = hasOwnKernel ? undefined : files.find(([, outline]) => outline.linux !== undefined);
  if (linux !== undefined && dependency === undefined && sign === undefined) {
    return verdict("linux-kernel", `${baseName(linux[0])} ${linux[1].linux}`);
  }
  const said =
    manifest === undefined
      ? undefined
      : model !== undefined
        ? `driver-type ${model} in Cargo.toml`
        : dependency !== undefined
          ? `${dependency.package} in Cargo.toml`
          : manifest.hasWdkMetadata
            ? "metadata.wdk in Cargo.toml"
            : undefined;
  if (isNoStd === false) {
    // Whoever forgot the attribute in a driver is told so; a program that is built beside one is no driver.
    const isDriver = said !== undefined && files.some(([, { hasEntry }]) => hasEntry);
    return isDriver
      ? verdict("windows-kernel", said)
      : verdict("windows-user", `${file} is built with the standard library`);
  }
  if (said !== undefined || sign !== undefined) {
    return verdict("windows-kernel", said ?? sign ?? "");
  }
  return verdict("unknown", "neither Cargo.toml nor the files tell what the crate is for");
}

function frameworksOf({ driverModel }: CrateManifest): readonly Framework[] {
  const model = driverModel?.value.toLowerCase();
  return model === "kmdf" || model === "wdm" ? [model] : [];
}

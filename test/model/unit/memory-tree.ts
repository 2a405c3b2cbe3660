/** A file tree in memory: paths to texts or bytes, for discovery without a disk. */
import type { DirectoryEntry, FileTree } from "../../../server/src/model/unit/file-tree.ts";

export interface MemoryTree extends FileTree {
  /** How often each path was read. */
  readonly reads: ReadonlyMap<string, number>;
}

/** `undefined` as content makes a file that is listed and cannot be read. */
export function memoryTree(files: Readonly<Record<string, string | Uint8Array | undefined>>): MemoryTree {
  const contents = new Map<string, Uint8Array | undefined>();
  const directories = new Map<string, Map<string, DirectoryEntry>>();
  const reads = new Map<string, number>();
  for (const [path, content] of Object.entries(files)) {
    contents.set(path, typeof content === "string" ? new TextEncoder().encode(content) : content);
    const parts = path.split("/");
    for (let depth = parts.length - 1; depth > 0; depth -= 1) {
      const parent = parts.slice(0, depth).join("/");
      const name = parts[depth] ?? "";
      const entries = directories.get(parent) ?? new Map<string, DirectoryEntry>();
      directories.set(parent, entries);
      entries.set(name, { name, kind: depth === parts.length - 1 ? "file" : "directory", link: false });
    }
  }
  return {
    reads,
    list: (directory) => {
      const entries = directories.get(directory);
      return entries === undefined ? undefined : [...entries.values()];
    },
    size: (path) => (contents.has(path) ? (contents.get(path)?.length ?? 0) : undefined),
    read: (path) => {
      reads.set(path, (reads.get(path) ?? 0) + 1);
      return contents.get(path);
    },
    realPath: (path) => (contents.has(path) || directories.has(path) ? path : undefined),
  };
}

/** A Visual Studio project in the driver kit's form; `body` goes behind the configuration's properties. */
export function vcxproj(properties: Readonly<Record<string, string>>, body: string): string {
  const lines = Object.entries(properties).map(([name, value]) => `    <${name}>${value}</${name}>`);
  return `<?xml version="1.0" encoding="utf-8"?>
<Project DefaultTargets="Build" xmlns="http://schemas.microsoft.com/developer/msbuild/2003">
  <ItemGroup Label="ProjectConfigurations">
    <ProjectConfiguration Include="Release|Win32"><Configuration>Release</Configuration><Platform>Win32</Platform></ProjectConfiguration>
    <ProjectConfiguration Include="Debug|x64"><Configuration>Debug</Configuration><Platform>x64</Platform></ProjectConfiguration>
  </ItemGroup>
  <Import Project="$(VCTargetsPath)\\Microsoft.Cpp.Default.props" />
  <PropertyGroup Label="Configuration">
${lines.join("\n")}
  </PropertyGroup>
${body}
</Project>`;
}

export const KMDF = {
  TargetVersion: "Windows10",
  ConfigurationType: "Driver",
  DriverType: "KMDF",
  PlatformToolset: "WindowsKernelModeDriver10.0",
} as const;

export const UMDF = {
  TargetVersion: "Windows10",
  ConfigurationType: "DynamicLibrary",
  DriverType: "UMDF",
  PlatformToolset: "WindowsUserModeDriver10.0",
} as const;

export const APPLICATION = { ConfigurationType: "Application", PlatformToolset: "v143" } as const;

export function compile(...includes: string[]): string {
  return `<ItemGroup>${includes.map((path) => `<ClCompile Include="${path}" />`).join("")}</ItemGroup>`;
}

/** Paths as strings, '/'-separated and absolute, and the ways in which projects spell them: backslashes, '..', drives. */

/** The path without '.', '..', doubled or trailing slashes; backslashes become slashes. "" is the root of a POSIX system. */
export function normalizePath(path: string): string {
  const slashed = path.includes("\\") ? path.replaceAll("\\", "/") : path;
  if (!/\/\.|\/\/|\/$/.test(slashed)) return slashed;
  const prefix = slashed.startsWith("//") ? "//" : slashed.startsWith("/") ? "/" : "";
  const parts: string[] = [];
  for (const part of slashed.split("/")) {
    if (part === "" || part === ".") continue;
    if (part !== "..") parts.push(part);
    else if (parts.length > 1 || prefix !== "") parts.pop();
  }
  const joined = parts.join("/");
  return joined === "" ? "" : prefix + joined;
}

/** `spelled`, as a project or an #include writes it, from `base`; stands alone where it is absolute. */
export function joinPath(base: string, spelled: string): string {
  const absolute = /^(?:[A-Za-z]:[\\/]|[\\/])/.test(spelled);
  return normalizePath(absolute ? spelled : `${base}/${spelled}`);
}

/** The directory of a path; "" above the first component. */
export function parentOf(path: string): string {
  const slash = path.lastIndexOf("/");
  return slash < 0 ? "" : path.slice(0, slash);
}

/** The last part of a path. */
export function baseName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

/** The name without its last extension. */
export function stemOf(path: string): string {
  const name = baseName(path);
  const dot = name.lastIndexOf(".");
  return dot <= 0 ? name : name.slice(0, dot);
}

/** In lower case and without the dot; "" where there is none. */
export function extensionOf(path: string): string {
  const name = baseName(path);
  const dot = name.lastIndexOf(".");
  return dot <= 0 ? "" : name.slice(dot + 1).toLowerCase();
}

/** Whether `path` is `directory` or lies below it. */
export function isInside(directory: string, path: string): boolean {
  return path === directory || path.startsWith(`${directory}/`);
}

const SOURCE_EXTENSIONS: ReadonlySet<string> = new Set(["c", "cc", "cpp", "cxx", "c++"]);
const HEADER_EXTENSIONS: ReadonlySet<string> = new Set(["h", "hh", "hpp", "hxx", "h++", "inl", "ipp", "tpp"]);

/** Whether the path is that of a C or C++ file that is compiled. */
export function isSourcePath(path: string): boolean {
  return SOURCE_EXTENSIONS.has(extensionOf(path));
}

/** Whether the path is that of a C or C++ header. */
export function isHeaderPath(path: string): boolean {
  return HEADER_EXTENSIONS.has(extensionOf(path));
}

/** Whether the path is that of a Rust file. */
export function isRustPath(path: string): boolean {
  return extensionOf(path) === "rs";
}

/** Whether the path is that of a file that installs drivers, or of what one is made from. */
export function isInfPath(path: string): boolean {
  return /^in[fx]$/.test(extensionOf(path));
}

/** Whether the path is that of a crate's or workspace's manifest. */
export function isCargoManifest(path: string): boolean {
  return baseName(path) === "Cargo.toml";
}

/** By code unit, so that the order is the same on every machine. */
export function comparePaths(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

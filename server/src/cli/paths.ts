/** Paths as people and tools read them: relative to the folder that a run is about. Paths are `/`-separated. */

/** `path` as seen from `root`, without a leading `./`; paths outside of `root` stay as they are. */
export function relativePath(root: string, path: string): string {
  const folder = root.endsWith("/") ? root : `${root}/`;
  if (path.startsWith(folder)) return path.slice(folder.length);
  // Drive letters and file names on Windows do not distinguish case, and tools disagree about the drive's.
  const sameDrive = /^[a-z]:\//i.test(folder) && path.toLowerCase().startsWith(folder.toLowerCase());
  if (sameDrive) return path.slice(folder.length);
  return path.replace(/^(\.\/)+/, "");
}

/** Whether the path says where it is by itself: `/x`, `C:/x`, `//server/share`. */
export function isAbsolutePath(path: string): boolean {
  return path.startsWith("/") || /^[a-z]:\//i.test(path);
}

/** A relative path as a relative URI reference, an absolute one as a `file:` URI; both percent-encoded. */
export function uriOf(path: string): string {
  const encoded = path.split("/").map(encodeSegment).join("/");
  if (path.startsWith("//")) return `file:${encoded}`;
  if (path.startsWith("/")) return `file://${encoded}`;
  if (/^[a-z]:\//i.test(path)) return `file:///${path.slice(0, 2)}${encoded.slice(encoded.indexOf("/"))}`;
  return encoded;
}

function encodeSegment(segment: string): string {
  // Lone surrogates, which encodeURIComponent refuses, can stand in a file name on Windows.
  return encodeURIComponent(segment.replace(/\p{Surrogate}/gu, "\uFFFD")).replace(
    /[!'()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

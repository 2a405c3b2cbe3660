/** Between the protocol's URIs and the absolute, '/'-separated paths that the engine knows files by. */
import { URI } from "vscode-uri";

/**
 * The path of a URI. Of another scheme than `file` the first part is "scheme:authority", so that every URI has a path
 * of its own: "/untitled:/Untitled-1", "/vscode-vfs:github/owner/name/driver.c".
 */
export function pathOf(uri: string): string {
  const { scheme, authority, path } = URI.parse(uri);
  if (scheme !== "file") {
    return `/${scheme}:${encodeURIComponent(authority)}${path.startsWith("/") ? "" : "/"}${path}`;
  }
  const local = authority === "" ? path : `//${authority}${path}`;
  // "/c:/src" names a drive, which clients spell in either case.
  return trimmed(/^\/[A-Za-z]:/.test(local) ? (local[1] ?? "").toLowerCase() + local.slice(2) : local);
}

/** The URI of a path that `pathOf` has given, or that lies below one. */
export function uriOf(path: string): string {
  const other = /^\/([a-z][\w+.-]+):([^/]*)(\/.*)?$/i.exec(path);
  if (other === null) {
    return URI.file(path).toString();
  }
  const [, scheme = "", authority = "", rest = "/"] = other;
  return URI.from({ scheme, authority: decodeURIComponent(authority), path: rest }).toString();
}

const trimmed = (path: string): string => (path.length > 1 ? path.replace(/\/+$/, "") || "/" : path);

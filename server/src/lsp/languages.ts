/** Which documents are the server's matter. */
import { isCargoManifest, isHeaderPath, isInfPath, isRustPath, isSourcePath } from "../model/unit/paths.ts";

/** Sources and headers, and what sources include beside them. */
export function isSourcePathLike(path: string): boolean {
  return isSourcePath(path) || isHeaderPath(path) || isRustPath(path) || isInfPath(path) || /\.inc$/i.test(path);
}

/** By what the client calls the language, or by the name where it calls it something of its own. */
export function isSourceDocument({ uri, languageId }: { readonly uri: string; readonly languageId: string }): boolean {
  return LANGUAGES.has(languageId) || (isSourcePathLike(uri) && !/\.inc$/i.test(uri)) || isCargoManifest(uri);
}

const LANGUAGES: ReadonlySet<string> = new Set(["c", "cpp", "rust", "inf"]);

export function isInfDocument({ uri, languageId }: { readonly uri: string; readonly languageId: string }): boolean {
  return languageId === "inf" || /\.in[fx]$/i.test(uri);
}

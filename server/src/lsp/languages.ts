/** Which documents are the server's matter. */
import { isHeaderPath, isSourcePath } from "../model/unit/paths.ts";

/** Sources and headers, and what sources include beside them. */
export function isSourcePathLike(path: string): boolean {
  return isSourcePath(path) || isHeaderPath(path) || /\.inc$/i.test(path);
}

/** C and C++ by what the client calls the language, or by the name where it calls it something of its own. */
export function isSourceDocument({ uri, languageId }: { readonly uri: string; readonly languageId: string }): boolean {
  return languageId === "c" || languageId === "cpp" || isSourcePath(uri) || isHeaderPath(uri);
}

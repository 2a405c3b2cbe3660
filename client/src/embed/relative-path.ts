/** A file as a compiler finds it from a folder: both as paths of URIs, which have "/" whatever the machine. */

/** "../data/quirks.db"; the whole path where the two are on different drives. */
export function relativePath(folder: string, file: string): string {
  const from = folder.split("/").filter((part) => part !== "");
  const to = file.split("/").filter((part) => part !== "");
  const drive = to[0];
  if (drive?.endsWith(":") === true && drive.toLowerCase() !== from[0]?.toLowerCase()) return to.join("/");
  let common = 0;
  while (common < to.length - 1 && from[common] === to[common]) common++;
  return [...from.slice(common).map(() => ".."), ...to.slice(common)].join("/");
}

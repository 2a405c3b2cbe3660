/** Names of files: of those that are there, and of those that are made of a stranger's words: of tables, columns and symbols. */

/** What follows the last slash. */
export const fileNameOf = (path: string): string => path.slice(path.lastIndexOf("/") + 1);

/**
 * What every system takes as the name of a file, and shows as it is.
 * @param fallback where nothing is left of it
 */
export function safeFileName(name: string, fallback: string): string {
  const text = name
    // What separates folders, what Windows refuses, what is unseen or turns the text around.
    .replace(/[/\\:*?"<>|\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, "_")
    .replace(/^[\s.]+|[\s.]+$/g, "");
  const short = [...text].slice(0, 80).join("").trim();
  if (short === "") return fallback;
  // Devices of Windows, whatever follows the first dot.
  return /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i.test(short) ? `_${short}` : short;
}

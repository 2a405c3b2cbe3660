/** Sizes of files for people. */

/** "812 bytes", "1.4 MB": of 1,024, as file managers have it. */
export function sizeText(bytes: number): string {
  const units = ["KB", "MB", "GB"];
  if (bytes < 1024) return bytes === 1 ? "1 byte" : `${bytes} bytes`;
  let value = bytes / 1024;
  while (value >= 999.5 && units.length > 1) {
    value /= 1024;
    units.shift();
  }
  return `${value < 9.95 ? value.toFixed(1).replace(/\.0$/, "") : Math.round(value)} ${units[0]}`;
}

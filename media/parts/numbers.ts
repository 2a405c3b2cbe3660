/** Numbers as people read them. */

const whole = new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 });
const short = new Intl.NumberFormat("en-US", { notation: "compact", maximumFractionDigits: 1 });

/** 1,234,567 */
export const numberText = (value: number): string => whole.format(value);

/** 1.2M */
export const shortNumber = (value: number): string => short.format(value);

/** 1,023 bytes, 4 KB, 1.5 GB; one KB is 1,024 bytes. */
export function bytesText(bytes: number): string {
  const units = ["KB", "MB", "GB", "TB"];
  if (bytes < 1024) return bytes === 1 ? "1 byte" : `${numberText(bytes)} bytes`;
  let size = bytes / 1024;
  let unit = 0;
  while (size >= 1024 && unit < units.length - 1) {
    size /= 1024;
    unit++;
  }
  return `${Number(size.toFixed(size < 10 ? 1 : 0))} ${units[unit]}`;
}

/** 1 row, 2 rows */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${numberText(count)} ${count === 1 ? one : many}`;

/** 0x1a40 */
export const hexText = (value: number): string => `0x${value.toString(16)}`;

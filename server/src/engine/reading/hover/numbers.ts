/** Numbers as drivers and debuggers write them. */

/** `0x0000000D`: at least so many digits, in capitals. */
export function hex(value: number, digits = 1): string {
  return `0x${value.toString(16).toUpperCase().padStart(digits, "0")}`;
}

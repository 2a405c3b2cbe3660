/** Numbers of an image as people read them, and rows of the overview made of them. */
import type { Property } from "../report.ts";

/** "0x140000000". */
export const hex = (value: number | bigint, digits = 1): string => `0x${value.toString(16).padStart(digits, "0")}`;

/** "4,096". */
export const grouped = (value: number | bigint): string => value.toString().replace(/\B(?=(\d{3})+$)/g, ",");

/** "1 byte", "4,096 bytes". */
export const bytesText = (value: number | bigint): string =>
  `${grouped(value)} ${value === 1 || value === 1n ? "byte" : "bytes"}`;

/** @param seconds since 1970 */
export const timeText = (seconds: number): string =>
  `${new Date(seconds * 1000).toISOString().slice(0, 19).replace("T", " ")} UTC`;

/** A row; none where there is nothing to say. */
export function row(
  name: string,
  value: string | undefined,
  more: { readonly meaning?: string | undefined; readonly state?: Property["state"] } = {},
): Property[] {
  if (value === undefined || value === "") return [];
  const { meaning, state } = more;
  return [{ name, value, ...(meaning === undefined ? {} : { meaning }), ...(state === undefined ? {} : { state }) }];
}

/** "a, b and 3 more". */
export function listed(names: readonly string[], most = 12): string {
  const shown = names.slice(0, most);
  return names.length > shown.length ? `${shown.join(", ")} and ${names.length - shown.length} more` : shown.join(", ");
}

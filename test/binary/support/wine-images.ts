/** Wine's own drivers, libraries and programs, which are images of Windows (Debian: libwine, which wine64 needs). */
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";

const folder = "/usr/lib/x86_64-linux-gnu/wine/x86_64-windows";

/** Without it tests are skipped, and fail when CI=true. */
export const wineIsMissing = process.env.CI !== "true" && !existsSync(folder);

/** The path of one: `ntoskrnl.exe`. */
export const wineImage = (name: string): string => join(folder, name);

/** In the order of their names. */
export function wineImages(): readonly string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(?:sys|dll|exe|drv|ocx|cpl|acm|ax|ds)$/.test(entry.name))
    .map(({ name }) => name)
    .toSorted();
}

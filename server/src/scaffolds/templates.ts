/** The registry: every template, in the order in which they are offered. */
import type { Template } from "./template.ts";
import { kmdf } from "./windows/kmdf.ts";
import { minifilter } from "./windows/minifilter.ts";
import { sqliteParts } from "./windows/sqlite-parts.ts";
import { sqliteWindows } from "./windows/sqlite-windows.ts";
import { wdm } from "./windows/wdm.ts";

export const templates: readonly Template[] = [wdm, kmdf, minifilter, sqliteWindows, ...sqliteParts];

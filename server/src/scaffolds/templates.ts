/** The registry: every template, in the order in which they are offered. */
import { linuxHybrid } from "./linux/linux-hybrid.ts";
import { linuxModule } from "./linux/linux-module.ts";
import { sqliteLinux } from "./linux/sqlite-linux.ts";
import { rustWindows } from "./rust/rust-windows.ts";
import type { Template } from "./template.ts";
import { kmdf } from "./windows/kmdf.ts";
import { minifilter } from "./windows/minifilter.ts";
import { sqliteParts } from "./windows/sqlite-parts.ts";
import { sqliteWindows } from "./windows/sqlite-windows.ts";
import { wdm } from "./windows/wdm.ts";

export const templates: readonly Template[] = [
  wdm,
  kmdf,
  minifilter,
  sqliteWindows,
  ...sqliteParts,
  rustWindows,
  linuxModule,
  sqliteLinux,
  linuxHybrid,
];

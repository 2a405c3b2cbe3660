/** Which of Debian's kernel modules tests read: a few of all kinds, or all of them with DRIVERLENS_MODULES=all. */
import { basename } from "node:path";
import { allModules, modulesFolder } from "./linux-files.ts";

/** A library of many exports, one with a namespace, one with parameters, one with tables of aliases, tiny and large ones. */
const kinds = [
  ...["jbd2", "ext4", "usb-storage", "uas", "e1000e", "snd-hda-intel", "libcrc32c", "kvm", "kvm-intel", "nvme"],
  ...["bluetooth", "cfg80211", "i915", "crc16", "loop", "dm-mod", "drm", "vfio", "tun", "raid6_pq", "dmaengine"],
];
const others = 12;

const isAll = process.env.DRIVERLENS_MODULES === "all";

/** What was compared, for who asked for all modules. */
export function tell(text: string): void {
  if (isAll) console.log(text);
}

/** Empty where Debian's kernel is not installed. */
export function modulesToRead(): readonly string[] {
  const folder = modulesFolder();
  if (folder === undefined) return [];
  const all = allModules(folder);
  if (isAll) return all;
  const chosen = all.filter((path) => kinds.includes(basename(path, ".ko")));
  const step = Math.max(Math.floor(all.length / others), 1);
  const between = all.filter((_, index) => index % step === step >> 1);
  return [...new Set([...chosen, ...between])];
}

/** In lists that one call of a tool takes. */
export function inBatches<T>(list: readonly T[], size = 64): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, index) =>
    list.slice(index * size, (index + 1) * size),
  );
}

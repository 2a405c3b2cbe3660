/** A Linux module that asks a daemon in user space, where SQLite is at home, over generic netlink. */
import { tasksQuestion } from "../questions.ts";
import { tasksFile } from "../tasks-file.ts";
import type { Template } from "../template.ts";
import { authorQuestion, buildFiles } from "./build-files.ts";

/** Characters of a generic netlink family's name: GENL_NAMSIZ in linux/genetlink.h, without the byte that ends it. */
const familyLength = 15;

export const linuxHybrid: Template = {
  id: "linux-hybrid",
  title: "Linux module with an SQLite daemon",
  detail: "A module that asks a daemon over generic netlink, with a cache and time limits; SQLite stays in user space",
  kind: "project",
  platform: "linux",
  folder: "linux-hybrid",
  questions: [authorQuestion, tasksQuestion],
  derived: (answers) => new Map([["genl", (answers.get("name") ?? "").toLowerCase().slice(0, familyLength)]]),
  files: [
    { source: "module/main.c" },
    { source: "module/netlink.c" },
    { source: "module/requests.c" },
    { source: "module/quirks.c" },
    { source: "module/device.c" },
    { source: "module/status.c" },
    { source: "module/internal.h" },
    { source: "uapi/newdriver.h" },
    { source: "daemon/main.c" },
    { source: "daemon/link.c" },
    { source: "daemon/database.c" },
    { source: "daemon/link.h" },
    { source: "daemon/database.h" },
    { source: "daemon/database.sql" },
    { source: "daemon/newdriverd.service" },
    { source: "client/newdriverctl.c" },
    { source: "run-in-qemu.sh" },
    { source: "selftest.sh" },
    { source: "dkms.conf" },
    ...buildFiles,
    tasksFile,
  ],
  opens: "module/quirks.c",
};

/** A module for no hardware: a device that programs open, write to and read from. */
import { tasksQuestion } from "../questions.ts";
import { tasksFile } from "../tasks-file.ts";
import type { Template } from "../template.ts";
import { authorQuestion, buildFiles } from "./build-files.ts";

export const linuxModule: Template = {
  id: "linux-module",
  title: "Linux module",
  detail:
    "A misc device with reads, writes, poll and ioctls, a program that uses it, and a virtual machine that tests it",
  kind: "project",
  platform: "linux",
  folder: "linux-module",
  questions: [authorQuestion, tasksQuestion],
  files: [
    { source: "main.c" },
    { source: "device.c" },
    { source: "store.c" },
    { source: "device.h" },
    { source: "store.h" },
    { source: "newdriver_ioctl.h" },
    { source: "client/client.c" },
    { source: "run-in-qemu.sh" },
    { source: "selftest.sh" },
    { source: "dkms.conf" },
    ...buildFiles,
    tasksFile,
  ],
  opens: "store.c",
};

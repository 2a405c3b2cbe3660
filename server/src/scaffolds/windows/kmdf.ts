/** A driver on the Kernel-Mode Driver Framework, for a device of its own that Plug and Play starts. */
import { providerQuestion, tasksQuestion } from "../questions.ts";
import { tasksFile } from "../tasks-file.ts";
import type { Template } from "../template.ts";
import { buildFiles } from "./build-files.ts";

export const kmdf: Template = {
  id: "kmdf",
  title: "KMDF driver",
  detail: "A root-enumerated device with reads, writes and IOCTLs on the framework, and a program that uses it",
  kind: "project",
  platform: "windows",
  folder: "kmdf",
  questions: [providerQuestion, tasksQuestion],
  files: [
    { source: "driver.c" },
    { source: "device.c" },
    { source: "queue.c" },
    { source: "message.c" },
    { source: "driver.h" },
    { source: "newdriverctl.h" },
    { source: "client/client.c" },
    { source: "client/NewDriverClient.vcxproj" },
    ...buildFiles,
    tasksFile,
  ],
  opens: "queue.c",
};

/** A driver without a framework, for no device of hardware: a service that programs talk to. */
import { providerQuestion, tasksQuestion } from "../questions.ts";
import { tasksFile } from "../tasks-file.ts";
import type { Template } from "../template.ts";
import { buildFiles } from "./build-files.ts";

export const wdm: Template = {
  id: "wdm",
  title: "WDM driver",
  detail: "A control device with reads, writes, buffered and direct IOCTLs, no framework, and a program that uses it",
  kind: "project",
  platform: "windows",
  folder: "wdm",
  questions: [providerQuestion, tasksQuestion],
  files: [
    { source: "driver.c" },
    { source: "dispatch.c" },
    { source: "store.c" },
    { source: "driver.h" },
    { source: "store.h" },
    { source: "tags.h" },
    { source: "trace.h" },
    { source: "newdriverctl.h" },
    { source: "client/client.c" },
    { source: "client/NewDriverClient.vcxproj" },
    ...buildFiles,
    tasksFile,
  ],
  opens: "dispatch.c",
};

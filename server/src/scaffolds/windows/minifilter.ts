/** A file system minifilter that reports opens to a program, at an altitude within the range of its load order group. */
import { providerQuestion, tasksQuestion } from "../questions.ts";
import { tasksFile } from "../tasks-file.ts";
import type { Answers, Question, Template } from "../template.ts";
import { buildFiles } from "./build-files.ts";

/**
 * A load order group that a filter may be in. Ranges: "Load order groups and altitudes for minifilter drivers"; classes:
 * "File System Filter Driver Classes and Class GUIDs", both of Microsoft's reference for installable file systems. Not here
 * are groups that are reserved (System, Infrastructure) or have no setup class (Filter, Top, Bottom, Imaging).
 */
interface LoadOrderGroup {
  readonly value: string;
  /** As `LoadOrderGroup` has it in an INF file, after "FSFilter ". */
  readonly label: string;
  /** The whole numbers of the lowest and of the highest altitude. */
  readonly range: readonly [from: number, to: number];
  readonly setupClass: string;
  readonly classGuid: string;
  /** Of which filters it consists. */
  readonly detail: string;
}

const groups: readonly LoadOrderGroup[] = [
  {
    value: "activity-monitor",
    label: "Activity Monitor",
    range: [360000, 389999],
    setupClass: "ActivityMonitor",
    classGuid: "b86dff51-a31e-4bac-b3cf-e8cfe75c9fc2",
    detail: "Watches and reports what happens to files",
  },
  {
    value: "undelete",
    label: "Undelete",
    range: [340000, 349999],
    setupClass: "Undelete",
    classGuid: "fe8f1572-c67a-48c0-bbac-0b5c6d66cafb",
    detail: "Brings back deleted files",
  },
  {
    value: "anti-virus",
    label: "Anti-Virus",
    range: [320000, 329999],
    setupClass: "AntiVirus",
    classGuid: "b1d1a169-c54f-4379-81db-bee7d88d7454",
    detail: "Finds harmful contents when files are used",
  },
  {
    value: "replication",
    label: "Replication",
    range: [300000, 309999],
    setupClass: "Replication",
    classGuid: "48d3ebc4-4cf8-48ff-b869-9c68ad42eb9f",
    detail: "Copies contents to other servers",
  },
  {
    value: "continuous-backup",
    label: "Continuous Backup",
    range: [280000, 289999],
    setupClass: "ContinuousBackup",
    classGuid: "71aa14f8-6fad-4622-ad77-92bb9d7e6947",
    detail: "Copies contents to a backup",
  },
  {
    value: "content-screener",
    label: "Content Screener",
    range: [260000, 269999],
    setupClass: "ContentScreener",
    classGuid: "3e3f0674-c83c-4558-bb26-9820e1eba5c5",
    detail: "Keeps certain files or contents from being made",
  },
  {
    value: "quota-management",
    label: "Quota Management",
    range: [240000, 249999],
    setupClass: "QuotaManagement",
    classGuid: "8503c911-a6c7-4919-8f79-5028f5866b0c",
    detail: "Limits how much is stored",
  },
  {
    value: "system-recovery",
    label: "System Recovery",
    range: [220000, 229999],
    setupClass: "SystemRecovery",
    classGuid: "2db15374-706e-4131-a0c7-d7c78eb0289a",
    detail: "Keeps what is needed to restore the system",
  },
  {
    value: "cluster-file-system",
    label: "Cluster File System",
    range: [200000, 209999],
    setupClass: "CFSMetadataServer",
    classGuid: "cdcf0939-b75b-4630-bf76-80f7ba655884",
    detail: "Serves metadata of files across a network",
  },
  {
    value: "hsm",
    label: "HSM",
    range: [180000, 189999],
    setupClass: "HSM",
    classGuid: "d546500a-2aeb-45f6-9482-f4b1799c3177",
    detail: "Moves files that are seldom used to slower storage",
  },
  {
    value: "compression",
    label: "Compression",
    range: [160000, 169999],
    setupClass: "Compression",
    classGuid: "f3586baf-b5aa-49b5-8d6c-0569284c639f",
    detail: "Compresses contents",
  },
  {
    value: "encryption",
    label: "Encryption",
    range: [140000, 149999],
    setupClass: "Encryption",
    classGuid: "a0a701c0-a511-42ff-aa6c-06dc0395576f",
    detail: "Encrypts contents",
  },
  {
    value: "virtualization",
    label: "Virtualization",
    range: [130000, 139999],
    setupClass: "Virtualization",
    classGuid: "f75a86c0-10d8-4c3a-b233-ed60e4cdfaac",
    detail: "Shows files at other paths than they are",
  },
  {
    value: "physical-quota-management",
    label: "Physical Quota Management",
    range: [120000, 129999],
    setupClass: "PhysicalQuotaManagement",
    classGuid: "6a0a8e78-bba6-4fc4-a709-1e33cd09d67e",
    detail: "Limits how many blocks are in use",
  },
  {
    value: "open-file",
    label: "Open File",
    range: [100000, 109999],
    setupClass: "OpenFileBackup",
    classGuid: "f8ecafa6-66d1-41a5-899b-66585d7216b7",
    detail: "Gives backups a still picture of files that are open",
  },
  {
    value: "security-enhancer",
    label: "Security Enhancer",
    range: [80000, 89999],
    setupClass: "SecurityEnhancer",
    classGuid: "d02bc3da-0c8e-4945-9bd5-f1883c226c8c",
    detail: "Refuses more than access control lists do",
  },
  {
    value: "copy-protection",
    label: "Copy Protection",
    range: [60000, 69999],
    setupClass: "CopyProtection",
    classGuid: "89786ff1-9c12-402f-9c9e-17753c7f4375",
    detail: "Looks for what lies beside the data of a medium",
  },
];

const groupQuestion: Question = {
  id: "group",
  title: "Load order group of the minifilter",
  detail: "What the filter does decides where it stands among others, between programs and the file system",
  choices: groups.map(({ value, label, range: [from, to], detail }) => ({
    value,
    label,
    detail: `${detail}; altitudes ${from} to ${to}`,
  })),
  initial: () => "activity-monitor",
  mistake: () => undefined,
};

const altitudeQuestion: Question = {
  id: "altitude",
  title: "Altitude of the minifilter",
  detail: "Microsoft assigns it, no two filters have the same: this one is for trying things out",
  // With a fraction that stands in no list of assigned altitudes.
  initial: (answers) => {
    const [from, to] = groupIn(answers).range;
    return `${(from + to + 1) / 2}.4242`;
  },
  mistake(altitude, answers) {
    if (!/^\d{5,6}(?:\.\d{1,10})?$/.test(altitude)) return "A number with or without a fraction: 370000, 370000.5";
    const {
      label,
      range: [from, to],
    } = groupIn(answers);
    const whole = Math.floor(Number(altitude));
    return whole < from || whole > to ? `FSFilter ${label} has the altitudes ${from} to ${to}` : undefined;
  },
};

export const minifilter: Template = {
  id: "minifilter",
  title: "File system minifilter",
  detail: "Reports opens of files to a program: creates, names, instances, a communication port, an altitude",
  kind: "project",
  platform: "windows",
  folder: "minifilter",
  questions: [providerQuestion, groupQuestion, altitudeQuestion, tasksQuestion],
  derived(answers) {
    const { label, setupClass, classGuid } = groupIn(answers);
    return new Map([
      ["load-order-group", `FSFilter ${label}`],
      ["setup-class", setupClass],
      ["setup-class-guid", classGuid],
    ]);
  },
  files: [
    { source: "driver.c" },
    { source: "volumes.c" },
    { source: "create.c" },
    { source: "reports.c" },
    { source: "port.c" },
    { source: "driver.h" },
    { source: "newdriverport.h" },
    { source: "client/client.c" },
    { source: "client/NewDriverClient.vcxproj" },
    ...buildFiles,
    tasksFile,
  ],
  opens: "create.c",
};

function groupIn(answers: Answers): LoadOrderGroup {
  const found = groups.find(({ value }) => value === answers.get("group")) ?? groups[0];
  if (found === undefined) throw new Error("no load order groups");
  return found;
}

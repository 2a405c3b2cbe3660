/**
 * A script for WinDbg and KD that prepares a debugger for one driver: symbols and sources, breakpoints, and what to ask of
 * it when it has stopped. Commands are those of "Debugging Tools for Windows" (Microsoft Learn); none changes the machine
 * that is debugged but the breakpoints.
 */
import type { ImageFinding, ImageReport, ImportedFunction, PoolTagUse } from "../report.ts";
import {
  commentText,
  isNameInExpressions,
  isPlainFile,
  isPlainFolder,
  moduleOf,
  tagNumber,
  tagPattern,
} from "./plain.ts";

export interface ScriptedImage {
  /** The file's name. */
  readonly name: string;
  readonly report: ImageReport;
  readonly tags: readonly PoolTagUse[];
}

/** Processors of x86 and x64 watch so many places; one is left for whoever debugs. */
const mostWatched = 3;
const mostReasons = 5;
/** Of drivers that have one for each structure. */
const mostTags = 24;

/** Each part of the script has a comment that says what it is good for. */
export function windbgScript(image: ScriptedImage): string {
  const { name } = image;
  const file = isPlainFile(name) ? name : undefined;
  const parts = [
    header(image),
    file === undefined
      ? [
          "$$ The file's name is none that a command can have: load its symbols and set breakpoints by hand.",
          ...bugChecks,
        ]
      : [...symbols(image, file), "", ...breakpoints(image, file), "", ...bugChecks],
    [...asked(image, file)],
  ];
  return `${parts.map((lines) => lines.join("\n")).join("\n\n")}\n`;
}

const comment = (text: string): string => `$$ ${commentText(text)}`;

function header({ name, report }: ScriptedImage): string[] {
  return [
    comment(`${name}: ${report.kind}. Made by driverlens image --script windbg.`),
    // It would make one line of all, and paths take in what is behind them.
    comment(
      "Run it in a kernel debugger with $<C:\\path\\to\\this-file (not with $$><), best before the driver is loaded.",
    ),
    ...reasons(report),
  ];
}

/** What keeps the driver from being loaded stops before there is anything to debug. */
function reasons({ findings }: ImageReport): string[] {
  const errors = findings.filter(({ severity }) => severity === "error");
  return [
    ...errors.slice(0, mostReasons).map(({ message }) => comment(`An error that driverlens has found: ${message}.`)),
    ...(errors.length > mostReasons
      ? [comment(`And ${errors.length - mostReasons} more: driverlens image --findings.`)]
      : []),
  ];
}

function symbols({ report: { pdb } }: ScriptedImage, file: string): string[] {
  const reload = [
    comment("Load its symbols now. Where it is not loaded yet that fails, and they come with it."),
    `.reload /f ${file}`,
  ];
  if (pdb === undefined)
    return [comment("The image does not say where its PDB is: add the folder with .sympath+."), ...reload];
  const folder = pdb.slice(0, Math.max(pdb.lastIndexOf("\\"), 0));
  if (folder === "")
    return [comment(`The image names its PDB without a folder: add that of ${pdb} with .sympath+.`), ...reload];
  if (!isPlainFolder(folder)) {
    return [comment(`Left out, as it is no plain folder of a drive: the path of the PDB, ${pdb}`), ...reload];
  }
  return [
    comment("Where the linker wrote the PDB, and the image beside it."),
    `.sympath+ ${folder}`,
    `.exepath+ ${folder}`,
    comment("Where the sources are, going by that: the PDB itself knows the path of each."),
    `.srcpath+ ${sourcesOf(folder)}`,
    ...reload,
  ];
}

/** Of `C:\src\x64\Release` what is before what a build adds. */
function sourcesOf(folder: string): string {
  const steps = folder.split("\\");
  while (
    steps.length > 2 &&
    /^(?:x64|x86|win32|arm|arm64|amd64|debug|release|bin|obj\w*|out|build)$/i.test(steps.at(-1)!)
  ) {
    steps.pop();
  }
  return steps.join("\\");
}

function breakpoints(image: ScriptedImage, file: string): string[] {
  const module = moduleOf(file);
  const entry = entryName(image.report);
  const { lines, commands } = watched(image, module);
  const load = commands.length === 0 ? `sxe ld:${file}` : `sxe -c "${commands.join("; ")}" ld:${file}`;
  return [
    ...lines,
    comment("Stop when the driver is loaded, before its first instruction, and when it is unloaded."),
    load,
    `sxe ud:${file}`,
    comment(
      `Stop in ${entry}. It waits for the driver. ${
        isNameInExpressions(module) ? `Without symbols: bp $iment(${module}) once it is loaded.` : ""
      }`.trim(),
    ),
    `bu ${module}!${entry}`,
  ];
}

/** The frameworks' own entry calls the driver's. */
const entryName = ({ imports }: ImageReport): string =>
  hasModule(imports, "wdfldr.sys") ? "FxDriverEntry" : "DriverEntry";

const hasModule = (imports: ImageReport["imports"], name: string): boolean =>
  imports.some(({ module }) => module.toLowerCase() === name);

/** The findings that a driver has which loads: others end before there is anything to stop at. */
const atRunTime: ReadonlySet<string> = new Set(["image-deprecated-import"]);

/**
 * Whoever calls an import reads its entry of the import address table: a processor that watches the entry stops at this
 * driver's calls alone, where a breakpoint on the function would stop at everybody's.
 */
function watched({ report }: ScriptedImage, module: string): { readonly lines: string[]; readonly commands: string[] } {
  const base = imageBase(report);
  const found = report.imports.flatMap(({ functions }) =>
    functions.flatMap((one) => {
      const finding = one.finding === undefined ? undefined : report.findings[one.finding];
      const offset = base === undefined ? undefined : slotOffset(one, base);
      return finding === undefined || offset === undefined || !atRunTime.has(finding.rule)
        ? []
        : [{ one, finding, offset }];
    }),
  );
  if (found.length > 0 && !isNameInExpressions(module)) {
    return {
      lines: [comment(`Calls of imports are not watched: the debugger takes ${module} for a number.`)],
      commands: [],
    };
  }
  const size = report.machine === "x86" ? 4 : 8;
  const chosen = found.slice(0, mostWatched);
  const others = found.length - chosen.length;
  return {
    lines: [
      ...chosen.map(({ one, finding }) =>
        comment(`Watched once it is loaded: calls of ${one.name ?? ""}. ${sentence(finding)}`),
      ),
      ...(others > 0 ? [comment(`${others} more are not: a processor watches few places.`)] : []),
      ...(found.length > 0
        ? [
            comment(
              "A call that Windows itself has made a direct one, as it may when it loads a driver, is not seen so.",
            ),
          ]
        : []),
    ],
    commands: chosen.map(({ offset }) => `ba r${size} ${module}+0x${offset.toString(16)}`),
  };
}

const sentence = ({ message, instead }: ImageFinding): string =>
  instead.length === 0 ? `${message}.` : `${message}. Instead: ${instead.join(", ")}.`;

function imageBase({ groups }: ImageReport): bigint | undefined {
  const value = groups.find(({ id }) => id === "headers")?.properties.find(({ name }) => name === "Image base")?.value;
  return value !== undefined && isAddress(value) ? BigInt(value) : undefined;
}

function slotOffset({ address }: ImportedFunction, base: bigint): bigint | undefined {
  if (address === undefined || !isAddress(address)) return undefined;
  const offset = BigInt(address) - base;
  return offset > 0n && offset < 0x1_0000_0000n ? offset : undefined;
}

const isAddress = (text: string): boolean => /^0x[\da-f]{1,16}$/i.test(text);

const bugChecks = [
  comment("Stop before a bug check has changed anything: the stack is still that of who asked for it."),
  "bu nt!KeBugCheckEx",
];

/** Commands that are clicked in WinDbg; KD prints them. */
function asked({ tags, report }: ScriptedImage, file: string | undefined): string[] {
  const lines = [comment("What to ask once it has stopped: links in WinDbg, to be typed in KD.")];
  const link = (command: string, why: string): void => {
    // Both are of plain characters alone: see plain.ts.
    lines.push(`.printf /D "<exec cmd=\\"${command}\\">${command}</exec>  ${why}\\n"`);
  };
  if (file !== undefined) {
    const module = moduleOf(file);
    link(`lmvm ${module}`, "which build is loaded, and its symbols");
    // The text that is printed has backslashes doubled.
    const driver = isNameInExpressions(module) ? module : `\\\\Driver\\\\${module}`;
    link(`!drvobj ${driver} 7`, "its dispatch routines and devices (the service may have another name)");
    link(`!chkimg -d ${module}`, "whether its code in memory is that of the file");
    if (hasModule(report.imports, "wdfldr.sys")) {
      link(`!wdfkd.wdfdriverinfo ${module}`, "its devices and objects, as the framework has them");
      link(`!wdfkd.wdflogdump ${module}`, "the framework's log of it: what it has refused, and why");
    }
    if (hasModule(report.imports, "fltmgr.sys")) link("!fltkd.filters", "minifilters, their altitudes and instances");
    link(`!verifier 3 ${file}`, "under Driver Verifier: what it has allocated, with callers");
  }
  link("!verifier 0x80", "the latest allocations and frees");
  link("!verifier 0x100", "IRPs allocated, completed and cancelled");
  link("!verifier 8", "the latest changes of IRQL");
  for (const { tag, uses } of tags.slice(0, mostTags)) {
    const functions = [...new Set(uses.map((use) => use.function))].join(", ");
    lines.push(comment(`Pool tag ${tag}, by ${functions}.`));
    link(`!poolused 2 ${tagPattern(tag)}`, "how much memory has it");
    link(`!poolfind ${tagNumber(tag)}`, "where that is, which takes long (1 behind it: in paged pool)");
    link(`ed nt!PoolHitTag ${tagNumber(tag)}`, "stop at each allocation and free of it (0 ends that)");
  }
  if (tags.length > mostTags) lines.push(comment(`${tags.length - mostTags} more tags: driverlens image --tags.`));
  return lines;
}

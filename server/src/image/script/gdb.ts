/**
 * A script for GDB and the kernel's own commands for it (Documentation/process/debugging/gdb-kernel-debugging.rst) that
 * prepares a debugger for one kernel module.
 */
import type { ImageReport } from "../report.ts";
import { moduleOf } from "./plain.ts";

export interface ScriptedModule {
  /** The file's name. */
  readonly name: string;
  /** Absolute; where the module was built. Undefined where nobody knows. */
  readonly folder: string | undefined;
  readonly report: ImageReport;
}

const comment = (text: string): string => `# ${text.replace(/[^ -~]/g, "?").slice(0, 400)}`;

export function gdbScript({ name, folder, report }: ScriptedModule): string {
  const module = moduleOf(name);
  const lines = [
    comment(`${name}: ${report.kind}. Made by driverlens image --script gdb.`),
    // Symbols are asked of the kernel that runs: without one the first command would end the script.
    comment("In the kernel's build folder: gdb vmlinux, then target remote :1234 (qemu -s), then source this-file."),
    comment("The kernel has to be built with CONFIG_GDB_SCRIPTS and CONFIG_DEBUG_INFO, and run with nokaslr."),
    "",
    comment("Its symbols come as it is loaded."),
    folder === undefined || !isPlainFolder(folder)
      ? comment("The module's folder is to be given here: lx-symbols FOLDER")
      : `lx-symbols ${folder}`,
    "",
    ...(isPlainModule(module)
      ? [
          comment("Stop when it is loaded, before its init function runs; break there is set on it then."),
          `break do_init_module if $_streq((char *)mod->name, "${module}")`,
          comment("Stop when it is unloaded."),
          `break free_module if $_streq((char *)mod->name, "${module}")`,
        ]
      : [comment("The file's name is none that a module can have: breakpoints for it are left out.")]),
    comment("Stop where the kernel gives up, and where it only complains."),
    "break panic",
    "break oops_enter",
    "break __warn",
    "",
    comment("To be typed once it has stopped:"),
    comment("  lx-dmesg            what the kernel has said"),
    comment("  lx-lsmod            which modules are loaded, and where"),
    ...(isPlainModule(module) ? [comment(`  p *$lx_module("${module}")  what the kernel knows of it`)] : []),
    comment("  lx-ps               which processes there are"),
  ];
  return `${lines.join("\n")}\n`;
}

const isPlainModule = (module: string): boolean => /^\w{1,55}$/.test(module);

/** Without blanks, quotes and what else GDB would read in it. */
const isPlainFolder = (path: string): boolean => /^\/[\w./+@-]*$/.test(path);

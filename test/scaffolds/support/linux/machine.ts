/**
 * Debian's kernel in qemu, with modules and programs that a test brings: boots once, runs all steps of a test file one after
 * another, and says of each what it printed, how it ended and what the kernel said meanwhile.
 *
 *     const modules = await buildModules(folder);                      // build.ts: kbuild, W=1, throws at any warning
 *     await makeProgram([file("client.c")], file("client"));           // static, for the machine
 *     const { step, complaints } = await runInMachine({
 *       files: [...modules, file("client")],                           // in /test, where steps begin
 *       modules: ["ext4", "virtio_blk", "virtio_pci"],                 // the kernel's own, loaded before the first step
 *       steps: {
 *         load: "insmod diskwatch.ko",
 *         use: "./client status",
 *         unload: "rmmod diskwatch",
 *         "short of memory": "each_failure 'insmod diskwatch.ko && rmmod diskwatch'",
 *       },
 *     });
 *     expect(step("use")).toMatchObject({ code: 0, lines: ["0 messages"] });
 *     expect(complaints).toEqual([]);                                  // a clean log, nothing left allocated
 *
 * What modules allocate is watched (`kernel/under_test.c`): blocks that are there at the end, when all modules should be
 * unloaded, are complaints, and `each_failure COMMAND` runs a command again and again, the first allocation failing, then the
 * second, until it needs no more; it prints "1: <exit status>", "2: ...", and last "without: <exit status>".
 *
 * A boot takes four seconds, a step milliseconds to tenths. It is always emulated (TCG): a /dev/kvm that is there need not work. Two
 * processors, 512 MB; SLUB checks all that is freed (poison, red zones), so that writes behind an end are told. Debian's
 * kernel has neither KASAN nor lockdep: what only those would tell is not tested here.
 */
import { spawn } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { madeOnce } from "../../../support/scratch.ts";
import { buildModules, makeProgram } from "./build.ts";
import { writeInitramfs } from "./initramfs.ts";
import { kernelOrThrow } from "./kernel.ts";
import { complaintsIn, unusuallyTainted } from "./log.ts";

export interface MachineOptions {
  /** Put into `/test`, under their own names; folders whole. */
  readonly files?: readonly string[];
  /** Names of modules of the kernel's own that are loaded before the first step, with what they need. */
  readonly modules?: readonly string[];
  /** Scripts for busybox's `sh`, by name, in their order; each begins in `/test`, as root, with all of busybox in PATH. */
  readonly steps: Readonly<Record<string, string>>;
  /** An image that is `/dev/vda`, where `modules` has virtio_blk and virtio_pci; what is written to it stays in it. */
  readonly disk?: string;
  /** Further parameters of the kernel. */
  readonly parameters?: readonly string[];
  /** Milliseconds for all of it; 200,000 where left out, of which a step has 120,000: below a test's own, which knows no console. */
  readonly timeout?: number;
}

export interface StepResult {
  /** Exit status of the script. */
  readonly code: number;
  /** What it printed on both of its outputs, without the last ends of lines. */
  readonly lines: readonly string[];
  /** What the kernel logged meanwhile, without times. */
  readonly log: readonly string[];
}

export interface MachineRun {
  /** @throws where the step did not come to its end, with what was seen last */
  step(name: string): StepResult;
  /** All that the kernel logged from the first step on, without times. */
  readonly log: readonly string[];
  /**
   * What is wrong: lines of the log, blocks that modules left, a kernel that is tainted, a machine that did not end by itself.
   * Empty where all is well.
   */
  readonly complaints: readonly string[];
  /** How many blocks modules allocated themselves. */
  readonly allocations: number;
}

/** Boots, runs all steps, also after ones that fail, and shuts down. A kernel that panics ends it. */
export async function runInMachine(options: MachineOptions): Promise<MachineRun> {
  const { files = [], modules = [], steps, disk, parameters = [], timeout = 200_000 } = options;
  const kernel = kernelOrThrow();
  const folder = mkdtempSync(join(tmpdir(), "driverlens-machine-"));
  try {
    const initramfs = join(folder, "initramfs");
    const tools = await machineTools();
    const scripts = new Map(Object.values(steps).map((text, index) => [`steps/${index}`, `${prelude}${text}\n`]));
    scripts.set(
      "steps/names",
      Object.keys(steps)
        .map((name) => `${name}\n`)
        .join(""),
    );
    const loaded = writeInitramfs(initramfs, kernel, { init, scripts, files, modules, tools });
    const endedByItself = await qemu(
      [
        ...["-accel", "tcg", "-m", "512", "-smp", "2", "-nodefaults", "-display", "none", "-no-reboot"],
        // The kernel's log and what steps print, apart from each other.
        ...["-serial", `file:${join(folder, "console")}`, "-serial", `file:${join(folder, "results")}`],
        ...["-kernel", kernel.image, "-initrd", initramfs],
        ...(disk === undefined ? [] : ["-drive", `file=${disk},format=raw,if=virtio,cache=writeback`]),
        "-append",
        [
          ...["console=ttyS0", "quiet", "panic=-1", "oops=panic", "tsc=reliable", "slub_debug=FZP"],
          // On a busy machine a timer that ticks late is taken for one that does not tick.
          "no_timer_check",
          // Marks of steps are all logged, also where they come fast.
          "printk.devkmsg=on",
          ...[`driverlens_modules=${loaded.join(",")}`, ...parameters],
        ].join(" "),
      ],
      timeout,
    );
    return readRun(textOf(join(folder, "console")), textOf(join(folder, "results")), endedByItself, timeout);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What `kernel/` is made to, once for all tests: the module that watches others, and what loads modules. */
async function machineTools(): Promise<readonly string[]> {
  const sources = join(import.meta.dirname, "kernel");
  const folder = await madeOnce("linux-machine", async (unfinished) => {
    cpSync(sources, unfinished, { recursive: true });
    await makeProgram([join(unfinished, "insmod.c")], join(unfinished, "insmod"));
    await buildModules(unfinished);
  });
  return ["insmod", "under_test.ko"].map((name) => join(folder, name));
}

/** Lines of ours between those of others; nobody else prints them. */
const mark = "driverlens:";

/** Each step's output is copied when it has ended, so that what a step leaves running cannot write into it. */
const init = `#!/bin/busybox sh
/bin/busybox --install -s /bin
export PATH=/bin HOME=/ TERM=dumb under_test=/sys/module/under_test/parameters
mount -t proc proc /proc
mount -t sysfs sysfs /sys
mount -t devtmpfs devtmpfs /dev
mount -t tmpfs tmpfs /tmp
mount -t debugfs debugfs /sys/kernel/debug
ip link set lo up
# Open to the end: whoever opens a serial port anew empties its FIFO, with the last bytes that a busy machine has not sent.
exec 3> /dev/ttyS1
stty -F /dev/ttyS1 raw -echo
for parameter in $(cat /proc/cmdline); do
	case $parameter in
	driverlens_modules=*)
		for module in $(echo "\${parameter#*=}" | tr , ' '); do insmod "$module"; done
	esac
done
insmod /tools/under_test.ko
dmesg -n 8
index=0
while read -r name; do
	echo "<5>${mark} step $name" > /dev/kmsg
	(cd /test && exec timeout -s KILL 120 sh "/steps/$index") > /tmp/.output 2>&1 < /dev/null 3>&-
	code=$?
	{ echo "${mark} step $name"; cat /tmp/.output; echo; echo "${mark} code $code"; } >&3
	index=$((index + 1))
done < /steps/names
echo "<5>${mark} end" > /dev/kmsg
# What is freed after a grace period is not left; kfree_rcu() takes five seconds.
for wait in $(seq 30); do grep -q left $under_test/left && sleep 0.2; done
sed "s/^/${mark} /" $under_test/left >&3
echo "${mark} tainted $(cat /proc/sys/kernel/tainted)" >&3
# Closing waits until all is sent.
exec 3>&-
poweroff -f
`;

/** What steps begin with. Busybox's shell has an insmod of its own, which is found before any program's. */
const prelude = `insmod() { /tools/insmod "$@"; }
each_failure() {
	for n in $(seq 1 1000); do
		echo $n > $under_test/nth
		(eval "$*")
		code=$?
		[ "$(cat $under_test/nth)" = 0 ] || break
		echo "$n: $code"
	done
	echo 0 > $under_test/nth
	echo "without: $code"
}
`;

/** Whether it ended within its time. */
function qemu(args: readonly string[], timeout: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const child = spawn("qemu-system-x86_64", args, { stdio: ["ignore", "ignore", "pipe"] });
    let stderr = "";
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      stderr += text;
    });
    const timer = setTimeout(() => child.kill("SIGKILL"), timeout);
    child.on("error", reject);
    child.on("close", (code) => {
      clearTimeout(timer);
      if (code === null || code === 0) {
        resolve(code === 0);
      } else {
        reject(new Error(`qemu ended with ${code}: ${stderr}`));
      }
    });
  });
}

function readRun(consoleText: string, results: string, endedByItself: boolean, timeout: number): MachineRun {
  const logs = new Map<string, string[]>();
  let ofStep: string[] = [];
  const all: string[] = [];
  for (const line of consoleText.split("\n").map(withoutTime)) {
    const [, step] = /^driverlens: step (.+)$/.exec(line) ?? [];
    if (step !== undefined) {
      ofStep = [];
      logs.set(step, ofStep);
    } else if (line === "driverlens: end") {
      ofStep = [];
    } else if (line !== "" && logs.size > 0 && !ofClocks.test(line)) {
      ofStep.push(line);
      all.push(line);
    }
  }
  const ended = new Map<string, StepResult>();
  for (const [, name = "", output = "", code] of results.matchAll(
    /^driverlens: step (.+)\n([\s\S]*?)\ndriverlens: code (\d+)$/gm,
  )) {
    const lines = output.trimEnd() === "" ? [] : output.trimEnd().split("\n");
    ended.set(name, { code: Number(code), lines, log: logs.get(name) ?? [] });
  }
  const tainted = /^driverlens: tainted (\d+)$/m.exec(results)?.[1];
  const last = consoleText.split("\n").slice(-60).join("\n");
  const left = [...results.matchAll(/^driverlens: left (.+)$/gm)].map(([, caller = ""]) => caller);
  const complaints = [...complaintsIn(all), ...left.map((caller) => `not freed: what ${caller} allocated`)];
  if (tainted === undefined) {
    const how = endedByItself ? "ended in the middle" : `did not end within ${timeout} ms`;
    complaints.push(`the machine ${how}; its console's last lines:\n${last}`);
  } else if (unusuallyTainted(Number(tainted))) {
    complaints.push(`the kernel is tainted: ${tainted}`);
  }
  return {
    step(name) {
      const result = ended.get(name);
      if (result === undefined) {
        throw new Error(`step ${name} did not come to its end; the console's last lines:\n${last}`);
      }
      return result;
    },
    log: all,
    complaints,
    allocations: Number(/^driverlens: made (\d+)$/m.exec(results)?.[1] ?? 0),
  };
}

/**
 * The kernel measures its clocks once more a second or more after it has booted, later where the machine is busy, and says so
 * in the middle of a step.
 */
const ofClocks = /^(?:tsc: Refined TSC clocksource calibration|clocksource: (?:tsc: mask|Switched to clocksource)\b)/;

/** "[    1.546672] text", of which printk puts the calling thread behind the time in some kernels. */
function withoutTime(line: string): string {
  return line.replace(/^\[ *\d+\.\d+\](?:\[ *[TC]\d+\])? /, "");
}

/** A console's lines end as a terminal's. */
function textOf(path: string): string {
  return readFileSync(path, "utf8").replaceAll("\r", "");
}

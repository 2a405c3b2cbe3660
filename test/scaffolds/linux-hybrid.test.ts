/**
 * A module and its daemon made from the template `linux-hybrid` are built and run: by their own programs, and by ones that
 * send what nobody should. One boot of a machine, whose steps follow on each other.
 */
import { execFileSync } from "node:child_process";
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { databaseOf, sqliteInstalled } from "./sqlite-windows/sqlite.ts";
import { generate, templateOf } from "./support/generate.ts";
import { buildModules, makeProgram } from "./support/linux/build.ts";
import { linuxInstalled } from "./support/linux/kernel.ts";
import { type MachineRun, runInMachine } from "./support/linux/machine.ts";

const name = "DiskWatch";

/** For all steps. `eventually` waits for what does not happen at once, and says so where it never does. */
const functions = `
status() { cat /sys/kernel/debug/diskwatch/status; }
eventually() {
	for i in $(seq 250); do eval "$1" && return; sleep 0.02; done
	echo "never: $1"
}
daemon() { ./diskwatchd -d devices.db > /tmp/daemon 2>&1 & eventually "status | grep -q 'daemon [1-9]'"; }
lookup() { ./diskwatchctl lookup "$1" 2>&1; }
timeout_ms() { echo "$1" > /sys/module/diskwatch/parameters/timeout_ms; }
quickly() {
	start=$(cut -d. -f1 /proc/uptime)
	"$@"
	[ $(($(cut -d. -f1 /proc/uptime) - start)) -lt 5 ] || echo "took too long: $*"
}
`;

const steps = {
  selftest: "sh selftest.sh",
  load: "insmod diskwatch.ko && stat -c '%A' /dev/diskwatch; lookup 8086:100e; status",
  unprivileged: "./edges unprivileged",
  lookups: `
		daemon
		for device in 8086:100e 8086:1 1234:1112 8086:100e; do lookup $device; done
		for device in 1af4:1000 1af4:1000 8086:2; do ./diskwatchctl poll $device 2>&1; done
		status | grep -v daemon`,
  atomic: `
		echo 1af4:1001 > /sys/module/diskwatch/parameters/ask_atomically
		eventually "[ $(dmesg | grep -c told) = 2 ]"
		echo 1af4:1001 > /sys/module/diskwatch/parameters/ask_atomically`,
  messages: "./edges messages",
  namespaces: "./edges namespaces $(status | sed -n 's/daemon //p'); lookup 1af4:1042",
  flood: "./edges flood; ./edges ioctls; lookup 1234:1111",
  second:
    "./diskwatchd -d devices.db; echo $?; ./diskwatchd -d missing.db; echo $?; ./diskwatchd; echo $?; ./diskwatchd nonsense; echo $?",
  time: "./diskwatchctl time 1000; status | grep cached",
  reopened: `
		cp other.db new.db; mv new.db devices.db
		lookup 8086:100e
		killall -HUP diskwatchd
		eventually "lookup 8086:100e | grep -q Changed"
		lookup 8086:100e; lookup 8086:1; lookup 8086:2; lookup 8086:3
		head -c 3000 other.db > new.db; mv new.db devices.db
		killall -HUP diskwatchd; eventually "grep -q malformed /tmp/daemon"
		lookup 8086:1
		cp other.db devices.db
		cat /tmp/daemon`,
  slow: `
		for value in 0 60001 nonsense; do (timeout_ms $value) 2>&1; done
		timeout_ms 300
		killall -STOP diskwatchd
		quickly lookup 8086:10; ./diskwatchctl poll 8086:11 2>&1
		status | grep -e timed -e waiting
		killall -CONT diskwatchd
		eventually "status | grep -q 'unwanted 2'"
		lookup 8086:10`,
  killed: `
		timeout_ms 60000
		killall -STOP diskwatchd
		lookup 8086:20 & waiting=$!
		eventually "status | grep -q 'waiting 1'"
		killall -KILL diskwatchd
		quickly wait $waiting
		lookup 8086:20
		daemon; lookup 8086:20
		killall -TERM diskwatchd; wait; status | grep -e daemon -e waiting -e given; cat /tmp/daemon`,
  "a bad daemon": "timeout_ms 1000; ./edges bad-daemon",
  crowd: `
		timeout_ms 2500
		./edges silent-daemon & eventually "status | grep -q 'daemon [1-9]'"
		./edges crowd 100
		kill $!; wait; status | grep -e daemon -e waiting`,
  full: `
		timeout_ms 500
		./edges silent-daemon 1 & eventually "status | grep -q 'daemon [1-9]'"
		./edges crowd 20
		kill $!; wait`,
  "in use": `
		timeout_ms 60000
		./edges silent-daemon & eventually "status | grep -q 'daemon [1-9]'"
		./edges leave
		./diskwatchctl lookup 8086:30 > /dev/null 2>&1 & waiting=$!
		eventually "status | grep -q 'waiting 2'"
		rmmod diskwatch 2>&1
		kill -KILL $waiting; quickly wait $waiting
		eventually "status | grep -q 'waiting 1'"
		quickly rmmod diskwatch && ls /dev/diskwatch /sys/kernel/debug/diskwatch 2>&1
		kill %1; wait`,
  "short of memory": `
    each_failure 'insmod diskwatch.ko && rmmod diskwatch' 2> /dev/null
    insmod diskwatch.ko; daemon
    each_failure 'lookup 8086:1$n'
    each_failure './diskwatchctl poll 8086:2$n 2>&1'
    status | grep -e waiting; killall diskwatchd; wait; rmmod diskwatch`,
  reloaded: `
		./diskwatchd -d devices.db > /tmp/daemon 2>&1 & pid=$!
		sleep 0.2; insmod diskwatch.ko; eventually "status | grep -q 'daemon [1-9]'"
		lookup 8086:100e; rmmod diskwatch; insmod diskwatch.ko
		eventually "status | grep -q 'daemon [1-9]'"
		lookup 8086:100e; status | grep asked
		rmmod diskwatch; kill $pid; wait $pid; echo $?; cat /tmp/daemon`,
  autoload: `
		printf '#!/bin/sh\\n[ "$3" = net-pf-16-proto-16-family-diskwatch ] && exec /tools/insmod /test/diskwatch.ko\\n' > /tmp/modprobe
		chmod +x /tmp/modprobe; echo /tmp/modprobe > /proc/sys/kernel/modprobe
		./diskwatchd -d devices.db & eventually "[ -e /dev/diskwatch ]"; eventually "status | grep -q 'daemon [1-9]'"
		lookup 8086:100e; killall diskwatchd; wait; rmmod diskwatch`,
} as const;

describe.skipIf(!(linuxInstalled && sqliteInstalled) && process.env.CI !== "true")("a module from linux-hybrid", () => {
  let folder = "";
  let machine: MachineRun;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "driverlens-hybrid-"));
    const file = (path: string): string => join(folder, path);
    await generate(templateOf("linux-hybrid"), name, folder);
    for (const [source, target] of [
      ["hybrid-atomic.c", "atomic.c"],
      ["hybrid-edges.c", "edges.c"],
    ] as const) {
      // Written, as the template is, for a driver called NewDriver.
      const text = readFileSync(join(import.meta.dirname, "programs", source), "utf8");
      writeFileSync(file(target), text.replaceAll("NEW_DRIVER", "DISK_WATCH").replaceAll("newdriver", "diskwatch"));
    }
    appendFileSync(file("Kbuild"), "diskwatch-y += atomic.o\n");
    const modules = await buildModules(folder);
    execFileSync("make", ["-C", folder, "programs", "STATIC=1", "CFLAGS=-O2 -Werror"], { stdio: "pipe" });
    await makeProgram([file("edges.c")], file("edges"), { includes: [folder] });

    const schema = readFileSync(file("daemon/database.sql"), "utf8");
    writeFileSync(file("devices.db"), await databaseOf(schema));
    // With what its checks would not let in.
    const other = `${schema}
			PRAGMA ignore_check_constraints = 1;
			UPDATE device SET name = 'Changed' WHERE id = 0x100E;
			INSERT INTO device VALUES (0x8086, 1, 0, '${"\u00e9".repeat(40)}'), (0x8086, 2, 8, 'Flags'), (0x8086, 3, 0, '');`;
    writeFileSync(file("other.db"), await databaseOf(other));
    writeFileSync(file("functions"), functions);
    machine = await runInMachine({
      files: [
        ...modules,
        ...["diskwatchd", "diskwatchctl", "edges", "devices.db", "other.db", "functions", "selftest.sh"].map(file),
      ],
      steps: Object.fromEntries(Object.entries(steps).map(([step, text]) => [step, `. ./functions\n${text}`])),
    });
  }, 300_000);

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** Without what the shell says of processes that a step ended, whenever it notices. */
  const lines = (step: keyof typeof steps): readonly string[] =>
    machine.step(step).lines.filter((line) => !/^(?:Killed|Terminated)$/.test(line));

  it("passes the test that it brings along", () => {
    expect(lines("selftest").filter((line) => !/^(?:ok \d|1\.\.)/.test(line))).toEqual(["# 0 failed"]);
    expect(machine.step("selftest").code).toBe(0);
  });

  it("is there for root alone, and says that nobody answers", () => {
    expect(lines("load")).toEqual([
      "crw-------",
      "8086:100e: Transport endpoint is not connected",
      ...status({ refused: 1 }),
    ]);
    expect(lines("unprivileged")).toEqual([
      "register: Operation not permitted",
      "answer: Operation not permitted",
      "forget: Operation not permitted",
      "open: Permission denied",
    ]);
  });

  it("answers from the database, and from its cache", () => {
    expect(lines("lookups")).toEqual([
      "8086:100e Gigabit adapter, slow reset",
      "8086:1: No such file or directory",
      "1234:1112 Display adapter, second edition, no MSI, slow reset",
      "8086:100e Gigabit adapter, slow reset",
      "not known yet",
      "1af4:1000 Network adapter, no power-down",
      "1af4:1000 Network adapter, no power-down",
      "not known yet",
      "8086:2: No such file or directory",
      ...status({ cached: 5, asked: 5, answered: 5, refused: 1 }).slice(1),
    ]);
    const [, daemon, cache] = /^(\S+) us by the daemon, (\S+) us from the cache$/.exec(lines("time")[0] ?? "") ?? [];
    expect(Number(cache)).toBeLessThan(Number(daemon) / 10);
    expect(lines("time")[1]).toBe("cached 256");
  });

  it("is asked where nothing may sleep", () => {
    const { log } = machine.step("atomic");
    expect(lines("atomic")).toEqual([]);
    // EINPROGRESS for a device and for one that is unknown, and answers, which may come in between; then what is known.
    expect(log.slice(0, 4).sort()).toEqual([
      "diskwatch: in a timer, atomic: -115, nothing",
      "diskwatch: in a timer: told 0, Virtual disk",
      "diskwatch: with interrupts off, atomic: -115, nothing",
      "diskwatch: with interrupts off: told -2, nothing",
    ]);
    expect(log.slice(4)).toEqual([
      "diskwatch: in a timer, atomic: 0, Virtual disk",
      "diskwatch: with interrupts off, atomic: -2, nothing",
    ]);
  });

  it("refuses messages that nobody should send", () => {
    const nobody = "Invalid argument; Attribute failed policy validation";
    const leftover = "Invalid argument; bytes leftover after parsing attributes";
    expect(lines("messages")).toEqual([
      "an unknown command: Operation not supported",
      "the module's own command: Operation not supported",
      "a second daemon: Device or resource busy; another daemon is registered",
      "an answer of who is not the daemon: Operation not permitted; only the daemon that is registered answers",
      "a dump: Operation not supported",
      "an answer without attributes: Invalid argument",
      "no id: Invalid argument",
      "no result: Invalid argument",
      "found, and nothing else: Invalid argument",
      "found, and no name: Invalid argument",
      "a short id: Invalid argument; invalid attribute length",
      "a long id: Invalid argument; invalid attribute length",
      "a nested id: Invalid argument; NLA_F_NESTED not expected",
      "an unknown result: Numerical result out of range; integer out of range",
      "an unknown flag: Invalid argument; reserved bit set",
      `a name without its end: ${nobody}`,
      `a long name: ${nobody}`,
      `a name of no bytes: ${nobody}`,
      `what only the module says: ${nobody}`,
      "an unknown attribute: Invalid argument; Unknown attribute type",
      `an attribute beyond the message: ${leftover}`,
      `an attribute of no length: ${leftover}`,
      `bytes behind the last attribute: ${leftover}`,
      "a reserved field that is set: Invalid argument; genlmsghdr.reserved field is not 0",
      "no generic header: Invalid argument",
      "a register with what it does not need: Device or resource busy; another daemon is registered",
    ]);
    expect(lines("namespaces")).toEqual([
      "another namespace: no such family",
      "register: No such file or directory",
      "answer: No such file or directory",
      "forget: No such file or directory",
      "1af4:1042 Virtual disk, modern",
    ]);
    expect(lines("flood")).toEqual([
      "a flood: 5000 refused, 0 otherwise",
      "an unknown command: Inappropriate ioctl for device",
      "no pointer: Bad address",
      "half of it: Bad address",
      "the kernel's: Bad address",
      "not to be written: Bad address",
      "read: Invalid argument",
      "1234:1111 Display adapter, no MSI",
    ]);
  });

  it("takes another database, and only one that can be read", () => {
    expect(lines("second")).toEqual([
      "cannot register: another daemon is registered",
      "1",
      "missing.db: unable to open database file",
      "1",
      "/var/lib/diskwatch/devices.db: unable to open database file",
      "1",
      "diskwatchd [-d DATABASE]",
      "Answers the diskwatch module's questions, from /var/lib/diskwatch/devices.db where no other is given.",
      "2",
    ]);
    const longest = `8086:0001 ${"\u00e9".repeat(31)}`;
    expect(lines("reopened")).toEqual([
      "8086:100e Gigabit adapter, slow reset",
      "8086:100e Changed, slow reset",
      longest,
      "8086:2: Input/output error",
      "8086:0003 ",
      longest,
      "devices.db opened anew",
      "Flags: the flags 0x8 mean nothing",
      "devices.db: database disk image is malformed",
    ]);
  });

  it("gives up in time where the daemon is slow, and at once where it dies", () => {
    expect(lines("slow")).toEqual([
      ...Array.from({ length: 3 }, () => "sh: write error: Invalid argument"),
      "8086:10: Connection timed out",
      "not known yet",
      "8086:11: Connection timed out",
      "waiting 0",
      "timed-out 2",
      "8086:10: No such file or directory",
    ]);
    expect(lines("killed")).toEqual([
      "8086:20: Connection reset by peer",
      "8086:20: Transport endpoint is not connected",
      "8086:20: No such file or directory",
      "daemon 0",
      "waiting 0",
      "given-up 1",
    ]);
  });

  it("is not misled by a daemon that lies", () => {
    const nobody = "No such file or directory; nobody waits for this answer";
    expect(lines("a bad daemon")).toEqual([
      "an answer: taken",
      `the same again: ${nobody}`,
      "who asked: found",
      "who asks again: found",
      `an answer to what was not asked: ${nobody}`,
      "an answer with flags that do not exist: Invalid argument; reserved bit set",
      "an answer that is right: taken",
      "who asked: found",
      "the second of two: taken",
      "the first of them: taken",
      "who asked second: found",
      "who asked first: found",
      "a failure: taken",
      "who asked: Input/output error",
      "unknown: taken",
      "who asked: No such file or directory",
      "who asks again: No such file or directory",
      "who asked in vain: Connection timed out",
      `an answer that is late: ${nobody}`,
      "who asked: killed",
      `an answer to who was killed: ${nobody}`,
      "forget: taken",
      "another answer: taken",
      "who asked: found",
      "whose daemon closed its socket: Connection reset by peer",
      "who has no daemon: Transport endpoint is not connected",
    ]);
    // As many as may wait, and no more.
    expect(lines("crowd")).toEqual([
      "registered",
      "36: Device or resource busy",
      "64: Connection timed out",
      "daemon 0",
      "waiting 0",
    ]);
  });

  it("is not kept waiting by a daemon that reads nothing", () => {
    const [, busy, late] =
      /^registered\n(\d+): Device or resource busy\n(\d+): Connection timed out$/.exec(lines("full").join("\n")) ?? [];
    expect(Number(busy)).toBeGreaterThan(Number(late));
    expect(Number(busy) + Number(late)).toBe(20);
  });

  it("is unloaded when nobody has it open, though lookups wait", () => {
    expect(lines("in use")).toEqual([
      "registered",
      "poll: 0x4",
      "ask: Resource temporarily unavailable",
      "ask again: Resource temporarily unavailable",
      "ask for another: Device or resource busy",
      "poll: 0x0",
      "rmmod: can't unload module 'diskwatch': Resource temporarily unavailable",
      "ls: /dev/diskwatch: No such file or directory",
      "ls: /sys/kernel/debug/diskwatch: No such file or directory",
    ]);
    expect(lines("reloaded")).toEqual([
      "8086:100e Changed, slow reset",
      "8086:100e Changed, slow reset",
      "asked 1",
      "0",
    ]);
  });

  it("is loaded by who asks for its family", () => {
    expect(lines("autoload")).toEqual(["8086:100e Changed, slow reset"]);
    // Once, though it hears of the family that it has found as of one that is new.
    const { log } = machine.step("autoload");
    expect(log.filter((line) => line.includes("a daemon registered"))).toHaveLength(1);
  });

  it("has a family whose name is as long as one may be", () => {
    const { derived } = templateOf("linux-hybrid");
    expect(derived?.(new Map([["name", "DiskWatchOfManyLettersAndDigits1"]])).get("genl")).toBe("diskwatchofmany");
  });

  it("goes on where memory is short", () => {
    const { log } = machine.step("short of memory");
    const text = lines("short of memory").join("\n");
    expect(text).toMatch(
      /^(?:\d+: [01]\n){20,}without: 0\n\/dev\/diskwatch: Cannot allocate memory\n1: 1\n(?:8086:1\d+: [\w ]+\n\d+: 1\n){3,}8086:1\d+: No such file or directory\nwithout: 1\n/,
    );
    expect(text).toMatch(/\n8086:2\d: Cannot allocate memory\n/);
    expect(text).toMatch(/\n8086:2\d+: No such file or directory\nwithout: 1\nwaiting 0$/);
    // What the kernel says of a device or a folder for which it had no memory.
    const expected = /^kobject_add_internal failed for diskwatch \(error: -12 /;
    expect(log.filter((line) => expected.test(line))).not.toEqual([]);
    expect(machine.complaints.filter((line) => !expected.test(line))).toEqual([]);
  });
});

/** Lines of debugfs: what is not said is 0. */
function status(values: Readonly<Record<string, number>>): readonly string[] {
  const names = ["daemon", "waiting", "cached", "asked", "answered", "timed-out", "given-up", "refused", "unwanted"];
  return names.map((each) => `${each} ${values[each] ?? 0}`);
}

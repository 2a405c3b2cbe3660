/**
 * Modules made from the template `sqlite-linux` are built with SQLite and run: as they come, and with a larger database and
 * other queries, whose answers are compared with those of sql.js. All of it for both ways of calling SQLite, on a thread of
 * the module's own and on its callers'. Three boots: one for each way, the second of which ends in the middle of a
 * transaction, and one that finds what that left on the disk.
 */
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { arrayText, headerText } from "../../server/src/embed/c-source.ts";
import type { Embedding } from "../../server/src/embed/embedding.ts";
import { answered, changing, deep, type Query, refused } from "./sqlite-windows/queries.ts";
import { answersOf, databaseOf, sqliteFolder, sqliteInstalled, wordOf } from "./sqlite-windows/sqlite.ts";
import { generate, templateOf, templatesFolder } from "./support/generate.ts";
import { buildModules, makeProgram } from "./support/linux/build.ts";
import { linuxInstalled } from "./support/linux/kernel.ts";
import { type MachineRun, runInMachine } from "./support/linux/machine.ts";

const name = "DiskWatch";

/** Errors as Linux numbers them. */
const errno = {
  EBADF: 9,
  ENOMEM: 12,
  EFAULT: 14,
  EEXIST: 17,
  ENODEV: 19,
  EINVAL: 22,
  ENOTTY: 25,
  ENOSPC: 28,
  EROFS: 30,
};

/** What `refused` says of queries in errors of Windows. */
const linuxError: ReadonlyMap<number, number> = new Map([
  [19, errno.EROFS],
  [31, errno.EINVAL],
  // E2BIG
  [1784, 7],
]);

const query = (sql: string, ...parameters: Query["parameters"]): Query => ({ sql, parameters });

const schema = "CREATE TABLE IF NOT EXISTS entry (id INTEGER PRIMARY KEY, name TEXT UNIQUE, amount REAL, data BLOB)";

const rows = (first: number, last: number): string =>
  `WITH RECURSIVE n(i) AS (VALUES (${first}) UNION ALL SELECT i + 1 FROM n WHERE i < ${last})`;

/** Of the file. */
const inFile = {
  state: query("SELECT count(*), sum(id), total(amount), sum(length(data)) FROM entry"),
  check: query("PRAGMA integrity_check"),
  undo: query("DELETE FROM entry WHERE id > 1000"),
  some: query(`${rows(1001, 1030)} INSERT INTO entry SELECT i, 'name ' || i, i / 8.0, zeroblob(400) FROM n`),
  one: query(
    "INSERT INTO entry VALUES (?1, ?2, ?3, ?4) RETURNING id, amount, data",
    1001n,
    "one",
    0.1,
    Uint8Array.of(0, 1),
  ),
  // 10 MB: more than SQLite keeps in memory before it writes into the file.
  many: query(`${rows(2001, 32000)} INSERT INTO entry SELECT i, 'name ' || i, i / 8.0, zeroblob(300) FROM n`),
  // 1.4 MB, which SQLite keeps in memory until the commit, and more rows of result than are asked for.
  unread: query(
    `${rows(2001, 3500)} INSERT INTO entry SELECT i, NULL, 0, zeroblob(900) FROM n RETURNING zeroblob(4000)`,
  ),
  first: query("INSERT INTO entry VALUES (1, 'first', 1.5, x'00ff')"),
  all: query("SELECT * FROM entry ORDER BY id LIMIT 10"),
};

const ofModule: readonly Query[] = [
  ...answered,
  ...refused,
  ...deep,
  ...changing,
  // Ends when it is killed.
  query(`${rows(1, 9_000_000_000)} SELECT count(*) FROM n`),
  // More than fits into any buffer of the program's.
  query(`${rows(1, 20)} SELECT zeroblob(1000000) FROM n`),
  // More than memory_limit.
  query(`${rows(1, 60)} SELECT zeroblob(900000 - i) FROM n ORDER BY 1`),
];
const endless = ofModule.length - 3;
const large = ofModule.length - 2;
const greedy = ofModule.length - 1;

const table: readonly Query[] = [...ofModule, ...Object.values(inFile)];

const numberOf = (asked: Query): number => table.indexOf(asked);

/** Of the queries that write, those whose every failure is tried. */
const written = [inFile.state, inFile.undo, inFile.some, inFile.one];
const quick = answered.filter(({ sql }) => !/sample|integrity/.test(sql));

/** What programs are asked, by file. */
const asked: Readonly<Record<string, readonly Query[]>> = {
  answered,
  refused,
  deep,
  changing,
  large: table.slice(large, large + 1),
  greedy: table.slice(greedy, greedy + 1),
  parallel: [...quick, inFile.state],
  failing: quick.filter((_, index) => index % 4 === 0),
  few: quick.slice(0, 2),
  written,
  reserve: quick.slice(0, 3),
  state: [inFile.state, inFile.check],
  one: [inFile.one, inFile.one],
  begin: [inFile.first, inFile.all],
  all: [inFile.all],
  unread: [inFile.unread],
};

/** Of all steps. */
const functions = `
data=/tmp/data
mkdir -p $data
ask() { ./queries "$@.txt"; }
statistic() { grep "^$1" /sys/kernel/debug/diskwatch/statistics; }
ended() { dmesg | grep -o 'SQLite has ended, .* are left' | tail -n 1; }
`;

const asItComes = {
  "as it comes": `
    insmod shipped/diskwatch.ko && ls -l /dev/diskwatch | cut -c 1-10
    for query in list "run 0" "run 1 0x8086 0x100E" "run 2 %disk%" "run 3" "run 2 null" "run 1 1" "run 99" "run 5 1" ""; do
      ./client $query 2>&1 || echo "($?)"
    done
    su nobody -c "./client list" 2>&1
    rmmod diskwatch; ended; ./client list 2>&1 || echo gone`,
  "with a file": `
    insmod shipped/diskwatch.ko directory=$data
    for query in "run 4 1 2 3.5 hello" "run -w 4 1 2 3.5 hello" "run -w 4 1 2 0.1 null" "run 5 10" "run 6" "run -w 7 3600"; do
      ./client $query 2>&1 || echo "($?)"
    done
    rmmod diskwatch; ls -l $data | tail -n +2 | cut -c 1-10; ended
    insmod shipped/diskwatch.ko directory=$data; ./client run 6; rmmod diskwatch; rm $data/*`,
  "what is no database": `
    try() { insmod shipped/diskwatch.ko directory=$1 2>&1; rm -rf $data/*; }
    try /missing; try /etc/passwd
    echo "no database" > $data/diskwatch.db; try $data
    ln -s /tmp/elsewhere $data/diskwatch.db; try $data; ls /tmp/elsewhere 2>&1
    mkfifo $data/diskwatch.db; try $data
    mkdir $data/diskwatch.db; try $data
    insmod shipped/diskwatch.ko directory= && ./client run 5 1 2>&1; rmmod diskwatch`,
  locks: `
    insmod shipped/diskwatch.ko directory=$data
    ./queries lock $data/diskwatch.db true
    rmmod diskwatch
    ./queries lock $data/diskwatch.db "/tools/insmod shipped/diskwatch.ko directory=$data"
    rm $data/*`,
  "short of memory when it loads": `
    n=1
    refused=0
    while [ $n -lt 2000 ]; do
      echo $n > $under_test/nth
      insmod shipped/diskwatch.ko directory=$data 2> /tmp/said && rmmod diskwatch || refused=$((refused + 1))
      [ "$(cat $under_test/nth)" = 0 ] || break
      grep -v 'Cannot allocate memory' /tmp/said
      n=$((n + (n < 16 ? 1 : 71)))
    done
    echo 0 > $under_test/nth
    echo "$((n > 200)) $((refused > 10))"
    rm -f $data/*`,
};

const tested = (which: "thread" | "callers") => ({
  load: `insmod ${which}/diskwatch.ko directory=$data && ask answers begin`,
  answers: "ask answers answered",
  refused: "ask answers refused; ask answers changing; ask answers large; ask answers greedy",
  deep: "ask answers deep; statistic fewest || true",
  parallel: "./queries parallel 4 1 parallel.txt",
  failing: which === "thread" ? "./queries failing 7 failing.txt" : "./queries failing 7 few.txt",
  written: "./queries writing 11 written.txt; ask answers state",
  reserve: "ask reserve reserve",
  malformed: "ask malformed answered",
  "a long query": `
    start=$(date +%s)
    timeout -s KILL 1 ./client run ${endless} > /dev/null 2>&1; echo "ended by $(($? - 128))"
    ./client run ${endless} > /dev/null 2>&1 &
    asking=$!
    sleep 0.3
    rmmod diskwatch 2>&1; ./client list > /dev/null && echo "still there"
    # Of the other database: it may have to wait, and may be killed then.
    timeout -s KILL 1 ./client run ${numberOf(inFile.state)} > /dev/null 2>&1
    kill -KILL $asking; wait $asking 2> /dev/null
    [ $(($(date +%s) - start)) -lt 20 ] && echo "in time"
    ask answers all`,
  unload: "grep -c '^diskwatch ' /proc/modules; rmmod diskwatch; grep -c '^diskwatch ' /proc/modules; ended",
  "no room": `
    mkdir -p /tmp/small && mount -t tmpfs -o size=1m tmpfs /tmp/small
    insmod ${which}/diskwatch.ko directory=/tmp/small
    ask answers begin
    ./client run -w ${numberOf(inFile.many)} 2>&1
    ask answers unread
    ask answers all
    rmmod diskwatch; umount /tmp/small && ended`,
  "short of memory from the first request on": `
    rm -f $data/*
    for n in 1 30 100 300; do
      insmod ${which}/diskwatch.ko directory=$data fail_from=$n fail_reserve=1 2>&1
    done
    insmod ${which}/diskwatch.ko directory=$data; ask answers all; rmmod diskwatch; rm $data/*`,
});

const mounted = `
    mkdir -p /tmp/disk && mount -t ext4 /dev/vda /tmp/disk`;

const crash = {
  "a crash": `${mounted}
    insmod callers/diskwatch.ko directory=/tmp/disk
    ask answers begin
    ./client run -w ${numberOf(inFile.many)} &
    while [ "$(stat -c %s /tmp/disk/diskwatch.db)" -lt 4000000 ]; do sleep 0.1; done
    sync
    echo b > /proc/sysrq-trigger`,
};

const after = {
  "after it": `${mounted}
    ls /tmp/disk | grep -v lost
    [ "$(stat -c %s /tmp/disk/diskwatch.db)" -gt 3000000 ] && echo "written in part"
    insmod thread/diskwatch.ko directory=/tmp/disk
    ask answers state; ask answers all; ls /tmp/disk | grep -v lost
    ./client run -w ${numberOf(inFile.many)}; ask answers state
    rmmod diskwatch; umount /tmp/disk && ended`,
  "and after that": `${mounted}
    insmod callers/diskwatch.ko directory=/tmp/disk
    ask answers state; rmmod diskwatch; umount /tmp/disk; ended`,
};

describe.skipIf(!(linuxInstalled && sqliteInstalled) && process.env.CI !== "true")("a module from sqlite-linux", () => {
  let folder = "";
  let database: Uint8Array;
  /** By the way of calling SQLite, the last one after the crash. */
  let thread: MachineRun;
  let callers: MachineRun;
  let later: MachineRun;
  const file = (...path: readonly string[]): string => join(folder, ...path);

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "driverlens-sqlite-linux-"));
    database = await databaseOf(readFileSync(join(import.meta.dirname, "sqlite-windows/database.sql"), "utf8"));
    await Promise.all([build("thread"), build("callers")]);
    await makeProgram(
      ["client.c", "values.c"].map((path) => file("sources-thread/client", path)),
      file("client"),
    );
    const program = readFileSync(join(import.meta.dirname, "programs/sqlite-linux-queries.c"), "utf8");
    writeFileSync(
      file("queries.c"),
      program.replaceAll("NEW_DRIVER", "DISK_WATCH").replaceAll("newdriver", name.toLowerCase()),
    );
    await makeProgram([file("queries.c"), file("sources-thread/client/values.c")], file("queries"), {
      includes: [file("sources-thread/client")],
      flags: ["-pthread"],
    });
    for (const [title, list] of Object.entries(asked)) {
      const lines = list.map((each) => [numberOf(each), ...each.parameters.map(wordOf)].join(" "));
      writeFileSync(file(`${title}.txt`), `${lines.join("\n")}\n`);
    }
    writeFileSync(file("disk"), "");
    execFileSync("truncate", ["-s", "48M", file("disk")]);
    execFileSync("mkfs.ext4", ["-q", "-F", file("disk")], { stdio: "ignore" });
    [thread, callers] = await Promise.all([
      boot({ ...asItComes, ...tested("thread") }, ["shipped", "thread"]),
      boot({ ...tested("callers"), ...crash }, ["callers"], file("disk")),
    ]);
    later = await boot(after, ["thread", "callers"], file("disk"));
  }, 600_000);

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** SQLite is compiled once for both: as it comes, and with switches and other queries. */
  const build = async (threading: "thread" | "callers"): Promise<void> => {
    const sources = file(`sources-${threading}`);
    await generate(templateOf("sqlite-linux"), name, sources, { threading });
    const variables = [`SQLITE=${sqliteFolder}`];
    const keep = (target: string): void => {
      mkdirSync(file(target));
      execFileSync("strip", ["-g", "-o", file(target, "diskwatch.ko"), join(sources, "diskwatch.ko")]);
    };
    await buildModules(sources, variables);
    if (threading === "thread") {
      keep("shipped");
    }
    writeFileSync(join(sources, "database.db"), database);
    writeFileSync(join(sources, "queries.c"), tableText);
    await buildModules(sources, [...variables, "FAULTS=1"]);
    keep(threading);
  };

  const boot = (
    steps: Readonly<Record<string, string>>,
    modules: readonly string[],
    disk?: string,
  ): Promise<MachineRun> =>
    runInMachine({
      files: ["client", "queries", ...modules, ...Object.keys(asked).map((title) => `${title}.txt`)].map((path) =>
        file(path),
      ),
      modules: ["ext4", "virtio_blk", "virtio_pci"],
      steps: Object.fromEntries(Object.entries(steps).map(([title, step]) => [title, `${functions}${step}`])),
      ...(disk === undefined ? {} : { disk }),
    });

  /** Lines of a step that has to end well; those of answers without the space before them. */
  const linesOf = (run: MachineRun, title: string): readonly string[] => {
    const { code, lines } = run.step(title);
    expect({ title, code, lines: code === 0 ? [] : lines }).toEqual({ title, code: 0, lines: [] });
    return lines.map((line) => line.trim());
  };
  const both = [
    ["thread", () => thread],
    ["callers", () => callers],
  ] as const;
  const ended = "SQLite has ended, 0 blocks of memory (0 bytes) are left";

  it("has the database that its SQL makes, as driverlens embed writes it", async () => {
    const read = (path: string): string => readFileSync(join(templatesFolder, "sqlite-linux", path), "utf8");
    const source = read("database.c");
    const bytes = Uint8Array.from(source.match(/0x[\da-f]{2}(?=,)/g) ?? [], Number);
    const sha256 = createHash("sha256").update(bytes).digest("hex");
    const shape = `${bytes.length / 512} pages of 512 bytes`;
    const embedding: Embedding = {
      ...{ bytes, symbol: "newdriver_database", source: "database.db", sha256, shape },
      section: "nonpaged",
    };
    expect(source).toBe(arrayText(embedding, "database.h"));
    expect(read("database.h")).toBe(headerText(embedding));
    const everything = ["vendor", "device", "sqlite_schema"].map((each) => query(`SELECT * FROM ${each}`));
    expect(await answersOf(bytes, everything)).toEqual(
      await answersOf(await databaseOf(read("database.sql")), everything),
    );
  });

  it("leaves a kernel that has nothing to complain about, and no memory", () => {
    expect(thread.complaints).toEqual([]);
    expect(thread.allocations).toBeGreaterThan(10_000);
    expect(later.complaints).toEqual([]);
    // This one was ended.
    expect(callers.complaints).toEqual([expect.stringContaining("the machine ended in the middle")]);
  });

  it("answers its program", () => {
    const lines = [...linesOf(thread, "as it comes")];
    expect(lines.splice(0, 10)).toEqual([
      "crw-------",
      "number\ttitle\tsql",
      ...Array.from({ length: 8 }, (_, number) => expect.stringMatching(new RegExp(`^${number}\\t.*\\t[A-Z]{6}`))),
    ]);
    expect(lines).toEqual([
      "vendor\tdevice\tflags",
      "Example Displays\tDisplay adapter\t1",
      "Example Displays\tDisplay adapter, second edition\t3",
      "Example Networks\tGigabit adapter\t2",
      "Example Virtual Machines\tNetwork adapter\t4",
      "Example Virtual Machines\tVirtual disk\t4",
      "Example Virtual Machines\tVirtual disk, modern\t0",
      "name\tflags\tnotes",
      "Gigabit adapter\t2\tSlow reset",
      "vendor\tid\tname",
      "6900\t4097\tVirtual disk",
      "6900\t4162\tVirtual disk, modern",
      "vendor\tdevices\twatts",
      "Example Displays\t2\t12.875",
      "Example Networks\t1\t2.75",
      "Example Startup\t0\tNULL",
      "Example Virtual Machines\t3\tNULL",
      "vendor\tid\tname",
      ...["run: Invalid argument", "(1)", "run: No such device or address", "(1)", "run: No such device", "(1)"],
      "diskwatch COMMAND",
      expect.stringMatching(/^list /),
      expect.stringMatching(/^run /),
      "(2)",
      "list: Permission denied",
      ended,
      "list: No such file or directory",
      "gone",
    ]);
  });

  it("keeps what is written in its file", () => {
    expect(linesOf(thread, "with a file")).toEqual([
      ...["run: Bad file descriptor", "(1)", "id", "1", "id", "2"],
      "id\tvendor\tdevice\twatts\tnotes",
      "2\t1\t2\t0.1\tNULL",
      "1\t1\t2\t3.5\thello",
      "vendor\tdevice\treadings\thighest\tmean",
      "1\t2\t2\t3.5\t1.8",
      "-rw-------",
      ended,
      "vendor\tdevice\treadings\thighest\tmean",
      "1\t2\t2\t3.5\t1.8",
    ]);
  });

  it("does not load with what is no database, and follows no link", () => {
    const refusal = (why: string): string => `insmod: shipped/diskwatch.ko: ${why}`;
    expect(linesOf(thread, "what is no database")).toEqual([
      refusal("No such file or directory"),
      refusal("Not a directory"),
      refusal("Structure needs cleaning"),
      refusal("No such file or directory"),
      "ls: /tmp/elsewhere: No such file or directory",
      refusal("No such file or directory"),
      refusal("No such file or directory"),
      "run: No such device",
    ]);
  });

  it("has its file for itself, and leaves it alone while somebody else has it", () => {
    // EAGAIN
    expect(linesOf(thread, "locks")).toEqual([
      ...["lock: 11", "command: 0"],
      ...["lock: 0", "insmod: shipped/diskwatch.ko: Device or resource busy", "command: 1"],
    ]);
  });

  it("does not load where memory is short, and leaves nothing, whichever allocation fails", () => {
    // Those of its own before SQLite has reserves, and what does not fit into these.
    expect(linesOf(thread, "short of memory when it loads")).toEqual(["1 1"]);
    const { log } = thread.step("short of memory when it loads");
    expect(log.filter((line) => /SQLite has ended/.test(line) && !/, 0 blocks of memory/.test(line))).toEqual([]);
  });

  describe.each(both)("whose SQLite is called by: %s", (threading, run) => {
    it("answers as sql.js does", async () => {
      const expected = (await answersOf(database, answered)).map(([names = "", ...values]) => [
        `= 0 ${values.length} ${names.split(" ").length}`,
        names,
        ...values,
      ]);
      const lines = [...linesOf(run(), "answers")];
      for (const [index, answer] of expected.entries()) {
        expect(lines.splice(0, answer.length), answered[index]?.sql).toEqual(answer);
      }
      expect(lines).toEqual([]);
    });

    it("refuses to write into itself, and what would take too much of the machine", () => {
      expect(linesOf(run(), "refused")).toEqual([
        ...refused.map(({ error }) => `= ${linuxError.get(error)}`),
        ...["= 0 1 2", expect.stringMatching(/^t:/), "i:0 i:1"],
        ...["= more 4 1", expect.stringMatching(/^t:/), ...Array.from({ length: 4 }, () => "b:1000000 bytes")],
        `= ${errno.ENOMEM}`,
      ]);
      const logged = run().step("refused").log.join("\n");
      expect(logged).toContain("diskwatch: SQLite 8: ");
      expect(logged).toContain("attempt to write a readonly database");
      expect(logged).toContain("malformed JSON");
    });

    it("has stack left, however deep a query goes", () => {
      const lines = linesOf(run(), "deep");
      expect(lines.filter((line) => line.startsWith("= "))).toEqual([
        ...["= 0 2 1", "= 0 1 1", "= 0 1 1", "= 0 10 2", "= 0 3 2"],
      ]);
      if (threading === "thread") {
        expect(Number(/^fewest bytes of stack left (\d+)$/.exec(lines.at(-1) ?? "")?.[1])).toBeGreaterThan(4096);
      }
    });

    it("answers several programs' threads at once", () => {
      expect(linesOf(run(), "parallel")).toEqual([`${4 * (asked.parallel?.length ?? 0)} asked, 0 wrong`]);
    });

    it("survives requests of a query for memory that fail", () => {
      const lines = linesOf(run(), "failing");
      expect(lines.map((line) => line.replace(/^\d+ failed, \d+ survived, /, ""))).toEqual(
        (threading === "thread" ? asked.failing : asked.few)?.map(() => "0 wrong"),
      );
      expect(Math.min(...lines.map((line) => Number.parseInt(line, 10)))).toBeGreaterThan(10);
    });

    it("writes nothing when memory is gone in the middle, and all with its reserves", () => {
      const [one, two, three, four, ...state] = linesOf(run(), "written");
      const counts = [one, two, three, four].map((line) =>
        (/^(?:reserve|without): (\d+) failed, (\d+) written, 0 wrong$/.exec(line ?? "") ?? []).slice(1).map(Number),
      );
      expect(
        counts.map(([failed = 0]) => failed > 16),
        [one, two, three, four].join("\n"),
      ).toEqual([true, true, true, true]);
      // Of the statements that write many rows, and one: with the reserves, and without them.
      for (const [reserve, without] of [counts.slice(0, 2), counts.slice(2)]) {
        expect(reserve?.[1]).toBe(reserve?.[0]);
        expect(without?.[1]).toBeLessThan(without?.[0] ?? 0);
      }
      expect(state.slice(-1)).toEqual(["t:6f6b"]);
    });

    it("ends what has begun from its reserves, and begins nothing without them", () => {
      const lines = linesOf(run(), "reserve");
      expect(lines.at(-1)).toBe("served");
      for (const line of lines.slice(0, -1)) {
        expect(line).toMatch(new RegExp(`^0 (?:0|${errno.ENOMEM}) 0$`));
      }
    });

    it("withstands requests and buffers that no client makes", () => {
      expect(linesOf(run(), "malformed")).toEqual([
        "24 of 24 cut requests refused",
        // ENXIO
        "no such query: 6",
        "whole: 0, 928 bytes",
        "0 wrong with less room",
        `input nowhere: ${errno.EFAULT}`,
        `input cut off: ${errno.EFAULT}`,
        `output nowhere: ${errno.EFAULT}`,
        `no room: ${errno.EINVAL}`,
        `too much room: ${errno.EINVAL}`,
        `too long: ${errno.EINVAL}`,
        `request nowhere: ${errno.EFAULT}`,
        `no such code: ${errno.ENOTTY}`,
        `a write: ${errno.EINVAL}`,
        `open for writing alone: ${errno.EBADF}`,
      ]);
    });

    it("ends a query whose program is killed, and is not unloaded meanwhile", () => {
      expect(linesOf(run(), "a long query").slice(0, 4)).toEqual([
        "ended by 9",
        "rmmod: can't unload module 'diskwatch': Resource temporarily unavailable",
        "still there",
        "in time",
      ]);
      expect(linesOf(run(), "unload")).toEqual(["1", "0", ended]);
    });

    it("says that a disk is full, and goes on", () => {
      const found = ["= 0 1 4", expect.stringMatching(/^t:/), "i:1 t:6669727374 r:3ff8000000000000 b:00ff"];
      expect(linesOf(run(), "no room")).toEqual([
        ...["= 0 0 0", "", ...found],
        "run: No space left on device",
        // The commit's error, after the last row that was asked for.
        `= ${errno.ENOSPC}`,
        ...found,
        ended,
      ]);
    });

    it("does not load without memory, and does with it", () => {
      const refusal = `insmod: ${threading}/diskwatch.ko: Cannot allocate memory`;
      const lines = linesOf(run(), "short of memory from the first request on");
      expect(lines.slice(0, 5)).toEqual([refusal, refusal, refusal, refusal, "= 0 0 4"]);
    });
  });

  it("rolls a transaction back that a crash has cut off, and reads after other boots what it has written", () => {
    const state = (values: string) => ["= 0 1 4", expect.stringMatching(/^t:/), values];
    const whole = ["= 0 1 1", expect.stringMatching(/^t:/), "t:6f6b"];
    const first = "i:1 i:1 r:3ff8000000000000 i:2";
    expect(linesOf(later, "after it")).toEqual([
      ...["diskwatch.db", "diskwatch.db-journal", "written in part"],
      ...[...state(first), ...whole],
      ...["= 0 1 4", expect.stringMatching(/^t:/), "i:1 t:6669727374 r:3ff8000000000000 b:00ff"],
      "diskwatch.db",
      ...[...state(expect.stringMatching(/^i:30001 /)), ...whole],
      ended,
    ]);
    expect(later.step("after it").log.join("\n")).toMatch(/SQLite 539: recovered \d+ pages from diskwatch.db-journal/);
    expect(linesOf(later, "and after that")).toEqual([
      ...[...state(expect.stringMatching(/^i:30001 /)), ...whole],
      ended,
    ]);
  });
});

/** queries.c as somebody has edited it. */
const tableText = `#include <linux/kernel.h>
#include "driver.h"

const char diskwatch_schema[] = ${JSON.stringify(schema)};

const struct diskwatch_query_text diskwatch_queries[] = {
${table.map(({ sql }, index) => `	{ "query ${index}", ${JSON.stringify(sql)}, ${index < ofModule.length ? "DISK_WATCH_EMBEDDED" : "DISK_WATCH_FILE"} },\n`).join("")}};

const unsigned int diskwatch_query_count = ARRAY_SIZE(diskwatch_queries);
`;

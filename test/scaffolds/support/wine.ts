/**
 * Drivers that are really loaded, as services, into Wine's driver host, and programs for Windows that use them.
 *
 * Wine 8 is not Windows. It refuses nothing at any IRQL and knows no end of a kernel stack, no paging and no security of
 * devices, so what driverlens says about levels and frames is not tested here. A driver gets one request at a time, in a
 * thread of the host; direct I/O is to a copy of the caller's buffer; queued DPCs never run. What else it lacks is in `kernel/`.
 */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { madeOnce } from "../../support/scratch.ts";
import { makeProgram } from "./mingw.ts";

const bin = "/usr/lib/wine";
const loader = join(bin, "wine64");
const modules = "/usr/lib/x86_64-linux-gnu/wine/x86_64-windows";

/** Debian: wine64. */
export const wineInstalled = existsSync(loader) && existsSync(modules);

/** What a program for user mode did. */
export interface WineRun {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** What is there no more, or should not be, when a driver has gone. */
export interface Left {
  /** Blocks of pool that were not freed. */
  readonly allocations: number;
  /** Of so many that were made. */
  readonly made: number;
  readonly devices: number;
  /** What was wrong with blocks of pool: freed twice, with another tag, written behind their end. */
  readonly complaints: readonly string[];
}

export interface LoadedDriver {
  /** What the driver has printed with DbgPrint and its like so far, a call each, without ends of lines. */
  printed(): readonly string[];
  /** Stops the service and deletes it; fails where the driver cannot be unloaded. */
  unload(): Promise<Left>;
}

export interface LoadOptions {
  /** Which allocation from pool fails, once; the first is 1. */
  readonly failingAllocation?: number;
}

/** A driver that did not load, with the Windows error code of its NTSTATUS. */
export class LoadError extends Error {
  readonly error: number;
  readonly printed: readonly string[];
  readonly left: Left;

  constructor(service: string, error: number, printed: readonly string[]) {
    super(`${service} did not load: error ${error}; printed ${JSON.stringify(printed)}`);
    this.error = error;
    this.printed = printed;
    this.left = leftIn(printed);
  }
}

export interface Wine {
  /**
   * @param image a driver linked `for-wine`
   * @throws {LoadError} where its DriverEntry fails
   */
  load(service: string, image: string, options?: LoadOptions): Promise<LoadedDriver>;
  /** Runs a program to its end; fails after `timeout` milliseconds. */
  run(program: string, args?: readonly string[], timeout?: number): Promise<WineRun>;
  /** What Wine says went wrong in it: crashes, functions that it lacks. */
  failures(): readonly string[];
  /** Ends everything that runs in it, and removes its files. */
  stop(): Promise<void>;
}

/**
 * ERROR_INTERNAL_ERROR, and ERROR_SERVICE_REQUEST_TIMEOUT of a machine on which Wine's driver host took too long: no driver here
 * returns a status that becomes one of these.
 */
const wineErrors: ReadonlySet<number> = new Set([1359, 1053]);

/** A Wine of the caller's own, to be stopped by him; ready after a second. */
export async function startWine(): Promise<Wine> {
  const program = join(await serviceHost(), "service-host.exe");
  const prefix = mkdtempSync(join(tmpdir(), "driverlens-wine-"));
  makePrefix(prefix);
  const env = environment(prefix);
  const running = new Set<ChildProcess>();
  const loaded = new Set<string>();
  const host = spawn(loader, [program], { env, stdio: ["pipe", "ignore", "pipe"] });
  running.add(host);
  const output = new HostOutput(host);
  await output.answer(60_000);

  const command = (line: string): Promise<number> => {
    host.stdin.write(`${line}\n`);
    return output.answer(30_000);
  };

  return {
    async load(service, image, { failingAllocation = 0 } = {}) {
      if (loaded.has(service)) {
        // A test that failed has left it.
        await command(`stop ${service}`);
      }
      const file = `${service}.sys`;
      copyFileSync(image, join(prefix, "drive_c/drivers", file));
      const from = output.lines.length;
      const printed = () => output.lines.slice(from).flatMap(printedBy);
      let error = 0;
      for (let attempt = 1; attempt <= 3; attempt++) {
        error = await command(`start ${service} ${failingAllocation} C:\\drivers\\${file}`);
        // On a busy machine Wine fails now and then before the driver is entered, which is no word about the driver.
        if (!wineErrors.has(error) || printed().length > 0) {
          break;
        }
      }
      if (error !== 0) {
        throw new LoadError(service, error, printed());
      }
      loaded.add(service);
      return {
        printed: () => printed().filter((line) => !line.startsWith("under test: ")),
        async unload() {
          const stopError = await command(`stop ${service}`);
          if (stopError !== 0) {
            throw new Error(`${service} did not stop: error ${stopError}; ${output.lines.slice(-20).join("\n")}`);
          }
          loaded.delete(service);
          return leftIn(printed());
        },
      };
    },

    async run(program, args = [], timeout = 30_000) {
      const child = spawn(loader, [program, ...args], { env, stdio: ["ignore", "pipe", "pipe"] });
      running.add(child);
      const [code, stdout, stderr] = await Promise.all([
        new Promise<number | null>((resolve, reject) => {
          const timer = setTimeout(() => child.kill("SIGKILL"), timeout);
          child.on("error", reject);
          child.on("close", (status) => {
            clearTimeout(timer);
            resolve(status);
          });
        }),
        textOf(child.stdout),
        textOf(child.stderr),
      ]);
      running.delete(child);
      if (code === null) {
        const last = output.lines.slice(-20).join("\n");
        throw new Error(
          `${basename(program)} did not end within ${timeout} ms; it printed ${stdout}${stderr}\n${last}`,
        );
      }
      return { code, stdout: stdout.replaceAll("\r\n", "\n"), stderr: stderr.replaceAll("\r\n", "\n") };
    },

    failures: () => output.lines.filter((line) => printedBy(line).length === 0),

    async stop() {
      host.stdin.end();
      // Ends all that runs in the prefix, with signals where it does not go by itself, and waits for it.
      for (const option of ["-k", "-w"]) {
        spawnSync(join(bin, "wineserver64"), [option], { env, stdio: "ignore", timeout: 10_000 });
      }
      for (const child of running) {
        child.kill("SIGKILL");
      }
      rmSync(prefix, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    },
  };
}

/** The lines that the service host and all drivers write, and its answers in their order. */
class HostOutput {
  /** Of others than the host. */
  readonly lines: string[] = [];
  readonly #answers: number[] = [];
  #rest = "";
  #wake: () => void = () => {};
  #ended = false;

  constructor(host: ChildProcess) {
    host.stderr?.setEncoding("utf8").on("data", (text: string) => this.#take(text));
    const ended = (): void => {
      this.#ended = true;
      this.#wake();
    };
    host.on("close", ended).on("error", ended);
  }

  /** The answer to a command: a Windows error code, 0 for success. */
  async answer(timeout: number): Promise<number> {
    const end = Date.now() + timeout;
    for (;;) {
      const answer = this.#answers.shift();
      if (answer !== undefined) {
        return answer;
      }
      if (this.#ended || Date.now() > end) {
        const why = this.#ended ? "has ended" : `did not answer within ${timeout} ms`;
        throw new Error(`Wine's service host ${why}; last was\n${this.lines.slice(-20).join("\n")}`);
      }
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, end - Date.now() + 1);
        this.#wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  }

  #take(text: string): void {
    const lines = `${this.#rest}${text}`.split("\n");
    this.#rest = lines.pop() ?? "";
    for (const line of lines.map((each) => each.trimEnd())) {
      const [, before = line, answer] = /^(.*)service-host: (\d+)$/.exec(line) ?? [];
      if (before !== "") {
        this.lines.push(before);
      }
      if (answer !== undefined) {
        this.#answers.push(Number(answer));
      }
    }
    this.#wake();
  }
}

/** "0044:warn:debugstr:vDbgPrintExWithPrefix 4d:0: text"; several where the first has no end of line. */
function printedBy(line: string): readonly string[] {
  return line.split(/[\da-f]{4}:warn:debugstr:vDbgPrintExWithPrefix [\da-f]+:[\da-f]+: /).slice(1);
}

function leftIn(printed: readonly string[]): Left {
  const own = printed.flatMap((line) => /^under test: (.*)$/.exec(line)?.[1] ?? []);
  const report = /^left (-?\d+) allocations of (\d+), (\d+) devices$/;
  const [, allocations, made, devices] = report.exec(own.find((line) => report.test(line)) ?? "") ?? [];
  return {
    allocations: Number(allocations),
    made: Number(made),
    devices: Number(devices),
    complaints: own.filter((line) => !report.test(line) && !/^allocation \d+ fails$/.test(line)),
  };
}

function environment(prefix: string): NodeJS.ProcessEnv {
  const { DISPLAY: _display, WAYLAND_DISPLAY: _wayland, ...env } = process.env;
  return {
    ...env,
    WINEPREFIX: prefix,
    // Neither .NET nor a browser is asked for, nor entries of a desktop's menu.
    WINEDLLOVERRIDES: "mscoree,mshtml=;winemenubuilder.exe=d",
    WINEDEBUG: "-all,warn+debugstr,err+module,err+ntoskrnl,err+seh,err+winedevice",
  };
}

/** The program that starts and stops drivers. */
function serviceHost(): Promise<string> {
  return madeOnce("service-host", (folder) =>
    makeProgram([join(import.meta.dirname, "service-host.c")], join(folder, "service-host.exe")),
  );
}

/**
 * What a driver needs of Wine's C: and registry. `wineboot` would copy 700 MB and register what only desktops want; a prefix
 * that says it is up to date is taken as it is, and the registry begins empty.
 */
function makePrefix(prefix: string): void {
  const system = join(prefix, "drive_c/windows/system32");
  mkdirSync(join(system, "drivers"), { recursive: true });
  mkdirSync(join(prefix, "drive_c/drivers"));
  for (const name of readdirSync(modules)) {
    symlinkSync(join(modules, name), join(system, name.endsWith(".sys") ? "drivers" : ".", name));
  }
  mkdirSync(join(prefix, "dosdevices"));
  symlinkSync("../drive_c", join(prefix, "dosdevices/c:"));
  symlinkSync("/", join(prefix, "dosdevices/z:"));
  writeFileSync(join(prefix, ".update-timestamp"), "disable\n");
}

async function textOf(stream: NodeJS.ReadableStream | null): Promise<string> {
  let text = "";
  for await (const chunk of stream?.setEncoding("utf8") ?? []) {
    text += chunk;
  }
  return text;
}

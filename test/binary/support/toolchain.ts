/** Programs of mingw-w64 (Debian: mingw-w64), for either machine. Without them tests are skipped, and fail when CI=true. */
import { spawnSync } from "node:child_process";

export const machines = [
  { name: "x64", prefix: "x86_64-w64-mingw32-", is64: true },
  { name: "x86", prefix: "i686-w64-mingw32-", is64: false },
] as const;

export type ToolMachine = (typeof machines)[number];

/** What a program prints; what it complains about is thrown. */
export function output(program: string, args: readonly string[], cwd?: string): string {
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    encoding: "utf8",
    timeout: 120_000,
    maxBuffer: 1 << 29,
    ...(cwd === undefined ? {} : { cwd }),
  });
  if (status !== 0) throw error ?? new Error(`${program} ${args.join(" ")}: ${stderr}`);
  return stdout;
}

const has = (program: string): boolean => spawnSync(program, ["--version"], { stdio: "ignore" }).status === 0;

export const mingwIsMissing =
  process.env.CI !== "true" && !machines.every(({ prefix }) => has(`${prefix}gcc`) && has(`${prefix}windres`));

/** A VS Code that is served to browsers: its own settings, extensions and home in one temporary folder, on a free port. */
import { type ChildProcess, execFile, spawn } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import type { CodeServerProgram } from "./tools.ts";

export interface CodeServerOptions {
  /** Exists and is empty; everything that VS Code writes goes below it. */
  readonly home: string;
  /** User settings beside those of `quietSettings`. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Ask whether a workspace is trusted. Off: all are. */
  readonly workspaceTrust?: boolean;
  /** No network but loopback, for the server and for who enters its namespace. */
  readonly networkOff?: boolean;
  readonly arguments?: readonly string[];
}

export interface CodeServer {
  /** "http://127.0.0.1:40123" */
  readonly url: string;
  readonly pid: number;
  /** Where its logs are. */
  readonly logs: string;
  /** Ends it and all that it has started; resolves when it is gone. */
  stop(): Promise<void>;
}

/** Puts a .vsix where a server with this home will find it. */
export async function installExtension(program: CodeServerProgram, home: string, vsix: string): Promise<void> {
  const args = [program.entry, ...folderArguments(home), "--install-extension", vsix];
  await promisify(execFile)(program.node, args, { env: environment(home) });
}

export async function startCodeServer(program: CodeServerProgram, options: CodeServerOptions): Promise<CodeServer> {
  const { home } = options;
  const settings = { ...quietSettings, "security.workspace.trust.enabled": options.workspaceTrust === true };
  write(join(home, "data/User/settings.json"), JSON.stringify({ ...settings, ...options.settings }, null, 2));
  const command = [
    ...[program.node, program.entry, ...folderArguments(home)],
    ...["--auth", "none", "--bind-addr", "127.0.0.1:0", "--ignore-last-opened"],
    ...["--disable-telemetry", "--disable-update-check", "--disable-getting-started-override", "--disable-proxy"],
    ...(options.workspaceTrust === true ? [] : ["--disable-workspace-trust"]),
    ...(options.arguments ?? []),
  ];
  const alone = ["unshare", "--net", "sh", "-c", 'ip link set lo up && exec "$@"', "sh"];
  const [file = "", ...args] = options.networkOff === true ? [...alone, ...command] : command;
  // A group of its own: VS Code starts processes that a signal to one of them would leave behind.
  const child = spawn(file, args, { stdio: ["ignore", "pipe", "pipe"], detached: true, env: environment(home) });
  const stop = stopper(child);
  try {
    return { url: await listening(child), pid: child.pid ?? 0, logs: join(home, "data/logs"), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function folderArguments(home: string): readonly string[] {
  write(join(home, "config.yaml"), "");
  return [
    ...["--user-data-dir", join(home, "data"), "--extensions-dir", join(home, "extensions")],
    ...["--config", join(home, "config.yaml")],
  ];
}

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

/** This process's environment without what belongs to an editor that it may run in, and without a gallery to ask. */
function environment(home: string): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !/^(VSCODE_|NODE_OPTIONS$|VITEST)/.test(name));
  mkdirSync(join(home, "runtime"), { recursive: true, mode: 0o700 });
  const galleryless = { EXTENSIONS_GALLERY: '{"serviceUrl":""}' };
  return { ...Object.fromEntries(own), ...galleryless, HOME: home, XDG_RUNTIME_DIR: join(home, "runtime") };
}

/** Waits for the line in which code-server says where it listens. */
function listening(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = "";
    const read = (chunk: Buffer): void => {
      output += chunk.toString();
      const url = /listening on (http:\S+?)\/?\s/.exec(output)?.[1];
      if (url !== undefined) {
        output = "";
        resolve(url);
      }
    };
    child.stdout?.on("data", read);
    child.stderr?.on("data", read);
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`code-server ended with ${code}:\n${output}`)));
  });
}

function stopper(child: ChildProcess): () => Promise<void> {
  const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const signal = (name: NodeJS.Signals): void => {
    try {
      process.kill(-(child.pid ?? 0), name);
    } catch {
      // All of the group are gone.
    }
  };
  const kill = (): void => signal("SIGKILL");
  process.once("exit", kill);
  return async () => {
    signal("SIGTERM");
    const late = setTimeout(kill, 5_000);
    await gone;
    clearTimeout(late);
    // What the server has started may outlive it.
    kill();
    process.off("exit", kill);
  };
}

/** Nothing that comes up by itself, moves, asks or looks for updates. */
const quietSettings: Readonly<Record<string, unknown>> = {
  "workbench.startupEditor": "none",
  "workbench.enableExperiments": false,
  "workbench.tips.enabled": false,
  "workbench.welcomePage.walkthroughs.openOnInstall": false,
  "workbench.editor.untitled.hint": "hidden",
  "workbench.reduceMotion": "on",
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "workbench.editor.useModal": "off",
  "security.workspace.trust.startupPrompt": "never",
  "telemetry.telemetryLevel": "off",
  "update.mode": "none",
  "extensions.autoUpdate": false,
  "extensions.autoCheckUpdates": false,
  "extensions.ignoreRecommendations": true,
  "git.enabled": false,
  "chat.disableAIFeatures": true,
  "chat.commandCenter.enabled": false,
  "window.commandCenter": false,
  "window.restoreWindows": "none",
  "editor.accessibilitySupport": "off",
  "editor.cursorBlinking": "solid",
  "editor.minimap.enabled": false,
  "editor.wordBasedSuggestions": "off",
  "files.autoSave": "off",
  "files.hotExit": "off",
};

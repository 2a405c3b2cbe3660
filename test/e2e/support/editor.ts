/** One VS Code with the packaged extension in it and a browser on it, for tests to share; and what it did wrong meanwhile. */
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { type Browser, chromium, type Page } from "playwright-core";
import { type CodeServer, installExtension, startCodeServer } from "./code-server.ts";
import { canCutNetwork, findBrowser, findCodeServer, root } from "./tools.ts";
import { Workbench } from "./workbench.ts";

/** Which of VS Code's two extension hosts runs the extension: a Node process, or a web worker of the window. */
export type ExtensionHost = "node" | "web";

export interface EditorOptions {
  readonly host?: ExtensionHost;
  /** Path of the .vsix; without one no extension is installed. */
  readonly vsix?: string;
  /** A folder that is copied; what is edited is the copy. */
  readonly workspace: string;
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly workspaceTrust?: boolean;
  readonly arguments?: readonly string[];
}

export interface Editor {
  readonly server: CodeServer;
  readonly page: Page;
  readonly workbench: Workbench;
  /** The copy of the workspace. */
  readonly workspace: string;
  /** Whether server and browser run without a network. */
  readonly networkOff: boolean;
  /** Origins other than the server's that the window asked for something. */
  readonly foreignRequests: ReadonlySet<string>;
  /** Exceptions of the window, and errors in its console and in the hosts' logs, as far as they name the extension. */
  errors(): readonly string[];
  /** What the extension has written to its output channel; of the Node host alone, as the other keeps its logs in the browser. */
  extensionLog(): string;
  /** Keeps a picture of the window and the logs under test/e2e/failures. */
  keep(title: string): Promise<void>;
  close(): Promise<void>;
}

const EXTENSION = "driverlens.driverlens";

/** The end of names of hosts that are none: a service worker of VS Code answers with files of its own server. */
const WEBVIEW_FILES = ".vscode-resource.vscode-cdn.net";

/** What is typed is what is there. */
const literalTyping: Readonly<Record<string, unknown>> = {
  "editor.autoClosingBrackets": "never",
  "editor.autoClosingQuotes": "never",
  "editor.autoIndent": "none",
  "editor.quickSuggestions": false,
  "editor.suggestOnTriggerCharacters": false,
};

export async function openEditor(options: EditorOptions): Promise<Editor> {
  const program = findCodeServer();
  const browserPath = findBrowser();
  if (program === undefined || browserPath === undefined) {
    throw new Error("code-server or a Chromium is missing");
  }
  const folder = mkdtempSync(join(tmpdir(), "vscode-under-test-"));
  const home = join(folder, "home");
  const workspace = join(folder, basename(options.workspace));
  mkdirSync(home);
  cpSync(options.workspace, workspace, { recursive: true });
  const networkOff = canCutNetwork();
  let server: CodeServer | undefined;
  let browser: Browser | undefined;
  const close = async (): Promise<void> => {
    await browser?.close();
    await server?.stop();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    if (options.vsix !== undefined) {
      await installExtension(program, home, options.vsix);
    }
    const hostSetting = options.host === "web" ? { "remote.extensionKind": { [EXTENSION]: ["web"] } } : {};
    server = await startCodeServer(program, {
      home,
      networkOff,
      settings: { ...literalTyping, ...hostSetting, ...options.settings },
      workspaceTrust: options.workspaceTrust === true,
      arguments: options.arguments ?? [],
    });
    browser = await startBrowser(networkOff ? besideServer(folder, browserPath, server.pid) : browserPath);
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    const { foreignRequests, windowErrors } = watch(page, server.url);
    const { logs: logFolder } = server;
    const logs = (): ReadonlyMap<string, string> => readLogs(logFolder);
    return {
      server,
      page,
      workbench: new Workbench(page),
      workspace,
      networkOff,
      foreignRequests,
      errors: () => [...windowErrors, ...logErrors(logs())],
      extensionLog: () => [...logs()].flatMap(([file, text]) => (file.includes(EXTENSION) ? text : [])).join(""),
      keep: (title) => keep(page, title, logs()),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** A program that starts the browser in the server's network, which has nothing but loopback. */
function besideServer(folder: string, browserPath: string, serverPid: number): string {
  const script = join(folder, "browser.sh");
  const text = `#!/bin/sh\nexec nsenter --net=/proc/${serverPid}/ns/net '${browserPath}' "$@"\n`;
  writeFileSync(script, text, { mode: 0o755 });
  return script;
}

function startBrowser(executablePath: string): Promise<Browser> {
  const args = [
    // Root may not start Chromium's own sandbox; it shows nothing here but a page of this machine.
    ...["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-dev-shm-usage"],
    ...["--disable-background-networking", "--disable-component-update", "--disable-sync"],
  ];
  return chromium.launch({ executablePath, headless: true, args });
}

function watch(page: Page, serverUrl: string): { foreignRequests: Set<string>; windowErrors: string[] } {
  const foreignRequests = new Set<string>();
  const windowErrors: string[] = [];
  page.context().on("request", (request) => {
    const { origin, protocol, hostname } = new URL(request.url());
    const isLocal = origin === serverUrl || hostname.endsWith(WEBVIEW_FILES);
    if (/^(https?|wss?):$/.test(protocol) && !isLocal) {
      foreignRequests.add(request.url());
    }
  });
  page.on("pageerror", (error) => {
    // VS Code has exceptions of its own.
    if (`${error.message} ${error.stack}`.includes(EXTENSION)) {
      windowErrors.push(String(error));
    }
  });
  page.on("console", (message) => {
    const where = `${message.text()} ${message.location().url}`;
    if (message.type() === "error" && where.includes(EXTENSION)) {
      windowErrors.push(message.text());
    }
  });
  return { foreignRequests, windowErrors };
}

function readLogs(folder: string): ReadonlyMap<string, string> {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".log"));
  return new Map(files.map((file) => [file, readFileSync(join(folder, file), "utf8")]));
}

/** Errors in the extension's own log, and those of the extension hosts that name it. */
function logErrors(logs: ReadonlyMap<string, string>): readonly string[] {
  return [...logs].flatMap(([file, text]) => {
    const own = file.includes(EXTENSION);
    const lines = text.split("\n").filter((line) => line.includes("[error]"));
    return lines.filter((line) => own || line.includes(EXTENSION)).map((line) => `${file}: ${line}`);
  });
}

async function keep(page: Page, title: string, logs: ReadonlyMap<string, string>): Promise<void> {
  const folder = join(root, "test/e2e/failures");
  const name = title.replaceAll(/[^\w]+/g, "-");
  mkdirSync(folder, { recursive: true });
  const text = [...logs].filter(([, log]) => log !== "").map(([file, log]) => `== ${file}\n${log}`);
  writeFileSync(join(folder, `${name}.log`), text.join("\n"));
  await page.screenshot({ path: join(folder, `${name}.png`) });
}

/** An editor and its server in one process, over messages: the server's work goes on when the test says so. */
import type { ClientCapabilities, Diagnostic, PublishDiagnosticsParams } from "vscode-languageserver";
import {
  AbstractMessageReader,
  AbstractMessageWriter,
  createConnection,
  createMessageConnection,
  type DataCallback,
  type Disposable,
  type Message,
  type MessageConnection,
  ProposedFeatures,
} from "vscode-languageserver/node";
import type { EngineParts } from "../../server/src/engine/unit-session.ts";
import {
  type Activity,
  activityNotification,
  type InitializationOptions,
  type ServerSettings,
} from "../../server/src/lsp/protocol.ts";
import { startServer } from "../../server/src/lsp/server.ts";
import type { FileTree } from "../../server/src/model/unit/file-tree.ts";
import { memoryTree } from "../model/unit/memory-tree.ts";
import { parts as commonParts } from "../support/engine.ts";

/** The texts of files by path; what a test changes here has changed on the disk. */
export class Disk extends Map<string, string> {
  private kept: FileTree | undefined;

  override set(path: string, text: string): this {
    this.kept = undefined;
    return super.set(path, text);
  }

  override delete(path: string): boolean {
    this.kept = undefined;
    return super.delete(path);
  }

  /** The files as they are at each question. */
  get tree(): FileTree {
    const now = (): FileTree => {
      this.kept ??= memoryTree(Object.fromEntries(this));
      return this.kept;
    };
    return {
      list: (directory) => now().list(directory),
      size: (path) => now().size(path),
      read: (path) => now().read(path),
      realPath: (path) => now().realPath(path),
    };
  }
}

/** No work of a test takes so many slices. */
const ENDLESS = 20_000;

export interface EditorOptions {
  readonly disk: Disk;
  readonly folders: readonly string[];
  readonly settings: Partial<ServerSettings>;
  readonly initializationOptions?: InitializationOptions;
  /** Beside those that all have. */
  readonly capabilities?: ClientCapabilities;
  /** Those of all tests unless told. */
  readonly parts?: EngineParts;
}

export class Editor {
  readonly connection: MessageConnection;
  settings: Partial<ServerSettings>;
  /** By URI: what is shown, and of which version it is. */
  readonly shown = new Map<string, PublishDiagnosticsParams>();
  /** How often diagnostics were published. */
  count = 0;
  /** How many slices of work the server has had. */
  slicesDone = 0;
  /** Whether diagnostics came for an older version of a document than were there before. */
  readonly stale: string[] = [];
  readonly log: string[] = [];
  /** What the server says that it is at. */
  activity: string | undefined;
  private readonly slices: (() => void)[] = [];
  private time = 0;
  /** How far the clock goes on with each look at it: a slice ends after 6 milliseconds. */
  pace = 1;

  private constructor({ disk, settings, parts = commonParts }: EditorOptions) {
    this.settings = settings;
    const toServer = new Wire();
    const toClient = new Wire();
    startServer(createConnection(ProposedFeatures.all, toServer.reader, toClient.writer), {
      version: "test",
      clock: {
        now: () => (this.time += this.pace),
        later: (run) => void this.slices.push(run),
        after: (_, run) => void this.slices.push(run),
      },
      loadParts: async () => parts,
      disk: disk.tree,
    });
    this.connection = createMessageConnection(toClient.reader, toServer.writer);
    this.connection.onNotification("textDocument/publishDiagnostics", (params: PublishDiagnosticsParams) => {
      const before = this.shown.get(params.uri)?.version ?? 0;
      if ((params.version ?? before) < before) {
        this.stale.push(`${params.uri}: version ${params.version} after ${before}`);
      }
      this.shown.set(params.uri, params);
      this.count++;
    });
    this.connection.onNotification("window/logMessage", ({ message }: { message: string }) => {
      this.log.push(message);
    });
    this.connection.onNotification(activityNotification, ({ text }: Activity) => {
      this.activity = text;
    });
    this.connection.onRequest("workspace/applyEdit", () => ({ applied: false }));
    this.connection.onRequest("workspace/configuration", ({ items }: { items: readonly unknown[] }) =>
      items.map(() => this.settings),
    );
    this.connection.listen();
  }

  static async start(options: EditorOptions): Promise<Editor> {
    const editor = new Editor(options);
    await editor.connection.sendRequest("initialize", {
      processId: null,
      rootUri: null,
      workspaceFolders: options.folders.map(folderOf),
      initializationOptions: options.initializationOptions,
      capabilities: {
        ...options.capabilities,
        workspace: { ...options.capabilities?.workspace, configuration: true, workspaceFolders: true },
      },
    });
    await editor.tell("initialized", {});
    return editor;
  }

  /** The document was closed: what is said of it afterwards may be of any version. */
  forgetVersion(uri: string): void {
    this.shown.set(uri, { uri, diagnostics: this.shown.get(uri)?.diagnostics ?? [] });
  }

  tell(method: string, params: object): Promise<void> {
    return this.connection.sendNotification(method, params);
  }

  /** Gives the server so many slices of work. */
  work(slices: number): void {
    for (let left = slices; left > 0 && this.slices.length > 0; left--) {
      this.slices.shift()?.();
      this.slicesDone++;
    }
  }

  /** Until all that was said has been heard: what is asked last is answered last. */
  async heard(): Promise<void> {
    // A notification may make the server ask something, and the answer may make it do something.
    for (let turn = 0; turn < 3; turn++) {
      await this.connection.sendRequest("test/nothing").catch(() => {});
    }
  }

  /** Until the server has nothing more to do; throws where there is no end to its work. */
  async idle(): Promise<void> {
    await this.heard();
    for (let turn = 0; this.slices.length > 0; turn++) {
      if (turn > 20) {
        throw new Error(`the server is never idle: ${this.activity}`);
      }
      this.work(ENDLESS);
      await this.heard();
    }
  }

  /** What is shown, by URI; URIs of which nothing is shown are left out. */
  diagnostics(): ReadonlyMap<string, readonly Diagnostic[]> {
    const some = [...this.shown].filter(([, { diagnostics }]) => diagnostics.length > 0);
    return new Map(some.map(([uri, { diagnostics }]) => [uri, diagnostics]));
  }

  end(): void {
    this.connection.dispose();
  }
}

export const folderOf = (path: string): { readonly uri: string; readonly name: string } => ({
  uri: `file://${path}`,
  name: path,
});

/** What is written at one end is read at the other, as plain data. */
class Wire {
  private listener: DataCallback | undefined;
  readonly reader: AbstractMessageReader & { listen(callback: DataCallback): Disposable };
  readonly writer: AbstractMessageWriter & { write(message: Message): Promise<void>; end(): void };

  constructor() {
    const listen = (callback: DataCallback): void => {
      this.listener = callback;
    };
    const send = (message: Message): void => this.listener?.(JSON.parse(JSON.stringify(message)));
    this.reader = new (class extends AbstractMessageReader {
      listen(callback: DataCallback): Disposable {
        listen(callback);
        return { dispose: () => {} };
      }
    })();
    this.writer = new (class extends AbstractMessageWriter {
      write(message: Message): Promise<void> {
        send(message);
        return Promise.resolve();
      }
      end(): void {}
    })();
  }
}

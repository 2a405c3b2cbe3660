/** Tells the client what was found: diagnostics, the status of open files, and what went wrong, each once. */
import type { Connection } from "vscode-languageserver";
import type { ConfigProblem } from "../engine/config/read.ts";
import type { Problem } from "../engine/report.ts";
import type { CheckedFile } from "../engine/workspace/contract.ts";
import type { Client } from "./client.ts";
import { configurationDiagnostic, diagnosticOf, shownFindings } from "./diagnostics.ts";
import type { Documents } from "./documents.ts";
import { Positions } from "./positions.ts";
import { fileStatusNotification } from "./protocol.ts";
import { fileStatus } from "./status.ts";
import { uriOf } from "./uris.ts";

export class Publisher {
  private readonly connection: Connection;
  private readonly documents: Documents;
  private readonly client: Client;
  /** Files that the client has been told of, with the URIs under which it knows them. */
  private readonly shown = new Map<string, string>();
  /** By path of a configuration file, what was told of it. */
  private configured: ReadonlyMap<string, string> = new Map();
  private readonly told = new Set<string>();

  constructor(connection: Connection, documents: Documents, client: Client) {
    this.connection = connection;
    this.documents = documents;
    this.client = client;
  }

  /** `textOf`: the texts of other files, for places in them. */
  checked(file: CheckedFile, textOf: (path: string) => string | undefined): void {
    const { path, version } = file;
    const findings = shownFindings(file.findings);
    const positions = new Positions(this.documents, (other) => (other === path ? file.text : textOf(other)));
    const uri = positions.uri(path);
    // A closed file without findings is told of only where it had some.
    if (version !== undefined || findings.length > 0 || this.shown.has(path)) {
      const diagnostics = findings.map((finding) => diagnosticOf(finding, positions, this.client.ruleDocs));
      this.connection.sendDiagnostics({ uri, diagnostics, ...(version === undefined ? {} : { version }) });
      this.shown.set(path, uri);
    }
    if (version !== undefined) {
      this.connection.sendNotification(fileStatusNotification, fileStatus(uri, file));
    }
  }

  /** Whatever was shown of a file is shown no more. */
  forgotten(path: string): void {
    this.connection.sendDiagnostics({ uri: this.shown.get(path) ?? uriOf(path), diagnostics: [] });
    this.shown.delete(path);
  }

  /** Mistakes in configuration files, as diagnostics of these. */
  configuration(problems: readonly ConfigProblem[]): void {
    const before = this.configured;
    const now = new Map<string, string>();
    for (const path of new Set([...before.keys(), ...problems.map((problem) => problem.path)])) {
      const diagnostics = problems.filter((problem) => problem.path === path).map(configurationDiagnostic);
      const told = JSON.stringify(diagnostics);
      if (diagnostics.length > 0) {
        now.set(path, told);
      }
      if (told !== before.get(path)) {
        this.connection.sendDiagnostics({ uri: uriOf(path), diagnostics });
      }
    }
    this.configured = now;
  }

  /** To the client's log, each once. */
  problem({ path, message }: Problem): void {
    const text = `${path}: ${message}`;
    if (!this.told.has(text)) {
      // A log that says something again after a thousand other things is no worse for it.
      if (this.told.size >= 1000) {
        this.told.clear();
      }
      this.told.add(text);
      this.connection.console.warn(text);
    }
  }
}

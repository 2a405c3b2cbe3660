/** The sources of one image's driver, as the language server knows them: which Windows they are for, where they call what. */
import * as vscode from "vscode";
import {
  type ImageSources as Answer,
  type CallOfImport,
  type ImageSourcesParams,
  type ImportCalls,
  imageSourcesRequest,
  type UnitSummary,
} from "../../../server/src/lsp/protocol.ts";
import type { Server } from "../server.ts";

export interface ImageSources extends vscode.Disposable {
  readonly target: Answer["target"];
  readonly calls: readonly ImportCalls[];
  /** Counts answers, whether they say something new or not. */
  readonly answers: number;
  /** Something else is said than before. */
  readonly onDidChange: vscode.Event<void>;
  /** An answer has come, whether it says something new or not. */
  readonly onDidAnswer: vscode.Event<void>;
  /** Which imports are asked about from now on. */
  want(names: readonly string[]): void;
}

/** Asks when the server is there, and again after each settled check of one of the driver's files. */
export function followSources(image: vscode.Uri, server: Server): ImageSources {
  const changed = new vscode.EventEmitter<void>();
  const answered = new vscode.EventEmitter<void>();
  let names: readonly string[] = [];
  let units: readonly UnitSummary[] = [];
  let target: Answer["target"];
  let calls: readonly ImportCalls[] = [];
  let answers = 0;
  let told = "";
  let isOutdated = false;
  let isAsking = false;
  let isDisposed = false;

  /** One question at a time: what changes meanwhile is asked for afterwards. */
  const refresh = async (): Promise<void> => {
    isOutdated = true;
    if (isAsking) return;
    isAsking = true;
    while (isOutdated && !isDisposed && server.state === "running") {
      isOutdated = false;
      const params: ImageSourcesParams = { image: image.toString(), names };
      const answer = await server.ask<Answer>(imageSourcesRequest, params);
      if (isDisposed) break;
      if (answer === undefined) continue;
      ({ units, calls, target } = answer);
      answers++;
      const news = JSON.stringify([target, calls.map(({ name, places }) => [name, places.map(withoutVersion)])]);
      if (news !== told) {
        told = news;
        changed.fire();
      }
      answered.fire();
    }
    isAsking = false;
  };
  const forget = (): void => {
    answers = 0;
    if (told === "") return;
    [units, calls, target, told] = [[], [], undefined, ""];
    changed.fire();
    answered.fire();
  };
  const subscriptions = vscode.Disposable.from(
    server.onDidChange(() => {
      // Another server begins with nothing.
      if (server.state !== "running") forget();
      else if (answers === 0) void refresh();
    }),
    server.onFileStatus(({ isSettled, unitId }) => {
      if (isSettled && (units.length === 0 || units.some(({ id }) => id === unitId))) void refresh();
    }),
  );
  void refresh();

  return {
    get target() {
      return target;
    },
    get calls() {
      return calls;
    },
    get answers() {
      return answers;
    },
    onDidChange: changed.event,
    onDidAnswer: answered.event,
    want(wanted) {
      if (wanted.join("\n") === names.join("\n")) return;
      names = wanted;
      void refresh();
    },
    dispose() {
      isDisposed = true;
      subscriptions.dispose();
      changed.dispose();
      answered.dispose();
    },
  };
}

const withoutVersion = ({ version: _, ...place }: CallOfImport): Omit<CallOfImport, "version"> => place;

/**
 * The extension without its host: commands, status item and, once there is a driver's source, the server.
 *
 * VS Code activates extensions by language and not by what a file includes, so every C, C++ or Rust file activates this one.
 * All that happens then is in this file and its small static imports: a look at the text for signs of kernel code. The
 * protocol library and the server are loaded when there is one, or when a command asks for them. Projects as an activation
 * event (`workspaceContains`) would miss drivers without a project file and would search every workspace of everybody.
 */
import * as vscode from "vscode";
import { clientCommands, type ShowPlacesArguments } from "../../server/src/lsp/protocol.ts";
import { createCallGraphs } from "./call-graph/call-graph.ts";
import { checkAll } from "./commands/check.ts";
import { createConfiguration } from "./commands/create-configuration.ts";
import { decode } from "./commands/decode.ts";
import { explainRule } from "./commands/explain-rule.ts";
import { annotateIrql, fixAllInFile, fixAllInWorkspace } from "./commands/fix.ts";
import { openIrqlWalkthrough, openWalkthrough } from "./commands/open-walkthrough.ts";
import { showActions } from "./commands/show-actions.ts";
import { lazyInspector } from "./database/lazy.ts";
import { onFirstDriverSource } from "./driver-watch.ts";
import type { Host } from "./host.ts";
import { lazyImageInspector } from "./image/lazy.ts";
import { markKernelFiles } from "./kernel-files.ts";
import { openLesson } from "./lesson/lesson.ts";
import { placeOf } from "./lesson/place.ts";
import { createGutter } from "./levels/gutter.ts";
import { createLevelItem } from "./levels/level-item.ts";
import { createLineMarks } from "./levels/line-marks.ts";
import { showPlaces } from "./levels/show-places.ts";
import { createServer } from "./server.ts";
import { createStatusItem } from "./status-item.ts";
import { lazyDriverViews } from "./unit-view/lazy.ts";
import { lazyWhy } from "./why/lazy.ts";

/** What a host's `activate` gives its `deactivate`. */
export interface Extension {
  /** Resolves when the server is gone. */
  stop(): Promise<void>;
}

export function activateExtension(context: vscode.ExtensionContext, host: Host): Extension {
  const log = vscode.window.createOutputChannel("driverlens", { log: true });
  const server = createServer(context, host, log);
  const status = createStatusItem(server);
  const marks = createLineMarks(server);
  const callGraphs = createCallGraphs(context.extensionUri, server);
  const driverViews = lazyDriverViews(server);
  const why = lazyWhy(server);
  const inspector = lazyInspector(context, host);
  const images = lazyImageInspector(context, host, server);
  const id = context.extension.id;

  const commands: Readonly<Record<string, (argument?: unknown, more?: unknown) => unknown>> = {
    checkAll: () => checkAll(server),
    fixAllInFile: () => fixAllInFile(server),
    fixAllInWorkspace: () => fixAllInWorkspace(server),
    annotateIrql: () => annotateIrql(server),
    showCallGraph: () => callGraphs.show(),
    why: () => why.ask(),
    whyAgain: () => why.askAgain(),
    whyCopy: (reason) => why.copy(reason),
    explainRule: (rule) => explainRule(context, typeof rule === "string" ? rule : undefined),
    decode: () => decode(server),
    showActions: () => showActions(status),
    chooseDriver: () => driverViews.choose(),
    followActiveEditor: () => driverViews.follow(),
    sqliteFix: (row) => driverViews.checklist.fix(row),
    sqliteInsert: (row) => driverViews.checklist.insert(row),
    sqliteExplain: (row) => driverViews.checklist.explain(row),
    sqliteCopy: (row) => driverViews.checklist.copy(row),
    inspectDatabase: (file, which) => inspector.inspect(file, which),
    exportTable: (file) => inspector.exportTable(file),
    compactDatabase: (file) => inspector.compact(file),
    embedDatabase: (file) => inspector.embed(file),
    inspectImage: (file) => images.inspect(file),
    imageScript: (file) => images.script(file),
    compareImages: (file, selection) => images.compare(file, selection),
    createConfiguration,
    verifier: async () => (await import("./commands/verifier.ts")).showVerifier(server),
    // Loaded late: most people never ask for it.
    new: async (argument) => (await import("./new/new-driver.ts")).newDriver(context.extensionUri, argument),
    openSettings: () => vscode.commands.executeCommand("workbench.action.openSettings", `@ext:${id}`),
    openWalkthrough: () => openWalkthrough(id, server.state === "running"),
    learnIrql: () => openIrqlWalkthrough(id),
    openLesson: (place) => openLesson(context, placeOf(place)),
    restartServer: () => server.restart(),
    showOutput: () => log.show(),
  };
  for (const [name, run] of Object.entries(commands)) {
    context.subscriptions.push(vscode.commands.registerCommand(`driverlens.${name}`, run));
  }
  context.subscriptions.push(
    vscode.commands.registerCommand(clientCommands.showPlaces, (...places: ShowPlacesArguments) => showPlaces(places)),
    // Of lenses alone.
    vscode.commands.registerCommand("driverlens.showImport", (image, name) => images.showImport(image, name)),
  );
  context.subscriptions.push(
    log,
    server,
    status,
    marks,
    createGutter(marks),
    createLevelItem(marks),
    callGraphs,
    inspector,
    images,
    driverViews,
    why,
    markKernelFiles(server),
    onFirstDriverSource(() => void server.start()),
  );
  return { stop: () => server.stop() };
}

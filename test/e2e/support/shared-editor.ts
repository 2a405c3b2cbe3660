/** One VS Code for the tests of a `describe`: opened before the first, in its first state before each, closed after the last. */
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, inject } from "vitest";
import { type Editor, type EditorOptions, openEditor } from "./editor.ts";

/**
 * Call in a `describe`. One test after the other uses the same window, as people do; a test that failed leaves it in
 * any state, so that the next one has a new VS Code. Pictures of failures are kept.
 */
export function sharedEditor(options: Omit<EditorOptions, "vsix">): () => Editor {
  let editor: Editor | undefined;
  const get = (): Editor => {
    if (editor === undefined) {
      throw new Error("the editor has not started");
    }
    return editor;
  };
  const open = async (): Promise<void> => {
    editor = await openEditor({ ...options, vsix: inject("vsix") });
    await editor.workbench.openFolder(editor.server.url, editor.workspace);
  };
  const close = async (): Promise<void> => {
    await editor?.close();
    editor = undefined;
  };

  beforeAll(open);
  afterAll(close);

  beforeEach(async ({ task, onTestFailed }) => {
    if (editor === undefined) {
      await open();
    }
    onTestFailed(async () => {
      await editor?.keep(`${task.suite?.name ?? ""} ${task.name}`);
      await close();
    });
    await get().workbench.closeAll();
    restore(options.workspace, get().workspace);
  });

  return get;
}

/** Makes a folder as another is, touching only what differs: each change is seen by VS Code's watchers. */
function restore(original: string, copy: string): void {
  for (const name of readdirSync(copy)) {
    if (!existsSync(join(original, name))) {
      rmSync(join(copy, name), { recursive: true });
    }
  }
  for (const name of readdirSync(original)) {
    const text = readFileSync(join(original, name));
    if (!existsSync(join(copy, name)) || !text.equals(readFileSync(join(copy, name)))) {
      writeFileSync(join(copy, name), text);
    }
  }
}

/** Input boxes and lists with a button that leads back: what was entered is told in either case. */
import * as vscode from "vscode";
import type { Position } from "./walk.ts";

/** Undefined where it was closed. */
export type Entered<T> = { readonly to: "next" | "back"; readonly value: T } | undefined;

export interface Heading extends Position {
  readonly title: string;
}

export interface TextQuestion {
  readonly prompt: string;
  readonly value: string;
  /** What is wrong with what was typed, as a sentence; undefined where nothing is. */
  mistake(value: string): string | undefined;
}

/** A text, judged while it is typed; `next` only with one that is right. */
export function askText(heading: Heading, { prompt, value, mistake }: TextQuestion): Promise<Entered<string>> {
  const input = vscode.window.createInputBox();
  const judge = (): void => {
    input.validationMessage = mistake(input.value);
  };
  input.prompt = prompt;
  input.value = value;
  input.valueSelection = [0, value.length];
  judge();
  input.onDidChangeValue(judge);
  return shown(
    input,
    heading,
    () => (mistake(input.value) === undefined ? input.value : undefined),
    () => input.value,
  );
}

export interface ListQuestion<Item extends vscode.QuickPickItem> {
  readonly placeholder: string;
  readonly items: readonly Item[];
  /** The one that is chosen already. */
  readonly active: Item | undefined;
  /** Whether the item ends the question; all do where left out. */
  ends?(item: Item): boolean;
}

/** One of a list. */
export function askOne<Item extends vscode.QuickPickItem>(
  heading: Heading,
  { placeholder, items, active, ends }: ListQuestion<Item>,
): Promise<Entered<Item | undefined>> {
  const pick = vscode.window.createQuickPick<Item>();
  pick.placeholder = placeholder;
  pick.matchOnDescription = true;
  pick.matchOnDetail = true;
  pick.items = items;
  if (active !== undefined) pick.activeItems = [active];
  const chosen = (): Item | undefined => pick.activeItems[0];
  const accepted = (): Item | undefined => {
    const item = chosen();
    return item !== undefined && (ends?.(item) ?? true) ? item : undefined;
  };
  return shown<Item | undefined>(pick, heading, accepted, chosen);
}

/** Any of a list, those of `picked` ticked. */
export function askMany<Item extends vscode.QuickPickItem>(
  heading: Heading,
  placeholder: string,
  items: readonly Item[],
  picked: readonly Item[],
): Promise<Entered<readonly Item[]>> {
  const pick = vscode.window.createQuickPick<Item>();
  pick.canSelectMany = true;
  pick.placeholder = placeholder;
  pick.items = items;
  pick.selectedItems = picked;
  const ticked = (): readonly Item[] => pick.selectedItems;
  return shown(pick, heading, ticked, ticked);
}

/**
 * @param accepted what Enter gives, undefined where it is not to close the input
 * @param left what somebody who goes back has entered
 */
function shown<T>(
  input: vscode.InputBox | vscode.QuickPick<vscode.QuickPickItem>,
  { title, number, total }: Heading,
  accepted: () => T | undefined,
  left: () => T,
): Promise<Entered<T>> {
  input.title = title;
  input.step = number;
  input.totalSteps = total;
  // Looking something up elsewhere loses nothing.
  input.ignoreFocusOut = true;
  input.buttons = number > 1 ? [vscode.QuickInputButtons.Back] : [];
  return new Promise((resolve) => {
    const end = (entered: Entered<T>): void => {
      resolve(entered);
      input.dispose();
    };
    input.onDidAccept(() => {
      const value = accepted();
      if (value !== undefined) end({ to: "next", value });
    });
    input.onDidTriggerButton((button) => {
      if (button === vscode.QuickInputButtons.Back) end({ to: "back", value: left() });
    });
    input.onDidHide(() => end(undefined));
    input.show();
  });
}

/** Inputs and buttons as VS Code has them: components over the elements of @vscode-elements, typed for what is used here. */
import "@vscode-elements/elements/dist/vscode-button/index.js";
import "@vscode-elements/elements/dist/vscode-option/index.js";
import "@vscode-elements/elements/dist/vscode-progress-bar/index.js";
import "@vscode-elements/elements/dist/vscode-single-select/index.js";
import "@vscode-elements/elements/dist/vscode-textfield/index.js";
import { type ComponentChildren, h, type VNode } from "preact";

export interface ButtonProps {
  readonly children: ComponentChildren;
  /** Of codicons. */
  readonly icon?: string;
  readonly isSecondary?: boolean;
  readonly isDisabled?: boolean;
  onPress(): void;
}

/** A button with words. For one with an icon alone: `ToolbarButton`. */
export function Button({ children, icon, isSecondary = false, isDisabled = false, onPress }: ButtonProps): VNode {
  const props = { icon: icon ?? "", secondary: isSecondary, disabled: isDisabled, onClick: onPress };
  return h("vscode-button", props, children);
}

export interface TextFieldProps {
  /** For those who do not see it; shown as the placeholder where there is none. */
  readonly label: string;
  readonly placeholder?: string;
  readonly value: string;
  readonly class?: string;
  /** An icon before the text, of codicons. */
  readonly icon?: string;
  readonly isInvalid?: boolean;
  /** With each key. */
  onInput(value: string): void;
  onKeyDown?(event: KeyboardEvent): void;
}

export function TextField(props: TextFieldProps): VNode {
  const { label, placeholder = label, value, icon, isInvalid = false, onInput, onKeyDown } = props;
  const before =
    icon === undefined
      ? null
      : h("span", { slot: "content-before", class: `codicon codicon-${icon}`, "aria-hidden": "true" });
  return h(
    "vscode-textfield",
    {
      ...{ label, placeholder, value, class: props.class ?? "", invalid: isInvalid, onKeyDown },
      onInput: (event: Event) => onInput((event.currentTarget as HTMLInputElement).value),
    },
    before,
  );
}

/** A field that was just made draws its input a moment later, and has nothing to focus before. */
export async function focusField(field: HTMLElement | null | undefined): Promise<void> {
  await (field as { readonly updateComplete?: Promise<unknown> } | null | undefined)?.updateComplete;
  field?.focus();
}

export interface ChoiceProps<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly options: readonly (T | { readonly value: T; readonly label: string })[];
  readonly class?: string;
  onChoose(value: T): void;
}

/** One of a few; a list that opens. */
export function Choice<T extends string>({ label, value, options, class: kind = "", onChoose }: ChoiceProps<T>): VNode {
  const all = options.map((option) => (typeof option === "string" ? { value: option, label: option } : option));
  return h(
    "vscode-single-select",
    {
      ...{ label, value, class: kind },
      onChange: (event: Event) => onChoose((event.currentTarget as HTMLSelectElement).value as T),
    },
    all.map((option) => h("vscode-option", { key: option.value, value: option.value }, option.label)),
  );
}

/** @param fraction 0 to 1; undefined where nobody knows how much is left */
export function ProgressBar({ label, fraction }: { readonly label: string; readonly fraction?: number | undefined }) {
  return h("vscode-progress-bar", {
    ...{ "aria-label": label, indeterminate: fraction === undefined },
    ...(fraction === undefined ? {} : { value: fraction * 100 }),
  });
}

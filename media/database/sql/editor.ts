/** The editor of the SQL tab: CodeMirror with SQLite's SQL, its keys, and the place of an error. */
import { closeBrackets, closeBracketsKeymap, closeCompletion, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { bracketMatching, indentOnInput } from "@codemirror/language";
import { highlightSelectionMatches } from "@codemirror/search";
import { Compartment, EditorState, Prec, StateEffect, StateField, type Transaction } from "@codemirror/state";
import {
  Decoration,
  type DecorationSet,
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  placeholder,
} from "@codemirror/view";
import type { CatalogObject } from "../../../server/src/database/protocol.ts";
import { reading } from "../code/reading.ts";
import { completion } from "./completion.ts";
import type { Range } from "./statements.ts";

export interface EditorEvents {
  ran(what: "statement" | "all" | "plan"): void;
  /** @returns whether there is anything in that direction */
  walked(direction: "older" | "newer"): boolean;
  /** The text, or the place of the cursor, is another one. */
  changed(text: string, selection: Range): void;
}

export interface SqlEditor {
  readonly text: string;
  readonly selection: Range;
  /** As an edit that can be undone; the cursor goes to its end. */
  replace(text: string): void;
  /** A statement of its own below what is there, where it is not the last one already; the cursor goes to its end. */
  append(text: string): void;
  select(range: Range): void;
  focus(): void;
  complete(catalog: readonly CatalogObject[]): void;
  /** Until the next edit of it. */
  showError(range: Range | undefined, message: string): void;
  destroy(): void;
}

export interface EditorOptions {
  readonly parent: HTMLElement;
  readonly nonce: string;
  readonly text: string;
  readonly selection: Range;
  readonly events: EditorEvents;
}

export function createSqlEditor({ parent, nonce, text, selection, events }: EditorOptions): SqlEditor {
  const completions = new Compartment();
  const run =
    (what: "statement" | "all" | "plan") =>
    (view: EditorView): boolean => {
      // Who runs it has written it.
      closeCompletion(view);
      events.ran(what);
      return true;
    };
  const keys = [
    { key: "Mod-Enter", run: run("statement") },
    { key: "Mod-Shift-Enter", run: run("all") },
    { key: "Mod-Alt-Enter", run: run("plan") },
    { key: "Alt-ArrowUp", run: () => events.walked("older") },
    { key: "Alt-ArrowDown", run: () => events.walked("newer") },
  ];
  const view = new EditorView({
    parent,
    state: EditorState.create({
      doc: text,
      selection: clamped(selection, text.length),
      extensions: [
        reading(nonce),
        Prec.highest(keymap.of(keys)),
        ...[
          drawSelection({ cursorBlinkRate: blinkRate() }),
          history(),
          indentOnInput(),
          closeBrackets(),
          bracketMatching(),
          errorField,
        ],
        ...[highlightActiveLine(), highlightActiveLineGutter(), highlightSelectionMatches()],
        completions.of(completion([])),
        placeholder("SELECT …"),
        EditorView.domEventHandlers({ beforeinput: typeOver }),
        EditorView.contentAttributes.of({ "aria-label": "SQL" }),
        keymap.of([...closeBracketsKeymap, ...defaultKeymap, ...historyKeymap, ...completionKeymap]),
        EditorView.updateListener.of(({ docChanged, selectionSet, state }) => {
          if (docChanged || selectionSet) events.changed(state.doc.toString(), rangeOf(state));
        }),
      ],
    }),
  });
  return {
    get text() {
      return view.state.doc.toString();
    },
    get selection() {
      return rangeOf(view.state);
    },
    replace(next) {
      view.dispatch({
        changes: { from: 0, to: view.state.doc.length, insert: next },
        selection: { anchor: next.length },
        scrollIntoView: true,
        userEvent: "input",
      });
    },
    append(next) {
      const text = view.state.doc.toString().trimEnd();
      // Who asks for the same twice finds it where it is.
      const isThere = next !== "" && text.endsWith(next.trimEnd());
      const insert = isThere ? "" : `${text === "" ? "" : "\n\n"}${next}`;
      view.dispatch({
        changes: { from: text.length, to: view.state.doc.length, insert },
        selection: { anchor: text.length + insert.length },
        scrollIntoView: true,
        userEvent: "input",
      });
    },
    select({ start, end }) {
      view.dispatch({ selection: { anchor: start, head: end }, scrollIntoView: true });
      view.focus();
    },
    focus: () => view.focus(),
    complete: (catalog) => view.dispatch({ effects: completions.reconfigure(completion(catalog)) }),
    showError: (range, message) => view.dispatch({ effects: errorSet.of(range && { ...range, message }) }),
    destroy: () => view.destroy(),
  };
}

/**
 * What is typed over a selection: a browser that replaces it by itself would give the new text the style of the old one as an
 * attribute, which the page's policy refuses.
 */
function typeOver({ inputType, data }: InputEvent, view: EditorView): boolean {
  const { from, to, empty } = view.state.selection.main;
  if (inputType !== "insertText" || data === null || empty || view.composing) return false;
  const insert = (): Transaction =>
    view.state.update(view.state.replaceSelection(data), { userEvent: "input.type", scrollIntoView: true });
  const isHandled = view.state.facet(EditorView.inputHandler).some((handle) => handle(view, from, to, data, insert));
  if (!isHandled) view.dispatch(insert());
  return true;
}

/** Milliseconds; 0 for those who want nothing to move. */
const blinkRate = (): number => (matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 1200);

const errorSet = StateEffect.define<(Range & { readonly message: string }) | undefined>();

const errorField = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(marks, { changes, docChanged, effects }) {
    for (const effect of effects) {
      if (!effect.is(errorSet)) continue;
      if (effect.value === undefined || effect.value.start >= effect.value.end) return Decoration.none;
      const { start, end, message } = effect.value;
      const mark = Decoration.mark({ class: "cm-sqlError", attributes: { title: message } });
      return Decoration.set(mark.range(start, end));
    }
    if (!docChanged) return marks;
    // What is edited is another statement.
    let isTouched = false;
    marks.between(0, Number.MAX_SAFE_INTEGER, (from, to) => {
      if (changes.touchesRange(from, to) !== false) isTouched = true;
    });
    return isTouched ? Decoration.none : marks.map(changes);
  },
  provide: (field) => EditorView.decorations.from(field),
});

function rangeOf({ selection }: EditorState): Range {
  const { from, to } = selection.main;
  return { start: from, end: to };
}

const clamped = ({ start, end }: Range, length: number): { readonly anchor: number; readonly head: number } => ({
  anchor: Math.min(Math.max(start, 0), length),
  head: Math.min(Math.max(end, 0), length),
});

/** The editor in the colors of VS Code's theme; of its colors for code a page is given those of the debugger alone. */
import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import type { Extension } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { tags } from "@lezer/highlight";

const color = (name: string, otherwise?: string): string =>
  otherwise === undefined ? `var(--vscode-${name})` : `var(--vscode-${name}, ${otherwise})`;

const theme = EditorView.theme({
  "&": { color: color("editor-foreground"), backgroundColor: color("editor-background"), height: "100%" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": {
    fontFamily: color("editor-font-family", "monospace"),
    fontSize: color("editor-font-size", "13px"),
    lineHeight: "1.45",
  },
  ".cm-content": { caretColor: color("editorCursor-foreground", color("foreground")) },
  ".cm-cursor, .cm-dropCursor": { borderLeftColor: color("editorCursor-foreground", color("foreground")) },
  "& > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, & ::selection": {
    backgroundColor: color("editor-inactiveSelectionBackground"),
  },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, &.cm-focused ::selection": {
    backgroundColor: `${color("editor-selectionBackground")} !important`,
  },
  ".cm-activeLine": {
    backgroundColor: color("editor-lineHighlightBackground", "transparent"),
    outline: `1px solid ${color("editor-lineHighlightBorder", "transparent")}`,
    outlineOffset: "-1px",
  },
  ".cm-gutters": {
    color: color("editorLineNumber-foreground"),
    backgroundColor: color("editorGutter-background", color("editor-background")),
    border: "none",
  },
  ".cm-activeLineGutter": { color: color("editorLineNumber-activeForeground"), backgroundColor: "transparent" },
  ".cm-placeholder": { color: color("input-placeholderForeground") },
  ".cm-matchingBracket, &.cm-focused .cm-matchingBracket": {
    backgroundColor: color("editorBracketMatch-background", "transparent"),
    outline: `1px solid ${color("editorBracketMatch-border", "currentColor")}`,
  },
  ".cm-nonmatchingBracket, &.cm-focused .cm-nonmatchingBracket": { backgroundColor: "transparent" },
  ".cm-specialChar": { color: color("editorUnicodeHighlight-border", color("editorWarning-foreground")) },
  ".cm-searchMatch": {
    backgroundColor: color("editor-findMatchHighlightBackground"),
    outline: `1px solid ${color("editor-findMatchHighlightBorder", "transparent")}`,
  },
  ".cm-searchMatch.cm-searchMatch-selected": {
    backgroundColor: color("editor-findMatchBackground"),
    outline: `1px solid ${color("editor-findMatchBorder", "transparent")}`,
  },
  ".cm-selectionMatch": { backgroundColor: color("editor-selectionHighlightBackground", "transparent") },
  ".cm-panels": {
    color: color("editorWidget-foreground", color("foreground")),
    backgroundColor: color("editorWidget-background"),
  },
  ".cm-panels.cm-panels-bottom": {
    borderTop: `1px solid ${color("editorWidget-border", color("contrastBorder", "transparent"))}`,
  },
  ".cm-panel.cm-search": { fontFamily: color("font-family"), padding: "4px 24px 4px 6px" },
  ".cm-panel.cm-search label": { fontSize: "inherit" },
  ".cm-textfield": {
    color: color("input-foreground"),
    backgroundColor: color("input-background"),
    border: `1px solid ${color("input-border", color("contrastBorder", "transparent"))}`,
    fontSize: "inherit",
  },
  ".cm-button": {
    color: color("button-secondaryForeground"),
    backgroundColor: color("button-secondaryBackground"),
    backgroundImage: "none",
    border: `1px solid ${color("button-border", color("contrastBorder", "transparent"))}`,
    borderRadius: "2px",
    fontSize: "inherit",
  },
  ".cm-panel.cm-search [name=close]": { color: "inherit", fontSize: "16px" },
  ".cm-tooltip": {
    color: color("editorSuggestWidget-foreground", color("foreground")),
    backgroundColor: color("editorSuggestWidget-background", color("editorWidget-background")),
    border: `1px solid ${color("editorSuggestWidget-border", color("contrastBorder", "transparent"))}`,
  },
  ".cm-tooltip.cm-tooltip-autocomplete > ul": {
    fontFamily: color("editor-font-family", "monospace"),
    fontSize: color("editor-font-size", "13px"),
    maxHeight: "14em",
  },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li": {
    display: "flex",
    gap: "6px",
    padding: "1px 6px",
    lineHeight: "1.5",
  },
  ".cm-tooltip-autocomplete ul li[aria-selected]": {
    color: color("editorSuggestWidget-selectedForeground", color("foreground")),
    backgroundColor: color("editorSuggestWidget-selectedBackground"),
    outline: `1px dotted ${color("contrastActiveBorder", "transparent")}`,
    outlineOffset: "-1px",
  },
  ".cm-completionMatchedText": {
    color: color("editorSuggestWidget-highlightForeground"),
    fontWeight: "bold",
    textDecoration: "none",
  },
  ".cm-completionDetail": {
    flex: "1",
    color: color("descriptionForeground"),
    fontStyle: "normal",
    textAlign: "right",
    overflow: "hidden",
    textOverflow: "ellipsis",
  },
  "li[aria-selected] .cm-completionDetail": { color: "inherit" },
  ".cm-sqlError": {
    textDecoration: `underline wavy ${color("editorError-foreground", "currentColor")}`,
    textDecorationSkipInk: "none",
    outline: `1px dashed ${color("editorError-border", "transparent")}`,
  },
});

const highlighting = HighlightStyle.define([
  { tag: [tags.keyword, tags.operatorKeyword], color: color("debugTokenExpression-boolean") },
  { tag: [tags.null, tags.bool], color: color("debugTokenExpression-boolean") },
  { tag: tags.typeName, color: color("debugTokenExpression-type", color("debugTokenExpression-boolean")) },
  { tag: tags.string, color: color("debugTokenExpression-string") },
  { tag: tags.number, color: color("debugTokenExpression-number") },
  {
    tag: [tags.comment, tags.lineComment, tags.blockComment],
    color: color("descriptionForeground"),
    fontStyle: "italic",
  },
  { tag: tags.special(tags.name), color: color("debugTokenExpression-name") },
]);

export const editorTheme: Extension = [theme, syntaxHighlighting(highlighting)];

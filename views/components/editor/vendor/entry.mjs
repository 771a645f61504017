// What the Cypher editor takes from CodeMirror 6; bundled once (see README.md).
export { EditorState, Compartment } from "@codemirror/state";
export { EditorView, keymap, lineNumbers, placeholder, drawSelection, highlightActiveLine } from "@codemirror/view";
export { history, historyKeymap, defaultKeymap } from "@codemirror/commands";
export { StreamLanguage, syntaxHighlighting, HighlightStyle, bracketMatching } from "@codemirror/language";
export { autocompletion, completionKeymap, closeBrackets, closeBracketsKeymap, snippetCompletion } from "@codemirror/autocomplete";
export { setDiagnostics, lintGutter } from "@codemirror/lint";
export { tags } from "@lezer/highlight";

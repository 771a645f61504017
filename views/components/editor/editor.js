// The Cypher editor: CodeMirror 6 with completion from the graph schema, errors marked in place, Ctrl+Enter to run.
const editors = (globalThis.famaiEditors ??= new WeakMap());
const library = () => new Promise((resolve) => {
  if (globalThis.famaiCodeMirror) return resolve(globalThis.famaiCodeMirror);
  globalThis.addEventListener("famai-codemirror", () => resolve(globalThis.famaiCodeMirror), { once: true });
});

const KEYWORDS = "ALL AND ANY AS ASC ASCENDING BY CALL CASE CONTAINS COUNT DESC DESCENDING DISTINCT ELSE END ENDS EXISTS EXPLAIN FALSE IN IS LIMIT MATCH NONE NOT NULL OFFSET OPTIONAL OR ORDER PROFILE RETURN SHORTEST SINGLE SKIP STARTS THEN TRUE UNION UNWIND WHEN WHERE WITH XOR YIELD".split(" ");
const FUNCTIONS = "abs avg ceil coalesce collect count elementId endNode floor head id keys labels last left length max min nodes properties range reduce relationships replace reverse right round size split startNode substring sum tail toFloat toInteger toLower toString toUpper trim type".split(" ");

function language(cm) {
  const words = new Set(KEYWORDS);
  return cm.StreamLanguage.define({
    name: "cypher",
    token(stream, state) {
      if (state.comment) { if (stream.skipTo("*/")) { stream.match("*/"); state.comment = false; } else stream.skipToEnd(); return "comment"; }
      if (stream.eatSpace()) return null;
      if (stream.match("//")) { stream.skipToEnd(); return "comment"; }
      if (stream.match("/*")) { state.comment = true; return "comment"; }
      const ch = stream.next();
      if (ch === "'" || ch === '"') { let escaped = false, c; while ((c = stream.next()) != null) { if (c === ch && !escaped) break; escaped = !escaped && c === "\\"; } return "string"; }
      if (ch === "`") { stream.skipTo("`"); stream.next(); return "variableName"; }
      if (ch === "$") { stream.eatWhile(/[\w\u4e00-\u9fff]/); return "atom"; }
      if (ch === ":" ) { stream.eatWhile(/[|\s:!&]/); if (stream.eatWhile(/[\w\u4e00-\u9fff]/)) return "typeName"; return "punctuation"; }
      if (/\d/.test(ch)) { stream.eatWhile(/[\w.]/); return "number"; }
      if (/[A-Za-z_\u4e00-\u9fff]/.test(ch)) {
        stream.eatWhile(/[\w\u4e00-\u9fff]/);
        const word = stream.current();
        if (words.has(word.toUpperCase())) return "keyword";
        if (stream.peek() === "(") return "function";
        return "variableName";
      }
      return "operator";
    },
    startState: () => ({ comment: false }),
    languageData: { commentTokens: { line: "//" }, closeBrackets: { brackets: ["(", "[", "{", "'", '"'] } },
    tokenTable: { function: cm.tags.function(cm.tags.variableName) },
  });
}

function completions(editor) {
  return (context) => {
    const before = context.matchBefore(/[$:.]?[\w\u4e00-\u9fff|]*$/);
    if (!before || (before.from === before.to && !context.explicit)) return null;
    const line = context.state.sliceDoc(Math.max(0, before.from - 120), before.from);
    const lead = before.text[0];
    let typed = before.text, from = before.from, options;
    const { schema } = editor.data;
    const inEdge = line.lastIndexOf("[") > line.lastIndexOf("]");
    if (lead === ":" || lead === "." || lead === "$") { typed = typed.slice(1); from += 1; }
    if (lead === ":" && typed.includes("|")) { from += typed.lastIndexOf("|") + 1; typed = typed.slice(typed.lastIndexOf("|") + 1); }
    if (lead === ":") options = inEdge ? schema.types : schema.labels;
    else if (lead === ".") options = schema.properties;
    else if (lead === "$") options = schema.parameters;
    else options = [...KEYWORDS.map((k) => ({ label: k, type: "keyword" })), ...FUNCTIONS.map((f) => ({ label: f, type: "function", apply: `${f}(` })), ...schema.labels, ...schema.types];
    const wanted = typed.toLowerCase();
    const found = options.filter((o) => o.label.toLowerCase().includes(wanted) || (o.detail ?? "").toLowerCase().includes(wanted))
      .sort((a, b) => Number(b.label.toLowerCase().startsWith(wanted)) - Number(a.label.toLowerCase().startsWith(wanted)));
    return found.length ? { from, options: found.slice(0, 60), filter: false } : null;
  };
}

function marks(editor) {
  const { view, cm, data } = editor;
  const doc = view.state.doc;
  const found = (data.errors ?? []).map((error) => {
    const line = doc.line(Math.min(Math.max(1, error.line), doc.lines));
    const from = Math.min(line.to, line.from + Math.max(0, error.column - 1));
    const word = /^[\w\u4e00-\u9fff]+/.exec(doc.sliceString(from, line.to));
    return { from: Math.min(from, line.to), to: Math.min(doc.length, from + (word ? word[0].length : 1)), severity: "error", message: error.message };
  });
  view.dispatch(cm.setDiagnostics(view.state, found));
}

function run(editor) {
  clearTimeout(editor.later);
  editor.component.setTriggerValue("run", editor.view.state.doc.toString());
  return true;
}

function build(editor, cm) {
  const { root, data } = editor;
  const look = cm.HighlightStyle.define([
    { tag: cm.tags.keyword, color: "var(--fm-keyword)", fontWeight: "600" }, { tag: cm.tags.string, color: "var(--fm-string)" },
    { tag: cm.tags.comment, color: "var(--fm-comment)", fontStyle: "italic" }, { tag: cm.tags.typeName, color: "var(--fm-label)", fontWeight: "600" },
    { tag: cm.tags.number, color: "var(--fm-string)" }, { tag: cm.tags.atom, color: "var(--fm-label)" }, { tag: cm.tags.function(cm.tags.variableName), color: "var(--fm-keyword)" },
  ]);
  const theme = cm.EditorView.theme({
    "&": { color: "inherit", backgroundColor: "transparent" },
    ".cm-gutters": { backgroundColor: "transparent", color: "inherit", opacity: ".65", border: "0" },
    ".cm-content": { caretColor: "var(--st-text-color, #1c2430)" },
    ".cm-cursor": { borderLeftColor: "var(--st-text-color, #1c2430)" },
    ".cm-activeLine": { backgroundColor: "transparent" },
    ".cm-selectionBackground, &.cm-focused .cm-selectionBackground": { backgroundColor: "rgb(120 160 220 / .35) !important" },
    ".cm-tooltip": { backgroundColor: "var(--st-background-color, #fff)", color: "var(--st-text-color, #1c2430)", border: "1px solid var(--st-border-color, #d8d4cc)", borderRadius: "6px", zIndex: "2000" },
    ".cm-tooltip-autocomplete ul li[aria-selected]": { backgroundColor: "var(--st-primary-color, #a8471a)", color: "#fff" },
    ".cm-completionDetail": { fontStyle: "normal", opacity: ".8" },
  });
  editor.view = new cm.EditorView({
    parent: root.querySelector(".code"), root: root.host ? root : document,
    state: cm.EditorState.create({
      doc: data.text,
      extensions: [
        cm.lineNumbers(), cm.history(), cm.drawSelection(), cm.bracketMatching(), cm.closeBrackets(), language(cm), cm.syntaxHighlighting(look), theme, cm.lintGutter(),
        cm.EditorView.lineWrapping, cm.placeholder(data.words.placeholder),
        cm.autocompletion({ override: [completions(editor)], icons: false }),
        cm.EditorView.contentAttributes.of({ "aria-label": data.words.name, spellcheck: "false" }),
        cm.keymap.of([{ key: "Mod-Enter", run: () => run(editor) }, ...cm.closeBracketsKeymap, ...cm.completionKeymap, ...cm.historyKeymap, ...cm.defaultKeymap]),
        cm.EditorView.updateListener.of((update) => {
          if (!update.docChanged) return;
          clearTimeout(editor.later);
          editor.later = setTimeout(() => editor.component.setStateValue("draft", update.state.doc.toString()), 500);
        }),
      ],
    }),
  });
}

function colours(editor) {
  const paper = getComputedStyle(editor.root.host ?? editor.root).getPropertyValue("--st-background-color").trim() || "#ffffff";
  const dark = /^#/.test(paper) && parseInt(paper.slice(1, 3), 16) < 110;
  const set = dark ? { keyword: "#8cc8ee", string: "#f0a070", comment: "#9aa4b2", label: "#7fd1b9" } : { keyword: "#0b5e8a", string: "#8a4b00", comment: "#5b6573", label: "#00695c" };
  const frame = editor.root.querySelector(".editor");
  for (const [name, value] of Object.entries(set)) frame.style.setProperty(`--fm-${name}`, value);
}

export default function (component) {
  const { data, parentElement: root } = component;
  let editor = editors.get(root);
  if (!editor) { editor = { root }; editors.set(root, editor); }
  editor.component = component;
  editor.data = data;
  colours(editor);
  library().then((cm) => {
    if (editor.gone) return;
    if (!editor.view) { editor.cm = cm; build(editor, cm); editor.loaded = data.load; root.querySelector(".editor").dataset.ready = "1"; }
    if (editor.loaded !== editor.data.load) {
      editor.loaded = editor.data.load;
      editor.view.dispatch({ changes: { from: 0, to: editor.view.state.doc.length, insert: editor.data.text } });
    }
    if (editor.data.asked === null || editor.data.asked === editor.view.state.doc.toString()) marks(editor);
    if (editor.data.send && editor.data.send !== editor.sent) { editor.sent = editor.data.send; run(editor); }
  });
  return () => { editor.gone = true; clearTimeout(editor.later); editor.view?.destroy(); editors.delete(root); };
}

// The reader: chapter tree beside the text, annotations that can be switched on and off, references that go there and back.
// Built with textContent only: a statute's words are never markup.
const readers = (globalThis.famaiReaders ??= new WeakMap());
const KINDS = ["modality", "actor", "term", "reference"];
const el = (tag, cls, text) => { const node = document.createElement(tag); if (cls) node.className = cls; if (text !== undefined) node.textContent = text; return node; };

/** One line of text; `span` = [start, end) of the logical text to mark. */
function lineOf(reader, line, span) {
  const p = el("p", `line ${line.kind ?? ""}`);
  p.dataset.unit = line.unit ?? "";
  let at = line.at;
  const put = (parent, words, marked) => parent.append(marked ? el("mark", "", words) : document.createTextNode(words));
  const pour = (parent, words) => {
    const end = at + words.length;
    const a = span ? Math.max(at, span[0]) : end, b = span ? Math.min(end, span[1]) : end;
    if (span && a < b) {
      if (a > at) put(parent, words.slice(0, a - at));
      put(parent, words.slice(a - at, b - at), true);
      if (b < end) put(parent, words.slice(b - at));
    } else put(parent, words);
    at = end;
  };
  let label = line.label ?? 0;
  for (const [words, numbers] of line.runs) {
    let rest = words;
    if (label > 0) { const head = rest.slice(0, label); label -= head.length; rest = rest.slice(head.length); const b = el("b"); pour(b, head); p.append(b); }
    if (!rest) continue;
    if (!numbers.length) { pour(p, rest); continue; }
    const kinds = [...new Set(numbers.map((n) => reader.data.notes[n][0]))];
    const note = el("span", `note ${kinds.join(" ")}`);
    note.dataset.notes = numbers.join(" ");
    if (kinds.includes("reference")) { note.tabIndex = 0; note.setAttribute("role", "link"); }
    pour(note, rest);
    p.append(note);
  }
  return p;
}

function build(reader) {
  const { text, tree, data } = reader;
  reader.lines = new Map();
  const parts = [];
  let block = null, current = null;
  for (const line of data.lines) {
    if (!block || line.article !== current || !line.article) {
      block = el("section", "block");
      current = line.article ?? null;
      if (current) { block.dataset.article = current; block.append(actsOf(reader, current)); }
      parts.push(block);
    }
    const p = lineOf(reader, line, null);
    block.append(p);
    if (line.unit && !reader.lines.has(line.unit)) reader.lines.set(line.unit, { line, p });
    if (line.article && !reader.lines.has(line.article)) reader.lines.set(line.article, { line, p });
  }
  text.replaceChildren(...parts);
  tree.replaceChildren(...data.tree.map((entry) => {
    const b = el("button", entry.head ? "head" : "", entry.name);
    b.type = "button"; b.dataset.unit = entry.unit; b.style.paddingLeft = `${Math.min(5, entry.depth) * 10}px`;
    b.onclick = () => visit(reader, entry.unit);
    return b;
  }));
}

function actsOf(reader, article) {
  const acts = el("span", "acts"), { words } = reader.data;
  const chain = el("button", "", words.chain); chain.type = "button"; chain.onclick = () => reader.component.setTriggerValue("graph", article);
  const copy = el("button", "", words.copy); copy.type = "button";
  copy.onclick = () => {
    const lines = reader.data.lines.filter((line) => line.article === article).map((line) => line.runs.map((run) => run[0]).join("").trim());
    const cite = reader.lines.get(article).line;
    copyText(reader, `${lines.join("\n")}\n——《${reader.data.title}》${reader.data.lines.find((l) => l.unit === article)?.cite ?? cite.cite}`);
  };
  const correct = el("button", "", words.correct); correct.type = "button"; correct.onclick = () => reader.component.setTriggerValue("correct", article);
  acts.append(chain, copy, correct);
  return acts;
}

async function copyText(reader, words) {
  try { await navigator.clipboard.writeText(words); }
  catch {
    const area = el("textarea"); area.value = words; reader.root.append(area); area.select(); document.execCommand("copy"); area.remove();
  }
  say(reader, reader.data.words.copied);
}

function say(reader, words) {
  reader.live.textContent = words;
  reader.where.textContent = words;
}

function citeHere(reader) {
  const kept = reader.at && reader.lines.get(reader.at);
  reader.where.textContent = kept ? `《${reader.data.title}》${kept.line.cite ?? ""}` : "";
  reader.copy.disabled = !kept;
}

function nearest(reader, unit) {
  let id = unit;
  while (id) {
    if (reader.lines.has(id)) return id;
    const longer = [...reader.lines.keys()].find((key) => key.startsWith(`${id}.`));
    if (longer) return longer;
    id = id.includes(".") ? id.slice(0, id.lastIndexOf(".")) : "";
  }
  return null;
}

/** Brings a unit into sight, marks it as the place one is at, and the span if there is one. */
function goTo(reader, unit, span) {
  const id = nearest(reader, unit);
  reader.text.querySelectorAll(".here").forEach((p) => p.classList.remove("here"));
  reader.text.querySelectorAll(".current").forEach((p) => p.classList.remove("current"));
  for (const [line, p] of reader.marked ?? []) { const fresh = lineOf(reader, line, null); p.replaceWith(fresh); swap(reader, p, fresh); }
  reader.marked = [];
  if (!id) return;
  reader.at = id;
  let first = reader.lines.get(id).p;
  if (span) {
    for (const line of reader.data.lines) {
      const length = line.runs.reduce((sum, run) => sum + run[0].length, 0);
      if (line.at >= span[1] || line.at + length <= span[0]) continue;
      const old = [...reader.text.querySelectorAll(".line")].find((p) => p.dataset.unit === (line.unit ?? "") && p.textContent === line.runs.map((r) => r[0]).join(""));
      if (!old) continue;
      const fresh = lineOf(reader, line, span);
      old.replaceWith(fresh); swap(reader, old, fresh);
      reader.marked.push([line, fresh]);
      if (old === first) first = fresh;
    }
    first = reader.marked[0]?.[1] ?? first;
  }
  const kept = reader.lines.get(id);
  kept.p.classList.add("here");
  kept.p.closest(".block")?.classList.add("current");
  centre(reader.text, first);
  // lazily sized articles above may grow as they come near: once more when they have
  requestAnimationFrame(() => centre(reader.text, first));
  const article = kept.line.article ?? id;
  for (const b of reader.tree.children) {
    const on = b.dataset.unit === article || b.dataset.unit === id;
    b.setAttribute("aria-current", String(on));
    if (on && (b.offsetTop < reader.tree.scrollTop || b.offsetTop + b.offsetHeight > reader.tree.scrollTop + reader.tree.clientHeight)) centre(reader.tree, b);
  }
  citeHere(reader);
}

/** Scrolls `box` alone: the page round it stays where it is. */
function centre(box, line) {
  const outer = box.getBoundingClientRect(), inner = line.getBoundingClientRect();
  box.scrollTop += inner.top - outer.top - Math.max(0, (box.clientHeight - inner.height) / 2);
}

function swap(reader, old, fresh) {
  for (const kept of reader.lines.values()) if (kept.p === old) kept.p = fresh;
}

function visit(reader, unit, remember = true) {
  if (remember && reader.at) { reader.past.push(reader.at); reader.future.length = 0; }
  goTo(reader, unit, null);
  moves(reader);
  reader.component.setStateValue("at", unit);
}

function moves(reader) {
  reader.back.disabled = reader.past.length === 0;
  reader.forth.disabled = reader.future.length === 0;
}

function notesOf(reader, target) {
  const span = target.closest?.(".note");
  return span ? [span, span.dataset.notes.split(" ").map((n) => reader.data.notes[Number(n)]).filter((n) => reader.on.has(n[0]))] : [null, []];
}

function follow(reader, target) {
  const [, notes] = notesOf(reader, target);
  const reference = notes.find((n) => n[0] === "reference" && n[2]);
  if (!reference) return false;
  visit(reader, reference[2]);
  return true;
}

function tools(reader) {
  const { bar, data, frame } = reader, { words } = data;
  const button = (text, label, act) => { const b = el("button", "", text); b.type = "button"; b.title = label; b.setAttribute("aria-label", label); b.onclick = act; return b; };
  reader.back = button("←", words.back, () => { reader.future.push(reader.at); const to = reader.past.pop(); goTo(reader, to, null); moves(reader); reader.component.setStateValue("at", to); });
  reader.forth = button("→", words.forth, () => { reader.past.push(reader.at); const to = reader.future.pop(); goTo(reader, to, null); moves(reader); reader.component.setStateValue("at", to); });
  const toggles = KINDS.map((kind) => {
    const b = button(words[kind], words[kind], () => {
      reader.on.has(kind) ? reader.on.delete(kind) : reader.on.add(kind);
      frame.classList.toggle(kind, reader.on.has(kind));
      b.setAttribute("aria-pressed", String(reader.on.has(kind)));
      reader.component.setStateValue("off", KINDS.filter((k) => !reader.on.has(k)));
    });
    b.dataset.kind = kind;
    b.setAttribute("aria-pressed", String(reader.on.has(kind)));
    frame.classList.toggle(kind, reader.on.has(kind));
    return b;
  });
  reader.where = el("span", "where");
  reader.copy = button(words.cite, words.cite, () => copyText(reader, reader.where.textContent));
  bar.setAttribute("aria-label", words.tools);
  bar.replaceChildren(reader.back, reader.forth, ...toggles, reader.where, reader.copy);
  moves(reader);
  citeHere(reader);
}

function pointed(reader) {
  const to = globalThis.famaiPointer;
  if (!to || to.statute !== reader.data.statute || !to.unit) return;
  if (to.off && !reader.touched) { reader.touched = true; for (const kind of to.off) { reader.on.delete(kind); } tools(reader); }
  if (to.unit === reader.at && !to.span) return;
  goTo(reader, to.unit, to.span);
}

export default function (component) {
  const { data, parentElement: root } = component;
  let reader = readers.get(root);
  if (!reader) {
    const frame = root.querySelector(".reader");
    reader = { root, frame, tree: root.querySelector(".tree"), text: root.querySelector(".text"), bar: root.querySelector(".tools"), hint: root.querySelector(".hint"), live: root.querySelector(".live"), on: new Set(KINDS), past: [], future: [], at: null };
    readers.set(root, reader);
    reader.text.addEventListener("click", (event) => {
      if (follow(reader, event.target)) return;
      if (getSelection()?.toString()) return;
      const line = event.target.closest?.(".line");
      if (line?.dataset.unit) { reader.past.push(reader.at ?? line.dataset.unit); reader.text.querySelectorAll(".here").forEach((p) => p.classList.remove("here")); line.classList.add("here"); reader.at = line.dataset.unit; citeHere(reader); moves(reader); reader.component.setStateValue("at", reader.at); }
    });
    reader.text.addEventListener("keydown", (event) => { if (event.key === "Enter" && follow(reader, event.target)) event.preventDefault(); });
    const over = (event) => {
      const [span, notes] = notesOf(reader, event.target);
      if (!span || !notes.length) { reader.hint.hidden = true; return; }
      reader.hint.textContent = notes.map((n) => `${reader.data.words[n[0]]}：${n[1]}`).join("\n");
      reader.hint.hidden = false;
      const box = frame.getBoundingClientRect(), at = span.getBoundingClientRect();
      reader.hint.style.left = `${Math.max(4, Math.min(at.left - box.left, box.width - reader.hint.offsetWidth - 8))}px`;
      const under = at.bottom - box.top + 6;
      reader.hint.style.top = `${under + reader.hint.offsetHeight < box.height ? under : at.top - box.top - reader.hint.offsetHeight - 6}px`;
    };
    reader.text.addEventListener("mouseover", over);
    reader.text.addEventListener("focusin", over);
    reader.text.addEventListener("mouseleave", () => { reader.hint.hidden = true; });
    reader.listen = () => pointed(reader);
    globalThis.addEventListener("famai-pointer", reader.listen);
  }
  reader.component = component;
  if (reader.data?.key !== data.key) {
    reader.data = data;
    reader.at = null; reader.past = []; reader.future = [];
    build(reader);
    tools(reader);
    reader.text.setAttribute("aria-label", data.words.text);
    reader.tree.setAttribute("aria-label", data.words.tree);
    reader.frame.dataset.ready = data.key;
    pointed(reader);
  }
  return () => { globalThis.removeEventListener("famai-pointer", reader.listen); globalThis.famaiPointed = null; readers.delete(root); };
}

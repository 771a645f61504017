// The search box: what is typed goes to Python after a short pause, hits come back, Enter goes to the chosen one.
const boxes = (globalThis.famaiSearches ??= new WeakMap());

function open(box, yes) {
  box.list.hidden = !yes;
  box.input.setAttribute("aria-expanded", String(yes));
}

function draw(box) {
  const { data, list } = box;
  const fresh = data.query === box.input.value.trim();
  list.replaceChildren(...data.hits.map((hit, k) => {
    const li = document.createElement("li");
    li.id = `hit-${k}`;
    li.setAttribute("role", "option");
    li.setAttribute("aria-selected", String(k === box.at));
    for (const part of ["kind", "name", "more"]) { const span = document.createElement("span"); span.className = part; span.textContent = hit[part]; li.append(span); }
    li.onpointerdown = (event) => { event.preventDefault(); go(box, hit.id); };
    return li;
  }));
  if (!data.hits.length && data.query && fresh) {
    const li = document.createElement("li"); li.className = "none"; li.textContent = data.words.none; list.append(li);
  }
  if (list.children.length) box.input.setAttribute("aria-activedescendant", `hit-${box.at}`);
  open(box, box.typed && box.input.value.trim() !== "" && list.children.length > 0 && box.input.getRootNode().activeElement === box.input);
}

function go(box, id) {
  box.typed = false;
  clearTimeout(box.later);
  open(box, false);
  box.component.setTriggerValue("go", { id: id ?? null, query: box.input.value.trim() });
  box.input.blur();
}

function ask(box) {
  const query = box.input.value.trim();
  if (query !== box.asked) { box.asked = query; box.component.setStateValue("query", query); }
}

export default function (component) {
  const { data, parentElement: root } = component;
  let box = boxes.get(root);
  if (!box) {
    const input = root.querySelector("input");
    box = { input, list: root.querySelector("ul"), at: 0, asked: "", typed: false };
    boxes.set(root, box);
    input.addEventListener("input", () => { box.typed = true; box.at = 0; clearTimeout(box.later); box.later = setTimeout(() => ask(box), 160); });
    input.addEventListener("focus", () => { input.select(); });
    input.addEventListener("blur", () => open(box, false));
    input.addEventListener("keydown", (event) => {
      if (event.isComposing) return;
      const count = box.data.hits.length;
      if (event.key === "ArrowDown" && count) box.at = (box.at + 1) % count;
      else if (event.key === "ArrowUp" && count) box.at = (box.at + count - 1) % count;
      else if (event.key === "Enter") {
        const query = input.value.trim();
        if (query) go(box, box.data.query === query ? box.data.hits[box.at]?.id : null);
        event.preventDefault();
        return;
      } else if (event.key === "Escape") { open(box, false); input.blur(); return; }
      else return;
      event.preventDefault();
      draw(box);
      box.list.children[box.at]?.scrollIntoView({ block: "nearest" });
    });
    box.shortcut = (event) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") { event.preventDefault(); input.focus(); input.select(); }
    };
    document.addEventListener("keydown", box.shortcut, true);
  }
  box.component = component;
  box.data = data;
  box.input.placeholder = data.words.hint;
  box.input.setAttribute("aria-label", data.words.name);
  draw(box);
  return () => { document.removeEventListener("keydown", box.shortcut, true); boxes.delete(root); };
}

// What stands round the picture: heads of columns, legend, hints, buttons, and the picture as a file.
import { hide, choose } from "./marks.js";
import { FONT, colours, glyph, icon } from "./looks.js";
import { firstSight, zoomBy } from "./sight.js";

export function drawHeadings(view) {
  const { strip, data } = view;
  strip.replaceChildren(...data.columns.map((column) => {
    const el = document.createElement("div");
    el.className = "head";
    el.textContent = column.title;
    if (column.count) { const n = document.createElement("small"); n.textContent = column.count; el.append(" ", n); }
    if (column.colour) el.style.borderColor = column.colour;
    return el;
  }));
  strip.hidden = data.columns.length === 0;
  view.headed = null;
}

export function legend(view) {
  const { root, data } = view, words = data.words ?? {};
  const list = root.querySelector(".legend");
  const off = new Set(data.hidden ?? []);
  const tell = (hidden) => {
    view.data = { ...view.data, hidden };
    hide(view); legend(view);
    view.component.setStateValue("hidden", hidden);
  };
  const kinds = data.legend.map((entry) => entry.kind);
  const button = (text, label, act) => { const b = document.createElement("button"); b.type = "button"; b.textContent = text; b.title = label; b.setAttribute("aria-label", label); b.onclick = act; return b; };
  list.setAttribute("aria-label", words.legend ?? "");
  list.replaceChildren(...data.legend.map((entry) => {
    const item = document.createElement("span");
    item.className = "entry" + (off.has(entry.kind) ? " hidden" : "");
    const toggle = button("", `${entry.name} ${entry.count}`, () => tell(off.has(entry.kind) ? [...off].filter((k) => k !== entry.kind) : [...off, entry.kind]));
    toggle.setAttribute("aria-pressed", String(!off.has(entry.kind)));
    toggle.dataset.kind = entry.kind;
    const count = document.createElement("small"); count.textContent = entry.count;
    toggle.append(glyph(entry, colours(root).dark), entry.name, " ", count);
    item.append(toggle, button(words.only ?? "", `${words.only ?? ""} ${entry.name}`, () => tell(kinds.filter((k) => k !== entry.kind && !k.startsWith("stated")))));
    item.lastChild.className = "only";
    return item;
  }));
  if (off.size) { const all = button(words.everything ?? "", words.everything ?? "", () => tell([])); all.className = "every"; list.append(all); }
  list.hidden = data.legend.length === 0;
}

export function tip(view, event) {
  const el = event.target, { hint } = view;
  const words = el.data("title");
  if (!words || el.id() === view.data.selected) return;
  hint.textContent = words;
  hint.hidden = false;
  const p = event.renderedPosition ?? el.renderedPosition();
  hint.style.left = `${Math.max(4, Math.min(p.x + 14, view.cy.width() - hint.offsetWidth - 8))}px`;
  const under = p.y + 18 + hint.offsetHeight < view.cy.height();
  hint.style.top = `${under ? p.y + 18 : Math.max(4, p.y - hint.offsetHeight - 14)}px`;
}

async function picture(view) {
  const { cy, data } = view;
  const c = colours(view.root);
  const scale = 2, top = data.columns.length ? 60 : 0;
  const blob = await cy.png({ output: "blob-promise", full: true, scale, bg: c.paper });
  const image = await createImageBitmap(blob);
  const box = cy.elements(":visible").boundingBox();
  const canvas = document.createElement("canvas");
  canvas.width = image.width;
  canvas.height = image.height + (top + 30) * scale;
  const g = canvas.getContext("2d");
  g.fillStyle = c.paper; g.fillRect(0, 0, canvas.width, canvas.height);
  g.drawImage(image, 0, top * scale);
  g.fillStyle = c.ink; g.textAlign = "center"; g.font = `600 ${20 * scale}px ${FONT}`;
  for (const column of data.columns) g.fillText(column.title, (column.x - box.x1) * scale, 36 * scale);
  g.textAlign = "left"; g.font = `${12 * scale}px ${FONT}`;
  g.fillText(data.stamp ?? "", 10 * scale, canvas.height - 10 * scale);
  const link = document.createElement("a");
  link.download = data.file ?? "famai.png";
  link.href = canvas.toDataURL("image/png");
  link.click();
}

export function buttons(view) {
  const { root, data } = view;
  const bar = root.querySelector(".bar");
  const words = data.words ?? {};
  const acts = { out: () => zoomBy(view, 0.8), in: () => zoomBy(view, 1.25), fit: () => firstSight(view), all: () => view.cy.fit(view.cy.nodes(":visible"), 20), png: () => picture(view), clear: () => choose(view, null), full: () => { document.fullscreenElement ? document.exitFullscreen() : root.querySelector(".canvas").requestFullscreen?.(); } };
  for (const b of bar.querySelectorAll("button")) {
    const act = b.dataset.act;
    if (!b.firstChild) b.append(icon(act));
    b.title = words[act] ?? act;
    b.setAttribute("aria-label", words[act] ?? act);
    b.onclick = () => { view.untouched = false; acts[act](); };
  }
  bar.setAttribute("aria-label", words.bar ?? "");
}

// The canvas: Cytoscape.js inside one Streamlit component. Positions come from Python; nothing here lays out.
// A rerun with the same `seq` only restyles: zoom, pan and positions belong to the person looking.
const store = (globalThis.famaiCanvases ??= new WeakMap());

const library = () =>
  new Promise((resolve) => {
    if (globalThis.famaiCytoscape) return resolve(globalThis.famaiCytoscape);
    globalThis.addEventListener("famai-cytoscape", () => resolve(globalThis.famaiCytoscape), { once: true });
  });

const FONT = '"Noto Sans CJK SC","Source Han Sans SC","PingFang SC","Microsoft YaHei","Noto Sans SC",sans-serif';
const RANGE = { min: 0.12, max: 3 };

function colours(root) {
  const style = getComputedStyle(root.host ?? root);
  const value = (name, fallback) => style.getPropertyValue(name).trim() || fallback;
  return {
    ink: value("--st-text-color", "#1a1f27"),
    paper: value("--st-background-color", "#ffffff"),
    focus: value("--st-primary-color", "#b3541e"),
    font: FONT,
    dark: isDark(value("--st-background-color", "#ffffff")),
  };
}
const isDark = (paper) => /^#[0-9a-f]{6}/i.test(paper) && parseInt(paper.slice(1, 3), 16) + parseInt(paper.slice(3, 5), 16) + parseInt(paper.slice(5, 7), 16) < 300;
// the same hues, light enough to be seen on a dark ground
const LIT = { stated: "#a3afbd", inferred: "#e3b84f", candidate: "#e79acb", missing: "#f2a45f" };
const BRIGHT = Object.entries(LIT).map(([kind, colour]) => ({ selector: `edge[kind = "${kind}"]`, style: { "line-color": colour, "target-arrow-color": colour } }));
// shapes that leave the room to the words
const SLIM = {
  rhomboid: "-1 -1 0.9 -1 1 1 -0.9 1", octagon: "-0.92 -1 0.92 -1 1 -0.55 1 0.55 0.92 1 -0.92 1 -1 0.55 -1 -0.55",
  hexagon: "-0.91 -1 0.91 -1 1 0 0.91 1 -0.91 1 -1 0",
};
const EDGED = { selector: "node", style: { "border-color": "#8b98aa" } };

function stylesheet(c) {
  return [
    {
      selector: "node",
      style: {
        shape: "data(shape)", width: "data(w)", height: "data(h)", label: "data(label)",
        "background-color": "data(fill)", color: "data(ink)", "border-color": "data(border)", "border-width": 1.5,
        "font-family": c.font, "font-size": "data(size)", "text-wrap": "wrap", "text-max-width": 4000,
        "text-valign": "center", "text-halign": "center", "line-height": 1.2, "overlay-opacity": 0,
        "min-zoomed-font-size": 3,
      },
    },
    ...Object.entries(SLIM).map(([shape, points]) => ({ selector: `node[shape = "${shape}"]`, style: { shape: "polygon", "shape-polygon-points": points } })),
    { selector: 'node[shape = "ellipse"]', style: { shape: "round-rectangle", "corner-radius": 28 } },
    ...(c.dark ? [EDGED, { selector: "node.gap", style: { "border-color": "#f2a45f" } }] : []),
    { selector: "node[side]", style: { "text-valign": "bottom", "text-margin-y": 5, color: c.ink, "text-background-color": c.paper, "text-background-opacity": 0.85, "text-background-padding": 2 } },
    { selector: "node.gap", style: { "border-style": "dashed", "border-width": 2.5 } },
    { selector: "node.inferred", style: { "border-style": "dashed", "border-width": 2.5 } },
    { selector: "node.group", style: { "border-width": 2.5 } },
    {
      selector: "edge",
      style: {
        width: 1.6, "line-color": "data(line)", "target-arrow-color": "data(line)", "target-arrow-shape": "triangle",
        "arrow-scale": 0.9, "curve-style": "bezier", opacity: 0.62, "overlay-opacity": 0,
        "source-endpoint": "outside-to-node-or-label", "target-endpoint": "outside-to-node",
      },
    },
    {
      selector: "edge.column",
      style: { "curve-style": "unbundled-bezier", "control-point-distances": "data(bend)", "control-point-weights": [0.3, 0.7], "source-endpoint": "90deg", "target-endpoint": "270deg" },
    },
    ...(c.dark ? BRIGHT : []),
    { selector: "edge.inferred", style: { "line-style": "dashed", "line-dash-pattern": [7, 4] } },
    { selector: "edge.candidate", style: { "line-style": "dashed", "line-dash-pattern": [2, 4], "target-arrow-shape": "vee" } },
    { selector: "edge.gap", style: { "line-style": "dashed", "line-dash-pattern": [7, 4], "target-arrow-shape": "none" } },
    {
      selector: "edge[label]",
      style: { label: "data(label)", "font-family": c.font, "font-size": 11, color: c.ink, "text-rotation": "autorotate", "text-background-color": c.paper, "text-background-opacity": 0.9, "text-background-padding": 2, "min-zoomed-font-size": 6 },
    },
    // a light veil: the words stay readable (contrast kept above 3:1)
    { selector: "node.away", style: { "background-opacity": 0.13, color: c.ink, "text-opacity": 0.72, "border-opacity": 0.45 } },
    { selector: "edge.away", style: { opacity: 0.13 } },
    { selector: "edge.marked", style: { width: 3.2, opacity: 1 } },
    { selector: "edge.column.marked", style: { "z-index": 5 } },
    { selector: "node.marked", style: { "border-width": 3, "border-color": c.ink, "z-index": 6 } },
    { selector: "node.chosen", style: { "border-width": 5, "border-color": c.focus, "border-style": "solid", "z-index": 8 } },
    { selector: "edge.chosen", style: { width: 5, "line-color": c.focus, "target-arrow-color": c.focus, opacity: 1, "z-index": 8 } },
    { selector: "node.focus", style: { "outline-width": 3, "outline-color": c.focus, "outline-offset": 3, "outline-style": "solid" } },
    { selector: ".off", style: { display: "none" } },
  ];
}

function elements(data) {
  const at = new Map(data.nodes.map((n) => [n.id, n]));
  const nodes = data.nodes.map((n) => ({ group: "nodes", data: { ...n }, position: { x: n.x, y: n.y }, classes: n.classes ?? "" }));
  const edges = data.edges.filter((e) => at.has(e.source) && at.has(e.target)).map((e) => {
    const from = at.get(e.source), to = at.get(e.target);
    const side = data.columns.length > 0 && to.x - from.x > 1;
    const dy = to.y - from.y, dx = Math.max(1, to.x - from.x);
    // an S between two columns: leaves and arrives level
    const bend = 0.3 * dy * (dx / Math.hypot(dx, dy));
    return { group: "edges", data: { ...e, bend: [-bend, bend] }, classes: `${e.classes ?? ""}${side ? " column" : ""}` };
  });
  return [...nodes, ...edges];
}

/** Everything up- and downstream of a node or edge, itself included. */
function chainOf(cy, id) {
  const start = cy.getElementById(id);
  if (start.empty()) return cy.collection();
  const up = start.isEdge() ? start.source() : start;
  const down = start.isEdge() ? start.target() : start;
  if (cy.scratch("near")) return start.isEdge() ? start.union(start.connectedNodes()) : start.closedNeighborhood();
  return start.union(up).union(up.predecessors()).union(down).union(down.successors());
}

/** The ids of every chain the chosen one is part of. */
function listed(data) {
  const all = [...data.nodes, ...data.edges];
  const place = all.findIndex((one) => one.id === data.selected);
  const found = new Set();
  for (const chain of data.chains) if (chain.includes(place)) for (const k of chain) found.add(all[k].id);
  return found;
}

function mark(view) {
  const { cy, data } = view;
  cy.batch(() => {
    cy.elements().removeClass("away marked chosen");
    const chosen = data.selected ? cy.getElementById(data.selected) : cy.collection();
    if (chosen.empty()) return;
    const chain = data.chains ? cy.collection([...listed(data)].map((id) => cy.getElementById(id)).filter((e) => e.nonempty()).map((e) => e[0])).union(chosen) : chainOf(cy, data.selected);
    cy.elements().not(chain).addClass("away");
    chain.addClass("marked");
    chosen.addClass("chosen");
  });
}

function hide(view) {
  const { cy, data } = view;
  const off = new Set(data.hidden ?? []);
  cy.batch(() => {
    cy.nodes().forEach((n) => { n.toggleClass("off", off.has(n.data("kind"))); });
    cy.edges().forEach((e) => { e.toggleClass("off", off.has(e.data("kind"))); });
  });
}

function headings(view) {
  const { cy, data, strip } = view;
  const zoom = cy.zoom(), pan = cy.pan();
  [...strip.children].forEach((el, k) => {
    const column = data.columns[k];
    el.style.left = `${column.x * zoom + pan.x}px`;
    el.style.width = `${Math.max(60, column.w * zoom)}px`;
  });
}

function drawHeadings(view) {
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
}

const SVG = "http://www.w3.org/2000/svg";
const OUTLINES = {
  "rectangle": "1,3 21,3 21,13 1,13", "cut-rectangle": "4,3 18,3 21,6 21,10 18,13 4,13 1,10 1,6", "octagon": "5,2 17,2 21,6 21,10 17,14 5,14 1,10 1,6",
  "hexagon": "5,2 17,2 21,8 17,14 5,14 1,8", "round-hexagon": "5,2 17,2 21,8 17,14 5,14 1,8", "round-tag": "1,3 15,3 21,8 15,13 1,13", "tag": "1,3 15,3 21,8 15,13 1,13", "rhomboid": "1,3 18,3 21,13 4,13",
  "diamond": "11,1 21,8 11,15 1,8", "round-diamond": "11,1 21,8 11,15 1,8", "triangle": "11,2 20,14 2,14", "vee": "2,2 11,7 20,2 11,14", "pentagon": "11,1 21,7 17,15 5,15 1,7", "concave-hexagon": "1,2 21,2 17,8 21,14 1,14 5,8",
};
function glyph(given, dark) {
  const entry = dark ? { ...given, colour: LIT[given.kind] ?? given.colour, border: "#8b98aa" } : given;
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 22 16"); svg.setAttribute("width", "22"); svg.setAttribute("height", "16"); svg.setAttribute("aria-hidden", "true");
  const line = entry.shape.startsWith("line-"), outline = entry.kind === "gap" ? null : OUTLINES[entry.shape];
  const part = document.createElementNS(SVG, line ? "line" : outline ? "polygon" : "rect");
  const set = (values) => Object.entries(values).forEach(([k, v]) => part.setAttribute(k, v));
  if (line) set({ x1: 1, y1: 8, x2: 21, y2: 8, stroke: entry.colour, "stroke-width": 3, "stroke-dasharray": { "line-inferred": "6 3", "line-missing": "6 3", "line-candidate": "2 3" }[entry.shape] ?? "none" });
  else if (outline) set({ points: outline, fill: entry.colour });
  else if (entry.kind === "gap") set({ x: 1.5, y: 3, width: 19, height: 10, rx: 2, fill: entry.colour, stroke: entry.border, "stroke-width": 2, "stroke-dasharray": "3 2" });
  else set({ x: 1, y: 3, width: 20, height: 10, rx: entry.shape === "barrel" || entry.shape === "ellipse" ? 5 : 3, fill: entry.colour });
  if (!line && entry.border && entry.kind !== "gap") { part.setAttribute("stroke", entry.border); part.setAttribute("stroke-width", 1); }
  svg.append(part);
  return svg;
}

function legend(view) {
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

const bounds = (cy) => cy.nodes(":visible").boundingBox({ includeLabels: true, includeOverlays: false });

/** The first sight: the columns as wide as the canvas, from the top; anything else as a whole. */
function firstSight(view) {
  const { cy, data } = view;
  if (cy.nodes(":visible").empty()) return;
  if (data.columns.length === 0) { cy.fit(cy.nodes(":visible"), 30); if (cy.zoom() > 1.15) { cy.zoom(1.15); cy.center(cy.nodes(":visible")); } return; }
  const left = Math.min(...data.columns.map((c) => c.x - c.w / 2)), right = Math.max(...data.columns.map((c) => c.x + c.w / 2));
  const zoom = Math.min(1.35, Math.max(RANGE.min, (cy.width() - 28) / (right - left)));
  const box = bounds(cy);
  cy.viewport({ zoom, pan: { x: cy.width() / 2 - (zoom * (left + right)) / 2, y: 14 - box.y1 * zoom } });
  const high = cy.height() / zoom;
  const slack = high - box.h;
  if (slack > 40) cy.panBy({ x: 0, y: Math.min(90, (slack * zoom) / 2 - 14) });
}

function show(view, id) {
  const el = view.cy.getElementById(id);
  if (el.empty()) return;
  const box = el.renderedBoundingBox();
  const { cy } = view;
  const aside = box.x1 < 0 || box.x2 > cy.width(), beyond = box.y1 < 10 || box.y2 > cy.height() - 10;
  if (aside) cy.center(el);
  else if (beyond) cy.panBy({ x: 0, y: cy.height() / 2 - (box.y1 + box.y2) / 2 });
}

const key = (data) => `famai-view:${data.view}`;
function remember(view) {
  const { cy, data } = view;
  try { sessionStorage.setItem(key(data), JSON.stringify({ zoom: cy.zoom(), pan: cy.pan() })); } catch { /* storage full or off: the view is only not remembered */ }
}
function recall(view) {
  try { const kept = sessionStorage.getItem(key(view.data)); return kept ? JSON.parse(kept) : null; } catch { return null; }
}

/** Where the picture stands; a storyboard step keeps it. Asked for when a step is made, so that panning costs no rerun. */
function standing(view) {
  const { cy } = view;
  if (view.gone || !cy || !view.box.isConnected) return null;
  return { zoom: cy.zoom(), x: cy.pan().x, y: cy.pan().y, width: cy.width(), height: cy.height() };
}
/** Puts the picture where a step says, once for each opening; on a canvas of another width the same part is shown. */
function place(view) {
  const placed = (globalThis.famaiPlaced ??= new Set()), wanted = view.data.place;
  if (!wanted || placed.has(wanted[0]) || !view.cy.width()) return;
  placed.add(wanted[0]);
  const [, zoom, x, y, width] = wanted, scale = width > 0 ? view.cy.width() / width : 1;
  view.cy.viewport({ zoom: Math.min(RANGE.max, Math.max(RANGE.min, zoom * scale)), pan: { x: x * scale, y: y * scale } });
  view.untouched = false;
  headings(view);
}

function choose(view, id, tell = true) {
  view.data = { ...view.data, selected: id };
  mark(view);
  if (tell) view.component.setStateValue("selected", id);
}

function say(view, id) {
  const el = id ? view.cy.getElementById(id) : view.cy.collection();
  view.live.textContent = el.empty() ? "" : (el.data("title") || el.data("label") || "").replaceAll("\n", "");
}

function focusOn(view, node) {
  view.cy.nodes().removeClass("focus");
  if (!node || node.empty()) return;
  node.addClass("focus");
  view.focused = node.id();
  say(view, node.id());
  show(view, node.id());
}

function neighbourTowards(cy, from, dx, dy) {
  let best = null, bestCost = Infinity;
  const p = from.position();
  cy.nodes(":visible").forEach((n) => {
    if (n.id() === from.id()) return;
    const q = n.position(), ax = q.x - p.x, ay = q.y - p.y;
    const along = ax * dx + ay * dy, across = Math.abs(ax * dy) + Math.abs(ay * dx);
    if (along <= 1) return;
    const cost = dx ? along + across * 1.2 : along + across * 4;
    if (cost < bestCost) { bestCost = cost; best = n; }
  });
  return best;
}

function onKey(view, event) {
  const { cy, component } = view;
  const ways = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };
  const current = view.focused ? cy.getElementById(view.focused) : cy.collection();
  if (ways[event.key]) {
    const [dx, dy] = ways[event.key];
    const start = current.nonempty() && current.visible() ? current : null;
    const next = start ? neighbourTowards(cy, start, dx, dy) : (view.data.selected && cy.getElementById(view.data.selected).isNode?.() ? cy.getElementById(view.data.selected) : cy.nodes(":visible").first());
    if (next) focusOn(view, next);
  } else if ((event.key === "Enter" || event.key === " ") && current.nonempty()) {
    if (current.data("group")) component.setTriggerValue("expanded", current.id()); else choose(view, current.id());
  } else if (event.key === "Escape") {
    choose(view, null);
  } else if (["1", "2", "3"].includes(event.key) && view.data.depths) {
    component.setTriggerValue("depth", Number(event.key));
  } else if (event.key === "+" || event.key === "=") {
    zoomBy(view, 1.25);
  } else if (event.key === "-") {
    zoomBy(view, 0.8);
  } else if (event.key === "0") {
    firstSight(view);
  } else return;
  event.preventDefault();
  event.stopPropagation();
}

function zoomBy(view, factor) {
  const { cy } = view;
  cy.zoom({ level: Math.min(RANGE.max, Math.max(RANGE.min, cy.zoom() * factor)), renderedPosition: { x: cy.width() / 2, y: cy.height() / 2 } });
}

function onWheel(view, event) {
  const { cy, box } = view;
  if (event.ctrlKey || event.metaKey) {
    const rect = box.getBoundingClientRect();
    const level = Math.min(RANGE.max, Math.max(RANGE.min, cy.zoom() * Math.exp(-event.deltaY * 0.0022)));
    cy.zoom({ level, renderedPosition: { x: event.clientX - rect.left, y: event.clientY - rect.top } });
    event.preventDefault();
    return;
  }
  const seen = bounds(cy), zoom = cy.zoom(), pan = cy.pan();
  const top = seen.y1 * zoom + pan.y, bottom = seen.y2 * zoom + pan.y;
  const down = event.deltaY > 0;
  // at the end of the picture the page scrolls on, as any page does
  if (!event.shiftKey && ((down && bottom <= cy.height() - 20) || (!down && top >= 20)) && Math.abs(event.deltaY) > Math.abs(event.deltaX)) return;
  const dx = event.shiftKey ? event.deltaY : event.deltaX, dy = event.shiftKey ? 0 : event.deltaY;
  cy.panBy({ x: -dx, y: -dy });
  event.preventDefault();
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

function tip(view, event) {
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

function build(view, cytoscape) {
  const { root, box } = view;
  const c = colours(root);
  const cy = (view.cy = cytoscape({
    container: box, elements: elements(view.data), style: stylesheet(c), layout: { name: "preset", fit: false },
    minZoom: RANGE.min, maxZoom: RANGE.max, autoungrabify: true, boxSelectionEnabled: false, userZoomingEnabled: true,
    selectionType: "single", pixelRatio: "auto",
  }));
  cy.userZoomingEnabled(false);
  cy.on("tap", () => { view.hint.hidden = true; });
  cy.on("tap", "node", (e) => {
    view.focused = e.target.id();
    if (e.target.data("group")) view.component.setTriggerValue("expanded", e.target.id());
    else choose(view, e.target.id());
    say(view, e.target.id());
  });
  cy.on("tap", "edge", (e) => { choose(view, e.target.id()); say(view, e.target.id()); });
  cy.on("mouseover", "node, edge", (e) => { tip(view, e); box.style.cursor = "pointer"; });
  cy.on("mouseout", "node, edge", () => { view.hint.hidden = true; box.style.cursor = "grab"; });
  cy.on("viewport", () => { headings(view); view.hint.hidden = true; clearTimeout(view.later); view.later = setTimeout(() => remember(view), 150); });
  view.resize = new ResizeObserver(() => {
    const width = box.clientWidth;
    if (!width || !view.cy) return;
    cy.resize();
    // a canvas first drawn in a hidden or narrow place gets its first sight when it has its room
    if (view.width && view.untouched && Math.abs(width - view.width) > 2) firstSight(view);
    view.width = width;
    headings(view);
  });
  view.resize.observe(box);
  box.addEventListener("pointerdown", () => { view.untouched = false; });
  box.addEventListener("wheel", (event) => { view.untouched = false; onWheel(view, event); }, { passive: false });
}

/** After the elements were made: the place one was looking at, if this view was looked at before, else its first sight. */
function draw(view) {
  const kept = view.drawnView === view.data.view ? { zoom: view.cy.zoom(), pan: { ...view.cy.pan() } } : recall(view);
  view.drawnView = view.data.view;
  drawHeadings(view);
  hide(view);
  mark(view);
  if (kept) { view.cy.viewport(kept); view.untouched = false; }
  else {
    firstSight(view);
    view.untouched = true;
    if (view.data.selected) show(view, view.data.selected);
  }
  headings(view);
}

function relabel(view) {
  view.cy.batch(() => {
    for (const n of view.data.nodes) {
      const el = view.cy.getElementById(n.id);
      el.data({ label: n.label, title: n.title, fill: n.fill, ink: n.ink, border: n.border });
    }
    for (const e of view.data.edges) view.cy.getElementById(e.id).data({ title: e.title, line: e.line });
  });
}

const ICONS = {
  out: "M4 10h12", in: "M4 10h12M10 4v12", fit: "M3 10h14M3 10l3-3M3 10l3 3M17 10l-3-3M17 10l-3 3", all: "M3 7V3h4M13 3h4v4M17 13v4h-4M7 17H3v-4M7 7h6v6H7z",
  clear: "M5 5l10 10M15 5L5 15", png: "M10 3v9M6 9l4 4 4-4M4 17h12", full: "M3 8V3h5M12 3h5v5M17 12v5h-5M8 17H3v-5",
};
function icon(path) {
  const svg = document.createElementNS(SVG, "svg"), line = document.createElementNS(SVG, "path");
  svg.setAttribute("viewBox", "0 0 20 20"); svg.setAttribute("width", "18"); svg.setAttribute("height", "18"); svg.setAttribute("aria-hidden", "true");
  line.setAttribute("d", path); line.setAttribute("fill", "none"); line.setAttribute("stroke", "currentColor"); line.setAttribute("stroke-width", "1.8"); line.setAttribute("stroke-linecap", "round");
  svg.append(line);
  return svg;
}

function buttons(view) {
  const { root, data } = view;
  const bar = root.querySelector(".bar");
  const words = data.words ?? {};
  const acts = { out: () => zoomBy(view, 0.8), in: () => zoomBy(view, 1.25), fit: () => firstSight(view), all: () => view.cy.fit(view.cy.nodes(":visible"), 20), png: () => picture(view), clear: () => choose(view, null), full: () => { const host = root.host ?? root; document.fullscreenElement ? document.exitFullscreen() : (root.querySelector(".canvas")).requestFullscreen?.(); void host; } };
  for (const b of bar.querySelectorAll("button")) {
    const act = b.dataset.act;
    if (!b.firstChild) b.append(icon(ICONS[act]));
    b.title = words[act] ?? act;
    b.setAttribute("aria-label", words[act] ?? act);
    b.onclick = () => { view.untouched = false; acts[act](); };
  }
  bar.setAttribute("aria-label", words.bar ?? "");
}

export default function (component) {
  const { data, parentElement: root } = component;
  let view = store.get(root);
  const frame = root.querySelector(".canvas");
  frame.style.height = data.height;
  if (!view) {
    view = { root, component, data, box: root.querySelector(".box"), strip: root.querySelector(".strip"), hint: root.querySelector(".hint"), live: root.querySelector(".live"), drawn: null };
    store.set(root, view);
    view.box.tabIndex = 0;
    view.box.addEventListener("keydown", (event) => view.cy && onKey(view, event));
    view.box.addEventListener("blur", () => view.cy?.nodes().removeClass("focus"));
  }
  view.component = component;
  view.data = data;
  view.box.setAttribute("aria-label", data.words?.canvas ?? "");
  view.box.setAttribute("role", "application");
  buttons(view);
  legend(view);
  library().then((cytoscape) => {
    if (view.gone) return;
    const current = view.data;
    if (!view.cy) {
      build(view, cytoscape);
      view.drawn = current.seq;
      view.cy.scratch("near", Boolean(current.near));
      draw(view);
    } else if (view.drawn !== current.seq) {
      view.drawn = current.seq;
      view.cy.batch(() => { view.cy.elements().remove(); view.cy.add(elements(current)); });
      view.cy.scratch("near", Boolean(current.near));
      draw(view);
    } else {
      view.cy.style(stylesheet(colours(root)));
      relabel(view);
      drawHeadings(view);
      hide(view);
      mark(view);
      headings(view);
    }
    if (current.show && current.show[1] !== view.shown) { view.shown = current.show[1]; show(view, current.show[0]); focusOn(view, view.cy.getElementById(current.show[0])); }
    place(view);
    globalThis.famaiPlace = () => standing(view);
    frame.dataset.ready = current.seq;
    frame.famai = () => ({ zoom: view.cy.zoom(), pan: view.cy.pan(), at: Object.fromEntries(view.cy.nodes().map((n) => [n.id(), n.renderedPosition()])), boxes: view.cy.nodes(":visible").map((n) => ({ id: n.id(), ...n.boundingBox({ includeOverlays: false }) })), marked: view.cy.elements(".marked").map((e) => e.id()), size: view.cy.nodes(":visible").length });
  });
  return () => {
    view.gone = true;
    view.resize?.disconnect();
    view.cy?.destroy();
    store.delete(root);
  };
}

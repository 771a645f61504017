// The canvas: Cytoscape.js inside one Streamlit component. Positions come from Python; nothing here lays out.
// The drawing itself comes through the scene component, once; what is chosen and hidden comes here, and is small.
// A rerun with the same `seq` only restyles: zoom, pan and positions belong to the person looking.
import { choose, elements, hide, mark, relabel } from "./marks.js";
import { colours, stylesheet } from "./looks.js";
import { RANGE, firstSight, headings, onWheel, place, recall, remember, show, standing, zoomBy } from "./sight.js";
import { buttons, drawHeadings, legend, tip } from "./frame.js";

// The canvas: Cytoscape.js inside one Streamlit component. Positions come from Python; nothing here lays out.
// A rerun with the same `seq` only restyles: zoom, pan and positions belong to the person looking.
const store = (globalThis.famaiCanvases ??= new WeakMap());
const scenes = (globalThis.famaiScenes ??= new Map());

const library = () =>
  new Promise((resolve) => {
    if (globalThis.famaiCytoscape) return resolve(globalThis.famaiCytoscape);
    globalThis.addEventListener("famai-cytoscape", () => resolve(globalThis.famaiCytoscape), { once: true });
  });

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

const DENSE = 40;
const dense = (data) => data.edges.length > DENSE;

function build(view, cytoscape) {
  const { root, box } = view;
  const c = colours(root);
  const cy = (view.cy = cytoscape({
    container: box, elements: [], style: stylesheet(c, dense(view.data)), layout: { name: "preset", fit: false },
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
  // the page scrolls outside this shadow tree, where Cytoscape does not see it: its place on the screen is asked for anew
  view.scrolled = () => cy.renderer().invalidateContainerClientCoordsCache();
  document.addEventListener("scroll", view.scrolled, { capture: true, passive: true });
  box.addEventListener("pointerdown", () => { view.untouched = false; view.scrolled(); }, { capture: true });
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

/** Draws what the data say: anew if other things are drawn or elsewhere, else only restyled. */
function update(view) {
  const { data } = view, { cy } = view;
  const look = `${dense(data)} ${JSON.stringify(colours(view.root))}`;
  if (view.drawn !== data.seq) {
    view.drawn = data.seq;
    cy.elements().remove();
    if (view.styled !== look) cy.style(stylesheet(colours(view.root), dense(data)));  // while nothing is there to be styled
    view.styled = look;
    view.labelled = data.scene;
    cy.batch(() => { cy.add(elements(data)); });
    cy.scratch("near", Boolean(data.near));
    draw(view);
    return;
  }
  if (view.styled !== look) {
    view.styled = look;
    cy.style(stylesheet(colours(view.root), dense(data)));
  }
  if (view.labelled !== data.scene) {  // the same things in another language
    view.labelled = data.scene;
    relabel(view);
    drawHeadings(view);
    headings(view);
  }
  hide(view);
  mark(view);
}

/** What was chosen here stands until Python has heard of it. */
function settled(view, data) {
  const { told } = view;
  if (!told) return data;
  if (data.selected === told.selected || performance.now() - told.at > 5000) { view.told = null; return data; }
  return { ...data, selected: told.selected };
}

function receive(view) {
  const scene = scenes.get(view.given.scene);
  if (!scene) return;  // on its way: the scene component announces it
  view.data = settled(view, { ...scene, ...view.given, selected: view.given.selected ?? null });
  const { data, root } = view, frame = root.querySelector(".canvas");
  frame.style.height = data.height;
  view.box.setAttribute("aria-label", data.words.canvas ?? "");
  buttons(view);
  legend(view);
  library().then((cytoscape) => {
    if (view.gone) return;
    if (!view.cy) build(view, cytoscape);
    update(view);
    const { data: current } = view;
    if (current.show && current.show[1] !== view.shown) { view.shown = current.show[1]; show(view, current.show[0]); focusOn(view, view.cy.getElementById(current.show[0])); }
    place(view);
    globalThis.famaiPlace = () => standing(view);
    frame.dataset.ready = current.seq;
    frame.famai = () => seen(view);
  });
}

/** The picture in numbers: what the tests and measurements read. */
function seen({ cy }) {
  return {
    zoom: cy.zoom(), pan: cy.pan(), at: Object.fromEntries(cy.nodes().map((n) => [n.id(), n.renderedPosition()])),
    boxes: cy.nodes(":visible").map((n) => ({ id: n.id(), ...n.boundingBox({ includeOverlays: false }) })),
    lines: cy.edges(":visible").map((e) => ({ id: e.id(), kind: e.data("kind") })),
    marked: cy.elements(".marked").map((e) => e.id()), size: cy.nodes(":visible").length,
  };
}

export default function (component) {
  const { data, parentElement: root } = component;
  let view = store.get(root);
  if (!view) {
    view = { root, box: root.querySelector(".box"), strip: root.querySelector(".strip"), hint: root.querySelector(".hint"), live: root.querySelector(".live"), drawn: null };
    store.set(root, view);
    root.querySelector(".canvas").style.height = data.height;
    view.box.tabIndex = 0;
    view.box.setAttribute("role", "application");
    view.box.addEventListener("keydown", (event) => view.cy && onKey(view, event));
    view.box.addEventListener("blur", () => view.cy?.nodes().removeClass("focus"));
    view.arrived = (event) => { if (event.detail === view.given.scene) receive(view); };
    globalThis.addEventListener("famai-scene", view.arrived);
  }
  view.component = component;
  view.given = data;
  receive(view);
  return () => {
    view.gone = true;
    globalThis.removeEventListener("famai-scene", view.arrived);
    view.resize?.disconnect();
    document.removeEventListener("scroll", view.scrolled, { capture: true });
    view.cy?.destroy();
    store.delete(root);
  };
}

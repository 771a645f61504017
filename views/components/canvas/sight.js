// Where one looks: first sight, zoom, pan, and what is remembered of them. Only the person looking moves the picture.
export const RANGE = { min: 0.12, max: 3 };

/** The extent of all that is visible; worked out once for a drawing and its hidden kinds, as every turn of the wheel asks. */
const bounds = (view) => {
  const known = `${view.drawn} ${(view.data.hidden ?? []).join()}`;
  if (view.extent?.known !== known) view.extent = { known, box: view.cy.nodes(":visible").boundingBox({ includeLabels: true, includeOverlays: false }) };
  return view.extent.box;
};

/** The heads of the columns stand over their columns. */
export function headings(view) {
  const { cy, data, strip } = view;
  const zoom = cy.zoom(), x = cy.pan().x, stands = `${view.drawn} ${zoom} ${x}`;
  if (view.headed === stands) return;  // moved up or down: the heads stay
  view.headed = stands;
  [...strip.children].forEach((el, k) => {
    const column = data.columns[k];
    el.style.left = `${column.x * zoom + x}px`;
    el.style.width = `${Math.max(60, column.w * zoom)}px`;
  });
}

/** The first sight: the columns as wide as the canvas, from the top; anything else as a whole. */
export function firstSight(view) {
  const { cy, data } = view;
  if (cy.nodes(":visible").empty()) return;
  if (data.columns.length === 0) { cy.fit(cy.nodes(":visible"), 30); if (cy.zoom() > 1.15) { cy.zoom(1.15); cy.center(cy.nodes(":visible")); } return; }
  const left = Math.min(...data.columns.map((c) => c.x - c.w / 2)), right = Math.max(...data.columns.map((c) => c.x + c.w / 2));
  const zoom = Math.min(1.35, Math.max(RANGE.min, (cy.width() - 28) / (right - left)));
  const box = bounds(view);
  cy.viewport({ zoom, pan: { x: cy.width() / 2 - (zoom * (left + right)) / 2, y: 14 - box.y1 * zoom } });
  const high = cy.height() / zoom;
  const slack = high - box.h;
  if (slack > 40) cy.panBy({ x: 0, y: Math.min(90, (slack * zoom) / 2 - 14) });
}

export function show(view, id) {
  const el = view.cy.getElementById(id);
  if (el.empty()) return;
  const box = el.renderedBoundingBox();
  const { cy } = view;
  const aside = box.x1 < 0 || box.x2 > cy.width(), beyond = box.y1 < 10 || box.y2 > cy.height() - 10;
  if (aside) cy.center(el);
  else if (beyond) cy.panBy({ x: 0, y: cy.height() / 2 - (box.y1 + box.y2) / 2 });
}

const key = (data) => `famai-view:${data.view}`;

export function remember(view) {
  const { cy, data } = view;
  try { sessionStorage.setItem(key(data), JSON.stringify({ zoom: cy.zoom(), pan: cy.pan() })); } catch { /* storage full or off: the view is only not remembered */ }
}

export function recall(view) {
  try { const kept = sessionStorage.getItem(key(view.data)); return kept ? JSON.parse(kept) : null; } catch { return null; }
}

/** Where the picture stands; a storyboard step keeps it. Asked for when a step is made, so that panning costs no rerun. */
export function standing(view) {
  const { cy } = view;
  if (view.gone || !cy || !view.box.isConnected) return null;
  return { zoom: cy.zoom(), x: cy.pan().x, y: cy.pan().y, width: cy.width(), height: cy.height() };
}

/** Puts the picture where a step says, once for each opening; on a canvas of another width the same part is shown. */
export function place(view) {
  const placed = (globalThis.famaiPlaced ??= new Set()), wanted = view.data.place;
  if (!wanted || placed.has(wanted[0]) || !view.cy.width()) return;
  placed.add(wanted[0]);
  const [, zoom, x, y, width] = wanted, scale = width > 0 ? view.cy.width() / width : 1;
  view.cy.viewport({ zoom: Math.min(RANGE.max, Math.max(RANGE.min, zoom * scale)), pan: { x: x * scale, y: y * scale } });
  view.untouched = false;
  headings(view);
}

export function zoomBy(view, factor) {
  const { cy } = view;
  cy.zoom({ level: Math.min(RANGE.max, Math.max(RANGE.min, cy.zoom() * factor)), renderedPosition: { x: cy.width() / 2, y: cy.height() / 2 } });
}

export function onWheel(view, event) {
  const { cy, box } = view;
  if (event.ctrlKey || event.metaKey) {
    const rect = box.getBoundingClientRect();
    const level = Math.min(RANGE.max, Math.max(RANGE.min, cy.zoom() * Math.exp(-event.deltaY * 0.0022)));
    cy.zoom({ level, renderedPosition: { x: event.clientX - rect.left, y: event.clientY - rect.top } });
    event.preventDefault();
    return;
  }
  const seen = bounds(view), zoom = cy.zoom(), pan = cy.pan();
  const top = seen.y1 * zoom + pan.y, bottom = seen.y2 * zoom + pan.y;
  const down = event.deltaY > 0;
  // at the end of the picture the page scrolls on, as any page does
  if (!event.shiftKey && ((down && bottom <= cy.height() - 20) || (!down && top >= 20)) && Math.abs(event.deltaY) > Math.abs(event.deltaX)) return;
  const dx = event.shiftKey ? event.deltaY : event.deltaX, dy = event.shiftKey ? 0 : event.deltaY;
  cy.panBy({ x: -dx, y: -dy });
  event.preventDefault();
}

// What is on the canvas: its elements, which of them are marked, hidden, named anew.
export function elements(data) {
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

export function mark(view) {
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

export function hide(view) {
  const { cy, data } = view;
  const off = new Set(data.hidden ?? []);
  cy.batch(() => {
    cy.nodes().forEach((n) => { n.toggleClass("off", off.has(n.data("kind"))); });
    cy.edges().forEach((e) => { e.toggleClass("off", off.has(e.data("kind"))); });
  });
}

export function relabel(view) {
  view.cy.batch(() => {
    for (const n of view.data.nodes) {
      const el = view.cy.getElementById(n.id);
      el.data({ label: n.label, title: n.title, fill: n.fill, ink: n.ink, border: n.border });
    }
    for (const e of view.data.edges) view.cy.getElementById(e.id).data({ title: e.title, line: e.line });
  });
}

/** Chooses at once; what Python says before it has heard of it is older. */
export function choose(view, id, tell = true) {
  view.data = { ...view.data, selected: id };
  if (tell) view.told = { selected: id, at: performance.now() };
  mark(view);
  if (tell) view.component.setStateValue("selected", id);
}

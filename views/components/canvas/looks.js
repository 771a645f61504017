// How cards, lines and the legend look: one stylesheet from the colours of the page and of the scene.
export const FONT = '"Noto Sans CJK SC","Source Han Sans SC","PingFang SC","Microsoft YaHei","Noto Sans SC",sans-serif';

export function colours(root) {
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
  rhomboid: "-1 -1 0.94 -1 1 1 -0.94 1", tag: "-1 -1 0.92 -1 1 0 0.92 1 -1 1", "round-tag": "-1 -1 0.92 -1 1 0 0.92 1 -1 1 -0.93 0", octagon: "-0.92 -1 0.92 -1 1 -0.55 1 0.55 0.92 1 -0.92 1 -1 0.55 -1 -0.55",
  hexagon: "-0.91 -1 0.91 -1 1 0 0.91 1 -0.91 1 -1 0",
};
// light cards would glare in a dark room: the same shapes, dark, with light words
const DIM = { provision: ["#2b2f37", "#efe9da", "#a89f86"], gap: ["#241a1a", "#ffb4a6", "#f2a45f"], group: ["#25303f", "#e3ebf6", "#8b98aa"] };
const DIMMED = [
  { selector: "node", style: { "border-color": "#8b98aa" } },
  ...Object.entries(DIM).map(([kind, [fill, ink, edge]]) => ({ selector: `node[kind = "${kind}"]`, style: { "background-color": fill, color: ink, "border-color": edge } })),
];

/** How everything is drawn in the colours `c`; `dense`: so many lines that each is drawn fainter until it is chosen. */
export function stylesheet(c, dense) {
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
    ...(c.dark ? DIMMED : []),
    { selector: "node[side]", style: { "text-valign": "bottom", "text-margin-y": 5, color: c.ink, "text-background-color": c.paper, "text-background-opacity": 0.85, "text-background-padding": 2 } },
    { selector: "node.gap", style: { "border-style": "dashed", "border-width": 2.5 } },
    { selector: "node.inferred", style: { "border-style": "dashed", "border-width": 2.5 } },
    { selector: "node.group", style: { "border-width": 2.5 } },
    {
      selector: "edge",
      style: {
        width: 1.6, "line-color": "data(line)", "target-arrow-color": "data(line)", "target-arrow-shape": "triangle",
        "arrow-scale": 0.9, "curve-style": "bezier", opacity: dense ? 0.42 : 0.62, "overlay-opacity": 0,
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

const SVG = "http://www.w3.org/2000/svg";
const OUTLINES = {
  "rectangle": "1,3 21,3 21,13 1,13", "cut-rectangle": "4,3 18,3 21,6 21,10 18,13 4,13 1,10 1,6", "octagon": "5,2 17,2 21,6 21,10 17,14 5,14 1,10 1,6",
  "hexagon": "5,2 17,2 21,8 17,14 5,14 1,8", "round-hexagon": "5,2 17,2 21,8 17,14 5,14 1,8", "round-tag": "1,3 16,3 21,8 16,13 1,13 5,8", "tag": "1,3 15,3 21,8 15,13 1,13", "rhomboid": "1,3 18,3 21,13 4,13",
  "diamond": "11,1 21,8 11,15 1,8", "round-diamond": "11,1 21,8 11,15 1,8", "triangle": "11,2 20,14 2,14", "vee": "2,2 11,7 20,2 11,14", "pentagon": "11,1 21,7 17,15 5,15 1,7", "concave-hexagon": "1,2 21,2 17,8 21,14 1,14 5,8",
};
export function glyph(given, dark) {
  const [fill, , edge] = DIM[given.kind] ?? [LIT[given.kind] ?? given.colour, "", "#8b98aa"];
  const entry = dark ? { ...given, colour: fill, border: edge } : given;
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

const ICONS = {
  out: "M4 10h12", in: "M4 10h12M10 4v12", fit: "M3 10h14M3 10l3-3M3 10l3 3M17 10l-3-3M17 10l-3 3", all: "M3 7V3h4M13 3h4v4M17 13v4h-4M7 17H3v-4M7 7h6v6H7z",
  clear: "M5 5l10 10M15 5L5 15", png: "M10 3v9M6 9l4 4 4-4M4 17h12", full: "M3 8V3h5M12 3h5v5M17 12v5h-5M8 17H3v-5",
};
/** The icon of a button, by what it does. */
export function icon(act) {
  const svg = document.createElementNS(SVG, "svg"), line = document.createElementNS(SVG, "path");
  svg.setAttribute("viewBox", "0 0 20 20"); svg.setAttribute("width", "18"); svg.setAttribute("height", "18"); svg.setAttribute("aria-hidden", "true");
  line.setAttribute("d", ICONS[act]); line.setAttribute("fill", "none"); line.setAttribute("stroke", "currentColor"); line.setAttribute("stroke-width", "1.8"); line.setAttribute("stroke-linecap", "round");
  svg.append(line);
  return svg;
}

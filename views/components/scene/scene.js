// Holds a drawing for the canvas. It changes seldom: the browser keeps it, so that a click sends only what was clicked.
const KEPT = 6;
const scenes = (globalThis.famaiScenes ??= new Map());

export default function ({ data }) {
  if (scenes.has(data.scene)) return;
  scenes.set(data.scene, data);
  if (scenes.size > KEPT) scenes.delete(scenes.keys().next().value);
  globalThis.dispatchEvent(new CustomEvent("famai-scene", { detail: data.scene }));
}

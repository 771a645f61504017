// Keys of a page: told to Python by name. Streamlit keeps R for itself in button shortcuts, so they are heard here first.
const heard = new WeakMap();

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".keys");
  const known = heard.get(root) ?? {};
  known.keys = new Set(data.keys);
  known.tell = setTriggerValue;
  if (!known.listener) {
    known.listener = (event) => {
      const into = event.composedPath()[0];
      const typing = into.closest?.("input, textarea, select, [contenteditable=true], [role=dialog], [role=grid]");
      if (typing || event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
      const key = event.key.length === 1 ? event.key.toUpperCase() : event.key;
      if (!known.keys.has(key)) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      known.tell("pressed", key);
    };
    document.addEventListener("keydown", known.listener, true);
    heard.set(root, known);
  }
  return () => { document.removeEventListener("keydown", known.listener, true); heard.delete(root); };
}

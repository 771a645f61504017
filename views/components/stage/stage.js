// The stage: one step at a time, full screen, driven by keys, clicker or touch. All steps are here, so nothing waits for the server.
// A second window (presenter) follows through a BroadcastChannel of this browser.
const stages = new WeakMap();
const NEXT = new Set(["ArrowRight", "PageDown", " ", "Enter"]), BACK = new Set(["ArrowLeft", "PageUp", "Backspace"]);
const SMALLEST = 18 / 15; // cards are lettered at 15 units; on the screen they are never under 18 px

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".stage");
  let stage = stages.get(root);
  if (!stage) {
    stage = { root, at: 0, built: 0, drawn: "" };
    stages.set(root, stage);
    open(stage, parentElement);
  }
  stage.tell = setTriggerValue;
  stage.data = data;
  if (stage.key !== data.key) {
    stage.key = data.key;
    stage.at = Math.min(data.start, Math.max(0, data.steps.length - 1));
    stage.built = 0;
  }
  draw(stage);
  return () => {
    stages.delete(root);
    stage.channel.close();
    clearInterval(stage.ticking);
    document.removeEventListener("keydown", stage.keydown, true);
    if (document.fullscreenElement) document.exitFullscreen().catch(() => {});
  };
}

function open(stage, parent) {
  const { root } = stage;
  stage.channel = new BroadcastChannel("famai-stage");
  stage.channel.onmessage = (message) => {
    if (!message.data || message.data.key !== stage.key) return;
    if (message.data.ask) return say(stage);
    stage.at = message.data.at; stage.built = message.data.built; stage.dark = message.data.dark;
    draw(stage);
  };
  stage.keydown = (event) => key(stage, event);
  document.addEventListener("keydown", stage.keydown, true);
  let x = null;
  root.addEventListener("touchstart", (event) => { x = event.changedTouches[0].clientX; }, { passive: true });
  root.addEventListener("touchend", (event) => {
    const moved = event.changedTouches[0].clientX - (x ?? 0);
    if (x !== null && Math.abs(moved) > 60) go(stage, moved < 0 ? 1 : -1);
    x = null;
  });
  root.addEventListener("click", (event) => {
    if (stage.dark) { stage.dark = false; say(stage); return draw(stage); }
    const card = event.target.closest("[data-card]");
    if (card) choose(stage, card.getAttribute("data-card"));
  });
  root.addEventListener("mousemove", () => {
    root.classList.remove("idle");
    clearTimeout(stage.still);
    stage.still = setTimeout(() => root.classList.add("idle"), 2500);
  });
  stage.ticking = setInterval(() => tick(stage), 1000);
  root.focus();
}

function key(stage, event) {
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  const { data } = stage, last = data.steps.length - 1;
  const onCard = document.activeElement?.closest?.(".stage [data-card]") || stage.root.querySelector("[data-card]:focus");
  if (event.key === "Enter" && onCard) choose(stage, onCard.getAttribute("data-card"));
  else if (NEXT.has(event.key)) go(stage, 1);
  else if (BACK.has(event.key)) go(stage, -1);
  else if (event.key === "Home") jump(stage, 0);
  else if (event.key === "End") jump(stage, last);
  else if (event.key === "ArrowDown" || event.key === "ArrowUp") stage.root.querySelector(".shown").scrollBy(0, event.key === "ArrowDown" ? 120 : -120);
  else if (event.key === "b" || event.key === "B" || event.key === ".") { stage.dark = !stage.dark; say(stage); draw(stage); }
  else if (event.key === "f" || event.key === "F") full(stage);
  else if (event.key === "Escape") {
    if (stage.chosen) { stage.chosen = null; draw(stage); } else stage.tell("leave", String(stage.at));
  } else return;
  event.preventDefault();
  event.stopPropagation();
}

function full(stage) {
  if (document.fullscreenElement) document.exitFullscreen().catch(() => {});
  else document.documentElement.requestFullscreen?.().catch(() => {});
}

function columns(step) { return step.build ? step.columns_built : 0; }

function go(stage, way) {
  const step = stage.data.steps[stage.at];
  stage.dark = false;
  if (!step) return;
  if (way > 0 && stage.built + 1 < columns(step)) { stage.built += 1; }
  else if (way < 0 && stage.built > 0) { stage.built -= 1; }
  else {
    const at = stage.at + way;
    if (at < 0 || at >= stage.data.steps.length) return;
    stage.at = at;
    stage.chosen = null;
    stage.built = way > 0 ? 0 : Math.max(0, columns(stage.data.steps[at]) - 1);
  }
  say(stage);
  draw(stage);
}

function jump(stage, at) { stage.at = Math.max(0, at); stage.built = 0; stage.chosen = null; stage.dark = false; say(stage); draw(stage); }

function say(stage) { stage.channel.postMessage({ key: stage.key, at: stage.at, built: stage.built, dark: Boolean(stage.dark) }); }

function element(tag, text, name) {
  const made = document.createElement(tag);
  if (text !== undefined) made.textContent = text;
  if (name) made.className = name;
  return made;
}

function draw(stage) {
  const { root, data } = stage, step = data.steps[stage.at];
  if (!step) return;
  if (data.speaker) return speaker(stage, step);
  const mark = `${stage.key}/${stage.at}`;
  root.querySelector(".title").textContent = step.title;
  root.querySelector(".place").textContent = `${stage.at + 1} / ${data.steps.length}`;
  root.querySelector(".cited").textContent = step.citation;
  root.querySelector(".keys").textContent = data.words.keys;
  root.querySelector(".blank").hidden = !stage.dark;
  if (stage.drawn !== mark) {
    stage.drawn = mark;
    const shown = root.querySelector(".shown");
    shown.replaceChildren(...content(step));
    shown.scrollTop = shown.scrollLeft = 0;
    fit(stage);
  }
  build(stage, step);
  words(stage, step);
  root.setAttribute("aria-label", `${step.title} ${stage.at + 1}/${data.steps.length}`);
}

function content(step) {
  if (step.svg) {
    const parsed = new DOMParser().parseFromString(step.svg, "image/svg+xml");
    const svg = document.importNode(parsed.documentElement, true);
    for (const card of svg.querySelectorAll("[data-card]")) card.setAttribute("tabindex", "0");
    return [svg];
  }
  if (step.rows.length) {
    const table = element("table"), head = element("tr");
    for (const name of step.columns) head.append(element("th", name));
    const top = element("thead"); top.append(head);
    const body = element("tbody");
    for (const row of step.rows) { const line = element("tr"); for (const cell of row) line.append(element("td", cell)); body.append(line); }
    table.append(top, body);
    return [table];
  }
  return step.text.split("\n").filter((line) => line.trim()).map((line) => element("p", line));
}

function fit(stage) {
  const shown = stage.root.querySelector(".shown"), svg = shown.querySelector("svg");
  if (!svg) return;
  const width = Number(svg.getAttribute("width")), height = Number(svg.getAttribute("height"));
  const look = stage.data.steps[stage.at].look;
  const scale = Math.max(SMALLEST, Math.min((shown.clientWidth - 8) / width, (shown.clientHeight - 8) / height, 2.2));
  const whole = Math.min(width * scale, Math.max(shown.clientWidth - 8, width * SMALLEST));
  if (!look) { svg.style.width = `${whole}px`; return; }
  // the part the step was made of: as wide as the screen, its first line on top
  const wide = Math.max(whole, Math.min(3, shown.clientWidth / look.width) * width);
  svg.style.width = `${wide}px`;
  const moved = svg.querySelector("g[transform]").transform.baseVal[0].matrix, per = wide / width;
  shown.scrollLeft = (look.x + moved.e) * per;
  shown.scrollTop = look.y <= 60 - moved.f ? 0 : (look.y + moved.f) * per - 60;
}

function build(stage, step) {
  const svg = stage.root.querySelector(".shown svg");
  if (!svg) return;
  const shown = step.build ? stage.built : 99;
  const visible = new Set();
  for (const card of svg.querySelectorAll("[data-card]")) {
    const id = card.getAttribute("data-card"), there = (step.column_of[id] ?? 0) <= shown;
    card.classList.toggle("later", !there);
    if (there) visible.add(id);
  }
  const chain = stage.chosen ? new Set(step.chains.filter((one) => one.includes(stage.chosen)).flat()) : null;
  for (const card of svg.querySelectorAll("[data-card]")) card.classList.toggle("pale", Boolean(chain) && !chain.has(card.getAttribute("data-card")));
  for (const line of svg.querySelectorAll("[data-from]")) {
    const from = line.getAttribute("data-from"), to = line.getAttribute("data-to");
    line.classList.toggle("later", !(visible.has(from) && visible.has(to)));
    line.classList.toggle("pale", Boolean(chain) && !(chain.has(from) && chain.has(to)));
  }
}

function choose(stage, id) { stage.chosen = stage.chosen === id ? null : id; draw(stage); }

function words(stage, step) {
  const aside = stage.root.querySelector(".words"), said = stage.chosen && step.said[stage.chosen];
  const was = aside.hidden;
  aside.hidden = !said;
  if (said) {
    const text = element("p");
    text.append(document.createTextNode(said.before), element("mark", said.marked), document.createTextNode(said.after));
    aside.replaceChildren(element("h2", said.citation), text);
    aside.querySelector("mark").scrollIntoView({ block: "center" });
  }
  if (was !== aside.hidden) fit(stage);
}

function speaker(stage, step) {
  const { root, data } = stage, next = data.steps[stage.at + 1];
  root.classList.add("speaker");
  root.querySelector(".title").textContent = `${stage.at + 1} / ${data.steps.length}　${step.title}`;
  stage.begun ??= Date.now();
  const clock = element("div", "", "clock"), notes = element("div", step.notes || data.words.no_notes, "notes");
  const following = element("p", next ? `${data.words.next}${next.title}` : data.words.last, "next");
  root.querySelector(".shown").replaceChildren(clock, notes, following);
  root.querySelector(".cited").textContent = step.citation;
  root.querySelector(".keys").textContent = data.words.keys;
  if (!stage.asked) { stage.asked = true; stage.channel.postMessage({ key: stage.key, ask: true }); }
  tick(stage);
}

function tick(stage) {
  const clock = stage.root.querySelector(".clock");
  if (!clock) return;
  const spent = Math.floor((Date.now() - stage.begun) / 1000), two = (n) => String(n).padStart(2, "0");
  const now = new Date();
  clock.textContent = `${two(now.getHours())}:${two(now.getMinutes())}　＋${two(Math.floor(spent / 60))}:${two(spent % 60)}`;
}

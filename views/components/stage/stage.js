// The stage: one step at a time, full screen, driven by keys, clicker or touch. All steps are here, so nothing waits for the server.
// A second window (presenter) follows through a BroadcastChannel of this browser.
const stages = new WeakMap();
const NEXT = new Set(["ArrowRight", "PageDown", " ", "Enter"]), BACK = new Set(["ArrowLeft", "PageUp", "Backspace"]);
const SMALLEST = 18 / 15; // cards are lettered at 15 units; on a screen of 1920 they are never under 18 px, on a smaller one in proportion
const TEXT = [52, 34, 24], TABLE = [38, 30, 22]; // type in px: the largest, the smallest that a room reads with ease, the smallest at all

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
  if (navigator.userActivation?.isActive) fill(stage);
  return () => {
    stages.delete(root);
    stage.channel.close();
    clearInterval(stage.ticking);
    stage.sized.disconnect();
    document.removeEventListener("keydown", stage.keydown, true);
    document.removeEventListener("fullscreenchange", stage.left);
    if (document.fullscreenElement) document.exitFullscreen().catch(() => {});
  };
}

function open(stage, parent) {
  const { root } = stage;
  stage.channel = new BroadcastChannel("famai-stage");
  stage.channel.onmessage = (message) => {
    if (!message.data || message.data.key !== stage.key) return;
    if (message.data.ask) return say(stage);
    if (stage.at !== message.data.at) stage.chosen = null;
    stage.at = message.data.at; stage.built = message.data.built; stage.dark = message.data.dark;
    draw(stage);
  };
  stage.keydown = (event) => key(stage, event);
  document.addEventListener("keydown", stage.keydown, true);
  let from = null;
  root.addEventListener("touchstart", (event) => { from = event.touches.length === 1 ? event.touches[0] : null; }, { passive: true });
  root.addEventListener("touchend", (event) => {
    const to = event.changedTouches[0], across = from ? to.clientX - from.clientX : 0;
    if (from && Math.abs(across) > 60 && Math.abs(across) > 2 * Math.abs(to.clientY - from.clientY)) go(stage, across < 0 ? 1 : -1);
    from = null;
  });
  root.addEventListener("click", (event) => {
    if (event.target.closest("button")) return;
    if (stage.dark) { stage.dark = false; say(stage); return draw(stage); }
    const card = event.target.closest("[data-card]");
    if (card) return choose(stage, card.getAttribute("data-card"));
    if (stage.chosen) return choose(stage, stage.chosen);
    // a finger has no arrow keys: the right and left fifth of the screen are next and back
    const place = event.clientX / root.clientWidth;
    if (event.pointerType === "touch" && (place > 0.8 || place < 0.2)) go(stage, place > 0.5 ? 1 : -1);
  });
  const awake = () => {
    root.classList.remove("idle");
    clearTimeout(stage.still);
    stage.still = setTimeout(() => root.classList.add("idle"), 2500);
  };
  root.addEventListener("mousemove", awake);
  awake();
  let last = "";
  stage.sized = new ResizeObserver(() => {
    const now = `${root.clientWidth}x${root.clientHeight}`;
    if (last && last !== now && stage.data) fit(stage);
    last = now;
  });
  stage.sized.observe(root);
  // Esc on a whole screen reaches the browser, not the page: it ends the talk all the same
  stage.left = () => { if (!document.fullscreenElement && stage.whole) { stage.whole = false; stage.tell("leave", String(stage.at)); } };
  document.addEventListener("fullscreenchange", stage.left);
  stage.ticking = setInterval(() => tick(stage), 1000);
  root.focus();
}

function key(stage, event) {
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  if (event.key !== "Escape" && !/^[fp]$/i.test(event.key)) fill(stage);
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
  else if (event.key === "p" || event.key === "P") beside(stage);
  else if (event.key === "Escape") {
    if (stage.chosen) { stage.chosen = null; draw(stage); } else stage.tell("leave", String(stage.at));
  } else return;
  event.preventDefault();
  event.stopPropagation();
}

// a browser gives the whole screen only just after a click or a key: the click that began the talk, or the first key of it
function fill(stage) {
  if (stage.filled || stage.data?.speaker || document.fullscreenElement) return;
  stage.filled = true;
  document.documentElement.requestFullscreen?.().then(() => { stage.whole = true; }).catch(() => {});
}

function full(stage) {
  if (stage.data.speaker) return;
  if (document.fullscreenElement) { stage.whole = false; document.exitFullscreen().catch(() => {}); }
  else { stage.filled = false; fill(stage); }
}

// the presenter's window: this address with speaker=1
function beside(stage) {
  if (stage.data.speaker) return;
  const address = new URL(window.location.href);
  address.searchParams.set("speaker", "1");
  address.searchParams.set("step", String(stage.at + 1));
  window.open(address, "famai-speaker", "width=1100,height=760");
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

function say(stage) {
  // a reload comes back to this step
  const address = new URL(window.location.href);
  address.searchParams.set("step", String(stage.at + 1));
  history.replaceState(history.state, "", address);
  stage.channel.postMessage({ key: stage.key, at: stage.at, built: stage.built, dark: Boolean(stage.dark) });
}

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
    legend(stage, step);
    words(stage, step);
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
  if (step.board) return board(step.board);
  const text = element("div", undefined, "text");
  text.append(...paragraphs(step.text, step.strong));
  return [text];
}

// `strong`: the stretch of the text that is meant, marked where it stands
function paragraphs(text, strong) {
  const at = strong ? text.indexOf(strong) : -1, until = at < 0 ? -1 : at + strong.length;
  let place = 0;
  const made = [];
  for (const line of text.split("\n")) {
    const first = Math.max(at, place), last = Math.min(until, place + line.length), paragraph = element("p");
    if (line.trim() && last > first) {
      paragraph.append(line.slice(0, first - place), element("span", line.slice(first - place, last - place), "meant"), line.slice(last - place));
    } else paragraph.textContent = line;
    if (line.trim()) made.push(paragraph);
    place += line.length + 1;
  }
  return made;
}

function board({ lead, columns, rows, numbers, weights, more }) {
  const table = element("table"), head = element("tr"), body = element("tbody"), top = element("thead");
  const brief = columns.map((_, k) => rows.every((row) => (row[k] ?? "").length <= 14));
  for (const name of columns) head.append(element("th", name));
  top.append(head);
  rows.forEach((row, n) => {
    const line = element("tr");
    row.forEach((cell, k) => {
      const made = element("td", numbers.length === 1 && numbers.includes(k) ? undefined : cell, brief[k] ? "brief" : undefined), weight = weights[n][k];
      if (numbers.includes(k)) made.className = numbers.length === 1 ? "count bar" : "count";
      if (made.classList.contains("bar")) {
        const bar = element("i");
        bar.style.width = `calc((100% - 2.6em) * ${weight})`;
        made.append(element("b", cell), bar);
      } else if (weight) made.style.background = `rgba(61,111,182,${(0.12 + 0.5 * weight).toFixed(3)})`;
      line.append(made);
    });
    body.append(line);
  });
  table.append(top, body);
  return [lead && element("p", lead, "lead"), table, more && element("p", more, "more")].filter(Boolean);
}

// how wide this screen is against the 1920 that the sizes are meant for
function share(stage) { return Math.min(1, stage.root.clientWidth / 1920); }

function fit(stage) {
  const step = stage.data.steps[stage.at], shown = stage.root.querySelector(".shown"), svg = shown.querySelector("svg");
  if (!step || stage.data.speaker) return;
  if (svg) return place(stage, step, shown, svg);
  const text = shown.querySelector(".text"), table = shown.querySelector("table"), part = text ?? table;
  if (!part) return;
  const [largest, easy, least] = (text ? TEXT : TABLE).map((size) => Math.round(size * share(stage)));
  // as large as it fits; what does not fit at a size a room still reads is scrolled to
  for (let size = largest; size >= least; size -= 1) {
    part.style.fontSize = `${size}px`;
    if (shown.scrollHeight <= shown.clientHeight + 1 && shown.scrollWidth <= shown.clientWidth + 1) return;
  }
  part.style.fontSize = `${Math.round((easy + least) / 2)}px`;
}

function place(stage, step, shown, svg) {
  const width = Number(svg.getAttribute("width")), height = Number(svg.getAttribute("height"));
  const look = step.look, least = SMALLEST * share(stage);
  const scale = Math.max(least, Math.min((shown.clientWidth - 8) / width, (shown.clientHeight - 8) / height, 2.2));
  const whole = Math.min(width * scale, Math.max(shown.clientWidth - 8, width * least));
  if (!look) { svg.style.width = `${whole}px`; return; }
  // the part the step was made of: as wide as the screen, its first line on top
  const wide = Math.max(whole, Math.min(3, shown.clientWidth / look.width) * width);
  svg.style.width = `${wide}px`;
  const moved = svg.querySelector("g[transform]").transform.baseVal[0].matrix, per = wide / width;
  shown.scrollLeft = (look.x + moved.e) * per;
  shown.scrollTop = look.y <= 60 - moved.f ? 0 : (look.y + moved.f) * per - 60;
}

function legend(stage, step) {
  const strip = stage.root.querySelector(".legend");
  strip.hidden = !step.legend.length;
  strip.replaceChildren(...step.legend.map((entry) => {
    const made = element("span"), parsed = new DOMParser().parseFromString(entry.swatch, "image/svg+xml");
    const swatch = document.importNode(parsed.documentElement, true);
    swatch.setAttribute("class", "swatch");
    made.append(swatch, entry.name);
    return made;
  }));
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
  const aside = stage.root.querySelector(".words"), said = stage.chosen ? step.said[stage.chosen] : step.beside;
  const was = aside.hidden;
  aside.hidden = !said;
  aside.parentElement.classList.toggle("open", Boolean(said));
  aside.parentElement.classList.toggle("tabled", Boolean(step.board));
  if (said) {
    const text = element("p");
    text.append(document.createTextNode(said.before), element("mark", said.marked), document.createTextNode(said.after));
    aside.replaceChildren(element("h2", said.citation), text);
    aside.querySelector("mark").scrollIntoView({ block: "center" });
  }
  if (was !== aside.hidden) fit(stage);
}

function speaker(stage, step) {
  const { root, data } = stage, next = data.steps[stage.at + 1], { words } = data;
  root.classList.add("speaker");
  root.querySelector(".title").textContent = `${stage.at + 1} / ${data.steps.length}　${step.title}`;
  stage.begun ??= Date.now();
  const clock = element("div", "", "clock"), notes = element("div", step.notes || words.no_notes, "notes");
  const following = element("p", next ? `${words.next}${next.title}` : words.last, "next");
  const buttons = element("div", undefined, "steps");
  for (const [name, way] of [[words.previous, -1], [words.forward, 1]]) {
    const button = element("button", name);
    button.addEventListener("click", () => go(stage, way));
    buttons.append(button);
  }
  const left = columns(step) - 1 - stage.built;
  if (left > 0) following.textContent = `${words.columns.replace("{n}", String(left))}　${following.textContent}`;
  root.querySelector(".shown").replaceChildren(clock, notes, buttons, following);
  root.querySelector(".cited").textContent = step.citation;
  root.querySelector(".keys").textContent = words.keys;
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

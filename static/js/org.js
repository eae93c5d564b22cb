// The time slider of an org chart, dragged, stepped by key or played; links and a field reach the same days without it.
"use strict";
(() => {
  const PAUSE = 900;
  const at = (id) => document.getElementById(id);
  const days = () => at("slide").dataset.days.split(" ");
  const top = () => at("when")?.getBoundingClientRect().top;
  const listen = (name, act) => document.addEventListener(name, act);
  let playing = false;
  let waiting = 0;
  // A step replaces the one before it in the history, but for the first of a playback.
  let begun = false;
  let follows = false;
  // Where the slider stood, and what had the focus.
  let stood = 0;
  let held = null;

  const said = (iso) =>
    new Date(`${iso}T00:00Z`).toLocaleDateString(undefined, {
      day: "numeric",
      month: "short",
      year: "numeric",
      timeZone: "UTC",
    });

  function show(iso) {
    at("day").value = iso;
    const { compare } = at("when").elements;
    if (compare.value >= iso) compare.value = "";
    at("when").requestSubmit();
  }

  function moved() {
    const iso = days()[Number(at("slide").value)];
    at("day").value = iso;
    at("slide").setAttribute("aria-valuetext", said(iso));
  }

  function label() {
    at("play")?.setAttribute("aria-pressed", playing);
    if (at("play")) at("play").textContent = playing ? "Pause" : "Play month by month";
  }

  function stop() {
    playing = false;
    clearTimeout(waiting);
    label();
  }

  // What is under way gives way.
  function leave() {
    stop();
    follows = false;
  }

  function step() {
    const from = at("day").value;
    const last = days().at(-1);
    if (from >= last) return stop();
    // Months in which nothing changes are passed over.
    const next = new Date(`${days().find((day) => day > from)}T00:00Z`);
    if (next.getUTCDate() > 1) next.setUTCMonth(next.getUTCMonth() + 1, 1);
    const iso = next.toISOString().slice(0, 10);
    follows = begun;
    begun = true;
    show(iso < last ? iso : last);
  }

  function toggle() {
    if (playing) return stop();
    playing = true;
    begun = false;
    label();
    const all = days();
    if (at("day").value < all.at(-1)) return step();
    begun = true;
    show(all[0]);
  }

  // The slider keeps its place in the window, whatever stands above it.
  function hold() {
    const by = top() - stood;
    if (!by) return;
    scrollBy(0, by);
    const left = top() - stood;
    if (left < 0) at("when").style.marginTop = `calc(var(--s5) + ${-left}px)`;
  }

  function ready() {
    if (!at("slide")) return;
    at("slide").value = at("slide").dataset.at;
    if (!playing) return;
    label();
    clearTimeout(waiting);
    waiting = setTimeout(step, PAUSE);
  }

  listen("input", ({ target }) => target.id === "slide" && moved());
  listen("change", ({ target }) => {
    if (target.id !== "slide") return;
    leave();
    show(days()[Number(target.value)]);
  });
  listen("click", ({ target }) => (target.id === "play" ? toggle() : target.closest("a") && leave()));
  listen("keydown", ({ key }) => key === "Escape" && playing && stop());
  listen("htmx:before:history:update", ({ detail }) => {
    if (follows) detail.history.type = "replace";
    follows = false;
  });
  // An address says nothing of a field that was left empty.
  listen("formdata", ({ formData }) => {
    for (const [name, value] of [...formData]) if (!value) formData.delete(name);
  });
  listen("htmx:before:swap", () => {
    stood = top();
    held = document.activeElement;
  });
  listen("htmx:after:swap", ({ detail: { ctx } }) => {
    hold();
    ready();
    if (!ctx.selectOOB) return;
    // One goes on from the same link, or from the slider where that is gone.
    (held.isConnected ? held : at("slide"))?.focus({ preventScroll: true });
    ctx.request.anchor = null;
  });
  listen("htmx:error", stop);
  listen("htmx:response:error", stop);
  // The slider is shown only where a script can move it.
  document.documentElement.classList.add("slides");
  ready();
})();

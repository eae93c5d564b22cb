// The time slider of an org chart: drag it, step it with the arrow keys, or let it play until Escape
// or the button stops it. Without this
// file the same days are reached by the links below the track and the field for a date.
"use strict";
(() => {
  const PAUSE = 900;
  const form = () => document.getElementById("when");
  const slide = () => document.getElementById("slide");
  const play = () => document.getElementById("play");
  const days = () => slide().dataset.days.split(" ");
  let playing = false;
  let waiting = 0;
  // Whether the step that is asked for takes the place of the one before it in the browser's history: all
  // but the first of a playback do, so that Back leads to where it began.
  let begun = false;
  let follows = false;

  const said = (iso) =>
    new Date(`${iso}T00:00Z`).toLocaleDateString(undefined, {
      day: "numeric",
      month: "short",
      year: "numeric",
      timeZone: "UTC",
    });

  function show(iso) {
    document.getElementById("day").value = iso;
    const compare = form().elements.compare;
    if (compare.value >= iso) compare.value = "";
    form().requestSubmit();
  }

  function moved() {
    const iso = days()[Number(slide().value)];
    document.getElementById("day").value = iso;
    slide().setAttribute("aria-valuetext", said(iso));
  }

  function stop() {
    playing = false;
    clearTimeout(waiting);
    play()?.setAttribute("aria-pressed", "false");
    if (play()) play().textContent = "Play month by month";
  }

  function step() {
    const from = document.getElementById("day").value;
    const next = new Date(`${from}T00:00Z`);
    next.setUTCMonth(next.getUTCMonth() + 1, 1);
    const iso = next.toISOString().slice(0, 10);
    const last = days().at(-1);
    if (from >= last) return stop();
    follows = begun;
    begun = true;
    show(iso < last ? iso : last);
  }

  function toggle() {
    if (playing) return stop();
    playing = true;
    begun = false;
    play().setAttribute("aria-pressed", "true");
    play().textContent = "Pause";
    const all = days();
    if (document.getElementById("day").value < all.at(-1)) return step();
    begun = true;
    show(all[0]);
  }

  function ready() {
    if (!slide()) return;
    slide().value = slide().dataset.at;
    if (!playing) return;
    play().setAttribute("aria-pressed", "true");
    play().textContent = "Pause";
    waiting = setTimeout(step, PAUSE);
  }

  document.addEventListener("input", (event) => event.target.id === "slide" && moved());
  document.addEventListener("change", (event) => {
    if (event.target.id !== "slide") return;
    stop();
    show(days()[Number(slide().value)]);
  });
  document.addEventListener("click", (event) => event.target.id === "play" && toggle());
  document.addEventListener("keydown", (event) => event.key === "Escape" && playing && stop());
  document.addEventListener("htmx:before:history:update", ({ detail }) => {
    if (follows) detail.history.type = "replace";
    follows = false;
  });
  // An address says nothing of a field that was left empty.
  document.addEventListener("formdata", ({ formData }) => {
    for (const [name, value] of [...formData]) if (!value) formData.delete(name);
  });
  document.addEventListener("htmx:after:swap", ready);
  document.addEventListener("htmx:error", stop);
  document.addEventListener("htmx:response:error", stop);
  // A slider that only a script can move is shown only where there is one.
  document.documentElement.classList.add("slides");
  ready();
})();

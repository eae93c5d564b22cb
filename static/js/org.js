// The time slider of an org chart. Without this file its days are reached by links and the field for a date.
"use strict";
(() => {
  const PAUSE = 900;
  const form = () => document.getElementById("when");
  const slide = () => document.getElementById("slide");
  const play = () => document.getElementById("play");
  const day = () => document.getElementById("day");
  const days = () => slide().dataset.days.split(" ");
  let playing = false;
  let waiting = 0;
  // All steps of a playback but the first follow the one before in its place, so that Back leads to where it began.
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
    day().value = iso;
    const compare = form().elements.compare;
    if (compare.value >= iso) compare.value = "";
    form().requestSubmit();
  }

  function moved() {
    const iso = days()[Number(slide().value)];
    day().value = iso;
    slide().setAttribute("aria-valuetext", said(iso));
  }

  function stop() {
    playing = false;
    clearTimeout(waiting);
    label();
  }

  function label() {
    play()?.setAttribute("aria-pressed", playing);
    if (play()) play().textContent = playing ? "Pause" : "Play month by month";
  }

  function step() {
    const from = day().value;
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
    label();
    const all = days();
    if (day().value < all.at(-1)) return step();
    begun = true;
    show(all[0]);
  }

  function ready() {
    if (!slide()) return;
    slide().value = slide().dataset.at;
    if (!playing) return;
    label();
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
  // Only a script can move the slider, so only a script shows it.
  document.documentElement.classList.add("slides");
  ready();
})();

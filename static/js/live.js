// Looks now and then whether new moves came in, while the page is in sight. Nothing moves until the
// reader asks for them. Without this file the page stays as it was opened.
"use strict";
(() => {
  const EVERY = 60_000;
  let looked = Date.now();

  function look() {
    const line = document.querySelector("[data-live]");
    if (!line || document.hidden) return;
    looked = Date.now();
    line.dispatchEvent(new Event("look"));
  }

  setInterval(look, EVERY);
  document.addEventListener("visibilitychange", () => {
    if (Date.now() - looked >= EVERY) look();
  });
  document.addEventListener("htmx:after:swap", (event) => {
    if (["#main", "#stream"].includes(event.detail.ctx.select))
      document.getElementById("main").focus({ preventScroll: true });
  });
})();

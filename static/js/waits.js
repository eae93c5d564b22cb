// A part of the page that has had no answer for a while shows outlines of what is to come, and says so to those who
// listen. Answers that come sooner change nothing.
"use strict";
(() => {
  const PATIENCE = 200;
  const said = document.createElement("p");
  said.className = "vh";
  said.ariaLive = "polite";
  document.body.append(said);
  const waiting = new Map(); // htmx's contexts, each with the part that it will replace and a timer

  function begin({ detail: { ctx } }) {
    const part = ctx.target;
    // While the months play, one picture follows the other: to blank them in between would flicker.
    if (!part?.dataset?.waiting || part.querySelector("#play[aria-pressed=true]")) return;
    const timer = setTimeout(() => {
      part.ariaBusy = "true";
      said.textContent = `Loading ${part.dataset.waiting} …`;
    }, PATIENCE);
    waiting.set(ctx, { part, timer });
  }

  function end({ detail: { ctx } }) {
    const found = waiting.get(ctx);
    if (!found) return;
    clearTimeout(found.timer);
    waiting.delete(ctx);
    if ([...waiting.values()].some(({ part }) => part === found.part)) return;
    found.part.removeAttribute("aria-busy");
    said.textContent = "";
  }

  document.addEventListener("htmx:before:request", begin);
  for (const name of ["after:swap", "error", "finally:request"]) document.addEventListener(`htmx:${name}`, end);
})();

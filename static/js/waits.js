// A part that has had no answer for a while shows outlines of what is to come, and says so to those who listen.
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
    // To blank the pictures while the months play would flicker.
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

// The editors' desk: keys, and the next claim loaded ahead. Without this file its buttons and links do the same.
"use strict";
(() => {
  const RENEW = 45_000;
  const WAITS = 8_000;
  let next = null; // a promise of the next desk, or of null where there is none
  let stored = Promise.resolve(); // the decisions under way, one after the other
  let pressed = "button";
  let signedOut = false;

  const desk = () => document.getElementById("desk");
  const form = () => document.getElementById("decide");
  const refused = () => document.getElementById("refused");

  async function ask(address, body) {
    const answer = await fetch(address, {
      method: body ? "POST" : "GET",
      body,
      headers: { "HX-Request": "true" },
      credentials: "same-origin",
      keepalive: Boolean(body),
      signal: AbortSignal.timeout(WAITS),
    });
    if (answer.status === 401 && body) signedOut = true; // what is only read tells nobody
    return { ok: answer.ok, page: new DOMParser().parseFromString(await answer.text(), "text/html") };
  }

  const desk_of = (answer) => (answer.ok ? answer.page.getElementById("desk") : null);

  // Words for the live regions, as new nodes, so that the same words are read out again.
  function tell(id, words) {
    const place = document.getElementById(id);
    const line = document.createElement("p");
    line.className = id === "refused" ? "msg msg-bad" : "msg";
    line.textContent = words;
    place.replaceChildren(...(words ? [line] : []));
  }

  // Puts the parts of an answer in their places; a change only where its claim is on the desk.
  function place(page) {
    for (const part of page.querySelectorAll("#said, #refused, #tally, #waits, #queued, #change")) {
      const there = document.getElementById(part.id);
      if (!there) continue;
      if (part.id === "change" && part.dataset.claim !== desk().dataset.claim) continue;
      if (part.id === "said" || part.id === "refused") there.replaceChildren(...part.childNodes);
      else there.replaceWith(document.adoptNode(part));
    }
  }

  function show(fresh) {
    const made = document.adoptNode(fresh);
    desk().replaceWith(made);
    const heading = made.querySelector("h1");
    document.title = `Review: ${heading.textContent.trim()} · Reshuffle`;
    if (form()) history.replaceState(null, "", form().getAttribute("action") + filters());
    scrollTo(0, 0);
    (made.querySelector("[autofocus]") ?? heading).focus();
    prefetch();
  }

  const filters = () => {
    const query = new URLSearchParams(form()?.dataset.next.split("?")[1]);
    query.delete("after");
    return query.size ? `?${query}` : "";
  };

  // Asks for the next claim, which is held for this editor from then on.
  function prefetch() {
    const at = desk().dataset.claim;
    if (!form()) return;
    const address = form().dataset.next;
    next = stored
      .then(() => ask(address))
      .then((answer) => {
        const fresh = desk_of(answer);
        return fresh && fresh.dataset.claim !== at ? fresh : null;
      })
      .catch(() => null);
  }

  async function fetch_desk(address) {
    try {
      const answer = await ask(address);
      if (!answer.ok) place(answer.page);
      return desk_of(answer);
    } catch {
      tell("refused", "The server does not answer. Try again.");
      return null;
    }
  }

  async function go_on() {
    const loaded = await (next ?? Promise.resolve(null));
    next = null;
    if (loaded) return loaded;
    await stored;
    return signedOut ? null : fetch_desk(`/review/${filters()}`);
  }

  // The first name that still lacks a record.
  function lacking() {
    return [...form().querySelectorAll("fieldset[data-needed]")].find(
      (set) => !set.querySelector("input[type=radio]:checked"),
    );
  }

  function body_of(submitter) {
    const body = new FormData(form(), submitter);
    body.set("key", pressed);
    pressed = "button";
    return body;
  }

  // Shows the next claim at once; what the server says of the decision comes when it comes.
  async function decide(submitter) {
    const lacks = submitter.value === "accept" ? lacking() : null;
    if (lacks) {
      tell("refused", `Choose the ${lacks.dataset.needed.toLowerCase()} first.`);
      lacks.querySelector("input")?.focus();
      return;
    }
    const left = form();
    const address = left.action;
    const body = body_of(submitter);
    const title = left.querySelector("h1").textContent.trim();
    const rest = (yes) => left.querySelectorAll("button").forEach((button) => (button.disabled = yes));
    rest(true);
    tell("refused", "");
    const before = next;
    stored = stored.then(async () => {
      if (signedOut && refused().textContent.trim()) return; // it says which decision was the first to be lost
      try {
        const shown = await (before ?? null);
        if (shown) body.set("shown", shown.dataset.claim);
        place((await ask(address, body)).page);
      } catch {
        tell("refused", `No answer yet, so it may not be stored: ${title}.`);
        const again = Object.assign(document.createElement("a"), { href: address, textContent: " Look at it again" });
        refused().firstChild.append(again);
      }
      document.dispatchEvent(new CustomEvent("review:stored"));
    });
    const fresh = await go_on();
    if (fresh) show(fresh);
    else rest(false);
  }

  // What waits for the server: a correction, a detached record, undo.
  async function settle(address, body) {
    await stored;
    tell("refused", "");
    try {
      const answer = await ask(address, body);
      const fresh = answer.page.getElementById("desk");
      if (fresh) show(fresh);
      place(answer.page);
      if (!answer.ok) fresh?.querySelector(".msg-bad")?.scrollIntoView();
      else if (!fresh) {
        const onward = await go_on();
        if (onward) show(onward);
      }
    } catch {
      tell("refused", "The server does not answer. Nothing was stored.");
    }
  }

  async function step(address) {
    await stored;
    const onward = new URL(address).searchParams.has("after") ? await (next ?? null) : null;
    const leaving = desk().dataset.claim;
    const fresh = onward ?? (await fetch_desk(address));
    next = null;
    if (!fresh) return;
    tell("said", fresh.dataset.claim === leaving ? "There is no other claim." : "");
    const held = onward?.querySelector("#decide");
    if (held) held.dataset.next += `&leaving=${leaving}`;
    show(fresh);
  }

  document.addEventListener("submit", (event) => {
    const sent = event.target;
    const submitter = event.submitter;
    if (sent.matches("[data-undo]") || submitter?.value === "undo") {
      event.preventDefault();
      const body = new FormData(sent);
      body.set("do", "undo");
      body.set("key", pressed);
      settle(submitter?.getAttribute("formaction") ?? sent.action, body);
      return;
    }
    if (sent.id !== "decide") return;
    event.preventDefault();
    const button = submitter ?? sent.querySelector("[value=accept]");
    if (button.value === "find") return find(sent.querySelector(`#find-${button.dataset.findWord}`));
    if (["correct", "not"].includes(button.value)) {
      settle(sent.action, body_of(button));
      return;
    }
    decide(button);
  });

  document.addEventListener("click", (event) => {
    const link_ = event.target.closest("a[data-step]");
    if (!link_ || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    step(link_.href);
  });

  // Another record chosen: what would change then.
  document.addEventListener("change", async (event) => {
    if (!event.target.matches("#decide input[type=radio]")) return;
    try {
      const answer = await ask(form().dataset.change, new FormData(form()));
      place(answer.page);
    } catch {
      tell("refused", "What would change could not be tried out.");
    }
  });

  let typing = 0;
  document.addEventListener("input", (event) => {
    if (!event.target.matches("[data-find]")) return;
    clearTimeout(typing);
    typing = setTimeout(() => find(event.target), 200);
  });

  async function find(field) {
    const query = new URLSearchParams({ word: field.dataset.word, [field.name]: field.value });
    try {
      const answer = await ask(`${field.dataset.find}?${query}`);
      const found = answer.page.querySelector(".rfound");
      const there = document.getElementById(`found-${field.dataset.word}`);
      if (found && there) there.replaceWith(document.adoptNode(found));
      if (!answer.ok) place(answer.page);
    } catch {
      tell("refused", "The search does not answer. Try again.");
    }
  }

  const fields = "input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]";
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.repeat) return;
    if (event.target.closest(fields)) {
      if (event.key === "Escape") desk().querySelector("h1").focus();
      return;
    }
    if (/^[1-9]$/.test(event.key)) {
      const choice = document.querySelectorAll(".is-open .cand > input")[event.key - 1];
      if (!choice) return;
      choice.closest("details")?.setAttribute("open", "");
      choice.click();
      choice.focus();
      return;
    }
    if (event.key === "Escape") keys.open = false;
    const key = event.key.toLowerCase();
    const target = document.querySelector(`[data-keys~="${CSS.escape(key)}"]`);
    if (!target || target.disabled) return;
    event.preventDefault();
    pressed = key;
    target.click();
    if (target.matches(".redit > summary") && target.parentElement.open)
      target.parentElement.querySelector(fields)?.focus();
    if (!target.matches("button")) pressed = "button";
  });

  // The list of keys opens in view, with the focus.
  const keys = document.getElementById("keys");
  let from;
  keys.addEventListener("toggle", () => {
    if (keys.open) {
      from = document.activeElement;
      keys.querySelector(".scroll").focus();
      keys.scrollIntoView();
    } else (from.closest("#main *") ?? desk().querySelector("h1")).focus();
  });

  // The claims shown and loaded stay this editor's while the page is open.
  setInterval(async () => {
    const loaded = await Promise.race([next ?? null, null]);
    for (const held of [form(), loaded?.querySelector("#decide")]) {
      if (!held || signedOut || document.hidden) continue;
      const body = new FormData();
      for (const name of ["csrfmiddlewaretoken", "back"]) body.set(name, held.elements[name].value);
      try {
        const answer = await ask(held.dataset.hold, body);
        if (!answer.ok && held === form()) place(answer.page);
      } catch {
        tell("refused", "The server does not answer; your hold on this claim may run out.");
      }
    }
  }, RENEW);

  prefetch();
})();

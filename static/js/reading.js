// The search field, menus, evidence, copies and new moves of readers' pages: without this file plain forms and links.
"use strict";
(() => {
  const listen = (what, name, act, early) => what.addEventListener(name, act, early);
  const on = listen.bind(null, document);

  // "/" goes to the search field from anywhere.
  on("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const field = document.querySelector("[data-find]");
    if (!field || event.target.closest("input, textarea, select, [contenteditable], dialog[open]")) return;
    event.preventDefault();
    field.focus();
    field.select();
  });

  // A click that opens a tab or window is the browser's: htmx would take it and do nothing.
  const apart = (event) => {
    if ((event.ctrlKey || event.metaKey || event.shiftKey) && event.target.closest("a")) event.stopPropagation();
  };
  on("click", apart, true);

  // A menu comes into sight as one opens it, and closes by Escape or by a click elsewhere.
  const MENUS = "details:is(.menu, .drop, .turn)";
  const opened = () => document.querySelectorAll(`${MENUS}[open]`);
  on("keydown", (event) => {
    if (event.key !== "Escape" || event.defaultPrevented || event.isComposing) return;
    const menus = [...opened()];
    for (const one of menus.length ? menus : unfolded()) {
      one.open = false;
      one.querySelector("summary").focus();
    }
  });

  // So do evidence, a citation and a phone's filters: those with the focus, else what a link opened last.
  const FOLDS = "details:is(.ev, .cite-here, .fwrap)[open]";
  let lately = null;
  function unfolded() {
    const at = document.activeElement;
    const one = at.closest(FOLDS) ?? (at.matches("body, main") && lately?.isConnected ? lately : null);
    return one?.open && one.firstElementChild.checkVisibility() ? [one] : [];
  }
  on("click", (event) => {
    for (const menu of opened()) if (!event.composedPath().includes(menu)) menu.open = false;
    show(event.target);
  });
  function show(within) {
    const shown = within.closest(`${MENUS} > summary`)?.nextElementSibling;
    if (shown) requestAnimationFrame(() => shown.scrollIntoView({ block: "nearest" }));
  }

  // What a link opens in its place comes into sight; what is gone is told by the link's own page.
  on("htmx:after:swap", ({ target, detail }) => {
    if (["#main", "#stream"].includes(detail.ctx.select))
      document.getElementById("main").focus({ preventScroll: true });
    if (target.matches?.(MENUS)) show(target.firstElementChild);
    if (target.matches?.(`.backed, ${FOLDS}`)) lately = target.closest(FOLDS) ?? target.querySelector(FOLDS);
  });
  on("htmx:before:response", (event) => {
    const { sourceElement, response } = event.detail.ctx;
    if (response.status < 400 || !sourceElement.matches(".menu-ask, .ev-ask")) return;
    event.preventDefault();
    location.assign(sourceElement.href);
  });

  const path = ({ pathname, search }) => pathname + search;

  // To ask again for what the address says already is no step that Back has to undo.
  on("htmx:before:history:update", ({ detail: { history } }) => {
    if (path(new URL(history.path, location)) === path(location)) history.type = "replace";
  });

  // Back changes the address alone before htmx listens, a turn from here.
  const [came] = performance.getEntriesByType("navigation");
  setTimeout(() => came && path(new URL(came.name)) !== path(location) && location.reload());

  // The filters stay as the reader opened them, whatever is put into their place.
  htmx.registerExtension("stays-open", {
    htmx_before_morph_attr: (element, { attrName }) => attrName !== "open" || !element.closest(".fwrap"),
  });

  // Looks for new moves while in sight; nothing moves until the reader asks for them.
  const EVERY = 60_000;
  let looked = Date.now();
  function look() {
    const line = document.querySelector("[data-live]");
    if (!line || document.hidden) return;
    looked = Date.now();
    line.dispatchEvent(new Event("look"));
  }
  setInterval(look, EVERY);
  on("visibilitychange", () => {
    if (Date.now() - looked >= EVERY) look();
  });

  // Buttons that copy the text of the element they name; without a clipboard they stay hidden.
  function offer() {
    if (!navigator.clipboard) return;
    for (const button of document.querySelectorAll("[data-copy][hidden]")) button.hidden = false;
  }
  offer();
  on("htmx:after:swap", offer);
  on("click", async (event) => {
    const button = event.target.closest("[data-copy]");
    if (!button) return;
    const from = document.getElementById(button.dataset.copy);
    await navigator.clipboard.writeText((from.value ?? from.textContent).trim());
    const words = button.textContent;
    if (words === "Copied") return;
    button.textContent = "Copied";
    setTimeout(() => (button.textContent = words), 2000);
  });

  // What may be meant, listed while one types: a combobox of the ARIA Authoring Practices.
  const field = document.getElementById("find");
  const box = document.getElementById("suggested");
  if (!field || !box) return;
  const said = document.getElementById("suggested-said");
  const options = () => [...box.querySelectorAll("[role=option]")];
  const chosen = () => box.querySelector("[aria-selected=true]");
  const go = (option) => location.assign(option.dataset.href);
  field.role = "combobox";
  field.ariaAutoComplete = "list";
  field.ariaExpanded = "false";
  field.setAttribute("aria-controls", "suggestions");

  function open(shown) {
    box.hidden = !shown;
    field.ariaExpanded = String(shown);
    if (!shown) choose(null);
  }

  function choose(option) {
    chosen()?.setAttribute("aria-selected", "false");
    field.removeAttribute("aria-activedescendant");
    if (!option) return;
    option.ariaSelected = "true";
    option.scrollIntoView({ block: "nearest" });
    field.setAttribute("aria-activedescendant", option.id);
  }

  let listed = null;
  on("htmx:after:swap", () => {
    const list = document.getElementById("suggestions");
    if (!list || list === listed) return;
    listed = list;
    field.removeAttribute("aria-activedescendant");
    const wanted = document.activeElement === field && field.value.trim() !== "";
    open(wanted && options().length > 0);
    said.textContent = wanted ? list.dataset.said : "";
  });
  listen(field, "input", () => {
    if (field.value.trim() === "") open(false);
  });
  listen(field, "keydown", (event) => {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    const all = options();
    const at = all.indexOf(chosen());
    const down = event.key === "ArrowDown";
    if (all.length > 0 && (down || event.key === "ArrowUp")) {
      open(true);
      choose(all[at < 0 ? (down ? 0 : all.length - 1) : at + (down ? 1 : -1)]);
    } else if (event.key === "Enter" && at >= 0) go(all[at]);
    else if (event.key === "Escape" && !box.hidden) open(false);
    else return;
    event.preventDefault();
  });
  listen(field, "blur", () => open(false));
  listen(box, "mousedown", (event) => event.preventDefault());
  listen(box, "click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) go(option);
  });
})();

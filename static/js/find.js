// The search field: "/" goes to it from anywhere, and what may be meant is listed while one types.
// Without this file it is a form like any other.
"use strict";
(() => {
  const typing = "input, textarea, select, [contenteditable], dialog[open]";
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const field = document.querySelector("[data-find]");
    if (!field || event.target.closest(typing)) return;
    event.preventDefault();
    field.focus();
    field.select();
  });

  // A combobox with a list, as the ARIA Authoring Practices describe it.
  const field = document.getElementById("find");
  const box = document.getElementById("suggested");
  if (!field || !box) return;
  const said = document.getElementById("suggested-said");
  const options = () => [...box.querySelectorAll("[role=option]")];
  const chosen = () => box.querySelector("[aria-selected=true]");
  field.setAttribute("role", "combobox");
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-controls", "suggestions");
  field.setAttribute("aria-expanded", "false");

  function open(shown) {
    box.hidden = !shown;
    field.setAttribute("aria-expanded", String(shown));
    if (!shown) choose(null);
  }

  function choose(option) {
    chosen()?.setAttribute("aria-selected", "false");
    if (!option) {
      field.removeAttribute("aria-activedescendant");
      return;
    }
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    field.setAttribute("aria-activedescendant", option.id);
  }

  document.addEventListener("htmx:after:swap", () => {
    const list = document.getElementById("suggestions");
    if (!list || list === box.shown) return;
    box.shown = list;
    field.removeAttribute("aria-activedescendant");
    const wanted = document.activeElement === field && field.value.trim() !== "";
    open(wanted && options().length > 0);
    said.textContent = wanted ? list.dataset.said : "";
  });

  field.addEventListener("input", () => {
    if (field.value.trim() === "") open(false);
  });
  field.addEventListener("keydown", (event) => {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    const all = options();
    const at = all.indexOf(chosen());
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (all.length === 0) return;
      event.preventDefault();
      open(true);
      const down = event.key === "ArrowDown";
      const next = at < 0 ? (down ? 0 : all.length - 1) : at + (down ? 1 : -1);
      choose(all[next] ?? null);
    } else if (event.key === "Enter" && chosen() && !box.hidden) {
      event.preventDefault();
      location.assign(chosen().dataset.href);
    } else if (event.key === "Escape" && !box.hidden) {
      event.preventDefault();
      open(false);
    }
  });
  field.addEventListener("blur", () => open(false));
  box.addEventListener("mousedown", (event) => event.preventDefault());
  box.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) location.assign(option.dataset.href);
  });
})();

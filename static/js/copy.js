// Buttons that copy the text of the element they name. Without this file, or a clipboard, they stay hidden.
"use strict";
(() => {
  if (!navigator.clipboard) return;
  const show = () => {
    for (const button of document.querySelectorAll("[data-copy][hidden]")) button.hidden = false;
  };
  show();
  document.addEventListener("htmx:after:swap", show);
  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-copy]");
    if (!button) return;
    const from = document.getElementById(button.dataset.copy);
    await navigator.clipboard.writeText((from.value ?? from.textContent).trim());
    const words = button.textContent;
    if (words === "Copied") return;
    button.textContent = "Copied";
    setTimeout(() => (button.textContent = words), 2000);
  });
})();

// Everything works without this file. With it, a form that was changed is not left by accident, and faults
// and receipts are read out.
"use strict";
(() => {
  const fault = document.querySelector(".faults");
  if (fault) fault.focus();
  for (const form of document.querySelectorAll("form[data-draft]")) {
    let changed = false;
    form.addEventListener("input", () => { changed = true; });
    form.addEventListener("submit", () => { changed = false; });
    window.addEventListener("beforeunload", (event) => { if (changed) event.preventDefault(); });
  }
})();

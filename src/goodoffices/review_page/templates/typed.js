"use strict";
// What is typed is kept in this window until it is saved, also if the program is stopped meanwhile.
const form = document.querySelector("form.entry");
const fields = () => [...form.querySelectorAll("input:not([type=hidden]), select, textarea")];
const valueOf = (field) => (field.type === "checkbox" ? field.checked : field.value);
const key = form && "draft:" + form.elements.draft.value;
const saved = new URLSearchParams(location.search).get("saved");
if (saved) sessionStorage.removeItem("draft:" + saved);
if (form && !document.getElementById("problem") && sessionStorage.getItem(key)) {
  const kept = JSON.parse(sessionStorage.getItem(key));
  let restored = false;
  fields().forEach((field, at) => {
    if (at in kept && valueOf(field) !== kept[at]) {
      if (field.type === "checkbox") field.checked = kept[at]; else field.value = kept[at];
      restored = true;
    }
  });
  if (restored) {
    const note = document.createElement("p");
    note.className = "restored";
    note.setAttribute("role", "status");
    note.append("What you typed here before is in the fields again. ");
    const undo = document.createElement("button");
    undo.type = "button";
    undo.textContent = "Start anew";
    undo.addEventListener("click", () => { sessionStorage.removeItem(key); form.reset(); note.remove(); });
    note.append(undo);
    form.prepend(note);
    const folded = form.closest("details");
    if (folded) folded.open = true;
  }
}
if (form) {
  form.addEventListener("input", () => {
    const typed = Object.fromEntries(fields().map((field, at) => [at, valueOf(field)]));
    sessionStorage.setItem(key, JSON.stringify(typed));
  });
}

// An entry can be added for words that are selected in the text.
const words = document.querySelector(".words");
const offer = document.getElementById("selected");
const uses = document.querySelectorAll("button.use");
document.querySelectorAll(".scripted").forEach((part) => { part.hidden = false; });
let chosen = null;
const selected = () => {
  const selection = getSelection();
  if (!words || selection.isCollapsed || !selection.rangeCount) return null;
  const range = selection.getRangeAt(0);
  if (!words.contains(range.commonAncestorContainer)) return null;
  const held = document.createElement("div");
  held.append(range.cloneContents());
  held.querySelectorAll(".number").forEach((number) => number.remove());
  const text = held.textContent.trim();
  const run = (range.startContainer.parentElement || words).closest("[data-start]");
  return text && { text, at: run ? Number(run.dataset.start) + range.startOffset : 0 };
};
document.addEventListener("selectionchange", () => {
  const found = selected();
  if (found) chosen = found;
  if (!offer) return;
  offer.hidden = !found;
  uses.forEach((button) => { button.hidden = !found; });
  if (found) {
    offer.firstElementChild.href = words.dataset.add + "&at=" + found.at + "&words=" + encodeURIComponent(found.text);
  }
});
// Browsers select no words from within a link: the mouse draws the selection here, and a click that drew one follows no link.
const caret = (event) => {
  const found = document.caretPositionFromPoint ? document.caretPositionFromPoint(event.clientX, event.clientY) : document.caretRangeFromPoint(event.clientX, event.clientY);
  return found && [found.offsetNode || found.startContainer, found.offset === undefined ? found.startOffset : found.offset];
};
let begun = null;
if (words) {
  words.addEventListener("mousedown", (event) => {
    begun = event.button === 0 && event.target.closest("a.run") ? caret(event) : null;
    if (!begun) return;
    getSelection().removeAllRanges();
    event.preventDefault(); // otherwise the browser drags the link, or the words selected so far
  });
  document.addEventListener("mousemove", (event) => {
    const end = begun && event.buttons === 1 && caret(event);
    if (end && words.contains(end[0])) getSelection().setBaseAndExtent(...begun, ...end);
  });
  words.addEventListener("click", (event) => {
    if (!getSelection().isCollapsed && event.target.closest("a.run")) event.preventDefault();
  });
}
uses.forEach((button) => {
  button.addEventListener("mousedown", (event) => event.preventDefault());
  button.addEventListener("click", () => {
    if (!chosen) return;
    const field = document.getElementById(button.dataset.for);
    field.value = chosen.text;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });
});

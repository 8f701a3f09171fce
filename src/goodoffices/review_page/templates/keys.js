"use strict";
const marked = document.querySelector(".words .now");
if (marked && !location.hash) marked.scrollIntoView({ block: "center" });
document.addEventListener("keydown", (event) => {
  const inField = event.target.closest("input, select, textarea");
  if (event.key === "Escape" && inField) { event.target.blur(); return; }
  if (inField || event.ctrlKey || event.metaKey || event.altKey) return;
  const press = { a: "accept", r: "reject", m: "merge", j: "following", k: "previous" }[event.key];
  const target = press && document.getElementById(press);
  if (target) { event.preventDefault(); target.click(); }
  const first = event.key === "e" && document.querySelector("form.entry :is(input:not([type=hidden]), select, textarea)");
  if (first) { event.preventDefault(); first.focus(); }
});

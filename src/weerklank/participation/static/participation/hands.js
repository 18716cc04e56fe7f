/* With JavaScript a press adds one or takes one off at once and nothing is sent until "Bewaren"; without it every press is saved.
   What is not saved yet stays in this tab, and nowhere else, so that loading the page again loses no hand. */
"use strict";
for (const form of document.querySelectorAll("form[data-hands]")) {
  const said = form.querySelector("[data-said]");
  const unsaved = form.querySelector("[data-unsaved]");
  const kept = `handen ${form.dataset.hands}`;
  const numbers = [...form.querySelectorAll("input[name]")].filter((one) => one.name !== "press");
  let leaves = false;
  const store = (work) => { try { return work(window.sessionStorage); } catch { return null; } };
  const mark = () => {
    form.classList.add("hands-unsaved");
    unsaved.hidden = false;
  };
  const changed = () => {
    mark();
    store((tab) => tab.setItem(kept, JSON.stringify(numbers.map((one) => [one.name, one.value]))));
  };
  if ("saved" in form.dataset) {
    store((tab) => tab.removeItem(kept));
    // loading again is not saving again: what is pressed from here must survive it
    history.replaceState(null, "", location.pathname);
  }
  const draft = "typed" in form.dataset ? null : store((tab) => JSON.parse(tab.getItem(kept)));
  if (Array.isArray(draft)) {
    const values = new Map(draft);
    // the numbers that stood there come back as well: what another screen saved since is then told, not written over
    for (const one of numbers) if (values.has(one.name)) one.value = values.get(one.name);
    mark();
  } else if ("typed" in form.dataset) changed();
  form.addEventListener("input", changed);
  form.addEventListener("submit", () => { leaves = true; });
  window.addEventListener("beforeunload", (event) => {
    if (!leaves && form.classList.contains("hands-unsaved") && !store((tab) => tab.getItem(kept))) event.preventDefault();
  });
  form.addEventListener("click", (event) => {
    const button = event.target.closest("button[name=plus], button[name=minus]");
    if (!button) return;
    event.preventDefault();
    const field = button.parentElement.querySelector("input");
    field.value = String(Math.max(0, (Number.parseInt(field.value, 10) || 0) + (button.name === "plus" ? 1 : -1)));
    said.textContent = `${button.parentElement.querySelector("label").textContent.trim()}: ${field.value}`;
    changed();
  });
}

/* With JavaScript a press adds one at once and nothing is sent until "Bewaren"; without it every press is saved. */
"use strict";
for (const form of document.querySelectorAll("form[data-hands]")) {
  const said = form.querySelector("[data-said]");
  const changed = () => form.classList.add("hands-unsaved");
  form.addEventListener("input", changed);
  form.addEventListener("click", (event) => {
    const button = event.target.closest("button[name=plus]");
    if (!button) return;
    event.preventDefault();
    const field = button.parentElement.querySelector("input");
    field.value = String((Number.parseInt(field.value, 10) || 0) + 1);
    said.textContent = `${button.parentElement.querySelector("label").textContent.trim()}: ${field.value}`;
    changed();
  });
}

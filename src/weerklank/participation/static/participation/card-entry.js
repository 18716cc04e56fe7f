/* One key for one answer, and one before it for "important"; the focus goes on to the next statement, and after the last to the button. */
"use strict";
for (const form of document.querySelectorAll("form[data-card-entry]")) {
  const rows = [...form.querySelectorAll(".answer-row")];
  const wrong = form.querySelector("[aria-invalid=true]");
  if (wrong) wrong.focus();
  const into = (row) => (row ? row.querySelector("input[type=radio]:checked, input[type=radio]") : form.querySelector(".toolbar button")).focus();
  form.addEventListener("keydown", (event) => {
    const row = event.target.closest(".answer-row");
    if (!row || event.ctrlKey || event.altKey || event.metaKey || !"01234".includes(event.key)) return;
    event.preventDefault();
    if (event.key === "4") {
      const important = row.querySelector("input[type=checkbox]");
      important.checked = !important.checked;
      return;
    }
    const choices = [...row.querySelectorAll("input[type=radio]")];
    choices.forEach((choice, place) => { choice.checked = String(place + 1) === event.key; });
    into(rows[rows.indexOf(row) + 1]);
  });
}

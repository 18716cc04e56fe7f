// The steps without a connection: one step at a time out of the page that was kept, at the addresses of the real ones.
(function () {
  var round = window.weerklank, place = document.getElementById("stap");
  if (!round || !place) return;
  var base = round.words.base, title = document.title;
  var shown = -1;
  var steps = Array.from(document.querySelectorAll("template[data-step]"));

  function here() {
    var rest = location.pathname.slice(base.length);
    if (rest === "stellingen/") rest = "stellingen/1/";
    var at = steps.findIndex(function (step) { return step.dataset.step === rest; });
    return at < 0 ? steps.length - 1 : at;
  }
  function show(at) {
    var step = steps[at], kept = round.draft();
    shown = at;
    place.replaceChildren(step.content.cloneNode(true));
    document.title = step.dataset.title + " – " + title;
    var form = place.querySelector("form"), last = kept.ideas[kept.ideas.length - 1], number = form.elements.statement, vote;
    if (form.elements.text && !kept.typed && last) form.elements.text.value = last.text;
    if (number && (vote = kept.votes[number.value])) {
      form.querySelector('[name=value][value="' + vote.value + '"]').checked = true;
      form.elements.important.checked = vote.important;
    }
    round.watch();
    round.tell();
    form.addEventListener("submit", function (event) { event.preventDefault(); press(form, at); });
  }
  function go(at) {
    history.pushState(null, "", base + steps[at].dataset.step);
    show(at);
    arrives();
  }
  function arrives() {
    var heading = place.querySelector("h1");
    window.scrollTo(0, 0);
    heading.tabIndex = -1;
    heading.focus();
  }
  function press(form, at) {
    var text = form.elements.text, skips = form.pressed === "skip", back = form.pressed === "back";
    if (text) {
      if (skips && text.value.trim()) return wrong(text, form.dataset.still);
      if (!skips && !text.value.trim()) return wrong(text, form.dataset.empty);
      if (!skips) replace(form);
    } else if (form.elements.statement) {
      if (!skips && !back && !form.querySelector("[name=value]:checked")) return wrong(form.querySelector("[name=value]"), form.dataset.empty);
      round.answers(form, skips);
    } else if (form.elements.start) round.begins(form.elements.start.value);
    go(form.elements.statement || !back ? at + (back ? -1 : 1) : 1);
    round.send();
  }
  // As long as an idea was not sent, writing it anew changes it.
  function replace(form) {
    var kept = round.draft();
    kept.ideas.pop();
    round.keep(kept);
    round.writes(form);
  }
  function wrong(field, sentence) {
    var before = place.querySelector(".error");
    if (before) before.remove();
    var error = document.createElement("p");
    error.className = "error"; error.id = "wat-mist"; error.setAttribute("role", "alert"); error.textContent = sentence;
    (field.closest("fieldset") || field).before(error);
    field.setAttribute("aria-describedby", "wat-mist");
    field.focus();
  }

  function stops(event) {
    event.preventDefault();
    place.replaceChildren(document.getElementById("stoppen").content.cloneNode(true));
    arrives();
    var form = place.querySelector("form");
    form.addEventListener("submit", function (event) {
      event.preventDefault();
      if (form.pressed === "back") { show(shown); arrives(); return; }
      round.forget();
      // The server takes the cookie away as soon as it can be reached; a closed browser forgets it by itself.
      fetch(form.action, { method: "POST", credentials: "same-origin", redirect: "manual" }).catch(function () {});
      place.replaceChildren(document.getElementById("gestopt").content.cloneNode(true));
      round.tell();
      arrives();
    });
  }
  document.querySelector('.always a[href$="/stop/"]').addEventListener("click", stops);
  // A jump to the help on this page is no other step.
  window.addEventListener("popstate", function () { if (here() !== shown) show(here()); });
  // What was sent from the last step leads to the pictures.
  document.addEventListener("weerklank:settled", function () {
    var kept = round.draft();
    if (here() === steps.length - 1 && !round.pending(kept).length && !kept.typed) location.replace(base + "klaar/");
  });
  var on = location.hash === "#verder", at = Math.min(here() + (on ? 1 : 0), steps.length - 1);
  if (on) history.replaceState(null, "", base + steps[at].dataset.step);
  show(at);
})();

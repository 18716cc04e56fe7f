// Leaves without this page in the history. Without JavaScript the button is a plain link.
(function () {
  var links = document.querySelectorAll("[data-quick-exit]");
  if (!links.length) return;
  function leave(event) {
    if (event) event.preventDefault();
    document.documentElement.hidden = true;
    document.dispatchEvent(new Event("weerklank:leave"));
    window.location.replace(links[0].href);
  }
  var times = [];
  links.forEach(function (link) { link.addEventListener("click", leave); });
  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape") { times = []; return; }
    times.push(event.timeStamp);
    if (times.length >= 3 && times[times.length - 1] - times[times.length - 3] < 2000) leave();
  });
})();

// After a press the focus is where the page goes on: at what is not right yet, at help, or at the question.
(function () {
  var place = document.querySelector(".error-summary") || document.querySelector("[data-arrive]");
  if (place) place.focus({ preventScroll: !place.matches(".error-summary") });
  // A reader tells what changes in a live line and not what stood there, so how far one is gets written once more.
  var far = document.querySelector(".question[role=status]");
  if (far && !place.matches(".error-summary")) setTimeout(function () { far.textContent = far.textContent; }, 300);
})();

// Says while one types how much is too much. Nothing is cut off: what was pasted can be made shorter.
(function () {
  var late;
  function counts(box) {
    var line = box.parentNode.querySelector("[data-most]");
    if (!line) return;
    var over = Array.from(box.value.trim().normalize("NFC")).length - line.dataset.most;
    line.textContent = over > 0 ? line.dataset.over.replace("[n]", over) : "";
    line.className = over > 0 ? "error" : "";
  }
  document.addEventListener("input", function (event) {
    clearTimeout(late);
    // Not at every sign: a voice that reads along would never come to an end.
    if (event.target.matches("textarea")) late = setTimeout(counts, 500, event.target);
  });
})();

// Reads the page aloud with a voice that lives on this device. A voice from elsewhere would send
// the child's words away, so without a local voice for the language there is no button.
(function () {
  var speech = window.speechSynthesis;
  var buttons = document.querySelectorAll("[data-read-aloud]");
  if (!speech || !window.SpeechSynthesisUtterance || !buttons.length) return;
  var language = document.documentElement.lang || "nl";
  var hidden = "script,style,textarea,input,select,[hidden],[aria-hidden=true],details:not([open]),.read-aloud,.visually-hidden";

  function voice() {
    return speech.getVoices().find(function (candidate) {
      return candidate.localService === true && candidate.lang.toLowerCase().split(/[-_]/)[0] === language.split("-")[0];
    });
  }
  function sentences(target) {
    var copy = target.cloneNode(true);
    copy.querySelectorAll(hidden).forEach(function (node) { node.remove(); });
    return Array.from(copy.querySelectorAll("h1,h2,h3,p,li,legend,label,button,dt,dd")).filter(function (node) {
      return !node.querySelector("h1,h2,h3,p,li,legend,label,button");
    }).map(function (node) { return node.textContent.replace(/\s+/g, " ").trim(); }).filter(Boolean);
  }
  function offer() {
    buttons.forEach(function (button) { button.hidden = !voice(); });
  }
  buttons.forEach(function (button) {
    var word = button.querySelector("span"), start = word.textContent;
    function rest() { word.textContent = start; button.setAttribute("aria-pressed", "false"); }
    button.addEventListener("click", function () {
      if (speech.speaking) { speech.cancel(); rest(); return; }
      var chosen = voice(), parts = sentences(document.getElementById(button.dataset.readAloud));
      parts.forEach(function (part, index) {
        var utterance = new SpeechSynthesisUtterance(part);
        utterance.voice = chosen; utterance.lang = chosen.lang; utterance.rate = 0.9;
        if (index === parts.length - 1) utterance.onend = rest;
        speech.speak(utterance);
      });
      word.textContent = button.dataset.stopLabel; button.setAttribute("aria-pressed", "true");
    });
  });
  speech.addEventListener && speech.addEventListener("voiceschanged", offer);
  window.addEventListener("pagehide", function () { speech.cancel(); });
  offer();
})();

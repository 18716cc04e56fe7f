// One screen for a whole group: after ninety seconds without a touch the next child starts clean.
// The page keeps nothing on the device, and what it showed does not come back with the back button.
(function () {
  var box = document.getElementById("stil");
  if (!box) return;
  var QUIET = 90, WARNS = 20, last = Date.now(), gone = false;
  var alarm = box.querySelector("[role=alert]"), left = box.querySelector(".idle-left");
  var token = (document.querySelector("input[name=token]") || {}).value;

  function stirs() { last = Date.now(); }
  // Not at the touch itself: what lies under the message would get the rest of it.
  function stays() {
    stirs();
    box.hidden = true;
    alarm.textContent = "";
  }
  function looks() {
    if (gone) return;
    if (window.speechSynthesis && speechSynthesis.speaking) stirs();
    var rest = QUIET - Math.floor((Date.now() - last) / 1000);
    if (rest <= 0) return cleans();
    if (rest > WARNS) { if (!box.hidden) stays(); return; }
    left.textContent = rest;
    if (!box.hidden) return;
    box.hidden = false;
    alarm.textContent = alarm.dataset.warns;
  }
  function cleans() {
    gone = true;
    empties();
    box.hidden = true;
    forgets();
  }
  // The cookie is not for scripts: the server takes it away. Without a connection the screen stays empty until it did.
  function forgets() {
    fetch(box.dataset.next, { method: "POST", credentials: "same-origin", redirect: "manual", cache: "no-store" }).then(function () {
      location.replace(box.dataset.door);
    }, function () {
      box.hidden = false;
      box.querySelector(".buttons").hidden = true;
      left.textContent = "";
      alarm.textContent = box.dataset.waits;
      setTimeout(forgets, 5000);
    });
  }
  function empties() {
    document.querySelectorAll("textarea, input:not([type=hidden])").forEach(function (field) {
      field.value = ""; field.checked = false;
    });
    Array.from(document.querySelector("main").children).forEach(function (node) { if (node !== box) node.hidden = true; });
  }

  ["pointerdown", "keydown", "input", "scroll", "touchstart"].forEach(function (name) {
    addEventListener(name, stirs, { passive: true, capture: true });
  });
  box.querySelector("button").addEventListener("click", stays);
  setInterval(looks, 1000);

  // A page that was refused came by POST: reloading it would send the words of the child before.
  if (history.replaceState) history.replaceState(null, "", location.href);
  // A browser may keep the page as it was. It stays covered until the server says that it is still the same child.
  addEventListener("pagehide", function () { document.documentElement.hidden = true; });
  addEventListener("pageshow", function (event) {
    if (!event.persisted) return;
    if (gone || !token) return location.replace(box.dataset.door);
    fetch(box.dataset.door + "idee/", { cache: "no-store" }).then(function (answer) { return answer.text(); }).then(function (page) {
      if (page.indexOf(token) < 0) { empties(); location.replace(box.dataset.door); } else { document.documentElement.hidden = false; stays(); }
    }, function () { empties(); location.replace(box.dataset.door); });
  });
})();

// The door: keeps the list of the day and every press on this device, works without a connection, and sends later.
// What is kept is a badge name, a role and a code. A press has a key of its own, so that it counts once.
(function () {
  "use strict";
  var box = document.getElementById("deur");
  if (!box || !window.fetch || !window.localStorage) return;
  var name = "wk-door-" + box.dataset.edition, listName = name + "-list", queueName = name + "-queue";
  var field = box.querySelector("#deur-zoek"), found = box.querySelector("#deur-lijst"), line = box.querySelector("[role=status]");
  var counts = box.querySelector("#deur-telling"), waits = box.querySelector("#deur-wacht"), kept = box.querySelector("#deur-bewaard");
  var sending = false, wiped = false, timer = 0, token = "", MOST = 25;

  function read(key, otherwise) {
    try { return JSON.parse(localStorage.getItem(key)) || otherwise; } catch (error) { return otherwise; }
  }
  function write(key, value) {
    try { localStorage.setItem(key, JSON.stringify(value)); return true; } catch (error) {
      say("Dit apparaat heeft geen ruimte meer. Vink verder op papier aan."); return false;
    }
  }
  function list() { return read(listName, { people: [] }); }
  function queue() { return read(queueName, []); }
  function say(words) { line.textContent = words; }
  function fold(text) {
    return text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
  }
  function signs(text) {
    return text.toUpperCase().replace(/O/g, "0").replace(/[IL]/g, "1").replace(/[^0-9A-Z]/g, "");
  }
  function newKey() {
    var bytes = new Uint8Array(15);
    crypto.getRandomValues(bytes);
    return Array.prototype.map.call(bytes, function (one) { return ("0" + one.toString(16)).slice(-2); }).join("");
  }

  // --- what is shown -------------------------------------------------------------------------------------------

  function withPresses() {
    var inside = {}, people = list().people;
    people.forEach(function (one) { inside[one.code] = one.is_in; });
    queue().forEach(function (press) { inside[press.code] = press.is_in; });
    return people.map(function (one) { return { code: one.code, name: one.name, role: one.role, is_in: inside[one.code] }; });
  }
  function element(tag, text, attributes) {
    var made = document.createElement(tag);
    if (text) made.textContent = text;
    Object.keys(attributes || {}).forEach(function (key) { made.setAttribute(key, attributes[key]); });
    return made;
  }
  function matches(people, typed) {
    var code = signs(typed), words = fold(typed).split(/\s+/).filter(Boolean);
    var exact = code.length === 8 && people.filter(function (one) { return signs(one.code) === code; });
    if (exact && exact.length) return exact;
    return people.filter(function (one) {
      var said = fold(one.name);
      return words.every(function (word) { return said.indexOf(word) >= 0; });
    });
  }
  function draw() {
    var people = withPresses(), typed = field.value.trim(), some = matches(people, typed), roles = {}, order = list().roles || [];
    found.replaceChildren();
    some.slice(0, MOST).forEach(function (one) {
      var item = element("li"), title = element("p", "", { "class": "list-title" }), meta = element("p", "", { "class": "list-meta" });
      title.appendChild(element("bdi", one.name));
      meta.textContent = one.role + ", " + one.code + ". " + (one.is_in ? "Is binnen." : "Nog niet binnen.");
      var button = element("button", one.is_in ? "Toch niet binnen" : "Binnen", {
        type: "button", "class": one.is_in ? "button-link" : "button", "data-code": one.code, "data-in": one.is_in ? "" : "1",
        "aria-label": (one.is_in ? "Toch niet binnen: " : "Binnen: ") + one.name
      });
      var row = element("p");
      row.appendChild(button);
      item.append(title, meta, row);
      found.appendChild(item);
    });
    if (!people.length) found.appendChild(element("li", "De lijst van vandaag staat nog niet op dit apparaat. Daarvoor is één keer verbinding nodig."));
    else if (!some.length) found.appendChild(element("li", "Niemand met een plaats heet zo of heeft deze code."));
    else if (some.length > MOST) found.appendChild(element("li", "En nog " + (some.length - MOST) + ". Typ een deel van de naam."));
    people.forEach(function (one) {
      roles[one.role] = roles[one.role] || [0, 0];
      roles[one.role][1] += 1;
      if (one.is_in) roles[one.role][0] += 1;
    });
    counts.textContent = order.filter(function (role) { return roles[role]; }).map(function (role) { return role + " " + roles[role][0] + " van " + roles[role][1]; }).join(", ");
    var waiting = queue().length;
    waits.textContent = waiting ? waiting + " keer nog niet verstuurd." : "Alles is verstuurd.";
    kept.textContent = people.length ? "Op dit apparaat staan nu " + people.length + " mensen." : "Op dit apparaat staat nu niets.";
  }

  // --- pressing ------------------------------------------------------------------------------------------------

  function press(code, isIn) {
    var one = list().people.filter(function (person) { return person.code === code; })[0];
    if (!one || !write(queueName, queue().concat({ key: newKey(), code: code, is_in: isIn }))) return;
    say(one.name + (isIn ? " is binnen." : " is toch niet binnen."));
    field.value = "";
    draw();
    field.focus();
    send();
  }
  found.addEventListener("click", function (event) {
    var button = event.target.closest("button");
    if (button) press(button.dataset.code, !!button.dataset["in"]);
  });
  field.addEventListener("input", draw);
  // a scanner types a code and presses Enter
  field.form.addEventListener("submit", function (event) {
    var some = matches(withPresses(), field.value.trim());
    event.preventDefault();
    if (some.length === 1 && field.value.trim()) {
      if (some[0].is_in) { say(some[0].name + " was al binnen."); field.value = ""; draw(); } else press(some[0].code, true);
    } else say(some.length ? "Meer dan één persoon past hierbij. Kies uit de lijst." : "Niemand met een plaats heet zo of heeft deze code.");
  });

  // --- sending -------------------------------------------------------------------------------------------------

  function again() { clearTimeout(timer); timer = setTimeout(send, 8000); }
  function signedOut(answer) {
    if (answer.status < 500 && (answer.redirected || !/json/.test(answer.headers.get("Content-Type") || ""))) {
      say("U bent niet meer aangemeld. Wat u aanvinkt blijft hier staan; meld u opnieuw aan, dan wordt het verstuurd.");
      return true;
    }
    return false;
  }
  function send() {
    var some = queue().slice(0, 200);
    if (sending || wiped || !some.length) return;
    if (!token) return refresh();
    sending = true;
    fetch(box.dataset.presses, {
      method: "POST", credentials: "same-origin", headers: { "Content-Type": "application/json", "X-CSRFToken": token },
      body: JSON.stringify({ presses: some })
    }).then(function (answer) {
      if (answer.status === 403) { token = ""; return again(); }
      if (signedOut(answer)) return again();
      return answer.json().then(function (said) {
        if (answer.status >= 500) return again();
        if (!said.taken) { say(said.sentence || "Versturen lukte niet. Wat u aanvinkte blijft hier staan."); return again(); }
        settle(said.taken);
      });
    }).catch(again).then(function () { sending = false; if (queue().length && !timer) send(); draw(); });
  }
  function settle(taken) {
    var done = {}, inside = {}, troubled = [], known = list();
    clearTimeout(timer); timer = 0;
    if (wiped) return;
    taken.forEach(function (one) {
      done[one.key] = true;
      if (one.outcome === "in" || one.outcome === "was_in") inside[one.code] = true;
      if (one.outcome === "out" || one.outcome === "was_out") inside[one.code] = false;
      if (one.outcome === "no_place" || one.outcome === "unknown") troubled.push(one.code);
    });
    known.people.forEach(function (one) { if (one.code in inside) one.is_in = inside[one.code]; });
    // first the list, then the queue: if the tab closes between the two, a press is sent twice and counts once
    write(listName, known);
    write(queueName, queue().filter(function (one) { return !done[one.key]; }));
    if (troubled.length) say("Deze codes hebben geen plaats meer, kijk in de lijst met deelnemers: " + troubled.join(", "));
    refresh();
  }
  function refresh() {
    if (wiped) return;
    fetch(box.dataset.list, { credentials: "same-origin", cache: "no-store" }).then(function (answer) {
      if (signedOut(answer)) return;
      return answer.json().then(function (said) {
        if (!said.people || wiped) return;
        token = said.token;
        write(listName, { day: said.day, roles: said.roles, people: said.people });
        if (isOver(said.today)) { wiped = true; wipe(); return say("De dag is voorbij en alles is verstuurd. Op dit apparaat staat niets meer."); }
        draw();
        if (queue().length) send();
      });
    }).catch(again);
  }

  // --- what is kept on the device ------------------------------------------------------------------------------

  function keepPage() {
    if (!("serviceWorker" in navigator) || !window.caches) return;
    navigator.serviceWorker.register(box.dataset.worker).then(function () {
      return caches.open("wk-door");
    }).then(function (cache) {
      var files = Array.prototype.map.call(document.querySelectorAll("link[rel=stylesheet], script[src]"), function (one) { return one.href || one.src; });
      return Promise.all([location.pathname].concat(files).map(function (file) {
        return fetch(file, { credentials: "same-origin" }).then(function (answer) {
          if (answer.ok && !answer.redirected) return cache.put(file, answer);
        });
      }));
    }).then(function () {
      if (wiped) return caches.delete("wk-door");
      box.dataset.ready = "1";
    }).catch(function () { return; });
  }
  function wipe() {
    localStorage.removeItem(listName);
    localStorage.removeItem(queueName);
    token = "";
    draw();
    var ended = window.caches ? caches.delete("wk-door") : Promise.resolve();
    ended.then(function () {
      return "serviceWorker" in navigator ? navigator.serviceWorker.getRegistration(box.dataset.worker) : null;
    }).then(function (worker) { if (worker) worker.unregister(); });
  }
  // a list of a day that is over does not stay, once everything that was pressed is sent
  function isOver(today) {
    var day = list().day;
    return !!day && day < today && !queue().length;
  }
  function todayHere() {
    var now = new Date(), two = function (number) { return ("0" + number).slice(-2); };
    return now.getFullYear() + "-" + two(now.getMonth() + 1) + "-" + two(now.getDate());
  }
  box.querySelector("#deur-wis").addEventListener("click", function () {
    var waiting = queue().length;
    if (waiting && !window.confirm(waiting + " keer is nog niet verstuurd en gaat dan verloren. Toch wissen?")) return;
    wiped = true;
    wipe();
    say("Alles is van dit apparaat gewist. Open de bladzijde opnieuw om weer te beginnen.");
  });

  // --- through the camera, where a browser can read squares itself ---------------------------------------------

  function camera() {
    var button = box.querySelector("#deur-camera"), film = box.querySelector("video"), stream = null, seen = "", seenAt = 0;
    if (!window.BarcodeDetector || !navigator.mediaDevices) return;
    button.hidden = false;
    function stop() {
      if (stream) stream.getTracks().forEach(function (track) { track.stop(); });
      stream = null; film.hidden = true; button.textContent = "Scannen met de camera";
    }
    button.addEventListener("click", function () {
      if (stream) return stop();
      navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } }).then(function (opened) {
        var detector = new BarcodeDetector({ formats: ["qr_code"] });
        stream = opened; film.srcObject = opened; film.hidden = false; button.textContent = "Camera uit"; film.play();
        (function look() {
          if (!stream) return;
          detector.detect(film).then(function (codes) {
            // a badge that is still before the camera is not a second person
            if (!codes.length || codes[0].rawValue === seen && Date.now() - seenAt < 5000) return;
            seen = field.value = codes[0].rawValue; seenAt = Date.now();
            field.form.requestSubmit();
          }).catch(function () { return; }).then(function () { setTimeout(look, 400); });
        })();
      }).catch(function () { say("De camera is niet te gebruiken. Typ de code."); });
    });
  }

  // without a connection the device's own calendar has to do; with one the server says what day it is
  if (isOver(todayHere())) wipe();
  box.hidden = false;
  document.getElementById("deur-zonder").hidden = true;
  draw(); refresh(); keepPage(); camera();
  addEventListener("online", send);
  addEventListener("storage", draw);
  setInterval(function () { if (queue().length) send(); else if (navigator.onLine) refresh(); }, 15000);
})();

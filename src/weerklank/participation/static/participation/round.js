// Keeps what is written on a child's own device until it is sent, and sends it once. Nothing is kept before the first
// word, nothing stays after the server said that it is stored, and a shared device never loads this.
(function () {
  var local, tab;
  try { local = window.localStorage; tab = window.sessionStorage; } catch (error) { return; }
  if (!local || !window.fetch || !window.JSON) return;

  function forget() {
    [local, tab].forEach(function (store) {
      Object.keys(store).forEach(function (name) { if (name.indexOf("wk-") === 0) store.removeItem(name); });
    });
    if (window.caches) caches.delete("wk-steps");
  }
  document.addEventListener("weerklank:leave", forget);
  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (form.elements.text || !/\/doe-mee\/(volgende|stop)\/$/.test(form.action)) return;
    // Who was stopping was asked already; who hands over the device is asked where words would go with it.
    if (/volgende/.test(form.action) && asks && asks(form)) event.preventDefault();
    else forget();
  });

  var asks, box = document.getElementById("onderweg");
  if (!box) return;
  var words = box.dataset, key = "wk-" + words.code, line = box.querySelector("[role=status]");
  var buttons = box.querySelector(".buttons"), pictures = box.querySelector("a").parentNode;
  var question = box.querySelector(".outbox-sure"), gone = null, asker = null;
  var help = box.querySelector("details"), lines = document.querySelector(".help-lines");
  var idea = document.getElementById("idee"), sending = false, sent = false, pressed = false, note = "", timer = 0;

  function read(store) {
    try { return JSON.parse(store.getItem(key)) || {}; } catch (error) { return {}; }
  }
  function draft() {
    var kept = read(local);
    return { start: kept.start || "", typed: kept.typed || "", ideas: kept.ideas || [], votes: kept.votes || {}, why: kept.why || "", puzzle: kept.puzzle, work: kept.work };
  }
  function pending(kept) {
    return kept.ideas.concat(Object.keys(kept.votes).map(function (name) { return kept.votes[name]; }));
  }
  function keep(kept) {
    var now = visit();
    note = "";
    kept.start = kept.start || now.start || "";
    if (!kept.work) { kept.puzzle = now.puzzle; kept.work = now.work; }
    if (!kept.typed.trim() && !pending(kept).length) local.removeItem(key);
    else try { local.setItem(key, JSON.stringify(kept)); } catch (error) { return; }
  }
  function visit() { return read(tab); }
  function begins(start) {
    if (start) try { tab.setItem(key, JSON.stringify({ start: start })); } catch (error) { return; }
  }
  function name() { return Math.random().toString(36).slice(2, 9) || "a"; }

  function writes(form) {
    var kept = draft(), fields = form.elements, text = fields.text.value, last = kept.ideas[kept.ideas.length - 1];
    if (!text.trim()) return "";
    // The same words pressed again are the same idea.
    var one = last && last.text === text ? last : { item: name() };
    one.text = text; one.private = fields.wants_private.checked;
    if (one !== last) kept.ideas = kept.ideas.concat(one).slice(-5);
    kept.typed = ""; kept.why = "";
    keep(kept);
    return one.item;
  }
  function answers(form, skips) {
    var kept = draft(), fields = form.elements, number = fields.statement.value, chosen = form.querySelector("[name=value]:checked");
    if (skips) delete kept.votes[number];
    else if (chosen) kept.votes[number] = { item: name(), statement: Number(number), value: chosen.value, important: fields.important.checked };
    keep(kept);
    return kept.votes[number] ? kept.votes[number].item : "";
  }
  function stored(item) {
    var kept = draft();
    kept.ideas = kept.ideas.filter(function (one) { return one.item !== item; });
    Object.keys(kept.votes).forEach(function (number) { if (kept.votes[number].item === item) delete kept.votes[number]; });
    keep(kept);
  }

  function send() {
    var kept = draft(), all = pending(kept);
    if (sending || !all.length || !kept.start) return tell();
    sending = true; note = ""; tell();
    var stop = window.AbortController ? new AbortController() : null, late = setTimeout(function () { if (stop) stop.abort(); }, 20000);
    fetch(words.base + "ronde/", {
      method: "POST", credentials: "same-origin", signal: stop ? stop.signal : undefined,
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ start: kept.start, puzzle: kept.puzzle, work: kept.work, ideas: kept.ideas, votes: all.slice(kept.ideas.length) })
    }).then(function (answer) {
      return answer.json().then(function (said) { settles(answer.status, said); });
    }).catch(again).then(function () { clearTimeout(late); sending = pressed = false; tell(); document.dispatchEvent(new Event("weerklank:settled")); });
  }
  function again() {
    // Who pressed gets an answer; what is tried by itself stays quiet.
    if (pressed) note = words.still;
    clearTimeout(timer);
    timer = setTimeout(send, 15000);
  }
  function settles(status, said) {
    var kept, start = draft().start;
    if (status >= 500) return again();
    (said.stored || []).forEach(stored);
    kept = draft();
    (said.refused || []).forEach(function (one) {
      var mine = kept.ideas.filter(function (idea) { return idea.item === one.item; })[0];
      // What cannot be stored as it is stays with the child; a sentence that closed meanwhile takes no answer any more.
      if (mine) { kept.typed = kept.typed || mine.text; kept.why = one.sentence; }
      kept.ideas = kept.ideas.filter(function (idea) { return idea.item !== one.item; });
      Object.keys(kept.votes).forEach(function (number) { if (kept.votes[number].item === one.item) delete kept.votes[number]; });
    });
    if (said.sentence) kept.why = said.sentence;
    keep(kept);
    if (said.puzzle && words.works) works(said);
    if (said.help) { window.location.assign(said.help); return; }
    sent = !pending(kept).length && !kept.typed;
    if (sent) begins(start);
  }

  // The open link is busy: this device does a piece of work first, and then sends the same again.
  function works(asked) {
    var worker;
    try { worker = new Worker(words.works); } catch (error) { return; }
    worker.onmessage = function (event) {
      var kept = draft();
      worker.terminate();
      kept.puzzle = asked.puzzle; kept.work = event.data;
      keep(kept); send();
    };
    worker.postMessage({ puzzle: asked.puzzle, bits: asked.bits });
  }

  function tell() {
    var kept = draft(), waits = pending(kept).length, here = idea && idea.elements.text, typed = kept.typed.trim() && !here;
    var say = sending ? words.sends : waits ? note || kept.why || words.waits : kept.why && kept.typed ? kept.why : typed ? words.typed : sent ? words.sent : note ? note : navigator.onLine === false ? words.offline : "";
    if (line.textContent !== say) line.textContent = say;
    if (gone && !waits && !kept.typed.trim()) drops();
    buttons.hidden = sending || Boolean(gone) || !(waits || typed);
    // Nothing on the device reads what a child wrote: beside every idea that nobody can read yet stands where to call.
    help.hidden = !lines || !kept.ideas.length;
    if (!help.hidden && !help.children[1]) help.appendChild(lines.cloneNode(true));
    pictures.hidden = !sent || /\/klaar\/$/.test(location.pathname);
    box.classList.toggle("outbox-waits", Boolean(say || gone));
  }
  buttons.addEventListener("click", function (event) {
    var kept = draft(), does = event.target.dataset.do;
    if (does === "drop") sure(event.target, throws);
    if (does === "send") {
      if (kept.typed.trim()) { kept.ideas = kept.ideas.concat({ item: name(), text: kept.typed }).slice(-5); kept.typed = ""; }
      kept.start = kept.start || starts(); kept.why = "";
      keep(kept); pressed = true; send();
    }
  });

  // What a child wrote is thrown away after a question of its own, with "no" first; anything else answers no.
  function sure(button, does) {
    gone = does; asker = button;
    question.hidden = false;
    tell();
    question.querySelector("p").focus();
  }
  function drops() {
    gone = null;
    question.hidden = true;
  }
  question.addEventListener("click", function (event) {
    var does = gone;
    if (!event.target.dataset.do || !does) return;
    drops();
    if (event.target.dataset.do === "gone") return does();
    tell();
    asker.focus();
  });
  function throws() {
    var kept = draft(), box = idea && idea.elements.text;
    if (box && (box.value === kept.typed || kept.ideas.some(function (one) { return one.text === box.value; }))) box.value = "";
    local.removeItem(key);
    sent = false; note = words.gone;
    document.dispatchEvent(new Event("weerklank:thrown"));
    tell();
    line.focus();
  }
  function calm(event) {
    if (!gone || event.target.closest && event.target.closest(".outbox-sure")) return;
    drops(); tell();
  }
  ["pointerdown", "focusin", "input"].forEach(function (name) { document.addEventListener(name, calm); });
  ["popstate", "pagehide"].forEach(function (name) { window.addEventListener(name, calm); });
  function starts() {
    var field = document.querySelector("input[name=start]");
    return visit().start || (field ? field.value : "");
  }

  asks = function (form) {
    var kept = draft();
    if (!pending(kept).length && !kept.typed.trim()) return false;
    sure(form.querySelector("button"), function () { forget(); form.submit(); });
    return true;
  };

  var said = /^#p-([a-z0-9]+)$/.exec(location.hash);
  if (said) { stored(said[1]); history.replaceState(null, "", location.pathname); }

  document.addEventListener("click", function (event) {
    var button = event.target.closest && event.target.closest("button");
    if (button && button.form) button.form.pressed = button.name;
  });
  function hidden(form, field, value) {
    var input = form.elements[field] || form.appendChild(Object.assign(document.createElement("input"), { type: "hidden", name: field }));
    input.value = value;
  }
  function watch() {
    idea = document.getElementById("idee");
    var field = document.querySelector("input[name=start]"), kept = draft(), known = kept.start || visit().start;
    // Who began before goes on as the same visit: one place of the code, one answer to each sentence.
    if (field && known && field.value !== known) { field.value = known; field.form.goesOn = true; }
    if (!idea) return;
    var box = idea.elements.text, last = kept.ideas[kept.ideas.length - 1];
    // The page came back with this idea and says what is wrong: it waits for the child, not for a connection.
    if (last && document.querySelector(".error-summary") && box.value.trim() === last.text.trim()) {
      stored(last.item); kept = draft(); kept.typed = last.text; keep(kept);
    // What was typed last goes before what the page came with.
    } else if (kept.typed) box.value = kept.typed;
    // Reloading or leafing back asks for the page, and sends nothing again.
    if (document.querySelector(".error-summary")) history.replaceState(null, "", location.pathname);
    box.addEventListener("input", function () { var now = draft(); now.typed = box.value; now.why = ""; keep(now); });
  }
  document.addEventListener("submit", function (event) {
    var form = event.target, fields = form.elements, field = fields.start;
    if (field && !fields.text) {
      begins(field.value);
      if (fields.work) tab.setItem(key, JSON.stringify({ start: field.value, puzzle: fields.puzzle.value, work: fields.work.value }));
    }
    if (field && fields.text) begins(field.value);
    if (event.defaultPrevented || !starts()) return;
    if (form === idea && !form.pressed) hidden(form, "press", writes(form));
    if (fields.statement) hidden(form, "press", answers(form, form.pressed === "skip"));
    // A start that was used opens nothing by itself: the script says that it is the same device, then the form goes.
    if (!form.goesOn || document.getElementById("stap")) return;
    event.preventDefault();
    form.goesOn = false;
    if (form.pressed) hidden(form, form.pressed, "1");
    fetch(words.base + "ronde/", {
      method: "POST", credentials: "same-origin", headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ start: field.value })
    }).catch(function () {}).then(function () { form.submit(); });
  });

  window.weerklank = { draft: draft, keep: keep, pending: pending, writes: writes, answers: answers, send: send, tell: tell, watch: watch, begins: begins, forget: forget, words: words };
  window.addEventListener("online", send);
  window.addEventListener("offline", tell);
  window.addEventListener("pageshow", function (event) { if (event.persisted) send(); });
  watch();
  send();

  function prepares() {
    var start = starts(), shell = words.base + "onderweg/";
    if (!navigator.serviceWorker || !window.caches || !start || document.getElementById("stap")) return;
    navigator.serviceWorker.register(words.base.replace(/[^/]+\/$/, "werker.js")).catch(function () {});
    fetch(shell, { method: "POST", credentials: "omit", body: new URLSearchParams({ start: start }) }).then(function (answer) {
      if (!answer.ok || answer.redirected) return;
      return caches.open("wk-steps").then(function (steps) {
        return answer.clone().text().then(function (page) {
          var files = (page.match(/\/static\/[^"]+/g) || []).concat(performance.getEntriesByType("resource").map(function (one) {
            return new URL(one.name).pathname;
          }).filter(function (path) { return path.indexOf("/static/") === 0; }));
          // The page comes last: where it is, all that it needs is there too.
          return steps.addAll(Array.from(new Set(files))).then(function () { return steps.put(shell, answer); });
        });
      }).then(function () { words.kept = "yes"; });
    }).catch(function () {});
  }
  if (document.querySelector("input[name=start]")) window.addEventListener("load", prepares);
})();

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
    // As with a connection: the help stands open at the idea and right after it, and is folded at the next sentences.
    document.querySelector("#onderweg details").open = !/^stellingen\/(?!1\/)/.test(step.dataset.step);
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
    heading.focus({ preventScroll: true });
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
  document.addEventListener("weerklank:thrown", function () { show(shown); });
  // What was sent from the last step leads to the pictures.
  document.addEventListener("weerklank:settled", function () {
    var kept = round.draft();
    if (here() === steps.length - 1 && !round.pending(kept).length && !kept.typed) location.replace(base + "klaar/");
  });
  var on = location.hash === "#verder", at = Math.min(here() + (on ? 1 : 0), steps.length - 1);
  if (on) history.replaceState(null, "", base + steps[at].dataset.step);
  show(at);
})();

// A table on a device: every press is kept here first, and sent when there is a connection. A press has a key of its own,
// so that it counts once; two devices of one table come to the same, whatever each of them missed.
(function () {
  "use strict";
  const body = document.body, number = Number(body.dataset.table), store = window.weerklankStore, table = window.weerklankTable;
  if (!number || !window.fetch || !window.indexedDB || !window.weerklankDraw) return;
  const line = document.getElementById("tafel-stand"), bar = document.querySelector(".table-bar"), LATER = 8000;
  const ending = document.getElementById("tafel-klaar");
  const SCREENS = ["mijn", "gezegd", "notities", "advies", "terug", "papier", "klaar"];
  const typed = window.weerklankTyped, typing = window.weerklankTyping, CONTACTS = [
    ["een telefoonnummer", /(?:\+|\b0)\d(?:[\s().\/-]{0,3}\d){7,12}|\b\d{7,13}\b/], ["een e-mailadres", /[^\s@]\s?(?:@|\(at\)|\[at\])\s?[^\s@]+\.[a-z]{2,}/i],
    ["een internetadres", /https?:|\bwww\.|(?:^|\s)@[a-z0-9_.]{3,}/i], ["een postcode", /\b[1-9]\d{3}\s?[A-Z]{2}\b/]
  ];
  let token = "", sending = null, timer = 0, trouble = "", gone = false;

  const list = (text) => (text || "").split(",").filter(Boolean);
  const value = (name, text) => name === "struck" || name.indexOf("source:") === 0 ? text === "1" : text.replace(/\r\n/g, "\n").trim();

  function newKey() {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = bytes[6] & 15 | 64;
    bytes[8] = bytes[8] & 63 | 128;
    const signs = Array.from(bytes, (one) => ("0" + one.toString(16)).slice(-2)).join("");
    return [signs.slice(0, 8), signs.slice(8, 12), signs.slice(12, 16), signs.slice(16, 20), signs.slice(20)].join("-");
  }

  // --- what is pressed -----------------------------------------------------------------------------------------

  function dataOf(post) {
    const data = {}, seen = {}, fields = {};
    if (post.doe === "count") return { voice: post.voice };
    if (post.doe === "put") {
      Object.keys(post).filter((name) => name.indexOf("f.") === 0).forEach((key) => {
        const name = key.slice(2), now = value(name, post[key]);
        if ("was." + name in post && value(name, post["was." + name]) === now) return;
        fields[name] = now;
        seen[name] = list(post["seen." + name]);
      });
      if (!Object.keys(fields).length || fields.text === "" && post.object !== "advice") return null;
      Object.assign(data, { object: post.object, id: post.id || newKey(), fields: fields, seen: seen, after: list(post.after) });
      if (post.object === "part") data.advice = post.advice;
      return data;
    }
    data.advice = post.advice;
    if (post.doe === "start") return Object.assign(data, { covers: list(post.covers), starts: list(post.starts), after: list(post.after) });
    if (post.doe === "reopen") return Object.assign(data, { asked_by: post.asked_by, starts: list(post.starts) });
    if (post.agrees !== "1" && !post.dissent.trim()) return null;
    return Object.assign(data, {
      start: post.start, seat: Number(post.seat), agrees: post.agrees === "1", dissent: post.dissent.trim(), heard: list(post.heard), seen: list(post.seen)
    });
  }
  function pressed(event) {
    const form = event.target, button = event.submitter, post = {};
    if (!form.hasAttribute("data-press")) return;
    event.preventDefault();
    new FormData(form).forEach((text, name) => { post[name] = text; });
    if (button && button.name) post[button.name] = button.value;
    const data = dataOf(post);
    if (!data) return tell("Schrijf eerst iets op of verander iets. Daarna kan het worden bewaard.");
    if (warns(form, data)) return null;
    store.write(number, (clock) => ({
      id: newKey(), table: number, device: body.dataset.device, clock: clock, kind: post.doe, who: body.dataset.who, data: data, sent: false
    })).then(() => {
      if (form.hasAttribute("data-empties")) {
        form.querySelectorAll("textarea, input[type=text]").forEach((one) => { one.value = ""; });
        // the next words are of somebody else
        form.querySelectorAll("input[type=radio]").forEach((one) => { one.checked = false; });
      }
      typed.keep(number, typing.keyOf(form), null);
      // what was kept is no longer being typed
      form.querySelectorAll("[name^='was.']").forEach((one) => { const field = form.elements["f." + one.name.slice(4)]; if (field && field.tagName) one.value = field.value; });
      if (form.elements.dissent) form.elements.dissent.value = "";
      trouble = "";
      return draw();
    }).then(send).catch(() => tell("Dit apparaat kan niets meer bewaren. Schrijf verder op papier."));
  }

  // --- what is typed and not yet kept ----------------------------------------------------------------------------

  function keepTyping(event) {
    const form = event.target.form;
    if (!form || !form.hasAttribute("data-press") || form.hasAttribute("data-version")) return;
    typed.keep(number, typing.keyOf(form), typing.isTyped(form) ? typing.typedOf(form) : null);
    show();
  }
  // What was kept can never be taken back, so a number or an address is asked about first; the same words again are kept.
  function warns(form, data) {
    const box = form.querySelector("[data-slot=contact]"), words = (data.fields || {}).text || "";
    const found = CONTACTS.filter((one) => one[1].test(words)).map((one) => one[0]);
    if (!box || !found.length || form.dataset.asked === words) { if (box) box.hidden = true; return false; }
    form.dataset.asked = words;
    box.textContent = box.dataset.before + " " + found.join(" en ") + ". " + box.dataset.after;
    box.hidden = false;
    return true;
  }

  // --- what is shown -------------------------------------------------------------------------------------------

  function tell(sentence) { trouble = sentence; show(); }
  function show() {
    return store.waiting().then((waiting) => {
      const here = waiting.filter((one) => one.table === number && !one.stuck).length, elsewhere = waiting.length - waiting.filter((one) => one.table === number).length;
      const said = [here ? "Nog niet verstuurd: " + here + "." : "Alles is verstuurd."];
      if (elsewhere) said.push("Van een andere tafel staan hier nog " + elsewhere + " aantekeningen; open die tafel om ze te versturen.");
      if (!navigator.onLine) said.push("Geen verbinding; alles werkt gewoon door.");
      const unsaved = Object.keys(typed.of(number)).length;
      if (unsaved) said.push("Getypt en nog niet bewaard: " + unsaved + (unsaved === 1 ? " tekst" : " teksten") + ". Wat je typte, blijft op dit apparaat staan.");
      if (trouble) said.push(trouble);
      if (line.textContent !== said.join(" ")) line.textContent = said.join(" ");
      bar.toggleAttribute("data-waiting", here > 0);
      return here;
    });
  }
  function draw() {
    return Promise.all([store.all(number), store.about(number)]).then((found) => {
      if (!gone && found[1].seats) window.weerklankDraw(table.merge(found[0], found[1].seats), found[0], found[1]);
      return show();
    });
  }

  // --- sending and receiving -----------------------------------------------------------------------------------

  function again() { clearTimeout(timer); timer = setTimeout(send, LATER); }
  function ask(address, how) {
    return fetch(address, Object.assign({ credentials: "same-origin", cache: "no-store", headers: {} }, how, {
      headers: Object.assign({ Accept: "application/json" }, (how || {}).headers)
    })).then((answer) => {
      if (answer.status === 403) token = "";
      if (answer.status >= 500 || !/json/.test(answer.headers.get("Content-Type") || "")) throw new Error("later");
      return answer.json().then((said) => {
        if (answer.ok) return said;
        tell(said.sentence || "Versturen lukte niet. Wat hier staat, blijft staan.");
        throw new Error("refused");
      });
    });
  }
  function refresh() {
    return store.about(number).then((about) => ask("/tafel/stand/?na=" + about.last)).then((said) => {
      if (gone || said.table !== number) return null;
      token = said.token;
      if (said.is_over) return over();
      return store.receive(number, said.operations, { last: said.last, seats: said.seats, held_back: said.held_back }).then(draw);
    });
  }
  // A table of a day that is over does not stay on a device, once everything was sent.
  function over() {
    return store.waiting().then((waiting) => {
      // the page on which one leaves stays: there a person says that it is done
      if (waiting.length || ending) return null;
      return wipe().then(() => { location.replace("/tafel/klaar/"); });
    });
  }
  function wipe() {
    gone = true;
    return store.wipe().then(() => window.caches ? caches.delete("wk-table") : null)
      .then(() => "serviceWorker" in navigator ? navigator.serviceWorker.getRegistration("/tafel/") : null)
      .then((one) => one ? one.unregister() : null);
  }
  // So many that they fit in one letter; at least one.
  function fitting(waiting) {
    let length = 0;
    return waiting.slice(0, 100).filter((one, at) => { length += JSON.stringify(one.data).length; return at === 0 || length < 200000; });
  }
  function batch() {
    return store.waiting().then((waiting) => {
      const some = fitting(waiting.filter((one) => one.table === number && !one.stuck).sort((a, b) => a.clock - b.clock));
      if (!some.length || gone) return null;
      const sent = some.map((one) => ({ id: one.id, device: one.device, clock: one.clock, kind: one.kind, who: one.who, data: one.data }));
      return ask("/tafel/stuur/", {
        method: "POST", headers: { "Content-Type": "application/json", "X-CSRFToken": token }, body: JSON.stringify({ operations: sent })
      }).then((said) => {
        const taken = said.taken.filter((one) => one.outcome !== "elsewhere").map((one) => one.id);
        const stuck = said.unreadable.concat(said.taken.filter((one) => one.outcome === "elsewhere").map((one) => one.id)).filter(Boolean);
        return store.settle(taken, { sent: true })
          .then(() => store.settle(stuck, { stuck: "Dit kon niet worden gelezen. Schrijf het over op papier." }))
          .then(() => Promise.all((said.refused || []).map((one) => one.id && store.settle([one.id], { stuck: one.sentence }))))
          .then(() => taken.length ? batch() : null);
      });
    });
  }
  function send() {
    clearTimeout(timer);
    sending = sending || (token ? Promise.resolve() : refresh()).then(batch).then(refresh).catch(again).then(() => { sending = null; return show(); });
    return sending;
  }

  // --- what stays on the device --------------------------------------------------------------------------------

  function keepScreens() {
    if (!("serviceWorker" in navigator) || !window.caches) return;
    navigator.serviceWorker.register("/tafel/werker.js", { scope: "/tafel/" }).then(() => caches.open("wk-table")).then((cache) => {
      const found = new Set();
      return Promise.all(SCREENS.map((one) => fetch("/tafel/" + one + "/", { credentials: "same-origin" }).then((answer) => {
        if (!answer.ok || answer.redirected) throw new Error("later");
        return answer.clone().text().then((page) => {
          const read = new DOMParser().parseFromString(page, "text/html");
          read.querySelectorAll("link[rel=stylesheet], link[rel=icon], script[src]").forEach((file) => found.add(file.getAttribute("href") || file.getAttribute("src")));
          return cache.put("/tafel/" + one + "/", answer);
        });
      }))).then(() => {
        performance.getEntriesByType("resource").forEach((one) => { if (/\/static\/.*woff2$/.test(one.name)) found.add(one.name); });
        return Promise.all(Array.from(found, (file) => fetch(file).then((answer) => answer.ok ? cache.put(file, answer) : null)));
      });
    }).then(() => navigator.serviceWorker.ready).then(() => { document.documentElement.dataset.ready = "1"; }).catch(() => null);
  }
  function leave(event) {
    const told = document.getElementById("tafel-klaar-stand");
    event.preventDefault();
    function stop(sentence) { told.hidden = false; told.textContent = sentence; told.tabIndex = -1; told.focus(); }
    send().then(() => store.waiting()).then((waiting) => {
      const stuck = waiting.filter((one) => one.stuck).length;
      if (stuck && stuck === waiting.length && !window.confirm(stuck + " aantekening(en) kon de server niet lezen. Staan ze op papier? Dan kunnen ze weg.")) return null;
      const unsaved = Object.keys(typed.of(number)).length;
      if (unsaved && !window.confirm(unsaved + (unsaved === 1 ? " tekst is" : " teksten zijn") + " getypt en nog niet bewaard. Mag dat weg?")) return null;
      if (waiting.length > stuck) return stop("Nog niet verstuurd: " + (waiting.length - stuck) + ". Zoek eerst verbinding; tot dan blijft alles op dit apparaat staan.");
      return fetch("/tafel/klaar/", { method: "POST", credentials: "same-origin", headers: { "X-CSRFToken": token } }).then((answer) => {
        if (!answer.ok) throw new Error("later");
        return wipe();
      }).then(() => { location.replace("/tafel/"); });
    }).catch(() => stop("Dit lukt nu niet. Zoek eerst verbinding; tot dan blijft alles op dit apparaat staan."));
  }

  // --- the clock: how long this part of the round still lasts ----------------------------------------------------

  function clock() {
    const box = document.getElementById("tafel-klok"), agenda = document.querySelector(".table-agenda");
    if (!box || !agenda) return;
    const steps = Array.from(agenda.children), start = box.querySelector("[data-clock=start]"), next = box.querySelector("[data-clock=next]");
    let at = -1, until = 0;
    function tick() {
      const left = Math.ceil((until - Date.now()) / 60000), over = left < 0;
      box.querySelector(".key-number").textContent = over ? "+" + -left : String(left);
      box.querySelector(".klok-woorden").textContent = over ? "Deze stap duurt al " + -left + " minuten langer." : "Nog " + left + (left === 1 ? " minuut" : " minuten") + " voor deze stap.";
    }
    function go() {
      at += 1;
      steps.forEach((step, place) => { if (place === at) step.setAttribute("aria-current", "step"); else step.removeAttribute("aria-current"); });
      until = Date.now() + Number(steps[at].dataset.minutes) * 60000;
      start.hidden = true;
      next.hidden = at === steps.length - 1;
      tick();
    }
    box.hidden = false;
    start.addEventListener("click", () => { go(); setInterval(tick, 5000); });
    next.addEventListener("click", go);
  }

  document.addEventListener("submit", pressed);
  document.addEventListener("input", keepTyping);
  document.querySelectorAll("form[data-press]").forEach((form) => { if (!form.closest("[data-live]")) typing.retype(form); });
  if (ending) ending.addEventListener("submit", leave);
  clock();
  draw().then(send).then(keepScreens);
  addEventListener("online", () => { trouble = ""; send(); });
  addEventListener("offline", show);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) draw().then(send); });
  setInterval(() => { if (navigator.onLine && !document.hidden) send(); }, 15000);
})();

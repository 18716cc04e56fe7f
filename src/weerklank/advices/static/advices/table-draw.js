// Draws what a table wrote in the pieces that the page itself brought along, and keeps what somebody is typing.
(function (everywhere) {
  "use strict";
  const table = everywhere.weerklankTable, NAMES = {
    child: "Kind", young_person: "Jongere", adult: "Volwassene", proud: "Trots", chances: "Kansen", tensions: "Wringt", true: "ja", false: "nee"
  };
  const FIELDS = {
    title: "Titel", text: "De tekst", why: "Waarom?", done_when: "Klaar als", adult_additions: "Wat volwassenen erbij willen zetten",
    voice: "Wie zei het?", section: "Waar hoort het bij?", struck: "Doorgestreept?"
  };
  const ACTS = {
    note: "Notitie", record: "Verslag", advice: "Advies", part: "Onderdeel", count: "Telling", start: "Begin teruglezen", reopen: "Tekst weer open", say: "Teruglezen"
  };
  const posted = (value) => value === true ? "1" : value === false ? "0" : String(value);
  const spoken = (value) => NAMES[String(value)] || String(value);
  const slot = (part, name) => part.querySelector("[data-slot=" + name + "]");

  function element(tag, text, name) {
    const made = document.createElement(tag);
    if (text) made.textContent = text;
    if (name) made.className = name;
    return made;
  }
  const clone = (name) => document.getElementById("tpl-" + name).content.firstElementChild.cloneNode(true);
  function words(target, text, crossed) {
    target.replaceChildren(crossed ? element("s", text) : document.createTextNode(text));
  }
  // The fields of one form as they stand now; "seen" is what the next version replaces.
  function setForm(form, thing, more) {
    Array.from(form.elements).forEach((control) => {
      const parts = control.name.split("."), name = parts.slice(1).join(".");
      if (control.tagName === "BUTTON") return;
      if (parts[0] === "seen" && name) control.value = table.heads(thing, name).join(",");
      else if (parts[0] === "was") control.value = posted(table.first(thing, name));
      else if (parts[0] === "f" && control.type !== "hidden") control.value = control.defaultValue = posted(table.first(thing, name));
      else if (control.name === "id") control.value = thing.id;
      else if (control.name in (more || {})) control.value = more[control.name];
    });
  }
  function drawVersions(target, thing, what, more) {
    target.replaceChildren();
    table.disputed(thing).forEach((name) => {
      const box = element("div", "", "turn"), told = element("p");
      told.append(element("strong", (FIELDS[name] || "Waar komt dit vandaan?") + ":"), " op twee apparaten staat iets anders. Beide zijn bewaard. Kies er één, of schrijf hieronder iets nieuws.");
      box.append(told);
      thing.fields[name].forEach((version) => {
        const form = clone("version");
        form.elements["f.x"].name = "f." + name;
        form.elements["seen.x"].name = "seen." + name;
        setForm(form, thing, Object.assign({ object: what }, more));
        form.elements["f." + name].value = posted(version.value);
        slot(form, "value").textContent = spoken(version.value);
        slot(form, "who").textContent = version.who ? "(" + version.who + ")" : "";
        box.append(form);
      });
      target.append(box);
    });
  }
  function drawStrike(part, thing) {
    const button = slot(part, "strike"), crossed = table.struck(thing);
    button.value = crossed ? "0" : "1";
    button.textContent = crossed ? "Zet terug" : "Streep door";
  }
  function drawNote(note) {
    const part = clone("note"), crossed = table.struck(note);
    part.dataset.thing = note.id;
    words(slot(part, "text"), table.first(note, "text"), crossed);
    slot(part, "meta").textContent = spoken(table.first(note, "voice")) + (crossed ? ", doorgestreept" : "");
    drawVersions(slot(part, "versions"), note, "note");
    setForm(part.querySelector("details form"), note);
    drawStrike(part, note);
    return part;
  }
  function drawNotes(target, state) {
    target.replaceChildren();
    ["proud", "chances", "tensions"].forEach((section) => {
      const box = element("section", "", "section"), list = element("ul", "", "list");
      const notes = state.notes.filter((note) => table.first(note, "section", "proud") === section);
      notes.forEach((note) => list.append(drawNote(note)));
      box.append(element("h2", NAMES[section]), notes.length ? list : element("p", "Hier staat nog niets.", "empty"));
      target.append(box);
    });
  }
  function drawText(target, draft) {
    const text = table.textOf(draft), list = element("ol", "", "bullets");
    text.parts.forEach((part) => list.append(element("li", part)));
    target.replaceChildren(element("p", text.text), list);
    [["why", "Waarom:"], ["done_when", "Klaar als:"], ["adult_additions", "Volwassenen voegen toe:"]].forEach((pair) => {
      if (!text[pair[0]]) return;
      const line = element("p");
      line.append(element("strong", pair[1]), " " + text[pair[0]]);
      target.append(line);
    });
  }
  function drawPart(part, draft) {
    const made = clone("part"), more = { advice: draft.id, after: draft.reopenings.join(",") };
    made.dataset.thing = part.id;
    words(slot(made, "text"), table.first(part, "text"), table.struck(part));
    drawVersions(slot(made, "versions"), part, "part", more);
    setForm(made.querySelector("details form"), part, more);
    drawStrike(made, part);
    return made;
  }
  function about(part, draft) {
    const more = { advice: draft.id, after: draft.reopenings.join(","), starts: draft.starts.join(","), covers: draft.covers.join(",") };
    part.dataset.thing = draft.id;
    slot(part, "title").textContent = table.first(draft, "title") || "Advies zonder titel";
    drawText(slot(part, "asked"), draft);
    return more;
  }
  function drawDraft(draft) {
    const part = clone("draft"), more = about(part, draft);
    slot(part, "locked").hidden = !draft.reading;
    slot(part, "open").hidden = !!draft.reading;
    part.querySelectorAll("form").forEach((form) => {
      const fresh = form.elements.doe.value === "put" && form.elements.object.value === "part";
      setForm(form, fresh ? { id: "", fields: {} } : draft, more);
    });
    drawVersions(slot(part, "versions"), draft, "advice", more);
    draft.parts.forEach((one) => slot(part, "parts").append(drawPart(one, draft)));
    part.querySelectorAll("[data-source]").forEach((form) => {
      const name = "source:" + form.dataset.source, chosen = !!table.first(draft, name);
      form.elements["f." + name].value = chosen ? "0" : "1";
      form.querySelector("button").setAttribute("aria-pressed", String(chosen));
    });
    return part;
  }
  function drawReading(draft, seats) {
    const part = clone("reading"), more = about(part, draft), reading = draft.reading, said = reading ? reading.said : {};
    const dispute = table.hasDispute(draft), whole = table.isWhole(table.textOf(draft));
    const young = seats.filter((seat) => seat.young), heard = !!reading && young.length > 0 && young.every((seat) => said[seat.id]);
    const ids = (seat) => (said[seat] || []).map((one) => one.id);
    slot(part, "before").hidden = !!reading;
    slot(part, "during").hidden = !reading;
    slot(part, "whynot").hidden = whole && !dispute && young.length > 0;
    slot(part, "whynot").textContent = !young.length ? slot(part, "whynot").dataset.nobody || "Aan deze tafel zit geen kind of jongere." : dispute ? "Van deze tekst staan er twee versies. Kies er eerst één bij ‘Advies maken’."
      : "Een advies heeft een titel, een vraag en minstens één onderdeel nodig voor het teruglezen begint.";
    slot(part, "start").hidden = !whole || dispute || !young.length;
    slot(part, "twotexts").hidden = !reading || !reading.two_texts;
    slot(part, "seats").hidden = !reading || reading.two_texts;
    slot(part, "heard").hidden = !heard;
    part.querySelectorAll("form").forEach((form) => setForm(form, draft, more));
    part.querySelectorAll("[data-seat]").forEach((row) => {
      const seat = Number(row.dataset.seat), may = row.dataset.young === "1" || heard, form = row.querySelector("form");
      slot(row, "said").textContent = (said[seat] || []).map((one) => one.agrees ? "Zei: dit bedoelden we." : "Zei: dit bedoelden we niet. " + one.dissent).join(" ") || "Nog niet gehoord.";
      slot(row, "wait").hidden = may;
      form.hidden = !may;
      form.querySelector("button[value='1']").classList.toggle("button-quiet", seat in said);
      form.querySelector("button[value='1']").hidden = (said[seat] || []).length === 1 && said[seat][0].agrees;
      form.elements.start.value = reading ? reading.starts[0] : "";
      form.elements.heard.value = Object.keys(said).reduce((all, key) => all.concat(ids(key)), []).join(",");
      form.elements.seen.value = ids(seat).join(",");
    });
    return part;
  }
  function drawAll(target, state, draw, otherwise) {
    const drafts = state.advices.filter((draft) => !table.struck(draft));
    target.replaceChildren();
    drafts.forEach((draft) => target.append(draw(draft)));
    if (!drafts.length) target.append(element("p", otherwise, "empty"));
  }
  function drawQuotes(target, versions) {
    target.querySelectorAll("blockquote").forEach((old) => old.remove());
    (versions || []).slice().reverse().forEach((version) => {
      const quote = element("blockquote", "", "quote");
      quote.append(element("p", version.value));
      if (version.who) quote.append(element("footer", version.who));
      target.prepend(quote);
    });
  }
  // What somebody did and the words in it, as weerklank.advices.at_table.queries says it.
  function wordsOf(one, state, seats) {
    const fields = one.data.fields || {}, draft = state.advices.find((known) => known.id === (one.data.advice || one.data.id));
    const title = draft && table.first(draft, "title") ? " van ‘" + table.first(draft, "title") + "’" : "";
    if (one.kind === "put") return ACTS[one.data.object] + ": " + Object.keys(fields).map((name) => "‘" + spoken(fields[name]) + "’").join(" · ");
    if (one.kind !== "say") return (ACTS[one.kind] || "Een druk op een knop") + title;
    const seat = seats.find((known) => known.id === one.data.seat), who = seat ? seat.alias : "Een plaats van een andere tafel";
    return ACTS.say + title + ": " + who + (one.data.agrees ? " zei: dit bedoelden we." : " zei: dit bedoelden we niet. ‘" + (one.data.dissent || "") + "’");
  }
  function drawRefused(target, state, operations, told, seats) {
    const list = element("ul", "", "list"), box = element("section", "", "section");
    operations.filter((one) => one.id in state.refused || one.stuck).forEach((one) => {
      const item = element("li"), here = one.device === document.body.dataset.device ? "op dit apparaat" : "op een ander apparaat";
      item.append(element("p", wordsOf(one, state, seats), "list-title"));
      item.append(element("p", (state.refused[one.id] || one.stuck) + " Geschreven " + here + (one.who ? " door " + one.who : "") + ".", "list-meta"));
      list.append(item);
    });
    told.forEach((sentence) => { const item = element("li"); item.append(element("p", sentence)); list.append(item); });
    box.append(element("h2", "Niet overgenomen"), element("p", "Dit is bewaard, maar staat niet in het verslag. Er gaat niets verloren."), list);
    target.replaceChildren();
    if (list.children.length) target.append(box);
  }

  // --- what somebody is typing outlives a redraw, with the versions that stood on the screen when it was typed -------

  const controls = (form) => Array.from(form.elements).filter((one) => one.name && one.tagName !== "BUTTON");
  function keyOf(form) {
    const thing = form.closest("[data-thing]"), seat = form.closest("[data-seat]");
    return [thing && thing.dataset.thing, seat && seat.dataset.seat, form.dataset.source, controls(form).map((one) => one.name).join()].join("|");
  }
  function isTyped(form) {
    return controls(form).some((one) => one.type === "radio" ? one.checked && !one.defaultChecked
      : one.type !== "hidden" && one.value !== ((form.elements["was." + one.name.slice(2)] || {}).value || ""));
  }
  // The words of a form and the versions that they replace; no token and no key.
  function typedOf(form) {
    const kept = {};
    controls(form).forEach((one) => {
      if (/^(f|seen|was)\.|^dissent$/.test(one.name) && (one.type !== "radio" || one.checked)) kept[one.name] = one.value;
    });
    return kept;
  }
  function retype(form) {
    const kept = everywhere.weerklankTyped.of(Number(document.body.dataset.table))[keyOf(form)], folded = form.closest("details") || form.querySelector("details");
    if (!kept) return;
    controls(form).forEach((one) => {
      if (one.type === "radio") one.checked = one.value === kept[one.name];
      else if (one.name in kept) one.value = kept[one.name];
    });
    if (folded) folded.open = true;
  }
  everywhere.weerklankTyping = { keyOf: keyOf, isTyped: isTyped, typedOf: typedOf, retype: retype };
  function remember(target) {
    const typed = new Map(), active = document.activeElement;
    target.querySelectorAll("form").forEach((form) => {
      if (!form.hasAttribute("data-version") && isTyped(form)) typed.set(keyOf(form), controls(form).map((one) => one.value));
    });
    return {
      typed: typed,
      unfolded: Array.from(target.querySelectorAll("details[open]"), (one) => keyOf(one.querySelector("form") || one.closest("form"))),
      focus: active && target.contains(active) && active.form ? { form: keyOf(active.form), name: active.name, value: active.value } : null
    };
  }
  function restore(target, kept) {
    target.querySelectorAll("form").forEach((form) => {
      const key = keyOf(form), values = kept.typed.get(key), folded = form.closest("details") || form.querySelector("details");
      if (values) controls(form).forEach((one, at) => { one.value = values[at]; });
      else if (form.hasAttribute("data-press")) retype(form);
      if (folded && kept.unfolded.indexOf(key) >= 0) folded.open = true;
      if (kept.focus && kept.focus.form === key) {
        const again = Array.from(form.elements).find((one) => one.name === kept.focus.name && (one.tagName !== "BUTTON" || one.value === kept.focus.value)) || form.querySelector("button");
        // a button that has done its work is gone; whoever works with keys goes on beside it
        if (again) (again.hidden ? form.querySelector("summary") || again : again).focus();
      }
    });
  }
  everywhere.weerklankDraw = function (state, operations, aboutTable) {
    const seats = aboutTable.seats || [];
    document.querySelectorAll("[data-live]").forEach((target) => {
      const kept = remember(target), what = target.dataset.live, expected = state.record.adult_expected_before;
      if (what === "notes") drawNotes(target, state);
      if (what === "drafts") drawAll(target, state, drawDraft, "Er is nog geen advies. Geef hierboven een titel.");
      if (what === "readings") drawAll(target, state, (draft) => drawReading(draft, seats), "Er is nog geen advies om terug te lezen.");
      if (what === "refused") drawRefused(target, state, operations, aboutTable.held_back || [], seats);
      if (what === "share") {
        const adult = state.counts.adult || 0, young = state.counts.young || 0;
        target.textContent = adult + young ? "Volwassenen waren " + adult + " van de " + (adult + young) + " keer aan het woord." : "Er is nog niets geteld.";
      }
      if (what === "expected" && expected) {
        if (target.querySelector("form")) document.querySelector(".table-said").open = true;
        target.replaceChildren(element("p", "Dit blijft staan zoals het was.", "hint"));
        drawQuotes(target, expected);
      }
      if (what === "changed") {
        const form = target.querySelector("form"), changed = state.record.changed_after || [];
        drawQuotes(target, changed);
        if (!isTyped(form)) {
          form.elements["seen.changed_after"].value = table.heads({ fields: state.record }, "changed_after").join(",");
          form.elements["was.changed_after"].value = form.elements["f.changed_after"].value = changed.map((one) => one.value).join("\n");
        }
      }
      restore(target, kept);
    });
  };
})(globalThis);

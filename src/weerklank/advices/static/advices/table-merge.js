// What a table's operations come to: the same as weerklank.advices.at_table.merging, for a device without a connection.
(function (everywhere) {
  "use strict";
  const YOUNG = ["child", "young_person"], EXPECTED = "adult_expected_before", MOST = 40;
  const WHY = {
    late: "Het teruglezen was al begonnen. Wat hierna nog verandert, vraagt een kind of jongere.",
    stays: "Wat volwassenen vooraf verwachtten, blijft staan zoals het was.",
    young: "Alleen een kind of jongere kan vragen om de tekst te veranderen als het teruglezen is begonnen.",
    already: "Dit advies wordt al teruggelezen.",
    whole: "Een advies heeft een titel, een vraag en minstens één onderdeel nodig voor het teruglezen begint.",
    often: "Het teruglezen van dit advies is al heel vaak begonnen. Ga samen verder met de tekst die er staat.",
    two: "Van deze tekst staan er twee versies. Kies er eerst één; daarna kan het teruglezen beginnen.",
    read: "Dit hoort bij een tekst die niet is teruggelezen.",
    seat: "Deze plaats staat niet aan deze tafel.",
    else: "Schrijf op wat deze plaats anders bedoelde.",
    first: "Kinderen en jongeren zeggen eerst of dit is wat zij bedoelden."
  };
  const earlier = (a, b) => a.clock - b.clock || (a.device < b.device ? -1 : a.device > b.device ? 1 : a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
  const named = (one, name) => one.data[name] || [];
  const seen = (one, name) => (one.data.seen || {})[name] || [];

  function aboutAdvice(one) {
    if (one.kind !== "put") return one.data.advice || "";
    return one.data.object === "advice" ? one.data.id || "" : one.data.object === "part" ? one.data.advice || "" : "";
  }
  function grouped(list, key) {
    const found = new Map();
    list.forEach((one) => { const at = key(one); if (!found.has(at)) found.set(at, []); found.get(at).push(one); });
    return found;
  }
  function fields(puts) {
    const setting = new Map(), found = {};
    puts.forEach((one) => Object.keys(one.data.fields).forEach((name) => {
      if (!setting.has(name)) setting.set(name, []);
      setting.get(name).push(one);
    }));
    Array.from(setting.keys()).sort().forEach((name) => {
      const all = setting.get(name), byId = new Map(all.map((one) => [one.id, one])), replaced = new Set(), versions = new Map();
      all.forEach((one) => seen(one, name).forEach((id) => { if (byId.has(id) && earlier(byId.get(id), one) < 0) replaced.add(id); }));
      all.filter((one) => !replaced.has(one.id)).forEach((one) => {
        const value = one.data.fields[name], same = versions.get(value);
        if (same) same.ids.push(one.id); else versions.set(value, { value: value, ids: [one.id], who: one.who || "" });
      });
      found[name] = Array.from(versions.values());
    });
    return found;
  }
  const first = (thing, name, otherwise) => thing.fields[name] && thing.fields[name].length ? thing.fields[name][0].value : otherwise === undefined ? "" : otherwise;
  const disputed = (thing) => Object.keys(thing.fields).filter((name) => thing.fields[name].length > 1).sort();
  const struck = (thing) => !!(thing.fields.struck && thing.fields.struck.length) && thing.fields.struck.every((version) => version.value);
  const things = (puts) => Array.from(grouped(puts, (one) => one.data.id), (pair) => ({ id: pair[0], fields: fields(pair[1]) }));
  function plain(key, puts) {
    return {
      id: key, fields: fields(puts.filter((one) => one.data.object === "advice")),
      parts: things(puts.filter((one) => one.data.object === "part"))
    };
  }
  function textOf(draft) {
    const text = {};
    ["title", "text", "why", "done_when", "adult_additions"].forEach((name) => { text[name] = String(first(draft, name)).trim(); });
    text.parts = draft.parts.filter((part) => !struck(part)).map((part) => String(first(part, "text")).trim()).filter(Boolean);
    return text;
  }
  const isWhole = (text) => !!(text.title && text.text && text.parts.length);
  const hasDispute = (draft) => disputed(draft).length > 0 || draft.parts.some((part) => disputed(part).length > 0);
  const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);
  function lifted(one, opened) {
    const found = new Set();
    named(one, "after").forEach((key) => (opened.get(key) || []).forEach((start) => found.add(start)));
    return found;
  }
  function isLate(one, covered, opened) {
    for (const covers of covered.values()) if (covers.has(one.id)) return false;
    const up = lifted(one, opened);
    return Array.from(covered.keys()).some((start) => !up.has(start));
  }
  function hear(says, texts, ended, seats, young, refused) {
    const taken = new Map(), dissent = (one) => one.data.agrees ? "" : String(one.data.dissent || "").trim();
    function whyNot(one) {
      if (!texts.has(one.data.start)) return WHY.read;
      if (!seats.has(one.data.seat)) return WHY.seat;
      if (!one.data.agrees && !dissent(one)) return WHY.else;
      if (young.has(one.data.seat)) return "";
      const heard = new Set();
      named(one, "heard").forEach((key) => {
        if (taken.has(key) && same(texts.get(taken.get(key).data.start), texts.get(one.data.start))) heard.add(taken.get(key).data.seat);
      });
      return Array.from(young).every((seat) => heard.has(seat)) ? "" : WHY.first;
    }
    says.forEach((one) => { const why = whyNot(one); if (why) refused[one.id] = why; else taken.set(one.id, one); });
    const goingOn = Array.from(texts.keys()).filter((start) => !ended.has(start));
    if (!goingOn.length) return null;
    if (goingOn.some((start) => !same(texts.get(start), texts.get(goingOn[0])))) return { starts: goingOn, said: {}, two_texts: true };
    const now = Array.from(taken.values()).filter((one) => goingOn.indexOf(one.data.start) >= 0);
    const byId = new Map(now.map((one) => [one.id, one])), replaced = new Set(), said = {};
    now.forEach((one) => named(one, "seen").forEach((key) => {
      const old = byId.get(key);
      if (old && earlier(old, one) < 0 && old.data.seat === one.data.seat) replaced.add(key);
    }));
    now.filter((one) => !replaced.has(one.id)).forEach((one) => {
      const fresh = { id: one.id, seat: one.data.seat, agrees: one.data.agrees, dissent: dissent(one) };
      const known = said[fresh.seat] = said[fresh.seat] || [];
      if (!known.some((old) => old.agrees === fresh.agrees && old.dissent === fresh.dissent)) known.push(fresh);
    });
    return { starts: goingOn, said: said, two_texts: false };
  }
  function draftOf(key, about, seats, young, refused) {
    const puts = about.filter((one) => one.kind === "put"), opened = new Map(), texts = new Map(), covered = new Map(), ended = new Set();
    const all = about.filter((one) => one.kind === "start"), begun = all.slice(0, MOST), begins = new Set(begun.map((one) => one.id));
    all.slice(MOST).forEach((one) => { refused[one.id] = WHY.often; });
    about.filter((one) => one.kind === "reopen").forEach((one) => {
      if (YOUNG.indexOf(one.data.asked_by) < 0) refused[one.id] = WHY.young;
      else if (opened.size === MOST) refused[one.id] = WHY.often;
      else opened.set(one.id, named(one, "starts").filter((start) => begins.has(start)));
    });
    begun.forEach((one) => {
      const covers = new Set(named(one, "covers")), up = lifted(one, opened);
      const before = new Map(named(one, "starts").filter((start) => covered.has(start)).map((start) => [start, covered.get(start)]));
      const read = plain(key, puts.filter((put) => covers.has(put.id) && !isLate(put, before, opened)));
      if (named(one, "starts").some((start) => texts.has(start) && !up.has(start))) refused[one.id] = WHY.already;
      else if (hasDispute(read)) refused[one.id] = WHY.two;
      else if (!isWhole(textOf(read))) refused[one.id] = WHY.whole;
      else { texts.set(one.id, textOf(read)); covered.set(one.id, covers); }
    });
    puts.forEach((one) => { if (isLate(one, covered, opened)) refused[one.id] = WHY.late; });
    opened.forEach((starts) => starts.forEach((start) => ended.add(start)));
    const reading = hear(about.filter((one) => one.kind === "say"), texts, ended, seats, young, refused);
    const taken = puts.filter((one) => !(one.id in refused)), draft = plain(key, taken);
    draft.reading = reading;
    draft.covers = taken.map((one) => one.id);
    draft.starts = Array.from(texts.keys());
    draft.reopenings = Array.from(opened.keys());
    return draft;
  }
  function merge(operations, seatList) {
    const row = Array.from(new Map(operations.map((one) => [one.id, one])).values()).sort(earlier);
    const seats = new Set(seatList.map((seat) => seat.id)), young = new Set(seatList.filter((seat) => seat.young).map((seat) => seat.id));
    const refused = {}, counts = {}, standing = new Set(), puts = row.filter((one) => one.kind === "put");
    const advices = Array.from(grouped(row.filter(aboutAdvice), aboutAdvice), (pair) => draftOf(pair[0], pair[1], seats, young, refused));
    puts.filter((one) => one.data.object === "record" && EXPECTED in one.data.fields).forEach((one) => {
      if (seen(one, EXPECTED).some((key) => standing.has(key))) refused[one.id] = WHY.stays;
      else if (one.data.fields[EXPECTED].trim()) standing.add(one.id);
    });
    row.filter((one) => one.kind === "count").forEach((one) => { counts[one.data.voice] = (counts[one.data.voice] || 0) + 1; });
    return {
      record: fields(puts.filter((one) => one.data.object === "record" && !(one.id in refused))),
      notes: things(puts.filter((one) => one.data.object === "note")),
      advices: advices.filter((draft) => Object.keys(draft.fields).length || draft.parts.length),
      counts: counts, refused: refused,
      clock: row.reduce((most, one) => Math.max(most, one.clock), 0), known: row.map((one) => one.id).sort()
    };
  }
  everywhere.weerklankTable = {
    merge: merge, first: first, disputed: disputed, struck: struck, textOf: textOf, isWhole: isWhole, hasDispute: hasDispute,
    heads: (thing, name) => (thing.fields[name] || []).reduce((all, version) => all.concat(version.ids), [])
  };
})(globalThis);

// What a device keeps of a table: every operation once, what was sent of it, and how far it has read. Nothing else.
(function (everywhere) {
  "use strict";
  const NAME = "wk-table", TYPED = "wk-table-typed";
  let opened = null;

  // What is typed and not yet kept: written in the same moment, so that leaving the page loses no sign of it.
  function allTyped() {
    try { return JSON.parse(localStorage.getItem(TYPED)) || {}; } catch (error) { return {}; }
  }
  everywhere.weerklankTyped = {
    of: (table) => allTyped()[table] || {},
    keep: (table, form, values) => {
      const all = allTyped(), own = all[table] || {};
      if (values) own[form] = values; else delete own[form];
      all[table] = own;
      try { localStorage.setItem(TYPED, JSON.stringify(all)); } catch (error) { /* a full device keeps what it sends */ }
    },
    wipe: () => { try { localStorage.removeItem(TYPED); } catch (error) { /* nothing was kept there either */ } }
  };

  function open() {
    opened = opened || new Promise((done, refuse) => {
      const asked = indexedDB.open(NAME, 1);
      asked.onupgradeneeded = () => {
        asked.result.createObjectStore("operations", { keyPath: "id" }).createIndex("table", "table");
        asked.result.createObjectStore("about");
      };
      asked.onsuccess = () => { asked.result.onversionchange = () => asked.result.close(); done(asked.result); };
      asked.onerror = asked.onblocked = () => refuse(asked.error);
    });
    return opened;
  }
  // One transaction; what the work returns is given when it is truly written.
  function within(mode, work) {
    return open().then((db) => new Promise((done, refuse) => {
      const act = db.transaction(["operations", "about"], mode);
      let result;
      act.oncomplete = () => done(result);
      act.onerror = act.onabort = () => refuse(act.error);
      work(act.objectStore("operations"), act.objectStore("about"), (value) => { result = value; });
    }));
  }
  everywhere.weerklankStore = {
    all: (table) => within("readonly", (operations, about, give) => {
      operations.index("table").getAll(table).onsuccess = (event) => give(event.target.result);
    }),
    about: (table) => within("readonly", (operations, about, give) => {
      about.get(table).onsuccess = (event) => give(event.target.result || { last: 0 });
    }),
    // The clock is read and raised in one transaction, so that two tabs never write in the same moment.
    write: (table, make) => within("readwrite", (operations, about, give) => {
      operations.index("table").getAll(table).onsuccess = (event) => {
        const one = make(event.target.result.reduce((most, known) => Math.max(most, known.clock), 0) + 1);
        operations.add(one);
        give(one);
      };
    }),
    receive: (table, list, more) => within("readwrite", (operations, about) => {
      list.forEach((one) => operations.put(Object.assign({ table: table, sent: true }, one)));
      about.get(table).onsuccess = (event) => about.put(Object.assign({ last: 0 }, event.target.result, more), table);
    }),
    settle: (ids, how) => within("readwrite", (operations) => {
      ids.forEach((id) => {
        operations.get(id).onsuccess = (event) => { if (event.target.result) operations.put(Object.assign(event.target.result, how)); };
      });
    }),
    waiting: () => within("readonly", (operations, about, give) => {
      operations.getAll().onsuccess = (event) => give(event.target.result.filter((one) => !one.sent));
    }),
    wipe: () => open().then((db) => new Promise((done, refuse) => {
      everywhere.weerklankTyped.wipe();
      db.close();
      opened = null;
      const asked = indexedDB.deleteDatabase(NAME);
      asked.onsuccess = () => done();
      asked.onerror = () => refuse(asked.error);
    }))
  };
})(globalThis);

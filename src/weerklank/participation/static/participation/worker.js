// Gives a browser the steps it keeps when there is no connection. It sends nothing and remembers nobody.
"use strict";
const STEP = /^(.*\/doe-mee\/)([^/]+)\/(?:|idee\/|stellingen\/(?:\d+\/)?|anderen\/|klaar\/)$/;
const NEVER = ["stop", "weg", "volgende"];
const PATIENCE = 12000;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  const request = event.request, url = new URL(request.url);
  if (url.origin !== self.location.origin) return;
  if (request.mode !== "navigate") {
    if (request.method === "GET" && url.pathname.startsWith("/static/")) {
      event.respondWith(fetch(request).catch(() => kept(request)));
    }
    return;
  }
  const step = STEP.exec(url.pathname);
  if (step && step[2] === "weg") event.respondWith(fetch(request).catch(nothing));
  if (step && !NEVER.includes(step[2])) event.respondWith(opened(request, url, step));
});

async function opened(request, url, step) {
  const steps = await caches.match(step[1] + step[2] + "/onderweg/");
  // Leafing back to a page that came by a press is asking for that page: the press is not sent again, nor is it lost.
  if (request.method === "POST" && request.isHistoryNavigation) return Response.redirect(url.pathname, 303);
  if (!steps) return fetch(request);
  const late = new Promise((_, refuse) => setTimeout(refuse, PATIENCE));
  try {
    return await Promise.race([fetch(request), late]);
  } catch (error) {
    // A press that did not arrive is kept by the page; the history must not hold it as a form to be sent again.
    return request.method === "POST" ? Response.redirect(url.pathname + "#verder", 303) : steps;
  }
}

// Who has to leave at once and has no connection gets a page that says nothing, and nothing of the steps stays.
async function nothing() {
  await caches.delete("wk-steps");
  await self.registration.unregister();
  const page = '<!doctype html><meta name="color-scheme" content="light dark"><title>-</title>';
  return new Response(page, { headers: { "Content-Type": "text/html", "Cache-Control": "no-store" } });
}

async function kept(request) {
  return (await caches.match(request)) || Response.error();
}

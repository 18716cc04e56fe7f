// Gives a device the page of the door when there is no connection. It keeps the page itself; the list is kept by the page.
"use strict";
const DOOR = /^\/werk\/edities\/[^/]+\/deelnemers\/deur\/$/;
const KEPT = "wk-door";
const PATIENCE = 6000;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  const request = event.request, url = new URL(request.url);
  if (url.origin !== self.location.origin || request.method !== "GET") return;
  if (request.mode === "navigate" && DOOR.test(url.pathname)) event.respondWith(door(request, url));
  else if (url.pathname.startsWith("/static/")) event.respondWith(fetch(request).catch(() => kept(request)));
});

async function door(request, url) {
  const late = new Promise((_, refuse) => setTimeout(refuse, PATIENCE));
  try {
    return await Promise.race([fetch(request), late]);
  } catch (error) {
    return (await caches.match(url.origin + url.pathname)) || Response.error();
  }
}

async function kept(request) {
  return (await caches.match(request, { ignoreVary: true })) || Response.error();
}

// Gives a device the screens of its table when there is no connection. What was written is kept by the pages themselves.
"use strict";
const SCREEN = /^\/tafel\/(mijn|gezegd|notities|advies|terug|papier|klaar)\/$/;
const PATIENCE = 5000;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  const request = event.request, url = new URL(request.url);
  if (url.origin !== self.location.origin || request.method !== "GET") return;
  if (request.mode === "navigate" && SCREEN.test(url.pathname)) event.respondWith(screen(request, url));
  else if (url.pathname.startsWith("/static/")) event.respondWith(fetch(request).catch(() => kept(request)));
});

async function screen(request, url) {
  const late = new Promise((_, refuse) => setTimeout(refuse, PATIENCE));
  try {
    return await Promise.race([fetch(request), late]);
  } catch (error) {
    return (await caches.match(url.origin + url.pathname, { ignoreVary: true })) || Response.error();
  }
}

async function kept(request) {
  return (await caches.match(request, { ignoreVary: true })) || Response.error();
}

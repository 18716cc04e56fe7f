// Leaves without this page in the history. Without JavaScript the button is a plain link.
(function () {
  var links = document.querySelectorAll("[data-quick-exit]");
  if (!links.length || window.weerklankLeaves) return;
  window.weerklankLeaves = true;
  function leave(event) {
    if (event) event.preventDefault();
    document.documentElement.hidden = true;
    document.dispatchEvent(new Event("weerklank:leave"));
    window.location.replace(links[0].href);
  }
  var times = [];
  links.forEach(function (link) { link.addEventListener("click", leave); });
  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape") { times = []; return; }
    times.push(event.timeStamp);
    if (times.length >= 3 && times[times.length - 1] - times[times.length - 3] < 2000) leave();
  });
})();

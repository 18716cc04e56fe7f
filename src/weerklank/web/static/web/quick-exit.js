// Leaves without this page in the history. Without JavaScript the button is a plain link.
(function () {
  var link = document.querySelector("[data-quick-exit]");
  if (!link) return;
  function leave(event) {
    if (event) event.preventDefault();
    document.documentElement.hidden = true;
    window.location.replace(link.href);
  }
  var times = [];
  link.addEventListener("click", leave);
  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape") { times = []; return; }
    times.push(event.timeStamp);
    if (times.length >= 3 && times[times.length - 1] - times[times.length - 3] < 2000) leave();
  });
})();

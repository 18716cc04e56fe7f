// While a run goes on, looks every second how far it is; without this, a link does the same.
const every = 1000;

function look() {
  const here = document.querySelector("#voortgang[data-goes-on]");
  if (!here) return;
  fetch(location.href, { headers: { Accept: "text/html" } })
    .then((answer) => answer.text())
    .then((text) => {
      const there = new DOMParser().parseFromString(text, "text/html").querySelector("#voortgang[data-goes-on]");
      if (!there) {
        location.reload();
        return;
      }
      here.querySelector("progress").value = there.querySelector("progress").value;
      for (const piece of ["h2", "[data-told]"]) {
        const [old, now] = [here.querySelector(piece), there.querySelector(piece).textContent];
        // a screen reader hears a step once, not every second
        if (old.textContent !== now) old.textContent = now;
      }
      // what can be pressed no longer, goes; not from under somebody's finger
      const press = here.querySelector("[value=go_on]");
      if (press && press !== document.activeElement && !there.querySelector("[value=go_on]")) press.remove();
      setTimeout(look, every);
    })
    .catch(() => setTimeout(look, 5 * every));
}

setTimeout(look, every);

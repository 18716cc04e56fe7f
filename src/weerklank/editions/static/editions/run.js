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
      const [bar, told] = [here.querySelector("progress"), here.querySelector("[data-told]")];
      bar.value = there.querySelector("progress").value;
      const words = there.querySelector("[data-told]").textContent;
      // a screen reader hears a step once, not every second
      if (told.textContent !== words) told.textContent = words;
      setTimeout(look, every);
    })
    .catch(() => setTimeout(look, 5 * every));
}

setTimeout(look, every);

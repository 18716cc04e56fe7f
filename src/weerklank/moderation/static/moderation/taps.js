// Shows at once what is left of a text when words are tapped away; without it the button below does the same.
(() => {
  const form = document.querySelector("form[data-taps]");
  const preview = document.getElementById("wat-overblijft");
  if (!form || !preview) return;
  const select = form.querySelector("select");
  const show = () => {
    let text = "";
    let last = "";
    for (const piece of form.querySelectorAll("[data-piece]")) {
      const box = piece.querySelector("input");
      const words = box ? piece.querySelector("span").textContent : piece.textContent;
      if (!box || !box.checked) {
        text += words;
        last = words.trim() ? "" : last;
        continue;
      }
      const neutral = box.dataset.neutral || select.value || "[weggehaald]";
      if (neutral === last) text = text.trimEnd();
      else text += neutral;
      last = neutral;
    }
    preview.textContent = text;
  };
  form.addEventListener("change", show);
  form.querySelector("[data-preview]").hidden = false;
  show();
})();

// Keeps the draft while somebody writes; without this script the button does it.
const form = document.querySelector("form[data-keeps-itself]");
const told = document.querySelector("[data-kept]");
const pause = 2500;
const after = 15000;
let changed = false;
let waits = null;
let going = null;
let stopped = false;

function tell(words) {
  told.hidden = false;
  if (told.textContent !== words) told.textContent = words;
}

function later(time) {
  clearTimeout(waits);
  if (!stopped) waits = setTimeout(keep, time);
}

async function keep() {
  if (going || stopped || !changed) return;
  changed = false;
  going = send();
  await going;
  going = null;
  if (changed) later(pause);
}

async function send() {
  const words = new FormData(form);
  words.set("do", "by-itself");
  try {
    const answer = await fetch(location.href, { method: "POST", body: words, headers: { Accept: "application/json" } });
    if (answer.status === 403) {
      stopped = true;
      changed = true;
      tell("Niet bewaard: u heeft niet meer de rol om dit antwoord te schrijven. Kopieer wat u typte voordat u deze bladzijde sluit, en vraag de organisator om de rol.");
      return;
    }
    if (!(answer.headers.get("Content-Type") || "").startsWith("application/json")) {
      // signed out, or the house is busy: what was typed is still on this page
      throw new Error(answer.status);
    }
    const kept = await answer.json();
    if (!answer.ok) {
      stopped = true;
      changed = true;
      tell(kept.said);
      return;
    }
    form.elements.revision.value = kept.revision;
    const now = new Date().toLocaleTimeString("nl-NL", { hour: "2-digit", minute: "2-digit" });
    tell(`Vanzelf bewaard om ${now}.`);
  } catch {
    changed = true;
    tell("Nu niet bewaard: er is geen verbinding, of u bent afgemeld. We proberen het zo weer. Laat deze bladzijde open.");
    later(after);
  }
}

if (form && told) {
  form.addEventListener("input", () => {
    changed = true;
    later(pause);
  });
  form.addEventListener("submit", async (event) => {
    clearTimeout(waits);
    if (going) {
      // else our own half would look like the text of a colleague
      event.preventDefault();
      const button = event.submitter;
      await going;
      changed = false;
      form.requestSubmit(button);
      return;
    }
    changed = false;
    stopped = true;
  });
  addEventListener("beforeunload", (event) => {
    if (changed) event.preventDefault();
  });
}

// Takes the eight pictures home: copy, share with yourself, print, and hear the words one by one. All of it stays on the
// device; the server learns nothing. A button is shown only where the device can do it.
(function () {
  var box = document.getElementById("bewaren");
  if (!box) return;
  var said = box.querySelector("[role=status]"), list = document.querySelectorAll("ol.pictures li > span:last-child");
  var words = Array.from(list).map(function (one) { return one.textContent.trim(); });
  var text = words.join(", "), speech = window.speechSynthesis, next = 0;

  function offer(name, does) {
    var button = box.querySelector('[data-do="' + name + '"]');
    if (!button) return;
    button.hidden = false;
    button.addEventListener("click", function () { does(button); });
  }
  function voice() {
    var language = document.documentElement.lang.split("-")[0];
    return speech.getVoices().find(function (one) { return one.localService === true && one.lang.split(/[-_]/)[0].toLowerCase() === language; });
  }
  function tell(sentence) { said.textContent = ""; said.textContent = sentence; }

  if (navigator.clipboard) offer("copy", function (button) {
    navigator.clipboard.writeText(text).then(function () { tell(button.dataset.done); }, function () { tell(button.dataset.failed); });
  });
  if (navigator.share) offer("share", function () { navigator.share({ text: text }).catch(function () {}); });
  offer("print", function () { window.print(); });
  // One word at each press, so that there is time to write it down.
  function speaks(button) {
    var word = new SpeechSynthesisUtterance(next + 1 + ". " + words[next]), chosen = voice();
    if (chosen) { word.voice = chosen; word.lang = chosen.lang; }
    word.rate = 0.8;
    speech.cancel();
    speech.speak(word);
    tell(next + 1 + ". " + words[next]);
    next = (next + 1) % words.length;
    button.querySelector("span").textContent = next ? button.dataset.next : button.dataset.first;
  }
  var offered = false;
  function offerVoice() {
    if (offered || !voice()) return;
    offered = true;
    offer("speak", speaks);
  }
  if (speech && window.SpeechSynthesisUtterance) {
    if (speech.addEventListener) speech.addEventListener("voiceschanged", offerVoice);
    offerVoice();
  }
})();

// Reads the square of a card with the camera, where the browser can. The picture never leaves the device: what is read are
// the eight words, put in the box where one could have typed them.
(function () {
  var box = document.getElementById("scannen"), field = document.getElementById("code");
  if (!box || !field || !window.BarcodeDetector || !navigator.mediaDevices) return;
  var button = box.querySelector("button"), video = box.querySelector("video"), said = box.querySelector("[role=status]");
  var stream = null, timer = 0, words = button.querySelector("span"), first = words.textContent;

  function stops() {
    clearTimeout(timer);
    if (stream) stream.getTracks().forEach(function (track) { track.stop(); });
    stream = null;
    video.srcObject = null;
    video.hidden = true;
    words.textContent = first;
  }
  function looks(detector) {
    if (!stream) return;
    detector.detect(video).then(function (found) {
      if (!stream) return;
      if (!found.length) { timer = setTimeout(looks, 200, detector); return; }
      field.value = found[0].rawValue;
      stops();
      said.textContent = box.dataset.read;
      field.focus();
    }, function () { timer = setTimeout(looks, 500, detector); });
  }
  BarcodeDetector.getSupportedFormats().then(function (formats) {
    if (formats.indexOf("qr_code") < 0) return;
    box.hidden = false;
    button.addEventListener("click", function () {
      if (stream) { stops(); said.textContent = ""; return; }
      navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } }).then(function (opened) {
        stream = opened;
        video.hidden = false;
        video.srcObject = opened;
        words.textContent = button.dataset.stop;
        said.textContent = box.dataset.looks;
        return video.play().then(function () { looks(new BarcodeDetector({ formats: ["qr_code"] })); });
      }).catch(function () { stops(); said.textContent = box.dataset.refused; });
    });
  });
  window.addEventListener("pagehide", stops);
})();

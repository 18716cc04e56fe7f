// Does a piece of work while the page is read, so that a flood pays for every entry. Without it the form works too.
// The page starts this same file as a worker, so that nothing on the page stutters. Where a child waits already,
// the form goes by itself as soon as the work is done.
(function () {
  var K = [], I = [];
  for (var n = 2; K.length < 64; n++) {
    for (var d = 2; d * d <= n && n % d; d++);
    if (d * d <= n) continue;
    if (I.length < 8) I.push(part(Math.sqrt(n)));
    K.push(part(Math.cbrt(n)));
  }
  function part(root) { return ((root - Math.floor(root)) * 4294967296) | 0; }

  // One block of SHA-256, on the state H. crypto.subtle does not exist on plain http, and is slow for many short texts.
  var W = new Int32Array(64);
  function block(H) {
    var a = H[0], b = H[1], c = H[2], d = H[3], e = H[4], f = H[5], g = H[6], h = H[7], i, t, u, x, y;
    for (i = 0; i < 64; i++) {
      if (i > 15) {
        x = W[i - 15]; y = W[i - 2];
        W[i] = (W[i - 16] + W[i - 7] + (turn(x, 7) ^ turn(x, 18) ^ (x >>> 3)) + (turn(y, 17) ^ turn(y, 19) ^ (y >>> 10))) | 0;
      }
      t = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + K[i] + W[i]) | 0;
      u = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      h = g; g = f; f = e; e = (d + t) | 0; d = c; c = b; b = a; a = (t + u) | 0;
    }
    return [H[0] + a | 0, H[1] + b | 0, H[2] + c | 0, H[3] + d | 0, H[4] + e | 0, H[5] + f | 0, H[6] + g | 0, H[7] + h | 0];
  }
  function turn(x, by) { return (x >>> by) | (x << (32 - by)); }
  function put(text, from) {
    W.fill(0, 0, 16);
    for (var i = from; i < text.length && i < from + 64; i++) W[(i - from) >> 2] |= text.charCodeAt(i) << (24 - ((i - from) & 3) * 8);
  }

  function find(puzzle, bits) {
    var start = puzzle + ".", done = 0, state = I;
    for (; start.length - done >= 64; done += 64) { put(start, done); state = block(state); }
    for (var answer = 0; ; answer++) {
      var text = start + answer, left = text.length - done;
      // what is left fits in one block as long as puzzles have the length we give them
      if (left > 55) return "";
      put(text, done);
      W[left >> 2] |= 128 << (24 - (left & 3) * 8);
      W[15] = text.length * 8;
      if (Math.clz32(block(state)[0]) >= bits) return String(answer);
    }
  }

  if (typeof document === "undefined") {
    onmessage = function (event) { postMessage(find(event.data.puzzle, event.data.bits)); };
    return;
  }

  var script = document.currentScript, wait = document.querySelector("[data-work-wait]");
  var form = wait && wait.closest("form");
  if (!form || !window.Worker) return;
  var waiting = "goes" in script.dataset, worker;
  try { worker = new Worker(script.src); } catch (error) { return; }
  worker.onmessage = function (event) {
    form.elements.work.value = event.data;
    worker.terminate();
    worker = null;
    if (waiting) goes();
  };
  worker.onerror = function () { worker = null; wait.textContent = ""; if (waiting && !("goes" in script.dataset)) goes(); };
  function goes() { if (form.requestSubmit) form.requestSubmit(); else form.submit(); }
  if (waiting) wait.textContent = script.dataset.wait;
  worker.postMessage({ puzzle: form.elements.puzzle.value, bits: Number(script.dataset.bits) });
  form.addEventListener("submit", function (event) {
    if (!worker) return;
    event.preventDefault();
    waiting = true;
    wait.textContent = script.dataset.wait;
  });
})();

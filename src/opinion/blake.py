"""BLAKE2b of every row of votes, compiled: a million rows cost a million calls of `hashlib` otherwise.

Source: M-J. Saarinen, J-P. Aumasson, "The BLAKE2 cryptographic hash", RFC 7693, https://www.rfc-editor.org/rfc/rfc7693
"""

# mypy: disable-error-code="no-untyped-def, untyped-decorator, no-untyped-call"

import numpy as np

from opinion.compiling import compiled

DIGEST_BYTES = 16
BLOCK_BYTES, BLOCK_WORDS = 128, 16
ROUNDS = 12
# unsigned throughout: a signed index may be negative, and asking that costs as much as the mixing
START = np.array(
    [
        0x6A09E667F3BCC908,
        0xBB67AE8584CAA73B,
        0x3C6EF372FE94F82B,
        0xA54FF53A5F1D36F1,
        0x510E527FADE682D1,
        0x9B05688C2B3E6C1F,
        0x1F83D9ABFB41BD6B,
        0x5BE0CD19137E2179,
    ],
    np.uint64,
)
ORDERS = np.array(
    [
        [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15],
        [14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3],
        [11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4],
        [7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8],
        [9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13],
        [2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9],
        [12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11],
        [13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10],
        [6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5],
        [10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0],
        [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15],
        [14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3],
    ],
    np.uint64,
)
# no key, one thread, depth one; the length of the digest in the lowest byte
PARAMETERS = np.uint64(0x01010000 ^ DIGEST_BYTES)


@compiled
def add_digests(names, name_starts, votes, starts, first, last, total):
    """Add to `total` (low and high half of 128 bits) the digests of name, nought, votes of these rows."""
    longest = 0
    for row in range(first, last):
        longest = max(longest, name_starts[row + 1] - name_starts[row] + 1 + starts[row + 1] - starts[row])
    text = np.zeros(-(-longest // BLOCK_BYTES) * BLOCK_BYTES, np.uint8)
    words = text.view(np.uint64)
    state = np.empty(8, np.uint64)
    for row in range(first, last):
        length = _written(text, names, name_starts[row], name_starts[row + 1], 0)
        text[length] = 0
        length = _written(text, votes, starts[row], starts[row + 1], length + 1)
        blocks = -(-length // BLOCK_BYTES)
        text[length : blocks * BLOCK_BYTES] = 0
        state[:] = START
        state[0] ^= PARAMETERS
        for block in range(blocks):
            message = words[block * BLOCK_WORDS : (block + 1) * BLOCK_WORDS]
            _squeeze(state, message, min((block + 1) * BLOCK_BYTES, length), block == blocks - 1)
        total[0] += state[0]
        carry = np.uint64(total[0] < state[0])
        total[1] += state[1] + carry


@compiled
def _written(text, source, start, end, place):
    for i in range(end - start):
        text[place + i] = source[start + i]
    return place + end - start


@compiled
def _squeeze(state, message, done, last):
    """RFC 7693's function F: one block of the message into the state, `done` bytes in all so far."""
    v0, v1, v2, v3 = state[0], state[1], state[2], state[3]
    v4, v5, v6, v7 = state[4], state[5], state[6], state[7]
    v8, v9, v10, v11 = START[0], START[1], START[2], START[3]
    v12, v13, v14, v15 = START[4] ^ np.uint64(done), START[5], START[6], START[7]
    if last:
        v14 = ~v14
    for turn in range(ROUNDS):
        order = ORDERS[turn]
        v0, v4, v8, v12 = _mixed(v0, v4, v8, v12, message[order[0]], message[order[1]])
        v1, v5, v9, v13 = _mixed(v1, v5, v9, v13, message[order[2]], message[order[3]])
        v2, v6, v10, v14 = _mixed(v2, v6, v10, v14, message[order[4]], message[order[5]])
        v3, v7, v11, v15 = _mixed(v3, v7, v11, v15, message[order[6]], message[order[7]])
        v0, v5, v10, v15 = _mixed(v0, v5, v10, v15, message[order[8]], message[order[9]])
        v1, v6, v11, v12 = _mixed(v1, v6, v11, v12, message[order[10]], message[order[11]])
        v2, v7, v8, v13 = _mixed(v2, v7, v8, v13, message[order[12]], message[order[13]])
        v3, v4, v9, v14 = _mixed(v3, v4, v9, v14, message[order[14]], message[order[15]])
    state[0] ^= v0 ^ v8
    state[1] ^= v1 ^ v9
    state[2] ^= v2 ^ v10
    state[3] ^= v3 ^ v11
    state[4] ^= v4 ^ v12
    state[5] ^= v5 ^ v13
    state[6] ^= v6 ^ v14
    state[7] ^= v7 ^ v15


@compiled
def _mixed(a, b, c, d, x, y):
    """RFC 7693's function G."""
    a = a + b + x
    d = _turned(d ^ a, 32)
    c = c + d
    b = _turned(b ^ c, 24)
    a = a + b + y
    d = _turned(d ^ a, 16)
    c = c + d
    b = _turned(b ^ c, 63)
    return a, b, c, d


@compiled
def _turned(word, bits):
    return (word >> np.uint64(bits)) | (word << np.uint64(64 - bits))

/*
 * G.722 of spandsp as a filter at 64 kbit/s: "encode" makes octets of samples, "decode" samples of octets, from stdin to
 * stdout to the end. Samples have 16 bits, the most significant octet first. 0 where all was read and written.
 */
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <spandsp.h>

enum { OCTETS = 4096 };

static unsigned char octets[OCTETS];
static unsigned char wire[4 * OCTETS];
static int16_t samples[2 * OCTETS];

static int encode(void) {
    g722_encode_state_t *state = g722_encode_init(NULL, 64000, 0);
    size_t got;
    while (state && (got = fread(wire, 4, OCTETS, stdin)) > 0) {
        for (size_t i = 0; i < 2 * got; i++) samples[i] = (int16_t)(wire[2 * i] << 8 | wire[2 * i + 1]);
        int made = g722_encode(state, octets, samples, (int)(2 * got));
        if (made != (int)got || fwrite(octets, 1, got, stdout) != got) return 3;
    }
    return !state || g722_encode_free(state) || fflush(stdout) || ferror(stdin);
}

static int decode(void) {
    g722_decode_state_t *state = g722_decode_init(NULL, 64000, 0);
    size_t got;
    while (state && (got = fread(octets, 1, OCTETS, stdin)) > 0) {
        int made = g722_decode(state, samples, octets, (int)got);
        if (made != (int)(2 * got)) return 3;
        for (int i = 0; i < made; i++) {
            wire[2 * i] = (unsigned char)((uint16_t)samples[i] >> 8);
            wire[2 * i + 1] = (unsigned char)samples[i];
        }
        if (fwrite(wire, 4, got, stdout) != got) return 3;
    }
    return !state || g722_decode_free(state) || fflush(stdout) || ferror(stdin);
}

int main(int count, char **words) {
    if (count == 2 && !strcmp(words[1], "encode")) return encode();
    if (count == 2 && !strcmp(words[1], "decode")) return decode();
    return 2;
}

/*
 * Times srtp_protect and srtp_unprotect of whatever libsrtp2 it is compiled and linked with, in the shape of the Java benchmarks
 * beside it: one stream, whole context, packets in sequence, replay window of 128. Writes a line for each suite, size and direction:
 *
 *     LABEL SUITE SIZE protect|unprotect NANOSECONDS
 *
 * where SIZE is header and payload, and NANOSECONDS is the best of many short slices: on a machine that does other things as well,
 * the best slice is the one that was left alone.
 *
 * usage: srtp_driver LABEL [SLICES]
 */
#include <srtp2/srtp.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { HEADER = 12, LONGEST = 256, SLICE = 4096, WINDOW = 128 };

struct suite {
    const char *name;
    void (*rtp)(srtp_crypto_policy_t *);
};

static const struct suite SUITES[] = {
    {"AES_CM_128_HMAC_SHA1_80", srtp_crypto_policy_set_rtp_default},
    {"AES_256_CM_HMAC_SHA1_80", srtp_crypto_policy_set_aes_cm_256_hmac_sha1_80},
    {"AEAD_AES_128_GCM", srtp_crypto_policy_set_aes_gcm_128_16_auth},
    {"AEAD_AES_256_GCM", srtp_crypto_policy_set_aes_gcm_256_16_auth},
};
static const int SIZES[] = {172, 72};

static unsigned char master[64];
static unsigned char sealed[SLICE][LONGEST];
static int sealed_length[SLICE];

static void check(srtp_err_status_t status, const char *what)
{
    if (status != srtp_err_status_ok) {
        fprintf(stderr, "%s: status %d\n", what, (int)status);
        exit(1);
    }
}

static srtp_t session(const struct suite *suite, srtp_ssrc_type_t direction)
{
    srtp_policy_t policy;
    srtp_t made;
    memset(&policy, 0, sizeof policy);
    suite->rtp(&policy.rtp);
    suite->rtp(&policy.rtcp);
    policy.ssrc.type = direction;
    policy.key = master;
    policy.window_size = WINDOW;
    check(srtp_create(&made, &policy), suite->name);
    return made;
}

static void header(unsigned char *packet, unsigned int sequence)
{
    memset(packet, 0, HEADER);
    packet[0] = 0x80;
    packet[2] = (unsigned char)(sequence >> 8);
    packet[3] = (unsigned char)sequence;
    packet[11] = 1;
}

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e9 + (double)t.tv_nsec;
}

/* The payload is copied into place inside the clock, as both Java sides copy theirs. */
static double protect_slice(srtp_t sender, const unsigned char *payload, int size, unsigned int first)
{
    double begun = now();
    for (int i = 0; i < SLICE; i++) {
        header(sealed[i], first + (unsigned int)i);
        memcpy(sealed[i] + HEADER, payload, (size_t)(size - HEADER));
        int length = size;
        check(srtp_protect(sender, sealed[i], &length), "protect");
        sealed_length[i] = length;
    }
    return (now() - begun) / SLICE;
}

static double unprotect_slice(srtp_t receiver, int size)
{
    unsigned char packet[LONGEST];
    double begun = now();
    for (int i = 0; i < SLICE; i++) {
        int length = sealed_length[i];
        memcpy(packet, sealed[i], (size_t)length);
        check(srtp_unprotect(receiver, packet, &length), "unprotect");
        if (length != size) {
            fprintf(stderr, "%d octets came back, not %d\n", length, size);
            exit(1);
        }
    }
    return (now() - begun) / SLICE;
}

static void measure(const char *label, const struct suite *suite, int size, int slices)
{
    srtp_t sender = session(suite, ssrc_any_outbound);
    srtp_t receiver = session(suite, ssrc_any_inbound);
    unsigned char payload[LONGEST];
    double best_protect = 1e12, best_unprotect = 1e12;
    memset(payload, 0xD5, sizeof payload);
    for (int slice = 0; slice < slices; slice++) {
        double took = protect_slice(sender, payload, size, (unsigned int)(slice * SLICE));
        if (took < best_protect)
            best_protect = took;
        took = unprotect_slice(receiver, size);
        if (took < best_unprotect)
            best_unprotect = took;
    }
    printf("%s %s %d protect %.1f\n", label, suite->name, size, best_protect);
    printf("%s %s %d unprotect %.1f\n", label, suite->name, size, best_unprotect);
    check(srtp_dealloc(sender), "dealloc");
    check(srtp_dealloc(receiver), "dealloc");
}

int main(int argc, char **argv)
{
    if (argc < 2) {
        fprintf(stderr, "usage: %s LABEL [SLICES]\n", argv[0]);
        return 2;
    }
    int slices = argc > 2 ? atoi(argv[2]) : 200;
    for (size_t i = 0; i < sizeof master; i++)
        master[i] = (unsigned char)(i * 7 + 1);
    check(srtp_init(), "init");
    fprintf(stderr, "%s: %s\n", argv[1], srtp_get_version_string());
    for (size_t s = 0; s < sizeof SUITES / sizeof *SUITES; s++)
        for (size_t n = 0; n < sizeof SIZES / sizeof *SIZES; n++)
            measure(argv[1], &SUITES[s], SIZES[n], slices);
    check(srtp_shutdown(), "shutdown");
    return 0;
}

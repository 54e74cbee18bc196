/*
 * libsrtp behind a pipe: frames of a big-endian length, an operation and its octets on stdin; for each a frame of a
 * length, a status and octets on stdout. The status is libsrtp's own error code, or UNKNOWN for a suite that it lacks.
 * Answers are held back until 'F' asks for them, so that a batch costs two switches of process and never a deadlock.
 *
 *   'N' window(2) ssrc(4) roc(4) suite-name NUL master-key-and-salt   a session for each direction; ssrc 0: any
 *   'P' packet   srtp_protect          'U' packet   srtp_unprotect
 *   'p' packet   srtp_protect_rtcp     'u' packet   srtp_unprotect_rtcp
 *   'F'          flush                 'V'          the version of the library
 */
#include <arpa/inet.h>
#include <srtp2/srtp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LARGEST = 8192, UNKNOWN = 200, BAD_FRAME = 3 };

typedef void (*policy_setter)(srtp_crypto_policy_t *);

static const struct {
    const char *name;
    policy_setter rtp;
    policy_setter rtcp;
} SUITES[] = {
    {"AES_CM_128_HMAC_SHA1_80", srtp_crypto_policy_set_rtp_default, srtp_crypto_policy_set_rtp_default},
    {"AES_CM_128_HMAC_SHA1_32", srtp_crypto_policy_set_aes_cm_128_hmac_sha1_32, srtp_crypto_policy_set_rtp_default},
    {"AES_192_CM_HMAC_SHA1_80", srtp_crypto_policy_set_aes_cm_192_hmac_sha1_80,
     srtp_crypto_policy_set_aes_cm_192_hmac_sha1_80},
    {"AES_192_CM_HMAC_SHA1_32", srtp_crypto_policy_set_aes_cm_192_hmac_sha1_32,
     srtp_crypto_policy_set_aes_cm_192_hmac_sha1_80},
    {"AES_256_CM_HMAC_SHA1_80", srtp_crypto_policy_set_aes_cm_256_hmac_sha1_80,
     srtp_crypto_policy_set_aes_cm_256_hmac_sha1_80},
    {"AES_256_CM_HMAC_SHA1_32", srtp_crypto_policy_set_aes_cm_256_hmac_sha1_32,
     srtp_crypto_policy_set_aes_cm_256_hmac_sha1_80},
    {"AEAD_AES_128_GCM", srtp_crypto_policy_set_aes_gcm_128_16_auth, srtp_crypto_policy_set_aes_gcm_128_16_auth},
    {"AEAD_AES_256_GCM", srtp_crypto_policy_set_aes_gcm_256_16_auth, srtp_crypto_policy_set_aes_gcm_256_16_auth},
};

static srtp_t sending;
static srtp_t receiving;
static unsigned char frame[LARGEST];
static unsigned char packet[LARGEST + SRTP_MAX_TRAILER_LEN + 8] __attribute__((aligned(16)));

static uint32_t word(const unsigned char *at) {
    return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
}

static void answer(int status, const void *octets, size_t length) {
    uint32_t size = htonl((uint32_t)length + 1);
    fwrite(&size, 4, 1, stdout);
    putchar(status);
    fwrite(octets, 1, length, stdout);
}

static void forget(void) {
    if (sending) srtp_dealloc(sending);
    if (receiving) srtp_dealloc(receiving);
    sending = receiving = NULL;
}

static int open_one(srtp_t *session, srtp_policy_t *policy, srtp_ssrc_type_t any, uint32_t ssrc, uint32_t roc) {
    policy->ssrc.type = ssrc ? ssrc_specific : any;
    policy->ssrc.value = ssrc;
    int status = srtp_create(session, policy);
    if (!status && ssrc && roc) status = srtp_set_stream_roc(*session, ssrc, roc);
    return status;
}

static int open_sessions(const unsigned char *at, size_t length) {
    if (length < 11 || !memchr(at + 10, 0, length - 10)) return BAD_FRAME;
    const char *name = (const char *)at + 10;
    unsigned char key[SRTP_MAX_KEY_LEN];
    size_t key_length = length - 10 - strlen(name) - 1;
    if (key_length > sizeof key) return BAD_FRAME;
    memcpy(key, name + strlen(name) + 1, key_length);
    srtp_policy_t policy;
    memset(&policy, 0, sizeof policy);
    policy.key = key;
    policy.window_size = (unsigned long)(at[0] << 8 | at[1]);
    for (size_t i = 0; i < sizeof SUITES / sizeof *SUITES; i++) {
        if (strcmp(SUITES[i].name, name)) continue;
        SUITES[i].rtp(&policy.rtp);
        SUITES[i].rtcp(&policy.rtcp);
        if ((size_t)policy.rtp.cipher_key_len != key_length) return UNKNOWN;
        forget();
        int status = open_one(&sending, &policy, ssrc_any_outbound, word(at + 2), word(at + 6));
        return status ? status : open_one(&receiving, &policy, ssrc_any_inbound, word(at + 2), word(at + 6));
    }
    return UNKNOWN;
}

static void transform(int (*with)(srtp_t, int *), srtp_t session, const unsigned char *octets, size_t length) {
    int size = (int)length;
    memcpy(packet, octets, length);
    int status = session ? with(session, &size) : BAD_FRAME;
    answer(status, packet, status ? 0 : (size_t)size);
}

static int protect(srtp_t s, int *n) { return srtp_protect(s, packet, n); }
static int unprotect(srtp_t s, int *n) { return srtp_unprotect(s, packet, n); }
static int protect_rtcp(srtp_t s, int *n) { return srtp_protect_rtcp(s, packet, n); }
static int unprotect_rtcp(srtp_t s, int *n) { return srtp_unprotect_rtcp(s, packet, n); }

static int serve(unsigned char operation, const unsigned char *octets, size_t length) {
    switch (operation) {
        case 'N': answer(open_sessions(octets, length), "", 0); return 1;
        case 'P': transform(protect, sending, octets, length); return 1;
        case 'U': transform(unprotect, receiving, octets, length); return 1;
        case 'p': transform(protect_rtcp, sending, octets, length); return 1;
        case 'u': transform(unprotect_rtcp, receiving, octets, length); return 1;
        case 'V': answer(0, srtp_get_version_string(), strlen(srtp_get_version_string())); return 1;
        case 'F': return fflush(stdout) == 0;
        default: return 0;
    }
}

int main(void) {
    unsigned char head[4];
    setvbuf(stdout, malloc(1 << 23), _IOFBF, 1 << 23);
    if (srtp_init()) return 2;
    while (fread(head, 1, 4, stdin) == 4) {
        uint32_t length = word(head);
        if (length < 1 || length > LARGEST || fread(frame, 1, length, stdin) != length) return 3;
        if (!serve(frame[0], frame + 1, length - 1)) return 4;
    }
    forget();
    return srtp_shutdown() ? 5 : 0;
}

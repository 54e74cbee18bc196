/*
 * Floods a UDP port of 127.0.0.1 with datagrams that do not belong to a call, through a raw socket, so that the sender's address
 * can be that of the peer as well as anybody's: VICTIM-PORT PEER-PORT PACKETS-PER-SECOND SECONDS.
 *
 * On its standard input come datagrams that the peer has really sent, each behind two octets of length; from them it makes what it
 * sends. It prints READY when it begins, and at the end how many datagrams the kernel took and the nanoseconds that this lasted.
 *
 * Of what it has heard it plays nothing that the victim might still miss: a copy of a packet that was lost is as good as the packet.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/ip.h>
#include <netinet/udp.h>
#include <sched.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { BATCH = 64, LARGEST = 1200, HEARD = 256, WINDOW = 128, LEAST = WINDOW + 8, HEADERS = sizeof(struct iphdr) + sizeof(struct udphdr) };

static uint8_t heard[HEARD][LARGEST];
static size_t heard_length[HEARD];
static size_t heard_count;

static uint8_t input[1 << 16];
static size_t input_length;

static uint64_t state = 0x9E3779B97F4A7C15u;

static uint32_t any(uint32_t below) {
  state ^= state << 13;
  state ^= state >> 7;
  state ^= state << 17;
  return (uint32_t)(state >> 32) % below;
}

static uint64_t now(void) {
  struct timespec at;
  clock_gettime(CLOCK_MONOTONIC, &at);
  return (uint64_t)at.tv_sec * 1000000000u + (uint64_t)at.tv_nsec;
}

static void die(const char *what) {
  perror(what);
  exit(1);
}

/* Keeps the latest of what the peer has sent, of both its SRTP and its SRTCP. */
static void listen_to_input(void) {
  ssize_t got = read(0, input + input_length, sizeof input - input_length);
  if (got < 0 && errno != EAGAIN) die("read");
  if (got > 0) input_length += (size_t)got;
  size_t at = 0;
  while (input_length - at >= 2) {
    size_t length = (size_t)input[at] << 8 | input[at + 1];
    if (length < 24 || length > LARGEST) die("a frame");
    if (input_length - at - 2 < length) break;
    size_t slot = heard_count++ % HEARD;
    memcpy(heard[slot], input + at + 2, length);
    heard_length[slot] = length;
    at += 2 + length;
  }
  memmove(input, input + at, input_length - at);
  input_length -= at;
}

static void scribble(uint8_t *at, size_t length) {
  for (size_t i = 0; i < length; i++) at[i] = (uint8_t)any(256);
}

/* One bad datagram; its length. */
static size_t bad(uint8_t *to) {
  size_t old = (heard_count < HEARD ? heard_count : HEARD) - WINDOW;
  size_t slot = (heard_count - WINDOW - 1 - any((uint32_t)old)) % HEARD;
  size_t length = heard_length[slot];
  memcpy(to, heard[slot], length);
  switch (any(8)) {
    case 0: /* Played again. */
      return length;
    case 1: /* One bit wrong behind the header. */
      to[12 + any((uint32_t)length - 12)] ^= (uint8_t)(1u << any(8));
      return length;
    case 2: /* One bit wrong in the header. */
      to[any(12)] ^= (uint8_t)(1u << any(8));
      to[length - 1] ^= 1;
      return length;
    case 3: /* The right source, any sequence number. */
      scribble(to + 2, 2);
      to[length - 1] ^= 1;
      return length;
    case 4: /* A source that nobody knows. */
      scribble(to + 8, 4);
      return length;
    case 5: /* Cut. */
      return any((uint32_t)length);
    case 6: /* Something that looks like SRTCP of the right source. */
      to[1] = (uint8_t)(200 + any(5));
      memcpy(to + 4, heard[slot] + 8, 4);
      return length;
    default: /* Noise. */
      length = any(LARGEST);
      scribble(to, length < 64 ? length : 64);
      return length;
  }
}

static void address(uint8_t *packet, size_t payload, uint16_t from_port, uint16_t to_port) {
  struct iphdr *ip = (struct iphdr *)packet;
  struct udphdr *udp = (struct udphdr *)(packet + sizeof *ip);
  int stranger = any(4) == 0;
  memset(packet, 0, HEADERS);
  ip->version = 4;
  ip->ihl = 5;
  ip->ttl = 64;
  ip->protocol = IPPROTO_UDP;
  ip->saddr = htonl(stranger ? 0x7F000001u + any(1u << 20) : 0x7F000001u);
  ip->daddr = htonl(0x7F000001u);
  udp->source = htons(stranger ? (uint16_t)(1024 + any(60000)) : from_port);
  udp->dest = htons(to_port);
  udp->len = htons((uint16_t)(sizeof *udp + payload));
}

int main(int words, char **word) {
  if (words != 5) return 2;
  uint16_t victim = (uint16_t)atoi(word[1]);
  uint16_t peer = (uint16_t)atoi(word[2]);
  uint64_t rate = strtoull(word[3], NULL, 10);
  uint64_t nanos = strtoull(word[4], NULL, 10) * 1000000000u;
  /* It comes first: a flood that waits for others to have done with the machine is none. */
  struct sched_param first = {.sched_priority = 1};
  if (sched_setscheduler(0, SCHED_FIFO, &first) < 0) die("to come first");
  int raw = socket(AF_INET, SOCK_RAW, IPPROTO_RAW);
  if (raw < 0) die("a raw socket");
  alarm(60); /* If the peer says nothing. */
  while (heard_count < LEAST) listen_to_input();
  alarm(0);
  static uint8_t packets[BATCH][HEADERS + LARGEST];
  struct sockaddr_in to = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(0x7F000001u)};
  struct iovec parts[BATCH];
  struct mmsghdr messages[BATCH];
  memset(messages, 0, sizeof messages);
  for (int i = 0; i < BATCH; i++) {
    parts[i].iov_base = packets[i];
    messages[i].msg_hdr.msg_iov = &parts[i];
    messages[i].msg_hdr.msg_iovlen = 1;
    messages[i].msg_hdr.msg_name = &to;
    messages[i].msg_hdr.msg_namelen = sizeof to;
  }
  if (fcntl(0, F_SETFL, O_NONBLOCK) < 0) die("standard input");
  puts("READY");
  fflush(stdout);
  uint64_t began = now(), sent = 0, at;
  while ((at = now()) - began < nanos) {
    listen_to_input();
    /* Behind its time it does not rest: a second in which the machine was elsewhere is made up for. */
    uint64_t due = began + sent * 1000000000u / rate;
    if (due > at) {
      struct timespec until = {.tv_sec = (time_t)(due / 1000000000u), .tv_nsec = (long)(due % 1000000000u)};
      clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &until, NULL);
    }
    for (int i = 0; i < BATCH; i++) {
      size_t length = bad(packets[i] + HEADERS);
      address(packets[i], length, peer, victim);
      parts[i].iov_len = HEADERS + length;
    }
    int taken = sendmmsg(raw, messages, BATCH, 0);
    if (taken < 0) die("sendmmsg");
    sent += (uint64_t)taken;
  }
  printf("%llu %llu\n", (unsigned long long)sent, (unsigned long long)(now() - began));
  return 0;
}

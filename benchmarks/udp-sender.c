/*
 * Lets frames of 64 bytes, UDP with 22 bytes of payload, arrive at an interface at an even rate, as fast as it can with 0.
 *
 *     udp-sender INTERFACE FRAMES PER-SECOND
 *
 * Sending costs the kernel more than capturing does: through a veth some 1.5 us a frame, and two processors then measure
 * little but the sender. So the frames are put in behind the driver, where those of a veth's other end come in too: a run of
 * an XDP program on live frames (Documentation/bpf/bpf_prog_run.rst), a third of the price. The program waits until the
 * frame is due, writes the time into its payload so that no two are alike, and passes it on. The MAC address is nobody's:
 * once a capture has seen a frame, the stack throws it away.
 *
 * Prints how many frames there were in how many seconds. Needs root and Linux 5.18.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <linux/bpf.h>
#include <net/ethernet.h>
#include <net/if.h>
#include <netinet/ip.h>
#include <netinet/udp.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

enum { BATCH = 32, PAYLOAD = 22, MOST_WAITS = 2000 };

struct frame {
    struct ether_header ethernet;
    struct iphdr ip;
    struct udphdr udp;
    char payload[PAYLOAD];
} __attribute__((packed));

/* What the program keeps, in nanoseconds. */
struct pace {
    uint64_t due;
    uint64_t interval;
};

static uint64_t now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1000000000ull + t.tv_nsec;
}

static void fail(const char *what) {
    perror(what);
    exit(1);
}

static int bpf(int command, union bpf_attr *attributes, const char *what) {
    int result = syscall(SYS_bpf, command, attributes, sizeof *attributes);
    if (result < 0)
        fail(what);
    return result;
}

/* RFC 1071 */
static unsigned short checksum(const void *header, int bytes) {
    const unsigned char *b = header;
    unsigned sum = 0;
    for (int i = 0; i < bytes; i += 2)
        sum += b[i] << 8 | b[i + 1];
    sum = (sum & 0xffff) + (sum >> 16);
    return htons(~(sum + (sum >> 16)));
}

static void fill(struct frame *frame) {
    memset(frame, 0, sizeof *frame);
    memcpy(frame->ethernet.ether_dhost, "\2\0\0\0\0\2", ETH_ALEN);
    memcpy(frame->ethernet.ether_shost, "\2\0\0\0\0\1", ETH_ALEN);
    frame->ethernet.ether_type = htons(ETHERTYPE_IP);
    frame->ip.version = 4;
    frame->ip.ihl = sizeof frame->ip / 4;
    frame->ip.tot_len = htons(sizeof *frame - sizeof frame->ethernet);
    frame->ip.ttl = 64;
    frame->ip.protocol = IPPROTO_UDP;
    frame->ip.saddr = inet_addr("192.0.2.1");
    frame->ip.daddr = inet_addr("192.0.2.2");
    frame->ip.check = checksum(&frame->ip, sizeof frame->ip);
    frame->udp.source = htons(40000);
    frame->udp.dest = htons(9);
    frame->udp.len = htons(sizeof frame->udp + PAYLOAD);
}

static int load(struct bpf_insn *program, int instructions) {
    union bpf_attr attributes = {.prog_type = BPF_PROG_TYPE_XDP, .insn_cnt = instructions};
    attributes.insns = (uintptr_t)program;
    attributes.license = (uintptr_t) "Apache-2.0";
    return bpf(BPF_PROG_LOAD, &attributes, "BPF_PROG_LOAD");
}

#define MOVE(to, from) {.code = BPF_ALU64 | BPF_MOV | BPF_X, .dst_reg = to, .src_reg = from}
#define SET(to, value) {.code = BPF_ALU64 | BPF_MOV | BPF_K, .dst_reg = to, .imm = value}
#define ADD(to, from) {.code = BPF_ALU64 | BPF_ADD | BPF_X, .dst_reg = to, .src_reg = from}
#define ADD_VALUE(to, value) {.code = BPF_ALU64 | BPF_ADD | BPF_K, .dst_reg = to, .imm = value}
#define LOAD(size, to, from, at) {.code = BPF_LDX | BPF_MEM | size, .dst_reg = to, .src_reg = from, .off = at}
#define STORE(to, at, from) {.code = BPF_STX | BPF_MEM | BPF_DW, .dst_reg = to, .src_reg = from, .off = at}
#define JUMP(condition, a, b, by) {.code = BPF_JMP | condition | BPF_X, .dst_reg = a, .src_reg = b, .off = by}
#define JUMP_VALUE(condition, a, value, by) {.code = BPF_JMP | condition | BPF_K, .dst_reg = a, .imm = value, .off = by}
#define CALL(function) {.code = BPF_JMP | BPF_CALL, .imm = function}
#define EXIT {.code = BPF_JMP | BPF_EXIT}

static int load_pass(void) {
    struct bpf_insn program[] = {SET(0, XDP_PASS), EXIT};
    return load(program, sizeof program / sizeof *program);
}

/* The program that waits, marks and passes; its struct pace is the one value of the map. */
static int load_source(int map) {
    struct bpf_insn program[] = {
        MOVE(6, 1),
        {.code = BPF_LD | BPF_IMM | BPF_DW, .dst_reg = 7, .src_reg = BPF_PSEUDO_MAP_VALUE, .imm = map},
        {0},
        LOAD(BPF_DW, 8, 7, offsetof(struct pace, due)),
        SET(9, 0),
        /* wait: the verifier wants to see an end of it */
        CALL(BPF_FUNC_ktime_get_ns),
        JUMP(BPF_JGE, 0, 8, 2),
        ADD_VALUE(9, 1),
        JUMP_VALUE(BPF_JLT, 9, MOST_WAITS, -4),
        LOAD(BPF_DW, 1, 7, offsetof(struct pace, interval)),
        ADD(8, 1),
        STORE(7, offsetof(struct pace, due), 8),
        /* mark, if the frame is as long as it should be */
        LOAD(BPF_W, 2, 6, offsetof(struct xdp_md, data)),
        LOAD(BPF_W, 3, 6, offsetof(struct xdp_md, data_end)),
        MOVE(4, 2),
        ADD_VALUE(4, sizeof(struct frame)),
        JUMP(BPF_JGT, 4, 3, 1),
        STORE(2, offsetof(struct frame, payload), 0),
        SET(0, XDP_PASS),
        EXIT,
    };
    return load(program, sizeof program / sizeof *program);
}

static int pace_map(uint64_t interval) {
    uint32_t key = 0;
    struct pace pace = {.due = now(), .interval = interval};
    union bpf_attr create = {
        .map_type = BPF_MAP_TYPE_ARRAY, .key_size = sizeof key, .value_size = sizeof pace, .max_entries = 1};
    int map = bpf(BPF_MAP_CREATE, &create, "BPF_MAP_CREATE");
    union bpf_attr update = {.map_fd = map};
    update.key = (uintptr_t)&key;
    update.value = (uintptr_t)&pace;
    bpf(BPF_MAP_UPDATE_ELEM, &update, "BPF_MAP_UPDATE_ELEM");
    return map;
}

int main(int argc, char **argv) {
    if (argc != 4) {
        fprintf(stderr, "usage: udp-sender INTERFACE FRAMES PER-SECOND\n");
        return 2;
    }
    unsigned interface = if_nametoindex(argv[1]);
    if (interface == 0)
        fail(argv[1]);
    double rate = atof(argv[3]);

    /* a veth takes such frames only while it has a program of its own; this one goes with the process */
    union bpf_attr attach = {
        .link_create = {.prog_fd = load_pass(), .target_ifindex = interface, .attach_type = BPF_XDP}};
    bpf(BPF_LINK_CREATE, &attach, "BPF_LINK_CREATE");

    struct frame frame;
    fill(&frame);
    struct xdp_md context = {.data_end = sizeof frame, .ingress_ifindex = interface};
    union bpf_attr run = {.test = {.repeat = atol(argv[2]),
                                   .data_size_in = sizeof frame,
                                   .ctx_size_in = sizeof context,
                                   .flags = BPF_F_TEST_XDP_LIVE_FRAMES,
                                   .batch_size = BATCH}};
    run.test.data_in = (uintptr_t)&frame;
    run.test.ctx_in = (uintptr_t)&context;
    run.test.prog_fd = load_source(pace_map(rate > 0 ? (uint64_t)(1e9 / rate + 0.5) : 0));
    uint64_t start = now();
    bpf(BPF_PROG_TEST_RUN, &run, "BPF_PROG_TEST_RUN");
    printf("%u %.3f\n", run.test.repeat, (now() - start) / 1e9);
    return 0;
}

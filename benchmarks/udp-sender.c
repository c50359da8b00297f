/*
 * Sends UDP datagrams of 22 bytes, which are Ethernet frames of 64 bytes, at an even rate, as fast as it can with 0.
 *
 *     udp-sender ADDRESS PORT DATAGRAMS PER-SECOND
 *
 * Prints how many it sent in how many seconds. The payload begins with the number of the datagram.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>

enum { BATCH = 32, PAYLOAD = 22 };

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec + t.tv_nsec / 1e9;
}

int main(int argc, char **argv) {
    if (argc != 5) {
        fprintf(stderr, "usage: udp-sender ADDRESS PORT DATAGRAMS PER-SECOND\n");
        return 2;
    }
    struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(atoi(argv[2]))};
    int s = socket(AF_INET, SOCK_DGRAM, 0);
    if (!inet_aton(argv[1], &to.sin_addr) || s < 0 || connect(s, (struct sockaddr *)&to, sizeof to)) {
        perror("udp-sender");
        return 1;
    }
    long count = atol(argv[3]), sent = 0;
    double rate = atof(argv[4]);
    char payload[BATCH][PAYLOAD];
    struct iovec parts[BATCH];
    struct mmsghdr messages[BATCH];
    memset(payload, 'x', sizeof payload);
    memset(messages, 0, sizeof messages);
    for (int i = 0; i < BATCH; i++) {
        parts[i] = (struct iovec){payload[i], PAYLOAD};
        messages[i].msg_hdr.msg_iov = &parts[i];
        messages[i].msg_hdr.msg_iovlen = 1;
    }
    double start = now();
    while (sent < count) {
        int batch = count - sent < BATCH ? count - sent : BATCH;
        for (int i = 0; i < batch; i++) {
            unsigned number = htonl(sent + i);
            memcpy(payload[i], &number, sizeof number);
        }
        while (rate > 0 && sent > (now() - start) * rate)
            ;
        int done = sendmmsg(s, messages, batch, 0);
        if (done < 0) {
            perror("udp-sender");
            return 1;
        }
        sent += done;
    }
    printf("%ld %.3f\n", sent, now() - start);
    return 0;
}

package io.natlens.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinkTypeTest {
    /** At both ends and in the middle of every run of numbers, as libpcap's pcap-common.c has them. */
    @ParameterizedTest
    @CsvSource({
        "0, NULL",
        "1, EN10MB",
        "9, PPP",
        "10, FDDI",
        "50, PPP_HDLC",
        "51, PPP_ETHER",
        "99, SYMANTEC_FIREWALL",
        "101, RAW",
        "104, C_HDLC",
        "105, IEEE802_11",
        "108, LOOP",
        "113, LINUX_SLL",
        "127, IEEE802_11_RADIOTAP",
        "147, USER0",
        "162, USER15",
        "189, USB_LINUX",
        "207, LAPB_WITH_DIR",
        "209, IPMB_LINUX",
        "228, IPV4",
        "229, IPV6",
        "239, NFLOG",
        "249, USBPCAP",
        "258, PKTAP",
        "276, LINUX_SLL2",
        "290, ETW"
    })
    void hasTheNameOfItsNumber(int number, String name) {
        assertEquals(name, new LinkType(number).toString());
    }

    @Test
    void aNumberWithoutNameIsCalledByItsNumber() {
        assertEquals("LINKTYPE_208", new LinkType(208).toString());
        assertEquals("LINKTYPE_65535", new LinkType(65_535).toString());
    }
}

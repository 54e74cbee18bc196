package org.sealphone.media.sdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sealphone.media.sdp.Peer.granted;
import static org.sealphone.media.sdp.Peer.refused;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealphone.crypto.reason.Outcome;
import org.sealphone.media.reason.MediaReason;

@DisplayName("ADV-23: where sound may go")
class AddressRuleTest {
    private static final AddressRule RULE = new AddressRule(Peer.LOCAL);
    private static final AddressRule SIX =
            new AddressRule(new LocalMedia(six(0x20, 0x01, 0x0D, 0xB8, 1), 40_000, 40_001));

    private static InetAddress six(int a, int b, int c, int d, int last) {
        byte[] octets = new byte[16];
        octets[0] = (byte) a;
        octets[1] = (byte) b;
        octets[2] = (byte) c;
        octets[3] = (byte) d;
        octets[15] = (byte) last;
        try {
            return InetAddress.getByAddress(octets);
        } catch (UnknownHostException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static Outcome<InetSocketAddress> v4(AddressRule rule, String address, int port) {
        return rule.allowed(new Connection("IN", "IP4", address), port);
    }

    private static Outcome<InetSocketAddress> v6(AddressRule rule, String address, int port) {
        return rule.allowed(new Connection("IN", "IP6", address), port);
    }

    private static void isRefused(Outcome<?> outcome) {
        assertThat(refused(outcome).reason()).isEqualTo(MediaReason.ADV_23);
    }

    @ParameterizedTest
    @CsvSource({
        "0.0.0.0, 1.0.0.1", "0.1.2.3, 2.1.2.3", "224.0.0.1, 223.0.0.1", "239.255.255.255, 203.0.113.255",
        "255.255.255.255, 198.51.100.255", "240.0.0.1, 220.0.0.1", "127.0.0.1, 126.0.0.1", "127.255.255.254, 128.0.0.1",
        "169.254.169.254, 169.253.169.254", "169.254.1.1, 169.255.1.1", "256.0.0.1, 25.0.0.1", "1.2.3, 1.2.3.4",
        "01.2.3.4, 1.2.3.4", "pbx.example, 10.0.0.1", "2001:db8::1, 192.168.1.1", "1.2.3.4/127, 1.2.3.4",
        "0x7f.0.0.1, 172.16.0.1", "2130706433, 100.64.0.1",
    })
    void ADV_23_addresses_and_their_neighbours(String bad, String good) {
        isRefused(v4(RULE, bad, 30_000));
        assertThat(granted(v4(RULE, good, 30_000)).getAddress().getHostAddress())
                .isEqualTo(good);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1024",
        "22, 1025",
        "53, 5300",
        "1023, 1024",
        "5060, 5062",
        "5061, 5059",
        "5353, 5354",
        "1900, 1901",
        "11211, 11212",
        "2049, 2050",
        "65536, 65535",
    })
    void ADV_23_ports_and_their_neighbours(int bad, int good) {
        isRefused(v4(RULE, "198.51.100.7", bad));
        granted(v4(RULE, "198.51.100.7", good));
    }

    @Test
    void ADV_23_our_own_socket_is_no_peer_but_our_machine_may_be() {
        isRefused(v4(RULE, "192.0.2.10", 40_000));
        isRefused(v4(RULE, "192.0.2.10", 40_001));
        granted(v4(RULE, "192.0.2.10", 40_002));
    }

    @Test
    void ADV_23_loopback_and_link_local_only_for_those_who_are_there() {
        AddressRule loopback = new AddressRule(new LocalMedia(Peer.address(127, 0, 0, 1), 40_000, 40_001));
        AddressRule link = new AddressRule(new LocalMedia(Peer.address(169, 254, 3, 4), 40_000, 40_001));
        granted(v4(loopback, "127.0.0.1", 30_000));
        isRefused(v4(loopback, "169.254.1.1", 30_000));
        granted(v4(link, "169.254.1.1", 30_000));
        isRefused(v4(link, "127.0.0.1", 30_000));
        isRefused(v4(link, "169.254.169.254", 30_000));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "::",
                "::1",
                "ff02::1",
                "fe80::1",
                "::ffff:192.0.2.1",
                "::ffff:c000:201",
                "::192.0.2.1",
                "::c000:201",
                "fe80::1%eth0",
                "2001:db8",
                "2001:db8:::1",
                "2001::db8::1",
                "2001:db8:0:0:0:0:0:0:1",
                "1:2:3:4:5:6:7:8::",
                "2001:db8::12345",
                "2001:db8::g",
                "[2001:db8::1]",
                "192.0.2.1",
                ":",
                "",
                "2001:db8:",
            })
    void ADV_23_addresses_of_the_sixth_version(String bad) {
        isRefused(v6(SIX, bad, 30_000));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2001:db8::2",
                "2001:DB8:0:0:0:0:0:2",
                "::2001:db8:1:2:3",
                "2001:db8:1:2:3:4:5::",
                "fd00::1",
                "1:2:3:4:5:6:7:8"
            })
    void good_addresses_of_the_sixth_version(String good) {
        assertThat(granted(v6(SIX, good, 30_000)).getAddress()).isInstanceOf(Inet6Address.class);
    }

    @Test
    void ADV_23_the_loopback_of_the_sixth_version_for_those_who_are_there() {
        AddressRule loopback = new AddressRule(new LocalMedia(six(0, 0, 0, 0, 1), 40_000, 40_001));
        granted(v6(loopback, "::1", 30_000));
        isRefused(v6(loopback, "2001:db8::1%1", 30_000));
    }

    @Test
    void ADV_23_families_and_networks_do_not_mix() {
        isRefused(v6(RULE, "2001:db8::1", 30_000));
        isRefused(v4(SIX, "198.51.100.7", 30_000));
        isRefused(RULE.allowed(new Connection("ATM", "NSAP", "47"), 30_000));
        isRefused(RULE.allowed(new Connection("IN", "IP5", "198.51.100.7"), 30_000));
    }

    @Test
    void our_own_address_is_written_without_a_scope() throws UnknownHostException {
        byte[] link = six(0xFE, 0x80, 0, 0, 5).getAddress();
        InetAddress scoped = Inet6Address.getByAddress(null, link, 1);
        assertThat(new LocalMedia(scoped, 40_000, 40_001).text()).isEqualTo("IP6 fe80:0:0:0:0:0:0:5");
        assertThat(Peer.LOCAL.text()).isEqualTo("IP4 192.0.2.10");
    }

    @ParameterizedTest
    @CsvSource({"0, 40001", "40000, 0", "65536, 40001", "40000, 65536"})
    void ports_of_our_own_exist(int rtp, int rtcp) {
        assertThatThrownBy(() -> new LocalMedia(Peer.address(192, 0, 2, 1), rtp, rtcp))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new LocalMedia(Peer.address(0, 0, 0, 0), 40_000, 40_001))
                .isInstanceOf(IllegalArgumentException.class);
    }
}

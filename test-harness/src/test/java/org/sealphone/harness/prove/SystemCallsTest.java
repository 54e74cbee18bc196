package org.sealphone.harness.prove;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Traces as strace writes them, and what they come to. */
class SystemCallsTest {
    private static final Set<String> TRUNK = Set.of("10.77.0.1");

    private static SystemCalls read(String... lines) {
        return SystemCalls.read(Stream.of(lines), TRUNK);
    }

    private static String sent(String address, String result) {
        return "41 sendto(9, \"\\200\\0\\0\\1\", 182, 0, {sa_family=AF_INET, sin_port=htons(4000), sin_addr=inet_addr(\""
                + address + "\")}, 16) = " + result;
    }

    @Test
    void datagrams_that_the_kernel_took_are_counted() {
        SystemCalls calls = read(
                "41 socket(AF_INET, SOCK_DGRAM, IPPROTO_IP) = 9",
                sent("10.77.0.1", "182"),
                sent("10.77.0.1", "182"),
                sent("10.77.0.1", "-1 ECONNREFUSED (Connection refused)"));
        assertThat(calls.datagrams()).isEqualTo(2);
        assertThat(calls.forbidden()).isEmpty();
    }

    @Test
    void one_address_away_from_the_trunk_is_forbidden_even_if_the_kernel_refuses() {
        assertThat(read("41 socket(AF_INET, SOCK_DGRAM, IPPROTO_IP) = 9", sent("10.77.0.3", "182"))
                        .forbidden())
                .singleElement()
                .asString()
                .contains("10.77.0.3");
        assertThat(read(sent("10.77.0.3", "-1 ENETUNREACH (Network is unreachable)"))
                        .forbidden())
                .hasSize(1);
    }

    @Test
    void an_address_of_ipv6_is_the_same_however_it_is_written() {
        String sent =
                "41 sendto(9, \"\\200\", 182, 0, {sa_family=AF_INET6, sin6_port=htons(4000), sin6_flowinfo=htonl(0),"
                        + " inet_pton(AF_INET6, \"fd77:0:0:5::1\", &sin6_addr), sin6_scope_id=0}, 28) = 182";
        assertThat(SystemCalls.read(Stream.of(sent), Set.of("fd77:0:0:5:0:0:0:1"))
                        .forbidden())
                .isEmpty();
        assertThat(SystemCalls.read(Stream.of(sent), Set.of("fd77:0:0:5:0:0:0:2"))
                        .forbidden())
                .hasSize(1);
    }

    @Test
    void what_one_thread_began_and_another_interrupted_is_one_call() {
        SystemCalls calls = read(
                "41 socket(AF_INET6, SOCK_DGRAM|SOCK_NONBLOCK, IPPROTO_IP <unfinished ...>",
                "42 socket(AF_UNIX, SOCK_STREAM, 0) = 11",
                "41 <... socket resumed>) = 9",
                "41 sendto(9, \"\\200\", 182, 0, {sa_family=AF_INET6, sin6_port=htons(4000), sin6_flowinfo=htonl(0),"
                        + " inet_pton(AF_INET6, \"::ffff:10.77.0.1\", &sin6_addr), sin6_scope_id=0}, 28 <unfinished ...>",
                "42 sendto(11, \"hello\", 5, MSG_NOSIGNAL, NULL, 0) = 5",
                "41 <... sendto resumed>) = 182");
        assertThat(calls.datagrams()).isEqualTo(1);
        assertThat(calls.forbidden()).isEmpty();
    }

    @Test
    void what_has_an_address_says_itself_what_it_is() {
        SystemCalls calls = read(
                "41 close(9) = 0",
                "42 connect(9, {sa_family=AF_INET, sin_port=htons(5061), sin_addr=inet_addr(\"10.77.0.1\")}, 16)"
                        + " = -1 EINPROGRESS (Operation now in progress)",
                "42 sendto(11, \"\\200\", 182, 0, {sa_family=AF_INET, sin_port=htons(4000),"
                        + " sin_addr=inet_addr(\"10.77.0.1\")}, 16) = 182",
                "42 sendto(9, \"INVITE\", 6, 0, NULL, 0) = 6");
        assertThat(calls.connections()).isEqualTo(1);
        assertThat(calls.datagrams()).isEqualTo(1);
    }

    @Test
    void a_number_that_is_taken_while_its_closing_goes_on_belongs_to_who_took_it() {
        SystemCalls calls = read(
                "41 close(9 <unfinished ...>",
                "42 socket(AF_INET, SOCK_DGRAM, IPPROTO_IP) = 9",
                "41 <... close resumed>) = 0",
                "42 connect(9, {sa_family=AF_INET, sin_port=htons(4000), sin_addr=inet_addr(\"10.77.0.1\")}, 16) = 0",
                "42 write(9, \"\\200\", 182) = 182",
                "42 close(9 <unfinished ...>",
                "41 openat(AT_FDCWD, \"/x\", O_RDONLY) = 9",
                "42 <... close resumed>) = 0",
                "41 write(9, \"done\", 4) = 4");
        assertThat(calls.datagrams()).isEqualTo(1);
    }

    @Test
    void what_is_written_to_a_connected_socket_is_a_datagram_too_until_that_is_closed() {
        String[] trace = {
            "41 socket(AF_INET, SOCK_DGRAM, IPPROTO_IP) = 9",
            "41 connect(9, {sa_family=AF_INET, sin_port=htons(4000), sin_addr=inet_addr(\"10.77.0.1\")}, 16) = 0",
            "41 write(9, \"INVITE\", 6) = 6",
            "41 writev(9, [{iov_base=\"INVITE\", iov_len=6}], 1) = 6",
            "41 write(1, \"done\", 4) = 4",
            "41 close(9) = 0",
            "41 write(9, \"to a file\", 9) = 9"
        };
        assertThat(read(trace).datagrams()).isEqualTo(2);
        assertThat(read(Arrays.copyOf(trace, trace.length - 2)).datagrams()).isEqualTo(2);
        trace[5] = "41 close(8) = 0";
        assertThat(read(trace).datagrams()).isEqualTo(3);
    }

    @Test
    void a_datagram_to_the_log_of_the_system_goes_over_no_wire() {
        String sent = "41 sendto(9, \"<30>hello\", 9, MSG_NOSIGNAL, NULL, 0) = 9";
        assertThat(read("41 socket(AF_UNIX, SOCK_DGRAM|SOCK_CLOEXEC, 0) = 9", sent)
                        .datagrams())
                .isZero();
        assertThat(read("41 socket(AF_INET, SOCK_DGRAM|SOCK_CLOEXEC, IPPROTO_IP) = 9", sent)
                        .datagrams())
                .isEqualTo(1);
    }

    @Test
    void a_copy_of_a_socket_is_one_too() {
        String socket = "41 socket(AF_INET, SOCK_DGRAM, IPPROTO_IP) = 9";
        assertThat(read(socket, "41 dup2(9, 1) = 1", "41 write(1, \"INVITE\", 6) = 6")
                        .datagrams())
                .isEqualTo(1);
        assertThat(read(socket, "41 dup2(8, 1) = 1", "41 write(1, \"INVITE\", 6) = 6")
                        .datagrams())
                .isZero();
    }

    @Test
    void several_datagrams_in_one_call_are_that_many() {
        assertThat(read(
                                "41 socket(AF_INET, SOCK_DGRAM, IPPROTO_IP) = 9",
                                "41 sendmmsg(9, [{msg_hdr={msg_name={sa_family=AF_INET, sin_port=htons(4000),"
                                        + " sin_addr=inet_addr(\"10.77.0.1\")}}, msg_len=182}, {msg_hdr={}}], 2, 0) = 2")
                        .datagrams())
                .isEqualTo(2);
    }

    @Test
    void a_connection_to_the_trunk_is_its_business_and_any_other_is_not() {
        String connect = "7 connect(5, {sa_family=AF_INET, sin_port=htons(5061), sin_addr=inet_addr(\"%s\")}, 16) = -1"
                + " EINPROGRESS (Operation now in progress)";
        assertThat(read(connect.formatted("10.77.0.1")).forbidden()).isEmpty();
        assertThat(read(connect.formatted("10.77.0.2")).forbidden()).hasSize(1);
    }

    @Test
    void connections_to_the_trunk_are_counted() {
        String connect =
                "7 connect(5, {sa_family=AF_INET, sin_port=htons(5061), sin_addr=inet_addr(\"10.77.0.1\")}, 16) = 0";
        assertThat(read("7 socket(AF_INET6, SOCK_STREAM, IPPROTO_IP) = 5", connect)
                        .connections())
                .isEqualTo(1);
        assertThat(read("7 socket(AF_INET, SOCK_DGRAM, IPPROTO_IP) = 5", connect)
                        .connections())
                .isZero();
    }

    @Test
    void asking_the_kernel_for_a_route_sends_nothing() {
        String connect =
                "7 connect(5, {sa_family=AF_INET, sin_port=htons(%d), sin_addr=inet_addr(\"10.77.9.9\")}, 16) = 0";
        assertThat(read(connect.formatted(0)).forbidden()).isEmpty();
        assertThat(read(connect.formatted(1)).forbidden()).hasSize(1);
    }

    @Test
    void sockets_below_the_transport_are_forbidden() {
        assertThat(read("7 socket(AF_INET, SOCK_RAW, IPPROTO_ICMP) = 5").forbidden())
                .hasSize(1);
        assertThat(read("7 socket(AF_PACKET, SOCK_DGRAM, htons(ETH_P_ALL)) = 5").forbidden())
                .hasSize(1);
        assertThat(read("7 socket(AF_NETLINK, SOCK_RAW|SOCK_CLOEXEC, NETLINK_ROUTE) = 5")
                        .forbidden())
                .isEmpty();
        assertThat(read("7 socket(AF_NETLINK, SOCK_DGRAM|SOCK_CLOEXEC, NETLINK_ROUTE) = 5")
                        .forbidden())
                .isEmpty();
    }

    @Test
    void a_phone_that_listens_is_told_of_and_a_local_socket_is_its_own_affair() {
        String listen = "7 listen(5, 50) = 0";
        assertThat(read("7 socket(AF_INET6, SOCK_STREAM, IPPROTO_IP) = 5", listen)
                        .listening())
                .hasSize(1);
        assertThat(read("7 socket(AF_UNIX, SOCK_STREAM, 0) = 5", listen).listening())
                .isEmpty();
        String bind = "7 bind(5, {sa_family=AF_INET, sin_port=htons(%d), sin_addr=inet_addr(\"10.77.0.2\")}, 16) = 0";
        assertThat(read(bind.formatted(5060)).listening()).hasSize(1);
        assertThat(read(bind.formatted(16384)).listening()).isEmpty();
        assertThat(read(bind.formatted(0)).listening()).isEmpty();
    }

    @Test
    void files_that_are_opened_to_be_written_are_told_apart_from_those_that_are_read() {
        assertThat(read(
                                "7 openat(AT_FDCWD, \"/tmp/a\", O_WRONLY|O_CREAT|O_EXCL|O_CLOEXEC, 0600) = 5",
                                "7 openat(AT_FDCWD, \"/tmp/b\", O_RDONLY|O_CLOEXEC) = 5",
                                "7 openat(AT_FDCWD, \"/tmp/c\", O_RDWR) = -1 ENOENT (No such file or directory)",
                                "7 openat(AT_FDCWD, \"/tmp/d\", O_RDWR) = 5",
                                "7 creat(\"/tmp/e\", 0666) = 6")
                        .written())
                .containsExactlyInAnyOrder("/tmp/a", "/tmp/d", "/tmp/e");
    }
}

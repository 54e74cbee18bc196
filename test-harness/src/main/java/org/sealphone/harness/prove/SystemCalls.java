package org.sealphone.harness.prove;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What strace saw a phone do with sockets: the datagrams that it handed to the kernel, and to whom, counted apart from whatever went over
 * the wire. A call that one thread begins and another interrupts stands on two lines, which belong together by the thread's number.
 *
 * @param datagrams that the kernel took
 * @param connections over TCP that were begun to where they may go
 * @param listening sockets that take what nobody was told of: any that listens, and datagram sockets on a port below those of media
 * @param written files that were opened to be written
 * @param forbidden sockets that no phone needs, and addresses that it has no business with; as strace shows them
 */
record SystemCalls(
        long datagrams, long connections, List<String> forbidden, List<String> listening, Set<String> written) {
    private static final String TRACED =
            "socket,connect,bind,listen,sendto,sendmsg,sendmmsg,write,writev,dup,dup2,dup3,close,open,openat,creat";
    private static final Pattern LINE = Pattern.compile("^(?:\\[pid +)?(\\d+)?\\]? *(.*)$");
    private static final Pattern SOCKET = Pattern.compile("socket\\((AF_\\w+), (SOCK_\\w+).*= (\\d+)(?:<.*)?$");
    private static final Pattern COPY = Pattern.compile("^dup[23]?\\((\\d+).*= (\\d+)$");
    private static final Pattern CALL =
            Pattern.compile("(connect|sendto|sendmsg|sendmmsg|write|writev|close)\\((\\d+).*= (\\d+|-1 E\\w+ .*)$");
    private static final Pattern LISTEN = Pattern.compile("^listen\\((\\d+).*= 0$");
    private static final Pattern BIND = Pattern.compile("^bind\\((\\d+), .*sin6?_port=htons\\((\\d+)\\).*= 0$");
    private static final Pattern WRITTEN = Pattern.compile(
            "^(?:openat\\(AT_FDCWD, |open\\(|creat\\()\"([^\"]+)\"(?:, (?:\\S*O_(?:WRONLY|RDWR|CREAT|TRUNC)\\S*)|, 0\\d+).*= \\d+$");
    private static final int LOWEST_OF_MEDIA = 16384;
    private static final Pattern ADDRESS = Pattern.compile(
            "sin6?_port=htons\\((\\d+)\\).*?(?:inet_addr\\(\"|inet_pton\\(AF_INET6, \")([0-9a-fA-F.:]+)\"");
    private static final Pattern UNFINISHED = Pattern.compile("^(.*) <unfinished \\.\\.\\.>$");
    private static final Pattern RESUMED = Pattern.compile("^<\\.\\.\\. \\w+ resumed>(.*)$");
    private static final Set<String> HARMLESS = Set.of("AF_UNIX", "AF_INET", "AF_INET6", "AF_NETLINK");

    /** The beginning of a command line that is traced into a file. */
    static List<String> tracing(Tools tools, String file) {
        return List.of(
                tools.strace().toString(),
                "-f",
                "-qq",
                "--seccomp-bpf",
                "-e",
                "signal=none",
                "-e",
                "trace=" + TRACED,
                "-o",
                file);
    }

    /** @param allowed addresses, in digits, that datagrams and connections may go to */
    static SystemCalls read(Stream<String> trace, Set<String> allowed) {
        Map<String, String> begun = new HashMap<>();
        Map<String, String> kinds = new HashMap<>();
        Set<String> internet = new TreeSet<>();
        Set<String> forbidden = new TreeSet<>();
        Set<String> listening = new TreeSet<>();
        Set<String> written = new TreeSet<>();
        long datagrams = 0;
        long connections = 0;
        for (Iterator<String> lines = trace.iterator(); lines.hasNext(); ) {
            String line = lines.next();
            String whole = whole(line, begun);
            Matcher socket = SOCKET.matcher(whole);
            if (socket.find()) {
                kinds.put(socket.group(3), socket.group(2));
                if (socket.group(1).startsWith("AF_INET")) {
                    internet.add(socket.group(3));
                } else {
                    internet.remove(socket.group(3));
                }
                // What asks the kernel is raw by name alone: it leads to no wire.
                boolean raw =
                        socket.group(2).contains("RAW") && !socket.group(1).equals("AF_NETLINK");
                if (!HARMLESS.contains(socket.group(1)) || raw) {
                    forbidden.add(whole);
                }
            }
            Matcher listen = LISTEN.matcher(whole);
            Matcher bind = BIND.matcher(whole);
            if ((listen.find() && internet.contains(listen.group(1))) || (bind.find() && wellKnown(bind.group(2)))) {
                listening.add(whole);
            }
            Matcher file = WRITTEN.matcher(whole);
            if (file.find()) {
                written.add(file.group(1));
            }
            Matcher copy = COPY.matcher(whole);
            if (copy.find()) {
                kinds.put(copy.group(2), kinds.getOrDefault(copy.group(1), ""));
                if (internet.contains(copy.group(1))) {
                    internet.add(copy.group(2));
                } else {
                    internet.remove(copy.group(2));
                }
            }
            Matcher call = CALL.matcher(whole);
            if (!call.find()) {
                continue;
            }
            Matcher address = ADDRESS.matcher(whole);
            boolean addressed = address.find() && !probe(call.group(1), address);
            boolean datagram = kinds.getOrDefault(call.group(2), "").contains("DGRAM");
            if (addressed) {
                if (!allowed.contains(plain(address.group(2)))) {
                    forbidden.add(whole);
                } else if (call.group(1).equals("connect") && !datagram) {
                    connections++;
                }
            }
            if (call.group(1).equals("close")) {
                // The number may come back as that of a file.
                kinds.remove(call.group(2));
                internet.remove(call.group(2));
                continue;
            }
            boolean sent = !call.group(1).equals("connect") && !call.group(3).startsWith("-1");
            // What is sent to an address is a datagram, whatever is known of its socket. What is written to the
            // system's log or asked of
            // the kernel is one too, and goes over no wire.
            if (sent && (addressed || (internet.contains(call.group(2)) && datagram))) {
                datagrams += call.group(1).equals("sendmmsg") ? Long.parseLong(call.group(3)) : 1;
            }
        }
        return new SystemCalls(datagrams, connections, new ArrayList<>(forbidden), new ArrayList<>(listening), written);
    }

    private static boolean wellKnown(String port) {
        int number = Integer.parseInt(port);
        return number > 0 && number < LOWEST_OF_MEDIA;
    }

    /** A socket that is "connected" to port 0 asks the kernel for a route and sends nothing. */
    private static boolean probe(String call, Matcher address) {
        return call.equals("connect") && address.group(1).equals("0");
    }

    /** One spelling for each address; what is no address is left as it is, and allowed nowhere. */
    private static String plain(String address) {
        String digits = address.startsWith("::ffff:") ? address.substring("::ffff:".length()) : address;
        try {
            return InetAddress.getByName(digits).getHostAddress();
        } catch (UnknownHostException none) {
            return digits;
        }
    }

    private static String whole(String line, Map<String, String> begun) {
        Matcher parts = LINE.matcher(line);
        if (!parts.matches()) {
            return line;
        }
        String thread = String.valueOf(parts.group(1));
        Matcher unfinished = UNFINISHED.matcher(parts.group(2));
        if (unfinished.matches()) {
            boolean closing = unfinished.group(1).startsWith("close(");
            begun.put(thread, closing ? "" : unfinished.group(1));
            // A number is free as soon as its closing has begun: another thread may have it before that is told to be
            // over.
            return closing ? unfinished.group(1) + ") = 0" : "";
        }
        Matcher resumed = RESUMED.matcher(parts.group(2));
        return resumed.matches() ? begun.getOrDefault(thread, "") + resumed.group(1) : parts.group(2);
    }
}

package org.sealphone.interop;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.ObjectName;
import org.sealphone.crypto.secret.Password;
import org.sealphone.crypto.time.SystemTimeline;
import org.sealphone.crypto.tls.TrustAnchors;
import org.sealphone.harness.capture.live.NetworkNamespace;
import org.sealphone.media.codec.Codec;
import org.sealphone.media.engine.MediaReport;
import org.sealphone.ua.api.Account;
import org.sealphone.ua.api.CallMedia;
import org.sealphone.ua.api.CallReport;
import org.sealphone.ua.api.Ua;
import org.sealphone.ua.api.UaEvent;
import org.sealphone.ua.loop.Endpoint;
import org.sealphone.ua.policy.SipTarget;
import org.sealphone.ua.policy.Targets;

/**
 * Runs inside a network namespace of its own: so many calls a second from one phone to another through Kamailio, each phone on one TLS flow,
 * each call with keys and ports of its own, held for a second. None fails, and when the last is over nothing is left: no port, no call, no
 * key, no dialog. What it took is printed, for a person to judge. Ends with 0 when all of it held, and says each thing that did not.
 */
public final class CallRateLab {
    private static final String ADDRESS = "127.0.0.1";
    private static final Duration HELD = Duration.ofSeconds(1);
    /** What a call is made of, on both sides and in the stack below. */
    private static final List<String> PARTS = List.of(
            "org.sealphone.crypto.srtp.SrtpKeys",
            "org.sealphone.crypto.srtp.SrtpSender",
            "org.sealphone.crypto.srtp.SrtpReceiver",
            "org.sealphone.crypto.wire.SrtpPort",
            "org.sealphone.crypto.wire.ReservedPort",
            "org.sealphone.media.engine.MediaSession",
            "org.sealphone.ua.engine.OutgoingCall",
            "org.sealphone.ua.engine.IncomingCall",
            "gov.nist.javax.sip.stack.SIPDialog",
            "org.sealphone.ua.sip.PatientDialog");

    private final Path folder;
    private final int rate;
    private final int calls;
    private final List<String> failures = new ArrayList<>();

    private CallRateLab(Path folder, int rate, int seconds) {
        this.folder = folder;
        this.rate = rate;
        this.calls = seconds * rate;
    }

    /** Arguments: folder, launcher, calls a second, seconds. */
    public static void main(String[] arguments) throws Exception {
        CallRateLab lab =
                new CallRateLab(Path.of(arguments[0]), Integer.parseInt(arguments[2]), Integer.parseInt(arguments[3]));
        try (Children children = new Children()) {
            lab.run(children);
        }
        lab.failures.forEach(failure -> System.out.println("FAILED: " + failure));
        System.exit(lab.failures.isEmpty() ? 0 : 1);
    }

    /** One phone, what it heard, and how its calls ended. */
    private static final class Side implements AutoCloseable {
        final Endpoint endpoint = Endpoint.open();
        final ConcurrentLinkedQueue<CallReport> ended = new ConcurrentLinkedQueue<>();
        final List<UaEvent> flows = new CopyOnWriteArrayList<>();
        final Ua ua;
        /** Who dials is the one who hangs up. */
        final boolean dials;

        Side(Account account, SystemTimeline clock, boolean dials) {
            this.dials = dials;
            ua = endpoint.phone(account, event -> happened(event, clock));
        }

        private void happened(UaEvent event, SystemTimeline clock) {
            if (event instanceof UaEvent.IncomingCall incoming) {
                ua.answer(incoming.call(), CallMedia.silent());
            } else if (event instanceof UaEvent.Established up && dials) {
                clock.schedule(HELD, () -> ua.hangUp(up.call()));
            } else if (event instanceof UaEvent.CallEnded over) {
                ended.add(over.report());
            } else if (event instanceof UaEvent.FlowUp || event instanceof UaEvent.FlowLost) {
                flows.add(event);
            }
        }

        @Override
        public void close() {
            ua.close();
            endpoint.close();
        }
    }

    private void run(Children children) throws Exception {
        NetworkNamespace.bringLoopbackUp();
        List<String> passwords = List.of(PhoneProgram.password(folder, "alice"), PhoneProgram.password(folder, "bob"));
        new KamailioServer.Setup(ADDRESS, "SHA-256", passwords).define("QUIET").start(folder, children::start);
        try (SystemTimeline clock = new SystemTimeline("lab");
                Side bob = new Side(account("bob", passwords.get(1)), clock, false);
                Side alice = new Side(account("alice", passwords.get(0)), clock, true)) {
            for (Side side : List.of(bob, alice)) {
                if (!side.ua.register().get().isOk()) {
                    throw new IOException("no registration");
                }
            }
            dial(alice, calls / 4, this::everMore);
            List<CallReport> warming = taken(alice, calls / 4);
            taken(bob, calls / 4);
            System.out.println("while it warms up: " + setup(warming));
            long begun = System.nanoTime();
            long used = processorNanos();
            long usedByLoops = loopNanos();
            dial(alice, calls, this::evenly);
            double took = (System.nanoTime() - begun) / 1e9;
            System.out.printf(
                    "%d calls in %.1f s, %.2f cores for both phones; of a call %.2f ms of a core are the two loops'%n",
                    calls, took, (processorNanos() - used) / 1e9 / took, (loopNanos() - usedByLoops) / 1e6 / calls);
            List<CallReport> theirs = taken(bob, calls);
            List<CallReport> ours = taken(alice, calls);
            System.out.println("warm: " + setup(ours));
            judge("alice", alice, ours);
            judge("bob", bob, theirs);
            nothingIsLeft(List.of(alice, bob));
        }
    }

    private Account account(String user, String password) throws IOException {
        Path authority = folder.resolve("ca.crt");
        TrustAnchors trust = TrustAnchors.pem(Files.readAllBytes(authority), "the lab's authority")
                .fold(found -> found, refusal -> {
                    throw new IllegalStateException(refusal.text());
                });
        return Account.at(target("sips:" + KamailioServer.DOMAIN), user, trust)
                .outbound(target("sips:" + ADDRESS + ":" + KamailioServer.PORT))
                .password(() -> Optional.of(Password.of(password.toCharArray())))
                .codecs(List.of(Codec.PCMU))
                .simultaneousCalls(1000)
                .build();
    }

    private static SipTarget target(String uri) {
        return Targets.server(uri).fold(found -> found, CallRateLab::stop, CallRateLab::stop);
    }

    private static SipTarget stop(Object refusal) {
        throw new IllegalStateException("refused: " + refusal);
    }

    /** When the call of this number begins, of so many: seconds from the first one on. */
    private interface Pace {
        double seconds(int call, int calls);
    }

    private double evenly(int call, int of) {
        return (double) call / rate;
    }

    /** From none to the full rate: a process that has just started would be asked for what it cannot do yet, and not be done with it for long. */
    private double everMore(int call, int of) {
        return 2.0 * of / rate * Math.sqrt((double) call / of);
    }

    /** At absolute times, so that no delay adds up; returns when the last call is over. */
    private static void dial(Side alice, int calls, Pace pace) throws Exception {
        long begun = System.nanoTime();
        CompletableFuture<?>[] over = new CompletableFuture<?>[calls];
        for (int call = 0; call < calls; call++) {
            long at = begun + (long) (1e9 * pace.seconds(call, calls)) - System.nanoTime();
            Executor then = CompletableFuture.delayedExecutor(Math.max(0, at), TimeUnit.NANOSECONDS);
            over[call] = CompletableFuture.supplyAsync(() -> alice.ua.dial("bob", CallMedia.silent()), then)
                    .thenCompose(Ua.Call::ended);
        }
        CompletableFuture.allOf(over).get((long) pace.seconds(calls, calls) + 60, TimeUnit.SECONDS);
    }

    private List<CallReport> taken(Side side, int expected) throws InterruptedException {
        try {
            Waiting.until(expected + " calls are over", () -> side.ended.size() >= expected);
        } catch (IOException late) {
            failures.add(late.getMessage());
        }
        List<CallReport> reports = List.copyOf(side.ended);
        side.ended.clear();
        return reports;
    }

    private static String setup(List<CallReport> reports) {
        long[] millis = reports.stream()
                .flatMap(report -> report.setupMillis().stream())
                .mapToLong(Long::longValue)
                .sorted()
                .toArray();
        return millis.length == 0
                ? "none was set up"
                : millis.length + " set up, INVITE to 2xx: median " + millis[millis.length / 2] + " ms, 95 % within "
                        + millis[millis.length * 95 / 100] + " ms, the longest " + millis[millis.length - 1] + " ms";
    }

    private void judge(String name, Side side, List<CallReport> reports) {
        if (reports.size() != calls) {
            failures.add(name + " had " + reports.size() + " calls of " + calls);
        }
        Map<String, Integer> ends = new TreeMap<>();
        for (CallReport report : reports) {
            boolean sealed = report.media().isPresent() && sealed(report.media().get());
            if (!report.end().isOk() || !sealed) {
                ends.merge(report.end() + (sealed ? "" : ", not sealed"), 1, Integer::sum);
            }
        }
        ends.forEach((end, times) -> failures.add(name + ": " + times + " ended as " + end));
        if (side.flows.size() != 1) {
            failures.add(name + " had other flows: " + side.flows);
        }
    }

    private static boolean sealed(MediaReport media) {
        return media.sealedOut() == media.txPackets() + media.rtcpTx() && media.rxAuthFailed() == 0;
    }

    private void nothingIsLeft(List<Side> sides) throws IOException, InterruptedException {
        for (Side side : sides) {
            if (!side.ua.snapshot().calls().isEmpty()) {
                failures.add("calls are left: " + side.ua.snapshot().calls());
            }
        }
        try {
            Waiting.until("no port is open", () -> datagramSockets() == 0);
            Waiting.until("no part of a call is in the heap", () -> parts().isEmpty());
        } catch (IOException left) {
            failures.add(left.getMessage() + ": " + datagramSockets() + " ports, " + parts());
        }
    }

    /** Of this namespace: all of them are ours. */
    private static long datagramSockets() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/net/udp")).size()
                - 1L
                + Files.readAllLines(Path.of("/proc/self/net/udp6")).size()
                - 1L;
    }

    /** What of a call's parts the collector finds alive. */
    private static Map<String, Integer> parts() {
        Map<String, Integer> alive = new TreeMap<>();
        Matcher line =
                Pattern.compile("(?m)^\\s*\\d+:\\s+(\\d+)\\s+\\d+\\s+(\\S+)").matcher(histogram());
        while (line.find()) {
            if (PARTS.contains(line.group(2))) {
                alive.put(line.group(2), Integer.parseInt(line.group(1)));
            }
        }
        return alive;
    }

    private static String histogram() {
        try {
            return (String) ManagementFactory.getPlatformMBeanServer()
                    .invoke(
                            new ObjectName("com.sun.management:type=DiagnosticCommand"),
                            "gcClassHistogram",
                            new Object[] {new String[0]},
                            new String[] {String[].class.getName()});
        } catch (JMException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static long processorNanos() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    /** Of the threads that own the phones: what a call costs there does not depend on what else the machine has to do. */
    private static long loopNanos() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        return Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
                .filter(thread -> thread != null && thread.getThreadName().equals("ua-loop"))
                .mapToLong(thread -> threads.getThreadCpuTime(thread.getThreadId()))
                .sum();
    }
}

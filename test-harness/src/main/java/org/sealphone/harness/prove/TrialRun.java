package org.sealphone.harness.prove;

import java.io.File;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sealphone.certs.DevelopmentCa;
import org.sealphone.certs.Specimen;
import org.sealphone.harness.capture.live.Capture;
import org.sealphone.harness.capture.live.InterfaceCounters;
import org.sealphone.harness.capture.live.PacketCapture;
import org.sealphone.harness.hostile.Expected;
import org.sealphone.harness.hostile.HostileScenario;
import org.sealphone.harness.hostile.HostileScenario.Part;
import org.sealphone.harness.oracle.Canary;
import org.sealphone.harness.oracle.Oracle;
import org.sealphone.harness.oracle.OracleRules;
import org.sealphone.harness.oracle.Verdict;
import org.sealphone.harness.prove.Circumstances.Oddity;
import org.sealphone.harness.tls.TlsIdentity;
import org.sealphone.harness.trunk.Conduct;
import org.sealphone.harness.trunk.EmbeddedTrunk;
import org.sealphone.harness.trunk.SipSeen;
import org.sealphone.harness.trunk.TrunkObserver;

/**
 * One trial: a room with a witness at its only door, a hostile trunk before it, the phone in it as a process of its own. The witness is
 * there before the room and stays until the room can send no more.
 */
final class TrialRun implements TrunkObserver {
    static final String DOMAIN = "pbx.example";
    /** Where a virtual machine keeps its counters while it runs, which are gone with it unless it is killed. */
    private static final Pattern OF_THE_MACHINE = Pattern.compile("/(?:dev|proc|sys)/.*|/tmp/hsperfdata_.*");
    /** A machine that is busy starts a program slowly. */
    private static final int START_SECONDS = 90;
    /** When a call's media ends is not in question here, and a busy machine reads a BYE late. */
    private static final Duration LATE = Duration.ofSeconds(3);

    private static final int MEASUREMENTS = 120;
    private static final Duration SHORTEST_INTERVAL = Duration.ofSeconds(2);

    private static final int OK = 0;
    private static final int INTERRUPTED = 130;

    private final Trial trial;
    private final Subject subject;
    private final Tools tools;
    private final Optional<Path> keep;
    private final Path folder;
    private final int number;
    private final String password;
    private final TlsIdentity identity;
    private final String trusted;
    private final List<String> keyLog = new CopyOnWriteArrayList<>();
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final List<String> forbidden = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();
    private final List<String> said = new CopyOnWriteArrayList<>();
    private final Optional<HeapWitness> heap;
    private final Optional<MemoryWitness> memory;
    private final Conduct conduct;
    private final List<String> figures = new ArrayList<>();
    private Set<String> written = Set.of();
    private volatile boolean rings;

    /** @param folder of its own, that nobody else can read */
    TrialRun(
            Trial trial,
            Subject subject,
            Tools tools,
            Optional<Path> keep,
            Path folder,
            int number,
            SecureRandom random)
            throws IOException {
        this.keep = keep;
        this.trial = trial;
        this.subject = subject;
        this.tools = tools;
        this.folder = folder;
        this.number = number;
        this.heap =
                subject.ours() && oddly(Oddity.HEAP) ? Optional.of(new HeapWitness(tools, folder)) : Optional.empty();
        this.memory = subject.ours() && oddly(Oddity.LONG)
                ? Optional.of(new MemoryWitness(tools, measuring()))
                : Optional.empty();
        this.conduct = trial.trunk().get();
        byte[] sixteen = new byte[16];
        random.nextBytes(sixteen);
        this.password = HexFormat.of().formatHex(sixteen);
        DevelopmentCa authority = DevelopmentCa.create("Sealphone proof", Instant.now(), random);
        Optional<Specimen> shown = trial.circumstances().certificate().map(BadCertificates::named);
        this.identity = TlsIdentity.of(shown.map(Specimen::bad).orElseGet(() -> authority.server(DOMAIN)));
        this.trusted = shown.map(specimen -> pem(specimen.trusted())).orElseGet(authority::pem);
    }

    private Duration measuring() {
        Duration even = Duration.ofSeconds(trial.circumstances().seconds()).dividedBy(MEASUREMENTS);
        return even.compareTo(SHORTEST_INTERVAL) < 0 ? SHORTEST_INTERVAL : even;
    }

    private boolean oddly(Oddity oddity) {
        return trial.circumstances().place() == oddity;
    }

    TrialResult play() throws IOException {
        Instant begun = Instant.now();
        PacketCapture capture = PacketCapture.start("trunk" + number, folder.resolve("capture"));
        Optional<Names> asked = trial.circumstances().names();
        try (PhoneRoom room = PhoneRoom.open(tools, number, oddly(Oddity.IPV6), asked.isPresent());
                RoomNames names = RoomNames.of(asked, room, folder);
                EmbeddedTrunk trunk = EmbeddedTrunk.builder(DOMAIN, identity)
                        .listen(room.trunk(), names.trunkPort())
                        .user(HostileScenario.USER, password.toCharArray())
                        .digest(subject.digests())
                        .keyLog(keyLog::add)
                        .observer(this)
                        .conduct(conduct)
                        .start()) {
            int exit = phone(room, names.known(DOMAIN).orElseGet(() -> shown(trunk.address())));
            trunk.close();
            room.shut();
            InterfaceCounters.Sent sent = room.sent();
            Capture seen = capture.stop();
            OracleRules rules = names.list(OracleRules.builder())
                    .trunk(trunk.address())
                    .keyLog(keyLog)
                    .peer(room.trunk())
                    .grace(LATE)
                    .canary(Canary.expected("the user's name", HostileScenario.USER + "@" + DOMAIN))
                    .canary(Canary.forbidden("the password", password))
                    .build();
            Verdict verdict = Oracle.judgeWithControls(rules, seen.packets());
            long datagrams = verdict.mediaFlows().stream()
                    .filter(flow -> flow.from().getAddress().equals(room.phone()))
                    .mapToLong(flow -> flow.packets())
                    .sum();
            compare(room, seen, sent, verdict, datagrams);
            failures.addAll(names.missing());
            if (trunk.status().faults() > 0) {
                failures.add("the trunk itself failed: "
                        + trunk.firstFault().map(String::valueOf).orElse(""));
            }
            if (subject.ours()) {
                promised(exit);
                constant(verdict, room);
                nothingLeft();
            }
            if (conduct instanceof Deeds deeds) {
                figures.addAll(deeds.done(verdict));
                failures.addAll(deeds.missing(verdict));
            }
            if (memory.isPresent()) {
                figures.add(memory.get().told());
                failures.addAll(memory.get().grown());
            }
            TrialResult result = new TrialResult(
                    trial,
                    verdict,
                    forbidden,
                    failures,
                    datagrams,
                    keys(),
                    figures,
                    Duration.between(begun, Instant.now()));
            if (keep.isPresent() && !result.sealed()) {
                Exhibits.keep(keep.get(), number, trial, seen.packets(), keyLog);
            }
            return result;
        }
    }

    /** Runs the phone to its end; its exit code. */
    private int phone(PhoneRoom room, String trunk) throws IOException {
        Path secret = Files.createFile(
                folder.resolve("password"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(secret, password + "\n");
        if (oddly(Oddity.OPEN_PASSWORD)) {
            Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-r--r--"));
        }
        Path pem = folder.resolve("ca.pem");
        Files.writeString(pem, trusted);
        Subject.Place place = new Subject.Place(
                DOMAIN,
                trunk,
                room.phone().getHostAddress(),
                secret,
                pem,
                folder.resolve("log"),
                trial.circumstances().seconds());
        List<String> command = room.entering();
        command.addAll(SystemCalls.tracing(tools, trace().toString()));
        command.addAll(subject.command(trial, place));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectInput(new File("/dev/null"))
                .redirectOutput(folder.resolve("stdout").toFile())
                .redirectError(folder.resolve("stderr").toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("SEALPHONE_"));
        Process process = builder.start();
        try {
            long patience = START_SECONDS
                    + trial.circumstances().seconds()
                    + 2 * trial.circumstances().patience().toSeconds();
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(patience);
            boolean interrupted = false;
            while (process.isAlive() && System.nanoTime() < deadline) {
                process.waitFor(50, TimeUnit.MILLISECONDS);
                if (heap.isPresent()) {
                    heap.get().look(process.toHandle());
                }
                if (memory.isPresent()) {
                    memory.get().look(process.toHandle());
                }
                if (rings && !interrupted && trial.part() == Part.CANCELS) {
                    interrupted = true;
                    process.descendants().forEach(ProcessHandle::destroy);
                }
            }
            if (process.isAlive()) {
                failures.add("the phone did not end within " + patience + " s");
                end(process);
            }
            return process.waitFor();
        } catch (InterruptedException e) {
            end(process);
            Thread.currentThread().interrupt();
            throw new IOException("interrupted during " + trial, e);
        }
    }

    /** With brackets where it is of IPv6. */
    private static String shown(InetSocketAddress address) {
        String digits = address.getAddress().getHostAddress();
        boolean six = address.getAddress() instanceof Inet6Address;
        return (six ? "[" + digits + "]" : digits) + ":" + address.getPort();
    }

    private static void end(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    /** What the phone itself says that it said: a trunk that is deaf has heard nothing. */
    private List<String> log() throws IOException {
        Path log = folder.resolve("log");
        return Files.exists(log) ? Files.readAllLines(log, StandardCharsets.UTF_8) : List.of();
    }

    private Path trace() {
        return folder.resolve("system-calls");
    }

    /** Witnesses that share nothing must count the same. */
    private void compare(PhoneRoom room, Capture seen, InterfaceCounters.Sent sent, Verdict verdict, long datagrams)
            throws IOException {
        Set<String> allowed = new TreeSet<>(trial.circumstances().reaches());
        allowed.add(room.trunk().getHostAddress());
        SystemCalls calls;
        try (Stream<String> lines = Files.lines(trace(), StandardCharsets.ISO_8859_1)) {
            calls = SystemCalls.read(lines, allowed);
        }
        forbidden.addAll(told("the system call ", calls.forbidden()));
        if (subject.ours()) {
            forbidden.addAll(told("the system call ", calls.listening()));
        }
        written = calls.written();
        failures.addAll(new Testimony(
                        seen,
                        sent,
                        calls,
                        count(told(), "datagrams_out"),
                        verdict,
                        datagrams,
                        room.phone(),
                        subject.ours())
                .contradictions());
    }

    /** All that the phone printed. */
    private String told() throws IOException {
        return Files.readString(folder.resolve("stdout"), StandardCharsets.UTF_8)
                + Files.readString(folder.resolve("stderr"), StandardCharsets.UTF_8);
    }

    /** What the phone of this product has promised beyond leaking nothing. */
    private void promised(int exit) throws IOException {
        Expected expected = trial.expected();
        int wanted = trial.part() == Part.CANCELS && expected.exitCode() == OK ? INTERRUPTED : expected.exitCode();
        String told = told();
        if (exit != wanted) {
            failures.add("exit " + exit + " instead of " + wanted + ", saying: " + complaint());
        }
        if (!expected.givenBy(codes(told))) {
            failures.add("the phone does not give the reason " + expected.reason());
        }
        List<String> messages = List.of(String.join("", heard), Said.in(log()));
        if (messages.stream().noneMatch(expected::heardIn)) {
            failures.add("the phone did not say " + expected.says());
        }
        if (messages.stream().anyMatch(expected::brokenBy)) {
            failures.add("the phone said " + expected.never());
        }
        if (!expected.toldIn(told)) {
            failures.add("the phone does not tell " + expected.tells());
        }
        if (expected.givenAwayBy(told) || expected.givenAwayBy(String.join("\n", log()))) {
            failures.add("the phone prints or logs " + expected.hides());
        }
        atLeast(told, "rx_packets", expected.packets().heard());
        atLeast(told, "rx_auth_failed", expected.packets().notAuthentic());
        atLeast(told, "rx_replayed", expected.packets().replayed());
    }

    /** SRTP-12: who sees how long packets are learns nothing of what is said. */
    private void constant(Verdict verdict, PhoneRoom room) {
        verdict.mediaFlows().stream()
                .filter(flow -> flow.from().getAddress().equals(room.phone())
                        && flow.frames().size() > 1)
                .forEach(flow -> forbidden.add("frames of " + new TreeSet<>(flow.frames()) + " octets in one stream"));
    }

    /** Nothing that is secret stands in what it printed or left, it left nothing that it was not asked for, and nothing moves a cursor. */
    private void nothingLeft() throws IOException {
        if (trial.circumstances().certificate().isPresent() && !heard.isEmpty()) {
            forbidden.add("it spoke to a trunk whose certificate is not valid");
        }
        Leftovers leftovers = new Leftovers(password, said);
        leftovers.shown(folder.resolve("stdout"), "its standard output");
        leftovers.shown(folder.resolve("stderr"), "its standard error");
        leftovers.shown(folder.resolve("log"), "its log");
        for (String name : written) {
            Path file = Path.of(name);
            if (!OF_THE_MACHINE.matcher(name).matches() && !file.startsWith(folder) && Files.isRegularFile(file)) {
                leftovers.in(file, name);
                forbidden.add("it left the file " + name);
            }
        }
        forbidden.addAll(leftovers.found());
        if (heap.isPresent()) {
            forbidden.addAll(heap.get().found(said, failures));
        }
    }

    /** Keys that are made twice are as bad in two calls as in one; what they are is nobody's business. */
    private Set<String> keys() {
        return Leftovers.keys(heard).stream().map(TrialRun::digest).collect(Collectors.toSet());
    }

    private static String digest(String key) {
        try {
            byte[] octets = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(octets);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static String pem(X509Certificate certificate) {
        try {
            return "-----BEGIN CERTIFICATE-----\n"
                    + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded())
                    + "\n-----END CERTIFICATE-----\n";
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a certificate of the zoo has no encoding", e);
        }
    }

    private static List<String> told(String how, List<String> acts) {
        return acts.stream().map(act -> how + act).toList();
    }

    /** Every reason code that the phone tells of. */
    private static Set<String> codes(String told) {
        return Pattern.compile("\\b[A-Z]{3,6}-\\d{2}[a-z]?\\b")
                .matcher(told)
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toSet());
    }

    /** The phone's own complaint, in its one line. */
    private String complaint() throws IOException {
        return Files.readAllLines(folder.resolve("stderr"), StandardCharsets.UTF_8).stream()
                .filter(line -> line.startsWith("sealphone: "))
                .findFirst()
                .map(line -> line.substring("sealphone: ".length()))
                .orElse("nothing");
    }

    private void atLeast(String told, String field, int wanted) {
        long counted = count(told, field).orElse(0);
        if (counted < wanted) {
            failures.add(field + " is " + counted + ", at least " + wanted + " were sent");
        }
    }

    private static OptionalLong count(String told, String field) {
        Matcher matcher = Pattern.compile("\"" + field + "\": ?(\\d{1,18})").matcher(told);
        return matcher.find() ? OptionalLong.of(Long.parseLong(matcher.group(1))) : OptionalLong.empty();
    }

    @Override
    public void sip(SipSeen seen) {
        said.add(seen.text());
        if (seen.inbound()) {
            heard.add(seen.text());
        } else {
            heap.ifPresent(witness -> witness.trunkSays(seen.text()));
            rings |= seen.text().startsWith("SIP/2.0 180");
        }
    }
}
